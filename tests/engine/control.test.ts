import { setTimeout as sleep } from 'node:timers/promises';
import {
  cancelExecution,
  getExecution,
  getExecutionState,
  isFinal,
  pauseExecution,
  replayExecution,
  resumeExecution,
  runDocument,
  type WorkflowDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { refusalOf } from './lib/refusal.ts';
import { eventually, journalOf, whenEnded, whenStatus } from './lib/watch.ts';
import { code, http, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;

beforeAll(async () => {
  // `/slow/500` answers after 500 ms, `/never` does not answer.
  far = await FarSide.start(({ url }, response) => {
    if (url.startsWith('/never')) return;
    setTimeout(() => answerJson(response, 200, { done: true }), Number(url.split('/')[2] ?? 0));
  });
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

const start = async (document: WorkflowDocument) =>
  (await sluice.call(runDocument, { body: { document, wait: false } })).executionId;
const cancel = (id: string, reason?: string) =>
  sluice.call(cancelExecution, { params: { id }, body: reason === undefined ? {} : { reason } });
const pause = (id: string) => sluice.call(pauseExecution, { params: { id } });
const resume = (id: string) => sluice.call(resumeExecution, { params: { id } });

const calling = (path: string) =>
  workflow({
    nodes: { start: manual, call: http({ url: `${far.url}${path}` }), after: code('return { after: true };') },
    chains: [['start', 'call', 'after']],
  });
const asking = workflow({
  nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } }, after: code('return {};') },
  chains: [['start', 'ask', 'after']],
});
const whenCalled = (path: string) => eventually(`a call of ${path}`, async () => far.countOf(path) > 0);

describe('cancel', () => {
  it('ends an execution whose effect is under way, and lets go of the far side', async () => {
    const id = await start(calling('/never/1'));
    await whenCalled('/never/1');
    await cancel(id, 'no longer needed');
    const { status, endedAt } = await whenEnded(sluice, id);
    expect({ status, ended: endedAt !== null }).toEqual({ status: 'cancelled', ended: true });
    const events = await journalOf(sluice, id);
    expect(events.find(({ type }) => type === 'cancel-requested')).toMatchObject({
      reason: 'no longer needed',
      actor: sluice.client.did,
    });
    expect(events.at(-1)?.type).toBe('execution-cancelled');
    const { steps } = await sluice.call(getExecutionState, { params: { id } });
    expect(steps.find(({ node }) => node === 'call')?.status).toBe('cancelled');
    expect(steps.find(({ node }) => node === 'after')?.status).not.toBe('completed');
  });

  it('ends one that is parked, and its timers never fire', async () => {
    const napping = workflow({
      nodes: { start: manual, nap: { type: 'core.wait@1', params: { for: 'time', ms: 400 } } },
      chains: [['start', 'nap']],
    });
    const id = await start(napping);
    await whenStatus(sluice, id, 'waiting');
    await cancel(id);
    const { lastSeq } = await whenStatus(sluice, id, 'cancelled');
    await sleep(600);
    expect((await sluice.call(getExecution, { params: { id } })).lastSeq).toBe(lastSeq);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('is refused for one that has ended, and for one that is not there', async () => {
    const id = await start(workflow({ nodes: { start: manual } }));
    await whenEnded(sluice, id);
    expect((await refusalOf(cancel(id))).code).toBe('execution_final');
    expect((await refusalOf(cancel('no-such-execution'))).code).toBe('not_found');
  });

  it('answers every caller when many cancel at once, while it ends by itself', async () => {
    for (let round = 0; round < 5; round += 1) {
      const id = await start(calling('/slow/20'));
      await sleep(round * 10);
      const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => cancel(id)));
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason.code).toBe('execution_final');
      expect(['completed', 'cancelled']).toContain((await whenEnded(sluice, id)).status);
    }
  });
});

