import { type ExecutionDetail, replayExecution, runDocument } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { whenEnded } from './lib/watch.ts';
import { code, hook, manual, workflow } from './lib/workflow.ts';

/** Code that does its worst: each ends within its limit with its code and node, and the runs of others are right meanwhile. */
let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start({ env: { SLUICE_WORKERS: '2' } });
  await sluice.install(
    workflow({
      name: 'Other',
      nodes: { hook: hook('other'), end: code('return { n: $json.body.n + 1 };') },
      chains: [['hook', 'end']],
    }),
  );
});

afterAll(() => sluice.stop());

/** Those that loop get a short time; the others so much that they meet their own limit first, however busy the machine is. */
const running = (source: string) =>
  workflow({
    nodes: { start: manual, bad: code(source, { timeoutMs: source.includes('for (;;)') ? 400 : 25_000 }) },
    chains: [['start', 'bad']],
  });

async function run(source: string): Promise<ExecutionDetail> {
  const { executionId } = await sluice.call(runDocument, { body: { document: running(source), wait: false } });
  return whenEnded(sluice, executionId);
}

/** Another workflow answers rightly, again and again, until `work` is done. */
async function whileOthersRun<T>(work: Promise<T>): Promise<T> {
  let isOver = false;
  const done = work.finally(() => {
    isOver = true;
  });
  for (let n = 0; !isOver; n += 1) expect(await (await sluice.hook('other', { n })).json()).toEqual({ n: n + 1 });
  return done;
}

const hostile: readonly [what: string, source: string, code: string][] = [
  ['throws an error', "throw new Error('as it likes');", 'code_failed'],
  ['throws what is no error', 'throw { code: 42, message: null };', 'code_failed'],
  ['throws nothing', 'throw undefined;', 'code_failed'],
  ['throws what throws when it is looked at', "throw new Proxy({}, { get() { throw new Error('again'); } });", 'code_failed'],
  ['loops for ever', 'for (;;);', 'step_timeout'],
  ['loops for ever in native code', 'const a = []; a.length = 2 ** 32 - 1; for (;;) a.indexOf(1);', 'step_timeout'],
  ['loops for ever in promises', 'for (;;) await null;', 'step_timeout'],
  ['waits for what never comes', 'await new Promise(() => {});', 'code_failed'],
  ['allocates objects without end', 'const all = []; while (true) all.push(new Array(100_000).fill({}));', 'step_memory'],
  ['allocates bytes without end', 'const all = []; while (true) all.push(new Uint8Array(1024 * 1024));', 'step_memory'],
  ['makes a text that is too long', "let text = 'x'; while (true) text += text;", 'code_failed'],
  ['recurs for ever', 'const down = () => down() + 1; return down();', 'step_stack'],
  ['returns a function', 'return () => 1;', 'step_output_invalid'],
  ['returns a function deep inside', 'return { a: [{ b: () => 1 }] };', 'step_output_invalid'],
  ['returns a bigint', 'return { n: 1n };', 'step_output_invalid'],
  ['returns a symbol', "return { s: Symbol('s') };", 'step_output_invalid'],
  ['returns a cycle', 'const a = {}; a.a = a; return a;', 'step_output_invalid'],
  ['returns what is no number', 'return { n: NaN };', 'step_output_invalid'],
  ['returns a getter that throws', "return { get a() { throw new Error('not this one'); } };", 'code_failed'],
  [
    'returns JSON that is nested 100,000 deep',
    'let a = []; for (let n = 0; n < 100000; n++) a = [a]; return { a };',
    'step_output_too_deep',
  ],
  ['returns 40 MB', "return { text: 'x'.repeat(40 * 1024 * 1024) };", 'step_output_too_large'],
  ['asks for an effect that does not exist', "return await effect('read', 'file:/etc/passwd');", 'effect_unknown'],
  [
    'asks for an effect with arguments that are no JSON',
    "return await effect('get', 'https://example.com', { body: () => 1 });",
    'effect_args_invalid',
  ],
];

describe.each(hostile)('code that %s', { timeout: 60_000 }, (_, source, expected) => {
  it(`ends as ${expected}, while others go on`, async () => {
    const startedAt = performance.now();
    const { id, status, error } = await whileOthersRun(run(source));
    expect({ status, error }).toEqual({ status: 'failed', error: expect.objectContaining({ code: expected, nodeId: 'bad' }) });
    expect(error?.message.length).toBeGreaterThan(5);
    expect(error?.message.length).toBeLessThan(2000);
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

it('a failure of code replays to the same failure', async () => {
  for (const source of ["throw new Error('as it likes');", 'return { n: 1n };', 'for (;;);']) {
    const { id } = await run(source);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  }
});

it('a template that fails names its parameter and item', async () => {
  const document = workflow({
    nodes: { start: manual, set: { type: 'core.set@1', params: { fields: { name: '={{ $json.user.name }}' } } } },
    chains: [['start', 'set']],
  });
  const { executionId } = await sluice.call(runDocument, {
    body: { document, items: [{ user: { name: 'Ada' } }, {}], wait: false },
  });
  expect((await whenEnded(sluice, executionId)).error).toMatchObject({
    code: 'template_failed',
    nodeId: 'set',
    param: 'fields.name',
    item: 1,
  });
});

it('after all that, the engine is still the same process', async () => {
  expect(() => process.kill(sluice.enginePid, 0)).not.toThrow();
  expect(await (await sluice.hook('other', { n: 1 })).json()).toEqual({ n: 2 });
});
