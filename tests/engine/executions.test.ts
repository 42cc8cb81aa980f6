import { createHash } from 'node:crypto';
import {
  getEngineInfo,
  getExecution,
  getExecutionEvents,
  getExecutionState,
  getStepItems,
  listExecutions,
  readBlob,
  replayExecution,
  runDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { problemOf, refusalOf } from './lib/refusal.ts';
import { executionsOf, journalOf, whenEnded } from './lib/watch.ts';
import { code, hook, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const list = (query: Record<string, string | number>) => sluice.call(listExecutions, { query });

describe('webhooks', () => {
  const answering = (path: string, respond: 'result' | 'accepted') =>
    workflow({
      name: path,
      nodes: { hook: hook(path, respond), work: code('return { n: $json.body.n + 1 };') },
      chains: [['hook', 'work']],
    });

  it('that answer with the result have committed all of it by then', async () => {
    const workflowId = await sluice.install(answering('now', 'result'));
    const response = await sluice.hook('now', { n: 1 });
    expect([response.status, await response.json()]).toEqual([200, { n: 2 }]);
    await sluice.killEngine(); // what was not committed is gone now
    await sluice.startEngine();
    const [execution] = await executionsOf(sluice, workflowId);
    expect(execution).toMatchObject({ status: 'completed', mode: 'production', trigger: 'hook' });
    const events = await journalOf(sluice, execution?.id ?? '');
    expect(events.at(-1)).toMatchObject({ type: 'execution-completed', output: { items: [{ json: { n: 2 } }] } });
    expect(events).toHaveLength(execution?.lastSeq ?? 0);
  });

  it('that answer at once have committed the start by then, and finish without the caller', async () => {
    await sluice.install(answering('later', 'accepted'));
    const response = await sluice.hook('later', { n: 5 });
    const { executionId, status } = (await response.json()) as { executionId: string; status: string };
    expect({ code: response.status, status, place: response.headers.get('location') }).toEqual({
      code: 202,
      status: 'queued',
      place: `/v1/executions/${executionId}`,
    });
    await sluice.killEngine();
    await sluice.startEngine();
    expect((await whenEnded(sluice, executionId)).output).toEqual([{ n: 6 }]);
  });

  it('that fail answer with a problem that names execution and node', async () => {
    await sluice.install(
      workflow({
        name: 'breaks',
        nodes: { hook: hook('breaks'), bad: code("throw new Error('no stock');") },
        chains: [['hook', 'bad']],
      }),
    );
    const response = await sluice.hook('breaks', {});
    const problem = (await response.json()) as { executionId: string };
    expect([response.status, response.headers.get('content-type'), problem]).toEqual([
      500,
      'application/problem+json',
      expect.objectContaining({ code: 'code_failed', nodeId: 'bad', detail: expect.stringContaining('no stock') }),
    ]);
    expect((await sluice.call(getExecution, { params: { id: problem.executionId } })).status).toBe('failed');
  });

  it('that nobody listens to are unknown, and the other method is named', async () => {
    const unknown = await sluice.hook('nobody', {});
    expect([unknown.status, await unknown.json()]).toEqual([404, expect.objectContaining({ code: 'hook_unknown' })]);
    const other = await fetch(`${sluice.url}/hooks/now`);
    expect(await other.json()).toMatchObject({ code: 'hook_unknown', detail: expect.stringContaining('POST') });
  });
});

describe('the list', () => {
  const ids: string[] = [];
  let workflowId = '';
  let middle = '';

  beforeAll(async () => {
    const document = workflow({
      name: 'Listed things',
      nodes: {
        hook: hook('listed'),
        work: code("if ($json.body.bad) throw new Error('spoilt milk'); return { word: $json.body.word };"),
      },
      chains: [['hook', 'work']],
    });
    workflowId = await sluice.install(document);
    for (const word of ['apple', 'Berry "quoted"', 'citrus']) await sluice.hook('listed', { word });
    middle = new Date().toISOString();
    await sluice.hook('listed', { bad: true });
    ids.push(...(await executionsOf(sluice, workflowId)).map(({ id }) => id));
    expect(ids).toHaveLength(4);
  });

  it('is newest first, in pages that neither repeat nor leave out', async () => {
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ workflowId, limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(ids);
    const starts = (await list({ workflowId })).items.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  it('is filtered by status, several at once, and by time', async () => {
    expect((await list({ workflowId, status: 'failed' })).items.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await list({ workflowId, status: 'completed,failed' })).items).toHaveLength(4);
    expect((await list({ workflowId, status: 'queued' })).items).toEqual([]);
    expect((await list({ workflowId, from: middle })).items.map(({ id }) => id)).toEqual([ids[0]]);
    expect((await list({ workflowId, to: middle })).items).toHaveLength(3);
    expect((await list({ workflowId: 'no-such-workflow' })).items).toEqual([]);
  });

  it('is searched in journals, errors, names and ids, in any letter case', async () => {
    const found = async (search: string) => (await list({ search, limit: 200 })).items.map(({ id }) => id);
    expect(await found('CITRUS')).toEqual([ids[1]]);
    expect(await found('berry "quoted"')).toEqual([ids[2]]);
    expect(await found('spoilt milk')).toEqual([ids[0]]);
    expect(await found('listed things')).toEqual(ids);
    expect(await found((ids[3] ?? '').slice(4, 30))).toEqual([ids[3]]);
    expect(await found('no such text anywhere')).toEqual([]);
    expect((await list({ search: 'listed', limit: 2 })).nextCursor).not.toBeNull();
  });

  it('refuses what it cannot read, naming the place', async () => {
    expect(await refusalOf(list({ status: 'done' }))).toMatchObject({
      code: 'request_invalid',
      message: expect.stringContaining('done'),
    });
    expect((await refusalOf(list({ cursor: 'nonsense' }))).code).toBe('request_invalid');
    for (const query of ['limit=0', 'limit=201', 'from=yesterday', 'colour=red', 'limit=1&limit=2'])
      expect(await problemOf(sluice, 'GET', `/v1/executions?${query}`, '')).toMatchObject({
        code: 'request_invalid',
        status: 400,
      });
  });

  it('is counted by status', async () => {
    const { executions, storage } = await sluice.call(getEngineInfo);
    expect(storage).toBe('sqlite');
    expect(executions['failed']).toBeGreaterThanOrEqual(2);
  });
});

describe('one execution', () => {
  it('gives its events in pages', async () => {
    const { executionId: id } = await sluice.call(runDocument, {
      body: {
        document: workflow({
          nodes: { start: manual, a: code('return {};'), b: code('return {};') },
          chains: [['start', 'a', 'b']],
        }),
      },
    });
    const { events, lastSeq } = await sluice.call(getExecutionEvents, { params: { id }, query: { after: 2, limit: 3 } });
    expect(events.map(({ seq }) => seq)).toEqual([3, 4, 5]);
    expect(lastSeq).toBeGreaterThan(5);
    const rest = await sluice.call(getExecutionEvents, { params: { id }, query: { after: lastSeq } });
    expect(rest.events).toEqual([]);
  });

  it('says how long each step took, and what it logged', async () => {
    const document = workflow({
      nodes: { start: manual, work: code("console.log('seen', $json.n); return {};") },
      chains: [['start', 'work']],
    });
    const { executionId: id } = await sluice.call(runDocument, { body: { document, items: [{ n: 7 }] } });
    const { steps } = await sluice.call(getExecutionState, { params: { id } });
    const work = steps.find(({ node }) => node === 'work');
    expect(work).toMatchObject({ status: 'completed', logs: ['seen 7'], inputs: { main: 1 }, outputs: { main: 1 }, attempt: 1 });
    expect(work?.durationUs).toBeGreaterThan(0);
  });

  it('that is not there is not found, at every address', async () => {
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/events'],
      ['GET', '/state'],
      ['GET', '/items?node=a&side=in&port=main'],
      ['GET', '/document'],
      ['POST', '/cancel'],
      ['POST', '/pause'],
      ['POST', '/resume'],
      ['POST', '/replay'],
    ] as const)
      expect(await problemOf(sluice, method, `/v1/executions/no-such-execution${path}`, '')).toMatchObject({
        code: 'not_found',
        status: 404,
      });
  });

  it('gives the newest state for a seq that it has not come to', async () => {
    const { executionId: id } = await sluice.call(runDocument, { body: { document: workflow({ nodes: { start: manual } }) } });
    const { lastSeq } = await sluice.call(getExecution, { params: { id } });
    const beyond = await sluice.call(getExecutionState, { params: { id }, query: { seq: 1000 } });
    expect(beyond).toMatchObject({ seq: lastSeq, status: 'completed' });
  });

  it('refuses to look for items at a node or port that is not there', async () => {
    const { executionId: id } = await sluice.call(runDocument, { body: { document: workflow({ nodes: { start: manual } }) } });
    const refusal = (node: string, port: string) =>
      problemOf(sluice, 'GET', `/v1/executions/${id}/items?node=${node}&side=out&port=${port}`, '');
    expect(await refusal('gone', 'main')).toMatchObject({ code: 'node_unknown', nodeId: 'gone' });
    expect(await refusal('start', 'side')).toMatchObject({
      code: 'port_unknown',
      nodeId: 'start',
      detail: expect.stringContaining('main'),
    });
  });
});

it('a long run can be looked at at any seq, also between its snapshots', async () => {
  const document = workflow({
    nodes: {
      start: manual,
      many: code('return Array.from({ length: 400 }, (_, n) => ({ n }));'),
      loop: { type: 'core.for-each@1' },
      body: code('return { n: $json.n * 2 };'),
    },
    chains: [
      ['start', 'many', 'loop.main'],
      ['loop.each', 'body', 'loop.next'],
    ],
  });
  const { executionId: id, output } = await sluice.call(runDocument, { body: { document } });
  expect(output).toHaveLength(400);
  const events = await journalOf(sluice, id);
  expect(events.length).toBeGreaterThan(1500);
  for (const seq of [1, 2, 499, 501, 777, 1203, events.length - 1, events.length]) {
    const state = await sluice.call(getExecutionState, { params: { id }, query: { seq } });
    const completed = events.filter((event) => event.type === 'step-completed' && event.seq <= seq).length;
    expect([state.seq, state.steps.filter(({ status }) => status === 'completed').length]).toEqual([seq, completed]);
  }
  const items = await sluice.call(getStepItems, {
    params: { id },
    query: { node: 'loop', side: 'out', port: 'done', offset: 398 },
  });
  expect(items).toMatchObject({ total: 400, items: [{ json: { n: 796 } }, { json: { n: 798 } }] });
  const body = await sluice.call(getStepItems, {
    params: { id },
    query: { node: 'body', scope: 'loop#7', side: 'in', port: 'main' },
  });
  expect(body.items).toEqual([
    { json: { n: 7 }, origin: [expect.objectContaining({ node: expect.any(String), index: expect.any(Number) })] },
  ]);
});

describe('what is larger than 16 KiB', () => {
  const text = 'sluice '.repeat(10_000);
  const document = workflow({
    nodes: {
      start: manual,
      grow: code("return { text: $json.text + '!', length: $json.text.length };"),
      see: code('return { length: $json.text.length };'),
    },
    chains: [['start', 'grow', 'see']],
  });

  it('is kept as a blob: the journal stays small, the items can be looked at, the replay is the same', async () => {
    const { executionId: id, output } = await sluice.call(runDocument, { body: { document, items: [{ text }] } });
    expect(output).toEqual([{ length: text.length + 1 }]);
    const events = await journalOf(sluice, id);
    expect(JSON.stringify(events).length).toBeLessThan(16_384);
    const started = events[0];
    expect(started).toMatchObject({ type: 'execution-started', items: { count: 1, blob: { size: expect.any(Number) } } });
    const out = await sluice.call(getStepItems, { params: { id }, query: { node: 'grow', side: 'out', port: 'main' } });
    expect(out).toEqual({
      total: 1,
      items: [
        { json: { text: `${text}!`, length: text.length }, origin: [{ node: 'start', scope: '', port: 'main', index: 0 }] },
      ],
    });
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });

    const sha256 = started?.type === 'execution-started' && 'blob' in started.items ? started.items.blob.sha256 : '';
    const blob = await sluice.client.call({ method: 'GET', path: readBlob.path.replace('{sha256}', sha256) });
    expect([blob.status, blob.contentType]).toEqual([200, 'application/octet-stream']);
    expect(createHash('sha256').update(blob.body).digest('hex')).toBe(sha256);
    expect(JSON.parse(blob.body.toString())).toEqual([{ json: { text } }]);
  });

  it('can be the output and the answer', async () => {
    await sluice.install(
      workflow({
        name: 'Large',
        nodes: { hook: hook('large'), grow: code("return { text: $json.body.text + '!' };") },
        chains: [['hook', 'grow']],
      }),
    );
    const response = await sluice.hook('large', { text });
    expect(await response.json()).toEqual({ text: `${text}!` });
    const [newest] = (await sluice.call(listExecutions, { query: { limit: 1 } })).items;
    expect((await sluice.call(getExecution, { params: { id: newest?.id ?? '' } })).output).toEqual([{ text: `${text}!` }]);
  });

  it('survives a restart between the step that made it and the one that reads it', async () => {
    const parked = workflow({
      nodes: {
        ...document.nodes,
        start: manual,
        nap: { type: 'core.wait@1', params: { for: 'resume', gives: 'items' } },
      } as never,
      chains: [['start', 'grow', 'nap', 'see']],
    });
    const { executionId: id } = await sluice.call(runDocument, { body: { document: parked, items: [{ text }] } });
    await sluice.killEngine();
    await sluice.startEngine();
    const { waits } = await sluice.call(getExecution, { params: { id } });
    const token = waits.flatMap(({ wait }) => (wait.kind === 'resume' ? [wait.token] : []))[0];
    await sluice.hook(`~resume/${token}`, {});
    expect((await whenEnded(sluice, id)).output).toEqual([{ length: text.length + 1 }]);
  });

  it('a blob that is not there is unknown', async () => {
    expect(await problemOf(sluice, 'GET', `/v1/blobs/${'0'.repeat(64)}`, '')).toMatchObject({
      code: 'blob_unknown',
      status: 404,
    });
    expect(await problemOf(sluice, 'GET', '/v1/blobs/nonsense', '')).toMatchObject({ code: 'request_invalid', status: 400 });
  });
});