describe('pause and resume', () => {
  it('starts no further step until it is resumed, also across a restart', async () => {
    const id = await start(calling('/slow/300'));
    await whenCalled('/slow/300');
    expect(await pause(id)).toMatchObject({ status: 'waiting', waits: [{ wait: { kind: 'paused' } }] });
    await sleep(500);
    const paused = await sluice.call(getExecution, { params: { id } });
    expect(paused).toMatchObject({ status: 'waiting', waits: [{ wait: { kind: 'paused' } }] });
    const { steps } = await sluice.call(getExecutionState, { params: { id } });
    expect(steps.some(({ node, status }) => node === 'after' && status === 'completed')).toBe(false);
    await sluice.killEngine();
    await sluice.startEngine();
    expect((await sluice.call(getExecution, { params: { id } })).status).toBe('waiting');
    await resume(id);
    expect(await whenEnded(sluice, id)).toMatchObject({ status: 'completed', output: [{ after: true }] });
    expect(far.countOf('/slow/300')).toBe(1);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('takes an effect up again that was under way when the engine died while paused', async () => {
    const id = await start(calling('/slow/400'));
    await whenCalled('/slow/400');
    await pause(id);
    await sluice.killEngine();
    await sluice.startEngine();
    await resume(id);
    expect((await whenEnded(sluice, id)).output).toEqual([{ after: true }]);
    expect(far.countOf('/slow/400')).toBe(2);
  });

  it('may be paused while it waits for a person, and cancelled while paused', async () => {
    const id = await start(asking);
    await whenStatus(sluice, id, 'waiting');
    const { waits } = await pause(id);
    expect(waits.map(({ wait }) => wait.kind).sort()).toEqual(['paused', 'resume']);
    await cancel(id);
    await whenStatus(sluice, id, 'cancelled');
  });

  it('takes the answer of a resume link while paused, and goes on with it after', async () => {
    const id = await start(asking);
    const { waits } = await whenStatus(sluice, id, 'waiting');
    const token = waits.flatMap(({ wait }) => (wait.kind === 'resume' ? [wait.token] : []))[0] ?? '';
    await pause(id);
    expect((await sluice.hook(`~resume/${token}`, {})).status).toBe(200);
    expect((await sluice.call(getExecution, { params: { id } })).status).toBe('waiting');
    await resume(id);
    expect((await whenEnded(sluice, id)).status).toBe('completed');
  });
});

describe('the time that an execution may take', () => {
  const limited = (timeoutMs: number, node: { type: string; params?: { [name: string]: string | number } }) =>
    workflow({
      settings: { timeoutMs },
      nodes: { start: manual, work: node, after: code('return {};') },
      chains: [['start', 'work', 'after']],
    });

  it('ends it while an effect is under way', async () => {
    const id = await start(limited(400, { type: 'core.http@1', params: { url: `${far.url}/never/2` } }));
    const { status, error, startedAt, endedAt } = await whenEnded(sluice, id);
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'execution_timeout' });
    const tookMs = Date.parse(endedAt ?? '') - Date.parse(startedAt);
    expect(tookMs).toBeGreaterThanOrEqual(400);
    expect(tookMs).toBeLessThan(3000);
  });

  it('ends it while it waits, across a restart', async () => {
    const id = await start(limited(700, { type: 'core.wait@1', params: { for: 'resume' } }));
    await whenStatus(sluice, id, 'waiting');
    await sluice.killEngine();
    await sluice.startEngine();
    expect((await whenEnded(sluice, id)).error?.code).toBe('execution_timeout');
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('does not touch what ends in time', async () => {
    const id = await start(limited(60_000, code('return {};') as never));
    expect((await whenEnded(sluice, id)).status).toBe('completed');
  });

  it('for a step is up to the node', async () => {
    const document = workflow({
      nodes: { start: manual, loops: code('for (;;);', { timeoutMs: 300 }) },
      chains: [['start', 'loops']],
    });
    const { status, error } = await whenEnded(sluice, await start(document));
    expect({ status, error }).toEqual({
      status: 'failed',
      error: expect.objectContaining({ code: 'step_timeout', nodeId: 'loops' }),
    });
  });
});

describe('an execution whose first step takes long', () => {
  const busy = (more: object) =>
    workflow({ nodes: { start: manual, busy: { ...code('for (;;);'), ...more } }, chains: [['start', 'busy']] });

  it('is there at once for who does not wait for its end, and can be cancelled', async () => {
    const begun = performance.now();
    const id = await start(busy({ timeoutMs: 60_000 }));
    expect(isFinal((await sluice.call(getExecution, { params: { id } })).status)).toBe(false);
    await cancel(id);
    expect((await whenEnded(sluice, id)).status).toBe('cancelled');
    expect(performance.now() - begun).toBeLessThan(30_000);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('ends with its time, whatever its step may take', async () => {
    const document = { ...busy({ timeoutMs: 60_000 }), settings: { timeoutMs: 500 } };
    const { status, error } = await whenEnded(sluice, await start(document));
    expect({ status, code: error?.code }).toEqual({ status: 'failed', code: 'execution_timeout' });
  });
});
