import {
  cancelExecution,
  type ExecutionDetail,
  getExecution,
  getWorkflow,
  listExecutions,
  publishWorkflow,
  replayExecution,
  runDocument,
  runWorkflow,
  saveDraft,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { eventually, executionsOf, journalOf, whenEnded, whenStatus } from './lib/watch.ts';
import { code, hook, http, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;

beforeAll(async () => {
  // `/fails/2/x` answers 503 twice, then 200.
  far = await FarSide.start(({ url }, response, number) =>
    answerJson(response, number <= Number(url.split('/')[2] ?? 0) ? 503 : 200, { number }),
  );
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

const call = (id: string, params: Record<string, string | boolean> = {}, settings: Record<string, unknown> = {}) => ({
  type: 'core.call-workflow@1',
  params: { workflow: id, ...params },
  ...settings,
});
const caller = (id: string, params?: Record<string, string | boolean>, settings?: Record<string, unknown>) =>
  workflow({ name: 'Caller', nodes: { start: manual, call: call(id, params, settings) }, chains: [['start', 'call']] });
const child = (...steps: [string, ReturnType<typeof code>][]) =>
  workflow({
    name: 'Child',
    nodes: { start: manual, ...Object.fromEntries(steps) },
    chains: [['start', ...steps.map(([id]) => id)]],
  });
const run = async (
  document: ReturnType<typeof workflow>,
  items: { [key: string]: number | string }[] = [{}],
): Promise<ExecutionDetail> => {
  const { executionId } = await sluice.call(runDocument, { body: { document, items, wait: false } });
  return whenEnded(sluice, executionId);
};

const asking = (name: string) =>
  workflow({
    name,
    nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } } },
    chains: [['start', 'ask']],
  });
const start = async (document: ReturnType<typeof workflow>) =>
  (await sluice.call(runDocument, { body: { document, wait: false } })).executionId;
const newestOf = (workflowId: string, ...statuses: string[]) =>
  eventually(`an execution of ${workflowId} that is ${statuses.join(' or ')}`, async () =>
    (await executionsOf(sluice, workflowId)).find(({ status }) => statuses.includes(status)),
  );
const lastOf = async (id: string) => (await journalOf(sluice, id)).slice(-2);

describe('the end of an execution', () => {
  it('that is cancelled cancels the children it waits for, and theirs, each with the reason and the actor in its journal', async () => {
    const leaf = await sluice.install(asking('Leaf'));
    const middle = await sluice.install({ ...caller(leaf), name: 'Middle' });
    const id = await start(caller(middle));
    const parked = await newestOf(leaf, 'waiting');
    const between = await newestOf(middle, 'waiting');
    await sluice.call(cancelExecution, { params: { id }, body: { reason: 'changed my mind' } });
    await whenStatus(sluice, between.id, 'cancelled');
    await whenStatus(sluice, parked.id, 'cancelled');
    const actor = expect.stringMatching(/^did:key:/);
    const reason = `The execution ${id}, which waits for this one, was cancelled: changed my mind`;
    expect(await lastOf(between.id)).toEqual([
      expect.objectContaining({ type: 'cancel-requested', actor, reason }),
      expect.objectContaining({ type: 'execution-cancelled' }),
    ]);
    expect((await lastOf(parked.id))[0]).toMatchObject({
      type: 'cancel-requested',
      actor,
      reason: `The execution ${between.id}, which waits for this one, was cancelled: ${reason}`,
    });
    for (const each of [id, between.id, parked.id])
      expect(await sluice.call(replayExecution, { params: { id: each } })).toMatchObject({ identical: true });
  });

  it('whose time is over, and that fails elsewhere, cancels them too', async () => {
    const leaf = await sluice.install(asking('Leaf of a failure'));
    const late = await start({ ...caller(leaf), settings: { timeoutMs: 1000 } });
    const first = await newestOf(leaf, 'waiting', 'cancelled');
    expect(await whenEnded(sluice, late)).toMatchObject({ status: 'failed', error: { code: 'execution_timeout' } });
    await whenStatus(sluice, first.id, 'cancelled');
    expect((await lastOf(first.id))[0]).toMatchObject({ reason: `The execution ${late}, which waits for this one, failed.` });

    const broken = workflow({
      nodes: {
        start: manual,
        call: call(leaf),
        nap: { type: 'core.wait@1', params: { for: 'time', ms: 700 } },
        no: code("throw new Error('no');"),
      },
      chains: [
        ['start', 'call'],
        ['start', 'nap', 'no'],
      ],
    });
    const failing = await start(broken);
    const second = await newestOf(leaf, 'waiting');
    await whenStatus(sluice, failing, 'failed');
    await whenStatus(sluice, second.id, 'cancelled');
  });

  it('leaves alone a child that nobody waits for', async () => {
    const leaf = await sluice.install(asking('Detached leaf'));
    const id = await start(
      workflow({
        nodes: { start: manual, call: call(leaf, { wait: false }), ask: { type: 'core.wait@1', params: { for: 'resume' } } },
        chains: [['start', 'call', 'ask']],
      }),
    );
    await whenStatus(sluice, id, 'waiting');
    const detached = await newestOf(leaf, 'waiting');
    await sluice.call(cancelExecution, { params: { id }, body: {} });
    await whenStatus(sluice, id, 'cancelled');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await whenStatus(sluice, detached.id, 'waiting')).id).toBe(detached.id);
  });

  it('ends a child that waits for its place before it begins', async () => {
    const limited = await sluice.install({ ...asking('Limited leaf'), settings: { concurrency: { limit: 1 } } });
    await sluice.call(runWorkflow, { params: { id: limited }, body: { wait: false } });
    const holder = await newestOf(limited, 'waiting');
    const id = await start(caller(limited));
    const queued = await newestOf(limited, 'queued');
    await whenStatus(sluice, id, 'waiting');
    await sluice.call(cancelExecution, { params: { id }, body: {} });
    await whenStatus(sluice, queued.id, 'cancelled');
    expect((await journalOf(sluice, queued.id)).map(({ type }) => type)).toEqual([
      'execution-started',
      'cancel-requested',
      'execution-cancelled',
    ]);
    expect((await whenStatus(sluice, holder.id, 'waiting')).status).toBe('waiting');
  });

  it('is not lost to the children when the engine dies right after it was committed', async () => {
    const leaf = await sluice.install(asking('Orphan'));
    const id = await start(caller(leaf));
    const orphan = await newestOf(leaf, 'waiting');
    await whenStatus(sluice, id, 'waiting');
    await sluice.stopEngine();
    // The first commit is the wake of the parent, the second is its end.
    await sluice.startEngine({ SLUICE_KILL_POINT: 'committed:2' });
    await sluice.call(cancelExecution, { params: { id }, body: {} }).catch(() => undefined);
    await sluice.engineEnded;
    await sluice.startEngine();
    await whenStatus(sluice, id, 'cancelled');
    await whenStatus(sluice, orphan.id, 'cancelled');
  });
});

