import { expect, it } from 'vitest';
import { points, runKills } from './run-kills.ts';

const KILLS = Number(process.env['SLUICE_TEST_KILLS'] ?? 200);

it(`loses nothing and does nothing twice when the engine is killed ${KILLS} times under load`, {
  timeout: 1_200_000,
}, async () => {
  const report = await runKills({ kills: KILLS });
  console.log(`kill test: ${JSON.stringify(report)}`);
  expect(report.lost).toEqual([]);
  expect(report.doneTwice).toEqual([]);
  expect(report.unsettled).toEqual([]);
  expect(report.wrong).toEqual([]);
  expect(report.acknowledged).toBeGreaterThan(KILLS);
  expect(report.effects).toBeGreaterThan(KILLS);
  // A point that never fires tests nothing. In a short run chance may leave one out.
  if (KILLS >= 200)
    expect(points.filter((point) => !Object.keys(report.killsByPoint).some((hit) => hit.startsWith(point)))).toEqual([]);
});
