import type { StepOutcome, StepRequest } from '@sluice/kernel';
import type { Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import type { JobPlan } from './job.ts';
import { Sandbox } from './sandbox.ts';
import { AT, codePlan, planOf } from './test-support.ts';

const sandbox = new Sandbox({ limits: { stepTimeoutMs: 1000 } });

function request(items: readonly Json[] = [{}], more: Partial<StepRequest> = {}): StepRequest {
  return {
    node: 'code',
    scope: '',
    attempt: 1,
    inputs: { main: items.map((json) => ({ json })) },
    trigger: [{ json: { region: 'north' } }],
    nodes: {},
    vars: { limit: 5 },
    execution: {
      id: 'e1',
      workflowId: 'w1',
      workflowName: 'Test',
      version: 'v1',
      mode: 'manual',
      startedAt: '2023-11-14T22:13:20.000Z',
    },
    nowMs: AT,
    seed: '00112233445566778899aabbccddeeff',
    results: [],
    ...more,
  };
}

function run(plan: JobPlan, given: StepRequest = request(), owner = 'did:key:alice'): StepOutcome {
  return sandbox.runnerFor(owner, plan).runStep(given);
}

function runCode(code: string, given?: StepRequest, more?: { readonly [member: string]: unknown }): StepOutcome {
  return run(codePlan(code, more), given);
}

/** The plan of a node `code` of type `test.make@1`, whose one item has what `value` evaluates to. */
function makePlan(value: Json, more: { readonly [member: string]: unknown } = {}): JobPlan {
  return planOf({
    nodes: {
      start: { type: 'test.start@1' },
      before: { type: 'test.make@1', params: { value: 1 } },
      code: { type: 'test.make@1', params: { value }, ...more },
    },
    edges: [
      { from: 'start.main', to: 'before.main' },
      { from: 'before.main', to: 'code.main' },
    ],
  });
}

const evaluate = (value: Json, given?: StepRequest): unknown => {
  const outcome = run(makePlan(value), given);
  return outcome.kind === 'completed' ? outcome.outputs['main']?.map(({ json }) => json) : outcome;
};

describe('templates', () => {
  it('see the names of the language', () => {
    const given = request([{ a: 1 }, { a: 2 }], {
      nodes: { before: [{ json: { x: 7 } }, { json: { x: 8 } }] },
      loop: { index: 3 },
    });
    expect(
      evaluate(
        "={{ [$json.a, $item.json.a, $items.length, $trigger.json.region, $vars.limit, $execution.id, $now.toISOString(), $loop.index, $node('before').json.x, $node('before').items.length, $node('before').first().json.x, $node('before').all()[1].json.x] }}",
        given,
      ),
    ).toEqual([1, 2].map((a) => [a, a, 2, 'north', 5, 'e1', '2023-11-14T22:13:20.000Z', 3, 7, 2, 7, 8]));
  });
  it('keep their type alone, and concatenate in text', () => {
    expect(evaluate('={{ $json.n + 1 }}', request([{ n: 1 }]))).toEqual([2]);
    expect(evaluate('=n is {{ $json.n }}, list {{ [1, { a: 2 }] }}', request([{ n: 1 }]))).toEqual(['n is 1, list [1,{"a":2}]']);
  });
  it('stand anywhere within a JSON parameter', () => {
    const value = JSON.parse('{"a":["={{ $json.n }}",{"b.c":"={{ $json.n * 2 }}"}],"plain":"text"}');
    expect(JSON.stringify(evaluate(value, request([{ n: 5 }])))).toBe('[{"a":[5,{"b.c":10}],"plain":"text"}]');
  });
  it('never evaluate data (I6)', () => {
    expect(evaluate('={{ $json.text }}', request([{ text: '={{ 1 + 1 }}' }]))).toEqual(['={{ 1 + 1 }}']);
  });
  it('that fail name parameter and item', () => {
    expect(run(makePlan({ deep: ['={{ $json.a.b }}'] }), request([{ a: {} }, {}]))).toMatchObject({
      kind: 'failed',
      error: {
        code: 'template_failed',
        param: 'value.deep.0',
        item: 1,
        nodeId: 'code',
        message: expect.stringContaining('undefined'),
      },
    });
  });
});

describe('code', () => {
  it('that throws is told by message, line and column', () => {
    expect(runCode('const a = 1;\n\n  null.x;')).toMatchObject({
      kind: 'failed',
      error: {
        code: 'code_failed',
        message: "TypeError: cannot read property 'x' of null",
        line: 3,
        column: 3,
        param: 'code',
        item: 0,
      },
    });
  });
  it('that throws at its very beginning is told by a line that it has, or by none', () => {
    for (const text of ['const { lines } = $json.body.order; return lines;', 'return typeof arguments.callee;']) {
      const outcome = runCode(text);
      expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'code_failed', param: 'code' } });
      if (outcome.kind === 'failed') expect(outcome.error.line ?? 1).toBe(1);
    }
  });

  it('that throws in a function of its own is told by the line of that function', () => {
    expect(runCode('function inner() {\n  throw new RangeError("too far");\n}\nawait null;\ninner();')).toMatchObject({
      error: { message: 'RangeError: too far', line: 2 },
    });
  });
  it('may declare the names of the language anew', () => {
    expect(runCode('const $json = 5; return $json;')).toMatchObject({ outputs: { main: [{ json: 5 }] } });
  });
  it('logs what the console is told', () => {
    expect(runCode("console.log('a', 1, { b: [2] }, null); return 1;")).toMatchObject({ logs: ['a 1 {"b":[2]} null'] });
  });
  it('has a log of bounded length that says what was left out', () => {
    const outcome = runCode('for (let i = 0; i < 1500; i++) console.log(i); return 1;');
    expect(outcome.kind === 'completed' && [outcome.logs.length, outcome.logs.at(-1)]).toEqual([
      1001,
      '… and 500 more lines, which were left out',
    ]);
  });
  it('sees UTC, a clock that stands, and no host', () => {
    expect(
      runCode(
        'return [new Date(2024, 6, 1, 12).toISOString(), new Date().getTimezoneOffset(), Date.now(), new Date("2024-07-01T12:00:00").getTime()];',
        request(),
        { runFor: 'all' },
      ),
    ).toMatchObject({
      outputs: { main: [{ json: '2024-07-01T12:00:00.000Z' }, { json: 0 }, { json: AT }, { json: Date.UTC(2024, 6, 1, 12) }] },
    });
  });
  it('finds base64, UTF-8 and structuredClone', () => {
    const code = `const bytes = new TextEncoder().encode('héllo €😀'); return [btoa('hi'), atob('aGk='), atob('aGk'), [...bytes].length, new TextDecoder().decode(bytes),
      new TextDecoder().decode(new Uint8Array([0xff, 0x61, 0xe2, 0x82])), structuredClone({ a: [new Map([[1, { b: 2 }]])] }).a[0].get(1).b];`;
    expect(runCode(code, request(), { runFor: 'all' })).toMatchObject({
      outputs: { main: ['aGk='.slice(0, 4), 'hi', 'hi', 14, 'héllo €😀', '\ufffda\ufffd', 2].map((json) => ({ json })) },
    });
  });
});

