import {
  createWorkflow,
  getExecution,
  getExecutionState,
  getStepItems,
  isFinal,
  type Json,
  listExecutions,
  listTemplates,
  publishWorkflow,
  runWorkflow,
  sampleItems,
  validateDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { eventually } from './lib/watch.ts';

/** What the editor offers, used as it does: made a workflow, and run with its own sample, without any set-up. */
let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});
afterAll(() => sluice.stop());

const templates = async () => (await sluice.call(listTemplates)).items;

/** Makes a workflow of a template and runs it by hand with the sample beside its trigger, else with one empty item. */
async function use(id: string, given?: Json[]) {
  const template = (await templates()).find((one) => one.id === id);
  if (template === undefined) throw new Error(`There is no template ${id}.`);
  const { document } = template;
  const made = await sluice.call(createWorkflow, { body: { document } });
  const items = given ?? [...sampleItems(document, 'start', Date.now())];
  const { executionId } = await sluice.call(runWorkflow, { params: { id: made.id }, body: { version: 'draft', items } });
  const execution = await eventually(`the end of ${id}`, async () => {
    const now = await sluice.call(getExecution, { params: { id: executionId } });
    // One that waits for a sub-workflow goes on by itself.
    const isAsking = now.waits.some(({ wait }) => wait.kind === 'resume');
    return isFinal(now.status) || isAsking ? now : undefined;
  });
  return { workflowId: made.id, execution };
}

describe('the templates', () => {
  it('are ten or more, each valid, with a summary, and run without anything set up', async () => {
    const all = await templates();
    expect(all.length).toBeGreaterThanOrEqual(10);
    for (const { id, document, summary } of all) {
      expect((await sluice.call(validateDocument, { body: { document } })).issues, id).toEqual([]);
      expect(summary.length, id).toBeGreaterThan(40);
      const { execution } = await use(id);
      expect([id, execution.status, execution.error]).toEqual([id, id === 'approval-wait' ? 'waiting' : 'completed', null]);
    }
  });

  it('can be published and activated, all at once: no two listen at one path', async () => {
    for (const { document } of await templates()) {
      const { id } = await sluice.call(createWorkflow, { body: { document } });
      await sluice.call(publishWorkflow, { params: { id }, body: { activate: true } });
    }
  });
});

describe('page-by-page', () => {
  it('goes round once for each page', async () => {
    const { execution } = await use('page-by-page', [{ pages: 4 }]);
    expect(execution.output).toHaveLength(8);
    expect(execution.output?.at(-1)).toEqual({ title: 'Book 8', page: 4 });
    const { steps } = await sluice.call(getExecutionState, { params: { id: execution.id } });
    expect(steps.filter(({ node }) => node === 'fetch')).toHaveLength(4);
  });
});

describe('parcels', () => {
  it('sets aside what fails, and goes on with the others', async () => {
    const { execution } = await use('parcels');
    expect(execution.output).toEqual([
      { state: 'weighed', parcels: 3, postage: 19.75, to: ['Ada', 'Grace', 'Edsger'] },
      { state: 'set aside', parcels: 1, postage: 0, to: ['Alan'] },
    ]);
    const query = { node: 'note', scope: 'each#2', side: 'out', port: 'main' } as const;
    const { items } = await sluice.call(getStepItems, { params: { id: execution.id }, query });
    expect(items).toMatchObject([{ json: { why: 'the parcel to Alan has no weight' } }]);
  });
});

describe('daily-report', () => {
  it('adds up by region and writes a text', async () => {
    const { execution } = await use('daily-report');
    const report = 'Sales of the day\nEast: 230 in 1 sale\nNorth: 165 in 2 sales\nSouth: 80 in 1 sale\nTotal: 475';
    expect(execution.output).toEqual([{ report }]);
  });
});

describe('make-a-file', () => {
  it('keeps a file beside the item, that can be had', async () => {
    const { execution } = await use('make-a-file');
    expect(execution.output).toMatchObject([{ file: 'people.csv', lines: 4 }]);
    const query = { node: 'read', side: 'out', port: 'main' } as const;
    const { items } = await sluice.call(getStepItems, { params: { id: execution.id }, query });
    const file = items[0]?.blobs?.['file'];
    expect(file).toMatchObject({ name: 'people.csv', mediaType: 'text/csv' });
    const { body } = await sluice.client.call({ method: 'GET', path: `/v1/blobs/${file?.sha256}` });
    expect(body.toString()).toContain('"Alan ""the"" Turing",1912');
  });
});

describe('folder-sizes', () => {
  it('calls itself for each folder within', async () => {
    const { execution, workflowId } = await use('folder-sizes');
    expect(execution.output).toEqual([{ name: 'home', kB: 1750, folders: 4 }]);
    const { items } = await sluice.call(listExecutions, { query: { workflowId } });
    expect(items).toHaveLength(5);
    expect(items.filter(({ parentId }) => parentId === execution.id)).toHaveLength(2);
  });
});
