import {
  cancelExecution,
  createWorkflow,
  deleteExecution,
  getExecution,
  getStepItems,
  type Json,
  listExecutions,
  retryExecution,
  runWorkflow,
  saveDraft,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { refusalOf } from './lib/refusal.ts';
import { journalOf, whenEnded, whenStatus } from './lib/watch.ts';
import { code, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const adding = (n: number) =>
  workflow({
    name: 'Adds',
    nodes: { start: manual, add: code(`return { sum: $json.n + ${n} };`) },
    chains: [['start', 'add']],
  });

async function run(id: string, items: Json[]) {
  const { executionId } = await sluice.call(runWorkflow, { params: { id }, body: { items, version: 'draft' } });
  return whenEnded(sluice, executionId);
}

describe('running again', () => {
  it('gives the same items to the same document, or to the draft as it stands now', async () => {
    const { id, revision } = await sluice.call(createWorkflow, { body: { document: adding(1) } });
    const first = await run(id, [{ n: 1 }, { n: 2 }]);
    await sluice.call(saveDraft, { params: { id }, body: { document: adding(100), revision } });

    const same = await sluice.call(retryExecution, { params: { id: first.id }, body: {} });
    expect(same).toMatchObject({ status: 'queued' });
    const again = await whenEnded(sluice, same.executionId);
    expect(again).toMatchObject({ output: [{ sum: 2 }, { sum: 3 }], version: first.version, mode: 'manual', workflowId: id });
    const draft = await sluice.call(retryExecution, { params: { id: first.id }, body: { version: 'draft' } });
    expect((await whenEnded(sluice, draft.executionId)).output).toEqual([{ sum: 101 }, { sum: 102 }]);
    expect((await sluice.call(getExecution, { params: { id: first.id } })).output).toEqual(first.output);
  });

  it('takes up items that were too large for the journal itself', async () => {
    const { id } = await sluice.call(createWorkflow, { body: { document: adding(1) } });
    const pad = 'x'.repeat(40_000);
    const first = await run(id, [{ n: 1, pad }]);
    const [begin] = await journalOf(sluice, first.id);
    expect(begin).toMatchObject({ type: 'execution-started', items: { blob: expect.anything() } });
    const { executionId } = await sluice.call(retryExecution, { params: { id: first.id }, body: {} });
    expect((await whenEnded(sluice, executionId)).output).toEqual([{ sum: 2 }]);
    const query = { node: 'add', side: 'in', port: 'main' } as const;
    const { items } = await sluice.call(getStepItems, { params: { id: executionId }, query });
    expect(items).toMatchObject([{ json: { n: 1, pad } }]);
  });

  it('says when there is nothing to run again, or no trigger any more', async () => {
    expect(await refusalOf(sluice.call(retryExecution, { params: { id: 'nope' }, body: {} }))).toMatchObject({
      code: 'not_found',
    });
    const { id, revision } = await sluice.call(createWorkflow, { body: { document: adding(1) } });
    const first = await run(id, [{ n: 1 }]);
    const other = workflow({ name: 'Other', nodes: { begin: manual, add: code('return 1;') }, chains: [['begin', 'add']] });
    await sluice.call(saveDraft, { params: { id }, body: { document: other, revision } });
    const retry = sluice.call(retryExecution, { params: { id: first.id }, body: { version: 'draft' } });
    expect(await refusalOf(retry)).toMatchObject({ code: 'request_invalid' });
  });
});

describe('deleting an execution', () => {
  const waiting = workflow({
    name: 'Waits',
    nodes: { start: manual, ask: { type: 'core.wait@1', params: { for: 'resume' } } },
    chains: [['start', 'ask']],
  });

  it('takes it out of the list, and its journal with it', async () => {
    const { id } = await sluice.call(createWorkflow, { body: { document: adding(1) } });
    const first = await run(id, [{ n: 1 }]);
    const second = await run(id, [{ n: 2 }]);
    await sluice.call(deleteExecution, { params: { id: first.id } });
    expect(await refusalOf(sluice.call(getExecution, { params: { id: first.id } }))).toMatchObject({ code: 'not_found' });
    expect(await refusalOf(sluice.call(deleteExecution, { params: { id: first.id } }))).toMatchObject({ code: 'not_found' });
    const { items } = await sluice.call(listExecutions, { query: { workflowId: id } });
    expect(items.map((one) => one.id)).toEqual([second.id]);
  });

  it('is refused while it could still act', async () => {
    const { id } = await sluice.call(createWorkflow, { body: { document: waiting } });
    const { executionId } = await sluice.call(runWorkflow, { params: { id }, body: {} });
    await whenStatus(sluice, executionId, 'waiting');
    expect(await refusalOf(sluice.call(deleteExecution, { params: { id: executionId } }))).toMatchObject({
      code: 'execution_not_final',
    });
    await sluice.call(cancelExecution, { params: { id: executionId }, body: {} });
    await whenStatus(sluice, executionId, 'cancelled');
    await sluice.call(deleteExecution, { params: { id: executionId } });
    expect(await refusalOf(sluice.call(getExecution, { params: { id: executionId } }))).toMatchObject({ code: 'not_found' });
  });
});