describe('origins', () => {
  it('of an item passed on is that item, of a new one in mode each the current one', () => {
    const plan = planOf({
      nodes: { start: { type: 'test.start@1' }, code: { type: 'test.if@1', params: { where: '={{ $json.n > 1 }}' } } },
      edges: [{ from: 'start.main', to: 'code.main' }],
    });
    expect(run(plan, request([{ n: 1 }, { n: 2 }, { n: 3 }]))).toMatchObject({
      outputs: {
        true: [
          { json: { n: 2 }, from: [1] },
          { json: { n: 3 }, from: [2] },
        ],
        false: [{ json: { n: 1 }, from: [0] }],
      },
    });
    expect(runCode('return { m: $json.n };', request([{ n: 1 }, { n: 2 }]))).toMatchObject({
      outputs: { main: [{ from: [0] }, { from: [1] }] },
    });
  });
  it('in mode all is what from names, or by default everything', () => {
    const code = 'return [{ json: 1, from: $items[1] }, { json: 2, from: [$items[0], $items[1]] }, { json: 3 }];';
    const outcome = runCode(code, request([{}, {}]), { runFor: 'all' });
    expect(outcome).toEqual({
      kind: 'completed',
      outputs: { main: [{ json: 1, from: [1] }, { json: 2, from: [0, 1] }, { json: 3 }] },
      logs: [],
    });
  });
  it('cannot be made up', () => {
    expect(runCode('return { json: 1, from: { json: {} } };')).toMatchObject({
      kind: 'failed',
      error: { code: 'step_output_invalid' },
    });
  });
  it('and changes made in place by code are kept', () => {
    expect(runCode('$json.seen = true; return $item;', request([{ n: 1 }]))).toMatchObject({
      outputs: { main: [{ json: { n: 1, seen: true }, from: [0] }] },
    });
  });
});