describe('a sub-workflow', () => {
  it('gives its output to the caller, and names its parent', async () => {
    const id = await sluice.install(child(['double', code('return { n: $json.n * 2 };')]));
    const parent = await run(caller(id), [{ n: 4 }, { n: 5 }]);
    expect(parent).toMatchObject({ status: 'completed', output: [{ n: 8 }, { n: 10 }] });
    const [ran] = await executionsOf(sluice, id);
    expect(ran).toMatchObject({ parentId: parent.id, status: 'completed', workflowName: 'Child' });
    expect(await sluice.call(replayExecution, { params: { id: parent.id } })).toMatchObject({ identical: true });
    expect(await sluice.call(replayExecution, { params: { id: ran?.id ?? '' } })).toMatchObject({ identical: true });
  });

  it('answers who called the hook of its caller', async () => {
    const id = await sluice.install(child(['double', code('return { n: $json.body.n * 2 };')]));
    const document = caller(id);
    await sluice.install({
      ...document,
      nodes: { ...document.nodes, start: { type: 'core.webhook@1', params: { path: 'calls', respond: 'result' } } },
    });
    const response = await sluice.hook('calls', { n: 21 });
    expect([response.status, await response.json()]).toEqual([200, { n: 42 }]);
  });

  it('runs once for each item, results in order', async () => {
    const id = await sluice.install(child(['square', code('return { n: $json.n ** 2 };')]));
    const { output } = await run(caller(id, { runs: 'each' }), [{ n: 1 }, { n: 2 }, { n: 3 }]);
    expect(output).toEqual([{ n: 1 }, { n: 4 }, { n: 9 }]);
    expect(await executionsOf(sluice, id)).toHaveLength(3);
  });

  it('gives an output that is larger than the journal holds', async () => {
    const id = await sluice.install(
      child(['much', code("return Array.from({ length: 3 }, (_, n) => ({ n, text: 'x'.repeat(20_000) }));")]),
    );
    const { output, id: parent } = await run(caller(id));
    expect(output?.map((each) => (each as { text: string }).text.length)).toEqual([20_000, 20_000, 20_000]);
    expect(await sluice.call(replayExecution, { params: { id: parent } })).toMatchObject({ identical: true });
  });

  it('that fails makes the step fail with its code, and names the execution', async () => {
    const id = await sluice.install(child(['no', code("throw new Error('not today');")]));
    const failed = await run(caller(id));
    const [ran] = await executionsOf(sluice, id);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'code_failed', nodeId: 'call' } });
    expect(failed.error?.message).toContain(`execution ${ran?.id}`);
    expect(failed.error?.message).toContain('not today');
    const routed = workflow({
      nodes: { start: manual, call: call(id, {}, { onError: 'route' }), bad: code('return { code: $item.error.code };') },
      chains: [
        ['start', 'call'],
        ['call.error', 'bad'],
      ],
    });
    expect((await run(routed)).output).toEqual([{ code: 'code_failed' }]);
  });

  it('that is cancelled makes the step fail', async () => {
    const id = await sluice.install(
      workflow({
        name: 'Parked',
        nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } } },
        chains: [['start', 'ask']],
      }),
    );
    const { executionId } = await sluice.call(runDocument, { body: { document: caller(id), wait: false } });
    const ran = await eventually('the child', async () =>
      (await executionsOf(sluice, id)).find(({ status }) => status === 'waiting'),
    );
    const { waits } = await whenStatus(sluice, executionId, 'waiting');
    const wait = { kind: 'execution', executionId: ran.id };
    expect(waits).toEqual([{ node: 'call', nodeName: 'Call workflow', scope: '', index: 0, wait }]);
    await sluice.call(cancelExecution, { params: { id: ran.id }, body: {} });
    expect((await whenEnded(sluice, executionId)).error).toMatchObject({ code: 'execution_cancelled', nodeId: 'call' });
  });

  it('that fails is run anew by the retry of the step', async () => {
    const id = await sluice.install(
      workflow({
        name: 'Flaky child',
        nodes: { start: manual, call: http({ url: `${far.url}/fails/2/child`, gives: 'body' }) },
        chains: [['start', 'call']],
      }),
    );
    const { status, output } = await run(caller(id, {}, { retry: { attempts: 3, delayMs: 10 } }));
    expect({ status, output }).toEqual({ status: 'completed', output: [{ number: 3 }] });
    expect((await executionsOf(sluice, id)).map((one) => one.status).sort()).toEqual(['completed', 'failed', 'failed']);
  });

  it('is not waited for when it need not be', async () => {
    const id = await sluice.install(child(['end', code('return { late: true };')]));
    const { output } = await run(caller(id, { wait: false }), [{ n: 1 }]);
    expect(output).toEqual([{ n: 1 }]);
    const [ran] = await eventually('the child', async () => {
      const found = await executionsOf(sluice, id);
      return found[0]?.status === 'completed' ? found : undefined;
    });
    expect(ran?.parentId).toBeNull();
  });

  it('survives a kill -9 of the engine while it runs', async () => {
    const id = await sluice.install(
      workflow({
        name: 'Slow child',
        nodes: {
          start: manual,
          nap: { type: 'core.wait@1', params: { for: 'time', ms: 1200 } },
          end: code('return { n: $json.n + 1 };'),
        },
        chains: [['start', 'nap', 'end']],
      }),
    );
    const { executionId } = await sluice.call(runDocument, { body: { document: caller(id), items: [{ n: 1 }], wait: false } });
    await whenStatus(sluice, executionId, 'waiting');
    await eventually('the parked child', async () => (await executionsOf(sluice, id))[0]?.status === 'waiting');
    await sluice.killEngine();
    await sluice.startEngine();
    expect((await whenEnded(sluice, executionId)).output).toEqual([{ n: 2 }]);
    expect(await executionsOf(sluice, id)).toHaveLength(1);
  });

  it.each(['turn-computed:2', 'committed:2', 'effect-done:1'])(
    'is neither lost nor run twice when the engine dies at %s',
    async (point) => {
      const id = await sluice.install(child(['work', code('return { n: $json.n * 3 };')]));
      const parent = await sluice.install({ ...caller(id), name: `Dies at ${point}` });
      const before = (await executionsOf(sluice, id)).length;
      await sluice.stopEngine();
      await sluice.startEngine({ SLUICE_KILL_POINT: point });
      // The engine dies on the way: the answer may be lost, the execution may not have come to be.
      await sluice.call(runWorkflow, { params: { id: parent }, body: { items: [{ n: 2 }], wait: false } }).catch(() => undefined);
      await sluice.engineEnded;
      await sluice.startEngine();
      const started = await executionsOf(sluice, parent);
      for (const execution of started) expect((await whenEnded(sluice, execution.id)).output).toEqual([{ n: 6 }]);
      expect((await executionsOf(sluice, id)).length - before).toBe(started.length);
    },
  );

  it('may not call itself for ever', async () => {
    const id = await sluice.install(child(['end', code('return $json;')]));
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await sluice.call(saveDraft, { params: { id }, body: { document: { ...caller(id), name: 'Endless' }, revision } });
    await sluice.call(publishWorkflow, { params: { id }, body: { activate: true } });
    const { executionId } = await sluice.call(runWorkflow, { params: { id }, body: { wait: false } });
    const failed = await whenEnded(sluice, executionId);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'workflow_depth', nodeId: 'call' } });
    expect(await executionsOf(sluice, id)).toHaveLength(17);
    const { items } = await sluice.call(listExecutions, { query: { workflowId: id, status: 'failed', limit: 200 } });
    expect(items).toHaveLength(17);
  });

  it('that is not there fails the step', async () => {
    expect((await run(caller('no-such-workflow'))).error).toMatchObject({ code: 'workflow_unknown', nodeId: 'call' });
  });
});

