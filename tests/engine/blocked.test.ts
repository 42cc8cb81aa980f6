import {
  cancelExecution,
  getExecutionDocument,
  getExecutionState,
  listExecutions,
  replayExecution,
  resumeExecution,
  runDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { ExtraModule } from './lib/extra-module.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { refusalOf } from './lib/refusal.ts';
import { eventually, executionsOf, journalOf, whenEnded, whenStatus } from './lib/watch.ts';
import { http, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;
let extra: ExtraModule;

beforeAll(async () => {
  extra = new ExtraModule();
  far = await FarSide.start(({ url }, response) => {
    if (url !== '/never') answerJson(response, 200, { done: true });
  });
  sluice = await TestSluice.start({
    env: { SLUICE_MODULES: extra.folder, SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` },
  });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
  extra[Symbol.dispose]();
});

const shout = { type: 'extra.shout@1' };
const asking = workflow({
  name: 'Asking',
  nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } }, loud: shout },
  chains: [['start', 'ask', 'loud']],
});
const start = async (document = asking) => (await sluice.call(runDocument, { body: { document, wait: false } })).executionId;
const restart = async (change: () => void) => {
  await sluice.killEngine();
  change();
  await sluice.startEngine();
};
const withoutModule = () => restart(() => extra.takeAway());
const withModule = () => restart(() => extra.putBack());

/** Parks an execution on a resume link; resolves to its id and the link's token. */
async function park(document = asking): Promise<{ id: string; token: string }> {
  const id = await start(document);
  const { waits } = await whenStatus(sluice, id, 'waiting');
  const token = waits.flatMap(({ wait }) => (wait.kind === 'resume' ? [wait.token ?? ''] : []))[0] ?? '';
  return { id, token };
}

const reason = {
  node: 'loud',
  scope: '',
  index: 0,
  wait: {
    kind: 'blocked',
    code: 'document_invalid',
    message: expect.stringContaining('No installed module provides "extra.shout@1", the type of the node "loud".'),
    hint: expect.stringContaining('Put the module "extra" back and start the engine again.'),
  },
};

describe('an execution whose module is gone', () => {
  it('says so to who follows its link, shows it, and goes on by itself and by the same link when the module is back', async () => {
    const { id, token } = await park();
    await withoutModule();
    const refused = await sluice.hook(`~resume/${token}`, { answer: 1 });
    expect([refused.status, await refused.json()]).toEqual([
      409,
      expect.objectContaining({ code: 'execution_blocked', executionId: id, nodeId: 'loud' }),
    ]);
    const parked = await whenStatus(sluice, id, 'waiting');
    expect(parked.waits).toEqual([reason, expect.objectContaining({ node: 'ask' })]);
    const listed = (await sluice.call(listExecutions, { query: { status: 'waiting', limit: 50 } })).items;
    expect(listed.find((one) => one.id === id)?.waits).toEqual(parked.waits);
    expect((await sluice.call(getExecutionDocument, { params: { id } })).document).toMatchObject({ name: 'Asking' });
    expect(await refusalOf(sluice.call(getExecutionState, { params: { id } }))).toMatchObject({ code: 'document_invalid' });
    expect(await refusalOf(sluice.call(resumeExecution, { params: { id } }))).toMatchObject({ code: 'execution_blocked' });

    await withModule();
    await eventually('the reason is gone', async () => (await whenStatus(sluice, id, 'waiting')).waits.length === 1);
    expect((await sluice.hook(`~resume/${token}`, { answer: 2 })).status).toBe(200);
    const { output } = await whenStatus(sluice, id, 'completed');
    expect(JSON.stringify(output)).toContain('ANSWER');
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('that was running when the engine died is parked, and runs to its end when the module is back', async () => {
    const id = await start(
      workflow({
        nodes: { start: manual, call: http({ url: `${far.url}/never`, timeoutMs: 60_000 }), loud: shout },
        chains: [['start', 'call', 'loud']],
      }),
    );
    await eventually('the call', async () => far.countOf('/never') > 0);
    await withoutModule();
    const parked = await whenStatus(sluice, id, 'waiting');
    expect(parked.waits).toEqual([reason]);
    await withModule();
    await whenStatus(sluice, id, 'running');
    await sluice.call(cancelExecution, { params: { id }, body: {} });
    await whenStatus(sluice, id, 'cancelled');
  });

  it('is cancelled with the reason in its journal, and a replay agrees once the module is back', async () => {
    const { id } = await park();
    await withoutModule();
    const cancelled = await sluice.call(cancelExecution, { params: { id }, body: { reason: 'enough' } });
    expect(cancelled).toMatchObject({ status: 'cancelled', waits: [] });
    expect((await journalOf(sluice, id)).slice(-2)).toEqual([
      expect.objectContaining({ type: 'cancel-requested', reason: 'enough', actor: expect.stringContaining('did:key:') }),
      expect.objectContaining({ type: 'execution-cancelled' }),
    ]);
    await withModule();
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('still runs out of time, and its error workflow runs', async () => {
    const errors = await sluice.install(workflow({ name: 'Errors', nodes: { start: manual }, chains: [] }));
    const { id } = await park({ ...asking, settings: { timeoutMs: 2500, errorWorkflow: errors } });
    await withoutModule();
    const ended = await whenEnded(sluice, id);
    expect(ended).toMatchObject({ status: 'failed', error: { code: 'execution_timeout' } });
    const [run] = await eventually('the error workflow', async () => {
      const runs = await executionsOf(sluice, errors);
      return runs[0]?.status === 'completed' ? runs : undefined;
    });
    expect(run?.parentId).toBe(id);
    await withModule();
  });

  it('holds up no other execution of its workflow’s limit, and waits for its own turn as before', async () => {
    const limited = { ...asking, settings: { concurrency: { limit: 1 } } };
    const { id, token } = await park(limited);
    const queued = await start(limited);
    await whenStatus(sluice, queued, 'queued');
    await withoutModule();
    await eventually('the reason of the queued one', async () =>
      (await whenStatus(sluice, queued, 'queued')).waits.some(({ wait }) => wait.kind === 'blocked'),
    );
    await withModule();
    await sluice.hook(`~resume/${token}`, {});
    await whenStatus(sluice, id, 'completed');
    await whenStatus(sluice, queued, 'waiting');
  });
});

describe('what the engine was started without', () => {
  beforeEach(() => sluice.stopEngine());

  it('stops the start when the folder of modules is not there, and names it', async () => {
    await expect(sluice.startEngine({ SLUICE_MODULES: '/nowhere/at/all' })).rejects.toMatchObject({
      message: expect.stringContaining('/nowhere/at/all'),
    });
    await sluice.startEngine();
  });
});