describe('errors of single items', () => {
  const code = "if ($json.bad) throw new Error('bad'); return $json;";
  const given = request([{ bad: true }, { n: 2 }], { attempt: 2 });
  it('fail the step by default', () => {
    expect(runCode(code, given)).toMatchObject({ kind: 'failed', error: { code: 'code_failed', item: 0 } });
  });
  it('mark the item and let it go on, or route it', () => {
    expect(runCode(code, given, { onError: 'continue' })).toMatchObject({
      outputs: {
        main: [
          { json: { bad: true }, from: [0], error: { code: 'code_failed', message: 'bad', item: 0 } },
          { json: { n: 2 }, from: [1] },
        ],
      },
    });
    expect(runCode(code, given, { onError: 'route' })).toMatchObject({
      outputs: { main: [{ json: { n: 2 } }], error: [{ json: { bad: true }, error: { message: 'bad' } }] },
    });
  });
  it('fail the step while it is to be retried', () => {
    const more = { onError: 'continue', retry: { attempts: 3 } };
    expect(runCode(code, given, more)).toMatchObject({ kind: 'failed' });
    expect(runCode(code, { ...given, attempt: 3 }, more)).toMatchObject({ kind: 'completed' });
  });
  it('include outputs that are not JSON', () => {
    expect(runCode('return { when: $json.bad ? () => 1 : 1 };', given, { onError: 'continue' })).toMatchObject({
      outputs: { main: [{ json: { bad: true }, error: { code: 'step_output_invalid' } }, { json: { when: 1 } }] },
    });
  });
});

describe('effects', () => {
  const results = (...settled: [number, Json][]) =>
    settled.map(([index, value]) => ({ index, result: { ok: true as const, value } }));
  it('are asked for in the order of the calls, and the step runs again with their results', () => {
    const code =
      "const a = await effect('get', 'https://a/'); const b = await effect('post', 'https://b/', { a }, { repeatable: true }); return { a, b };";
    expect(runCode(code)).toEqual({ kind: 'waiting', requests: [{ index: 0, verb: 'get', uri: 'https://a/', args: null }] });
    expect(runCode(code, request([{}], { results: results([0, 1]) }))).toEqual({
      kind: 'waiting',
      requests: [{ index: 1, verb: 'post', uri: 'https://b/', args: { a: 1 }, repeatable: true }],
    });
    expect(runCode(code, request([{}], { results: results([0, 1], [1, 2]) }))).toMatchObject({
      outputs: { main: [{ json: { a: 1, b: 2 } }] },
    });
  });
  it('settle in the recorded order', () => {
    const code = "return await Promise.race([effect('get', 'https://a/'), effect('get', 'https://b/')]);";
    expect(runCode(code, request([{}], { results: results([1, 'b'], [0, 'a']) }))).toMatchObject({
      outputs: { main: [{ json: 'b' }] },
    });
    expect(runCode(code, request([{}], { results: results([0, 'a'], [1, 'b']) }))).toMatchObject({
      outputs: { main: [{ json: 'a' }] },
    });
  });
  it('of several items are asked for at once, and items stay in order', () => {
    const code = "return await effect('get', 'https://x/' + $json.n);";
    expect(runCode(code, request([{ n: 1 }, { n: 2 }]))).toMatchObject({
      kind: 'waiting',
      requests: [{ uri: 'https://x/1' }, { uri: 'https://x/2' }],
    });
    expect(runCode(code, request([{ n: 1 }, { n: 2 }], { results: results([1, 'two'], [0, 'one']) }))).toMatchObject({
      outputs: { main: [{ json: 'one' }, { json: 'two' }] },
    });
  });
  it('that fail reject with their code, which the code may catch', () => {
    const failed = request([{}], {
      results: [{ index: 0, result: { ok: false, error: { code: 'http_failed', message: 'no answer' } } }],
    });
    expect(runCode("return await effect('get', 'https://x/');", failed)).toMatchObject({
      kind: 'failed',
      error: { code: 'http_failed', message: 'no answer' },
    });
    expect(runCode("try { await effect('get', 'https://x/'); } catch (error) { return error.code; }", failed)).toMatchObject({
      outputs: { main: [{ json: 'http_failed' }] },
    });
  });
  it('that nobody awaits are done all the same, and their failure is in the log', () => {
    const code = "effect('set', 'kv:a', 1); return 'done';";
    expect(runCode(code)).toMatchObject({ kind: 'waiting', requests: [{ uri: 'kv:a' }] });
    const failed = request([{}], {
      results: [{ index: 0, result: { ok: false, error: { code: 'kv_conflict', message: 'taken' } } }],
    });
    expect(runCode(code, failed)).toMatchObject({ kind: 'completed', logs: ['Effect 0 was not awaited, and failed: taken'] });
  });
  it('refuse arguments that are not JSON', () => {
    expect(runCode("await effect('get', 'https://x/', { at: { f() {} } });")).toMatchObject({
      kind: 'failed',
      error: { code: 'effect_args_invalid', message: expect.stringContaining('at.f') },
    });
    expect(runCode('await effect(1, 2);')).toMatchObject({ error: { code: 'effect_args_invalid' } });
  });
  it('are the only thing that can be awaited', () => {
    expect(runCode('await new Promise(() => {});')).toMatchObject({
      kind: 'failed',
      error: { code: 'code_failed', message: expect.stringContaining('never comes') },
    });
  });
});

