import { expect, it } from 'vitest';
import { faultsOf, runKills } from './run-kills.ts';

/** `npm run verify` kills 200 times besides, `npm run kill` as often as one likes. */
const KILLS = 36;

it(`loses nothing and does nothing twice when the engine is killed ${KILLS} times under load`, { timeout: 300_000 }, async () => {
  const report = await runKills({ kills: KILLS });
  expect(faultsOf(report)).toEqual({ lost: [], doneTwice: [], unsettled: [], wrong: [], neverHit: [] });
  expect(report.acknowledged).toBeGreaterThan(KILLS);
  expect(report.effects).toBeGreaterThan(KILLS);
});