describe('an error workflow', () => {
  const reporter = () =>
    workflow({ name: 'Reporter', nodes: { start: manual, report: code('return $json;') }, chains: [['start', 'report']] });
  const failing = (errorWorkflow: string, source = "throw new Error('it broke');") =>
    workflow({
      name: 'Breaks',
      settings: { errorWorkflow },
      nodes: { start: manual, bad: code(source) },
      chains: [['start', 'bad']],
    });

  it('is started with the error of the execution that failed', async () => {
    const id = await sluice.install(reporter());
    const failed = await run(failing(id));
    const [report] = await eventually('the report', async () => {
      const found = await executionsOf(sluice, id);
      return found[0]?.status === 'completed' ? found : undefined;
    });
    expect(report?.parentId).toBe(failed.id);
    const { output } = await sluice.call(getExecution, { params: { id: report?.id ?? '' } });
    expect(output).toEqual([
      {
        executionId: failed.id,
        workflowId: failed.workflowId,
        workflowName: 'Breaks',
        error: expect.objectContaining({ code: 'code_failed', message: expect.stringContaining('it broke'), nodeId: 'bad' }),
      },
    ]);
  });

  it('is not started by what completes or is cancelled', async () => {
    const id = await sluice.install(reporter());
    await run(failing(id, 'return {};'));
    const parked = workflow({
      settings: { errorWorkflow: id },
      nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } } },
      chains: [['start', 'ask']],
    });
    const { executionId } = await sluice.call(runDocument, { body: { document: parked } });
    await sluice.call(cancelExecution, { params: { id: executionId }, body: {} });
    await whenEnded(sluice, executionId);
    expect(await executionsOf(sluice, id)).toEqual([]);
  });

  it('that fails itself starts no further one', async () => {
    const id = await sluice.install(reporter());
    const { revision } = await sluice.call(getWorkflow, { params: { id } });
    await sluice.call(saveDraft, { params: { id }, body: { document: failing(id), revision } });
    await sluice.call(publishWorkflow, { params: { id }, body: { activate: true } });
    await run(failing(id));
    await eventually('its failure', async () => (await executionsOf(sluice, id))[0]?.status === 'failed');
    expect(await executionsOf(sluice, id)).toHaveLength(1);
  });

  it('is not lost when the engine dies at the very commit of the failure', async () => {
    const id = await sluice.install(reporter());
    const document = failing(id);
    const breaking = await sluice.install({
      ...document,
      nodes: { ...document.nodes, start: hook('breaks', 'accepted') as never },
    });
    await sluice.stopEngine();
    await sluice.startEngine({ SLUICE_KILL_POINT: 'committed:1' });
    await sluice.hook('breaks', {}).catch(() => undefined);
    await sluice.engineEnded;
    await sluice.startEngine();
    const [failed] = await executionsOf(sluice, breaking);
    expect(failed?.status).toBe('failed');
    const report = await eventually('the report', async () =>
      (await executionsOf(sluice, id)).find(({ status }) => status === 'completed'),
    );
    expect(report.parentId).toBe(failed?.id);
    expect((await journalOf(sluice, report.id))[0]?.type).toBe('execution-started');
  });

  it('that is not there is logged, and changes nothing', async () => {
    expect(await run(failing('no-such-workflow'))).toMatchObject({ status: 'failed', error: { code: 'code_failed' } });
  });
});
