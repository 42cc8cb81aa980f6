import { listExecutions, listWorkflows } from '@sluice/protocol';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { problemOf } from './lib/refusal.ts';
import { code, hook, manual, workflow } from './lib/workflow.ts';

/** JSON bodies that are none: each has its code and place, and nothing comes of any. */
let sluice: TestSluice;
let workflows = 0;
let executions = 0;

const counted = async () => ({
  workflows: (await sluice.call(listWorkflows, { query: { limit: 200 } })).items.length,
  executions: (await sluice.call(listExecutions, { query: { limit: 200 } })).items.length,
});

beforeAll(async () => {
  sluice = await TestSluice.start();
  await sluice.install(
    workflow({ name: 'Hook', nodes: { hook: hook('body'), end: code('return { ok: true };') }, chains: [['hook', 'end']] }),
  );
});

beforeEach(async () => {
  ({ workflows, executions } = await counted());
});

afterEach(async () => {
  expect(await counted()).toEqual({ workflows, executions });
});

afterAll(() => sluice.stop());

const document = JSON.stringify(workflow({ nodes: { start: manual } }));
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const bodies: readonly [
  what: string,
  body: string | Uint8Array,
  problem: { code: string; status: number; detail?: unknown; pointer?: string },
][] = [
  ['is cut off', '{"document": {', { code: 'json_malformed', status: 400 }],
  [
    'has a comma too many',
    '{"document": {},}',
    { code: 'json_malformed', status: 400, detail: expect.stringMatching(/Line 1, column 17/) },
  ],
  ['has something after its end', '{} {}', { code: 'json_malformed', status: 400 }],
  ['is not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), { code: 'json_malformed', status: 400 }],
  [
    'says the same key twice',
    '{"document": {}, "wait": true, "wait": false}',
    { code: 'json_duplicate_key', status: 400, detail: expect.stringContaining('wait') },
  ],
  [
    'says the same key twice, escaped',
    '{"a": {"b": [1, {"key": 1, "\\u006bey": 2}]}}',
    { code: 'json_duplicate_key', status: 400 },
  ],
  ['is nested 201 deep', nested(201), { code: 'json_too_deep', status: 400 }],
  ['is nested 100,000 deep', nested(100_000), { code: 'json_too_deep', status: 400 }],
];

describe.each(bodies)('a body that %s', (_, body, problem) => {
  it('is refused by the API', async () => {
    for (const path of ['/v1/run', '/v1/workflows', '/v1/validate'])
      expect(await problemOf(sluice, 'POST', path, body)).toMatchObject(problem);
  });

  it('is refused by a hook', async () => {
    const response = await sluice.hook('body', undefined, { body: body as string });
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject(problem);
    expect(response.status).toBe(problem.status);
  });
});

describe('a body that is too large', () => {
  it('is refused by the API, at the limit of the endpoint', async () => {
    const large = JSON.stringify({ document: JSON.parse(document), items: ['x'.repeat(33 * 1024 * 1024)] });
    expect(await problemOf(sluice, 'POST', '/v1/run', large)).toMatchObject({ code: 'body_too_large', status: 413 });
    const secret = JSON.stringify({ value: 'x'.repeat(2 * 1024 * 1024), hosts: [] });
    expect(await problemOf(sluice, 'PUT', '/v1/secrets/large', secret)).toMatchObject({ code: 'body_too_large', status: 413 });
  });

  it('is refused by a hook, with or without its length said before', async () => {
    const large = Buffer.alloc(17 * 1024 * 1024, 0x20);
    const said = await sluice.hook('body', undefined, { body: large });
    expect([said.status, await said.json()]).toEqual([413, expect.objectContaining({ code: 'body_too_large' })]);
    const chunks = new ReadableStream({
      start(controller) {
        for (let n = 0; n < 17; n += 1) controller.enqueue(new Uint8Array(1024 * 1024).fill(0x20));
        controller.close();
      },
    });
    const streamed = await sluice.hook('body', undefined, { body: chunks, duplex: 'half' } as RequestInit);
    expect([streamed.status, await streamed.json()]).toEqual([413, expect.objectContaining({ code: 'body_too_large' })]);
  });
});

describe('a body of the wrong shape', () => {
  it.each([
    ['a list', '[]', ''],
    ['a field that the contract does not name', `{"document": ${document}, "colour": "red"}`, ''],
    ['a document that is a text', '{"document": "hello"}', '/document'],
    ['items that are no list', `{"document": ${document}, "items": {}}`, '/items'],
    ['nothing', '', '/document'],
  ])('%s is refused with its place', async (_, body, pointer) => {
    expect(await problemOf(sluice, 'POST', '/v1/run', body)).toMatchObject({ code: 'request_invalid', status: 400, pointer });
  });
});

describe('a request to start at a trigger', () => {
  it('that is not there, or not named where there are several, starts nothing', async () => {
    const two = workflow({
      nodes: { a: hook('trigger-a'), b: hook('trigger-b'), end: code('return 1;') },
      chains: [
        ['a', 'end'],
        ['b', 'end'],
      ],
    });
    const run = (more: Record<string, unknown>) =>
      problemOf(sluice, 'POST', '/v1/run', JSON.stringify({ document: two, ...more }));
    expect(await run({ trigger: 'c' })).toMatchObject({
      code: 'request_invalid',
      nodeId: 'c',
      detail: expect.stringContaining('a, b'),
    });
    expect(await run({ trigger: 'end' })).toMatchObject({ code: 'request_invalid', nodeId: 'end' });
    expect(await run({})).toMatchObject({ code: 'request_invalid', detail: expect.stringContaining('a, b') });
  });
});

it('a body of exactly the deepest that is allowed is taken', async () => {
  const response = await sluice.hook('body', undefined, { body: nested(200) });
  expect(response.status).toBe(200);
  executions += 1;
});
