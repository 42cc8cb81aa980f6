import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { cancelExecution, getExecution, listExecutions, replayExecution, resolveDoubt } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { refusalOf } from './lib/refusal.ts';
import { eventually, executionsOf, journalOf, whenEnded, whenStatus } from './lib/watch.ts';
import { code, hook, http, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;
/** Requests that the far side has carried out and not answered. */
let held: ServerResponse[] | undefined = [];

const posting = (path: string, settings: Record<string, unknown> = {}, method = 'POST') =>
  workflow({
    name: path,
    nodes: {
      hook: hook(path, 'accepted'),
      pay: http({ method, url: `${far.url}/${path}`, gives: 'body' }, settings),
      after: code('return { paid: $json };'),
    },
    chains: [['hook', 'pay', 'after']],
  });
/** The one execution of each workflow that was under way in the crash, by the workflow's name. */
const crashed = new Map<string, string>();
const idOf = (name: string) => crashed.get(name) ?? '';

/** All of them have an effect under way when the engine is killed: it was done, and nobody has recorded that. */
beforeAll(async () => {
  far = await FarSide.start(({ url }, response) => {
    if (held === undefined || url === '/first') answerJson(response, 200, { done: true });
    else held.push(response);
  });
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
  const settled = ['retry', 'done', 'fail'].map((onDoubt) => posting(`by-${onDoubt}`, { onDoubt }));
  const plain = ['again', 'done', 'fail', 'stays', 'cancelled'].map((path) => posting(path));
  const documents = [...plain, ...settled, posting('get', {}, 'GET'), posting('put', {}, 'PUT'), afterAnother()];
  for (const document of documents) {
    const workflowId = await sluice.install(document);
    expect((await sluice.hook(document.name, {})).status).toBe(202);
    crashed.set(document.name, (await executionsOf(sluice, workflowId))[0]?.id ?? '');
  }
  await eventually('every call', async () => held?.length === documents.length);
  await sluice.killEngine();
  held = undefined;
  await sluice.startEngine();
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

function afterAnother() {
  const document = posting('second');
  const nodes = { ...document.nodes, first: http({ method: 'POST', url: `${far.url}/first` }) } as never;
  const edges = [
    { from: 'hook.main', to: 'first.main' },
    { from: 'first.main', to: 'pay.main' },
    { from: 'pay.main', to: 'after.main' },
  ];
  return { ...document, nodes, edges };
}

const decide = (id: string, decision: 'retry' | 'done' | 'fail', value?: { status: number; body: { believed: boolean } }) =>
  sluice.call(resolveDoubt, {
    params: { id },
    body: { node: 'pay', index: 0, decision, ...(value === undefined ? {} : { value }) },
  });

describe('an effect of class once that was under way in a crash', () => {
  it('parks the execution with the reason, and is done again when a person says retry', async () => {
    const id = idOf('again');
    const parked = await whenStatus(sluice, id, 'in-doubt');
    expect(parked.waits).toEqual([
      {
        node: 'pay',
        nodeName: 'HTTP request',
        scope: '',
        index: 0,
        wait: { kind: 'doubt', verb: 'post', uri: `${far.url}/again` },
      },
    ]);
    expect(far.countOf('/again')).toBe(1);
    const { items } = await sluice.call(listExecutions, { query: { status: 'in-doubt' } });
    expect(items.map((execution) => execution.id)).toContain(id);
    await decide(id, 'retry');
    expect((await whenEnded(sluice, id)).output).toEqual([{ paid: { done: true } }]);
    expect(far.countOf('/again')).toBe(2);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('counts as done with the value that a person gives; of many who decide, one does', async () => {
    const id = idOf('done');
    await whenStatus(sluice, id, 'in-doubt');
    const value = { status: 200, body: { believed: true } };
    const decisions = await Promise.allSettled([1, 2, 3].map(() => decide(id, 'done', value)));
    expect(decisions.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await whenEnded(sluice, id)).output).toEqual([{ paid: { believed: true } }]);
    expect(far.countOf('/done')).toBe(1);
    expect((await refusalOf(decide(id, 'done'))).code).toBe('execution_final');
    const resolved = (await journalOf(sluice, id)).filter(({ type }) => type === 'doubt-resolved');
    expect(resolved).toEqual([expect.objectContaining({ decision: 'done', actor: sluice.client.did })]);
  });

  it('fails the step when a person says so', async () => {
    const id = idOf('fail');
    await whenStatus(sluice, id, 'in-doubt');
    await decide(id, 'fail');
    expect((await whenEnded(sluice, id)).error).toMatchObject({ code: 'effect_in_doubt', nodeId: 'pay' });
    expect(far.countOf('/fail')).toBe(1);
  });

  it('is decided by the setting of the node where there is one', async () => {
    expect(await whenEnded(sluice, idOf('by-retry'))).toMatchObject({ status: 'completed', output: [{ paid: { done: true } }] });
    expect(await whenEnded(sluice, idOf('by-done'))).toMatchObject({ status: 'completed', output: [{ paid: null }] });
    expect(await whenEnded(sluice, idOf('by-fail'))).toMatchObject({ status: 'failed', error: { code: 'effect_in_doubt' } });
    expect(['/by-retry', '/by-done', '/by-fail'].map((path) => far.countOf(path))).toEqual([2, 1, 1]);
    for (const name of ['by-retry', 'by-done', 'by-fail'])
      expect(await sluice.call(replayExecution, { params: { id: idOf(name) } })).toMatchObject({ identical: true });
  });

  it('leaves alone what was recorded before', async () => {
    const { waits } = await whenStatus(sluice, idOf('second'), 'in-doubt');
    expect(waits.map(({ node }) => node)).toEqual(['pay']);
    await decide(idOf('second'), 'retry');
    await whenStatus(sluice, idOf('second'), 'completed');
    expect([far.countOf('/first'), far.countOf('/second')]).toEqual([1, 2]);
  });

  it('can be cancelled', async () => {
    await sluice.call(cancelExecution, { params: { id: idOf('cancelled') }, body: {} });
    await whenStatus(sluice, idOf('cancelled'), 'cancelled');
    expect(far.countOf('/cancelled')).toBe(1);
  });

  it('stays in doubt through further restarts, and only the effect in doubt can be decided', async () => {
    const id = idOf('stays');
    await sluice.killEngine();
    await sluice.startEngine();
    expect((await sluice.call(getExecution, { params: { id } })).status).toBe('in-doubt');
    const other = sluice.call(resolveDoubt, { params: { id }, body: { node: 'after', index: 0, decision: 'done' } });
    expect((await refusalOf(other)).code).toBe('execution_not_waiting');
    expect(far.countOf('/stays')).toBe(1);
    await decide(id, 'retry');
    await whenStatus(sluice, id, 'completed');
    expect(far.countOf('/stays')).toBe(2);
  });
});

it('an effect that may be repeated is simply done again', async () => {
  for (const name of ['get', 'put']) {
    expect((await whenEnded(sluice, idOf(name))).output).toEqual([{ paid: { done: true } }]);
    expect(far.countOf(`/${name}`)).toBe(2);
  }
});

it('an engine that is stopped in the middle of an effect lets it come to its end: nothing is in doubt', async () => {
  held = [];
  const workflowId = await sluice.install(posting('orderly'));
  await sluice.hook('orderly', {});
  await eventually('the call', async () => held?.length === 1);
  const stopped = sluice.stopEngine();
  await sleep(300);
  for (const response of held) answerJson(response, 200, { done: true });
  await stopped;
  held = undefined;
  await sluice.startEngine();
  const [execution] = await executionsOf(sluice, workflowId);
  expect((await whenEnded(sluice, execution?.id ?? '')).output).toEqual([{ paid: { done: true } }]);
  expect(far.countOf('/orderly')).toBe(1);
});

it.each(['effect-begun', 'effect-done'])('the engine may die at %s', async (point) => {
  const workflowId = await sluice.install(posting(point));
  await sluice.stopEngine();
  await sluice.startEngine({ SLUICE_KILL_POINT: `${point}:1` });
  await sluice.hook(point, {}); // perhaps without an answer
  await sluice.engineEnded;
  await sluice.startEngine();
  const [execution] = await executionsOf(sluice, workflowId);
  await whenStatus(sluice, execution?.id ?? '', 'in-doubt');
  expect(far.countOf(`/${point}`)).toBe(point === 'effect-done' ? 1 : 0);
});