describe('outputs', () => {
  it.each([
    ['a function', 'return { a: { f() {} } };', 'step_output_invalid', 'a.f is a function'],
    ['a Map', 'return { m: new Map() };', 'step_output_invalid', 'm is a Map'],
    ['a BigInt', 'return { list: [1n] };', 'step_output_invalid', 'list.0 is a BigInt'],
    ['a promise', 'return { p: effect };', 'step_output_invalid', 'p is a function'],
    ['itself', 'const a = {}; a.a = a; return a;', 'step_output_invalid', 'an object that contains itself'],
    [
      '201 levels',
      'let a = 1; for (let i = 0; i < 201; i++) a = [a]; return { json: a };',
      'step_output_too_deep',
      'more than 200 levels',
    ],
  ])('with %s are refused by their place', (_, code, expected, message) => {
    expect(runCode(code)).toMatchObject({
      kind: 'failed',
      error: { code: expected, message: expect.stringContaining(message), item: 0 },
    });
  });
  it('may be 200 levels deep, leave out undefined members, and take dates as text', () => {
    expect(runCode('let a = 1; for (let i = 0; i < 200; i++) a = [a]; return { json: a };')).toMatchObject({ kind: 'completed' });
    expect(runCode('return { a: undefined, at: $now, list: [undefined] };')).toEqual({
      kind: 'completed',
      outputs: { main: [{ json: { at: '2023-11-14T22:13:20.000Z', list: [null] }, from: [0] }] },
      logs: [],
    });
  });
  it('on a port that the node does not have are refused', () => {
    const plan = codePlan('return 1;');
    const scripts = { 'test.code@1': "__sluice.define({ type: 'test.code@1', mode: 'all', run: () => ({ other: [] }) })" };
    expect(run({ ...plan, key: 'other port', scripts })).toMatchObject({ kind: 'failed', error: { code: 'step_port_unknown' } });
  });
});

describe('a step', () => {
  const plan = codePlan(
    'globalThis.count = (globalThis.count ?? 0) + 1; return [Math.random(), Date.now(), count, [3, 1, 2].sort(), Object.keys({ b: 1, a: 2 })];',
  );
  it('gives the same bytes for the same request, a hundred times, whatever ran between, on any instance (I4)', () => {
    const given = request([{ n: 1 }]);
    const first = JSON.stringify(run(plan, given));
    for (let round = 0; round < 100; round++) {
      if (round % 3 === 0)
        runCode(
          `globalThis.junk = ${round}; Math.random = () => 0.5; for (const x of Array(${round})) globalThis.y = { x }; return 1;`,
        );
      if (round % 10 === 0) runCode('const f = () => f(); f();');
      expect(JSON.stringify(run(plan, given))).toBe(first);
    }
    expect(JSON.stringify(run(plan, given, 'did:key:bob'))).toBe(first);
    expect(JSON.stringify(new Sandbox().runnerFor('did:key:carol', plan).runStep(given))).toBe(first);
  });
  it('rolls other dice in another attempt, scope or execution', () => {
    const rolls = [
      request(),
      request([{}], { attempt: 2 }),
      request([{}], { scope: 'loop#1' }),
      request([{}], { seed: 'f'.repeat(32) }),
    ].map((given) => JSON.stringify(runCode('return Math.random();', given)));
    expect(new Set(rolls).size).toBe(4);
  });
  it('of a node type whose script is broken fails alone', () => {
    const broken = { ...codePlan('return 1;'), key: 'broken', scripts: { 'test.code@1': 'this is not JavaScript' } };
    expect(run(broken)).toMatchObject({
      kind: 'failed',
      error: { message: expect.stringContaining('The code of test.code@1 could not be loaded') },
    });
    const missing = { ...codePlan('return 1;'), key: 'missing', scripts: {} };
    expect(run(missing)).toMatchObject({ kind: 'failed', error: { code: 'step_crashed' } });
  });
  it('whose node script hangs while it is loaded is aborted', () => {
    const hanging = { ...codePlan('return 1;'), key: 'hanging', scripts: { 'test.code@1': 'for (;;);' } };
    expect(run(hanging)).toMatchObject({ kind: 'aborted', error: { code: 'step_timeout' } });
    expect(runCode('return 1;')).toMatchObject({ kind: 'completed' });
  });
  it('takes 30 MB out, and no more than 32 MiB', () => {
    expect(runCode("return 'x'.repeat(30e6);", request(), { timeoutMs: 10_000 })).toMatchObject({ kind: 'completed' });
    expect(runCode("return 'x'.repeat(34e6);", request(), { timeoutMs: 10_000 })).toMatchObject({
      kind: 'failed',
      error: { code: 'step_output_too_large' },
    });
  });
});
