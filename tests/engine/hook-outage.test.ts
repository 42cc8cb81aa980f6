import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { eventually } from './lib/watch.ts';
import { code, hook, http, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;

beforeAll(async () => {
  far = await FarSide.start(
    ({ url }, response) => void setTimeout(() => answerJson(response, 200, {}), url === '/slow' ? 800 : 0),
  );
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
  await sluice.install(
    workflow({ name: 'Quick', nodes: { hook: hook('quick'), work: code('return { ok: true };') }, chains: [['hook', 'work']] }),
  );
  await sluice.install(
    workflow({
      name: 'Slow',
      nodes: { hook: hook('slow'), ask: http({ url: `${far.url}/slow` }), work: code('return { slow: true };') },
      chains: [['hook', 'ask', 'work']],
    }),
  );
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

const slowIsUnderWay = (count: number) => eventually('the slow call', async () => far.requests.length >= count || undefined);

describe('hooks while the engine', () => {
  it('is killed: callers whose call was under way are told that it does not answer, later ones are served by the next', async () => {
    const waiting = sluice.hook('slow', {});
    await slowIsUnderWay(1);
    expect((await sluice.hook('quick', {})).status).toBe(200);
    await sluice.killEngine();
    const broken = await waiting;
    expect([broken.status, await broken.json()]).toEqual([503, expect.objectContaining({ code: 'engine_unreachable' })]);
    const away = await sluice.hook('quick', {});
    expect([away.status, await away.json()]).toEqual([503, expect.objectContaining({ code: 'engine_unreachable' })]);
    await sluice.startEngine();
    const back = await sluice.hook('quick', {});
    expect([back.status, await back.json()]).toEqual([200, { ok: true }]);
  });

  it('stops: what is under way is answered first', async () => {
    const before = far.requests.length;
    const waiting = sluice.hook('slow', {});
    await slowIsUnderWay(before + 1);
    await sluice.stopEngine();
    const answer = await waiting;
    expect(answer.status).toBe(200);
    await sluice.startEngine();
    expect((await sluice.hook('quick', {})).status).toBe(200);
  });
});
