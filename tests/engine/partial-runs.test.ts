import {
  createWorkflow,
  getExecution,
  getExecutionState,
  getStepItems,
  getWorkflow,
  type Json,
  publishWorkflow,
  type RunPart,
  replayExecution,
  runWorkflow,
  type StepView,
  saveDraft,
  type WorkflowDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { refusalOf } from './lib/refusal.ts';
import { code, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

/** Every node adds a number of its own, another one in every execution in which it runs. */
const adding = 'return { ...$json, [$execution.id]: Math.random(), list: [...($json.list ?? []), Math.random()] };';
const line = (more: Record<string, ReturnType<typeof code>> = {}) =>
  workflow({
    nodes: { start: manual, a: code(adding), b: code(adding), c: code(adding), side: code(adding), ...more },
    chains: [
      ['start', 'a', 'b', 'c'],
      ['a', 'side'],
    ],
  });
const create = async (document: WorkflowDocument) => (await sluice.call(createWorkflow, { body: { document } })).id;
async function edit(id: string, change: (document: WorkflowDocument) => WorkflowDocument): Promise<void> {
  const { document, revision } = await sluice.call(getWorkflow, { params: { id } });
  await sluice.call(saveDraft, { params: { id }, body: { document: change(document), revision } });
}
const pin =
  (node: string, ...values: Json[]) =>
  (document: WorkflowDocument): WorkflowDocument => ({ ...document, layout: { [node]: { pin: { outputs: { main: values } } } } });

async function run(id: string, partial?: RunPart, more: { items?: Json[]; trigger?: string } = {}) {
  const { executionId, status, output } = await sluice.call(runWorkflow, {
    params: { id },
    body: { version: 'draft', wait: true, ...more, ...(partial === undefined ? {} : { partial }) },
  });
  expect(status).toBe('completed');
  const { steps, asked } = await sluice.call(getExecutionState, { params: { id: executionId } });
  return { executionId, output, asked, steps: Object.fromEntries(steps.map((step) => [step.node, howOf(step)])) };
}
function howOf({ status, reason, given }: StepView): string {
  if (given !== undefined) return given.executionId === null ? 'pinned' : 'taken over';
  return status === 'completed' ? 'ran' : (reason ?? status);
}
const outputOf = async (executionId: string, node: string) => {
  const query = { node, side: 'out' as const, port: 'main' };
  return (await sluice.call(getStepItems, { params: { id: executionId }, query })).items.map(({ json }) => json);
};
const replayOf = (executionId: string) => sluice.call(replayExecution, { params: { id: executionId } });

describe('a part of a draft', () => {
  it('up to a node runs what that needs and nothing else, and gives its output', async () => {
    const id = await create(line());
    const { executionId, steps, output, asked } = await run(id, { target: 'b' });
    expect(steps).toEqual({ start: 'ran', a: 'ran', b: 'ran', c: 'not-asked', side: 'not-asked' });
    expect(output).toEqual(await outputOf(executionId, 'b'));
    expect(asked).toEqual({ target: 'b', from: null, reuse: null, outside: ['c', 'side'] });
  });

  it('of one step takes over what came in, and is replayed exactly', async () => {
    const id = await create(line());
    const first = await run(id);
    const second = await run(id, { target: 'b', reuse: first.executionId });
    expect(second.steps).toEqual({ start: 'not-asked', a: 'taken over', b: 'ran', c: 'not-asked', side: 'not-asked' });
    expect(await outputOf(second.executionId, 'a')).toEqual(await outputOf(first.executionId, 'a'));
    expect(await outputOf(second.executionId, 'b')).not.toEqual(await outputOf(first.executionId, 'b'));
    expect(await replayOf(second.executionId)).toMatchObject({ identical: true });
  });

  it('from a step on runs what follows, with what came before kept', async () => {
    const id = await create(line());
    const first = await run(id);
    const second = await run(id, { from: 'b', reuse: first.executionId });
    expect(second.steps).toEqual({ start: 'not-asked', a: 'taken over', b: 'ran', c: 'ran', side: 'not-asked' });
  });

  it('takes over across edits and runs of parts only what still holds', async () => {
    const id = await create(line());
    const first = await run(id);
    const second = await run(id, { target: 'side', reuse: first.executionId });
    await edit(id, (document) => ({ ...document, nodes: { ...document.nodes, b: { ...document.nodes['b']!, ...changed } } }));
    const third = await run(id, { target: 'c', reuse: second.executionId });
    expect(third.steps).toEqual({ start: 'not-asked', a: 'taken over', b: 'ran', c: 'ran', side: 'not-asked' });
    expect(await outputOf(third.executionId, 'a')).toEqual(await outputOf(first.executionId, 'a'));
    const fourth = await run(id, { target: 'c', reuse: third.executionId });
    expect(fourth.steps).toMatchObject({ a: 'not-asked', b: 'taken over', c: 'ran' });
  });

  it('starts with what the execution that it reuses was started with', async () => {
    const id = await create(line());
    const first = await run(id, undefined, { items: [{ n: 7 }] });
    for (const part of [{ target: 'a' }, { target: 'b', anew: true }]) {
      const second = await run(id, { ...part, reuse: first.executionId });
      expect(second.steps).toMatchObject({ start: 'ran', a: 'ran', c: 'not-asked' });
      expect(second.output).toMatchObject([{ n: 7 }]);
    }
  });

  it('takes lists over that are kept as blobs, and so does a replay', async () => {
    const many = code("return Array.from({ length: 3000 }, (_, n) => ({ n, text: 'x'.repeat(20) }));");
    const id = await create(
      line({ a: many, b: code('return { count: $items.length };', { params: { code: 'return $json.n;' } }) }),
    );
    const first = await run(id);
    const second = await run(id, { target: 'b', reuse: first.executionId });
    expect(second.steps).toMatchObject({ a: 'taken over', b: 'ran' });
    expect(second.output).toHaveLength(3000);
    await sluice.killEngine();
    await sluice.startEngine();
    expect(await replayOf(second.executionId)).toMatchObject({ identical: true });
    expect(await outputOf(second.executionId, 'a')).toHaveLength(50);
  });

  it('is refused when it makes no sense, by what is wrong', async () => {
    const [id, other] = await Promise.all([create(line()), create(line())]);
    const theirs = await run(other);
    const refused = (partial: RunPart, version = 'draft') =>
      refusalOf(sluice.call(runWorkflow, { params: { id }, body: { version, wait: true, partial } }));
    expect(await refused({ target: 'nobody' })).toMatchObject({ code: 'node_unknown' });
    expect(await refused({ from: 'nobody' })).toMatchObject({ code: 'node_unknown' });
    expect(await refused({ target: 'a', reuse: 'nothing' })).toMatchObject({ code: 'not_found' });
    expect(await refused({ target: 'a', reuse: theirs.executionId })).toMatchObject({ code: 'request_invalid' });
    expect(await refused({ reuse: theirs.executionId })).toMatchObject({ code: 'request_invalid' });
    const { version } = await sluice.call(publishWorkflow, { params: { id }, body: {} });
    expect(await refused({ target: 'a' }, version)).toMatchObject({ code: 'request_invalid' });
  });
});

describe('what is pinned', () => {
  it('stands for the node in runs of the draft, and in no other', async () => {
    const id = await create(pin('b', { pinned: true })(line()));
    const drafted = await run(id);
    expect(drafted.steps).toMatchObject({ a: 'ran', b: 'pinned', c: 'ran', side: 'ran' });
    expect(await outputOf(drafted.executionId, 'b')).toEqual([{ pinned: true }]);
    expect(await replayOf(drafted.executionId)).toMatchObject({ identical: true });
    await sluice.call(publishWorkflow, { params: { id }, body: {} });
    const { executionId } = await sluice.call(runWorkflow, { params: { id }, body: { wait: true } });
    const { steps } = await sluice.call(getExecutionState, { params: { id: executionId } });
    expect(steps.filter(({ given }) => given !== undefined)).toEqual([]);
    expect(await outputOf(executionId, 'b')).not.toEqual([{ pinned: true }]);
  });

  it('is no part of the version', async () => {
    const id = await create(line());
    const free = await run(id);
    await edit(id, pin('b', 1));
    const pinned = await run(id);
    const versionOf = async (executionId: string) => (await sluice.call(getExecution, { params: { id: executionId } })).version;
    expect(await versionOf(pinned.executionId)).toBe(await versionOf(free.executionId));
  });

  it('is where a part begins, and to a trigger what the run starts with', async () => {
    const id = await create(pin('b', 'here')(line()));
    expect((await run(id, { target: 'c' })).steps).toMatchObject({ start: 'not-asked', a: 'not-asked', b: 'pinned', c: 'ran' });
    await edit(id, pin('start', { n: 1 }, { n: 2 }));
    expect((await run(id, { target: 'start' }, { items: [{ n: 9 }] })).output).toEqual([{ n: 1 }, { n: 2 }]);
  });

  it('is refused when it is none or too large, with the node', async () => {
    const id = await create(line());
    const refused = async (layout: WorkflowDocument['layout']) => {
      await edit(id, (document) => ({ ...document, layout }));
      return refusalOf(sluice.call(runWorkflow, { params: { id }, body: { version: 'draft', wait: true } }));
    };
    expect(await refused({ b: { pin: { outputs: [1] } } })).toMatchObject({
      code: 'pin_invalid',
      message: expect.stringContaining('"b"'),
    });
    expect(await refused({ b: { pin: { outputs: { main: ['x'.repeat(300_000)] } } } })).toMatchObject({ code: 'pin_too_large' });
  });
});

const changed = { params: { code: `${adding} // changed` } };
