import wasmUrl from '@jitl/quickjs-ng-wasmfile-release-sync/wasm?url&inline';
import { describe, expect, it } from 'vitest';
import { problems } from '../../i18n/de/problems/index.ts';
import { readProblems } from '../../i18n/problems/read-problems.ts';
import type { ExpressionData } from '../expression-data.ts';
import { evaluatePreview } from './evaluate-preview.ts';
import type { PreviewRequest } from './preview-messages.ts';

const module = await WebAssembly.compile(await (await fetch(wasmUrl)).arrayBuffer());
const nowMs = Date.UTC(2026, 10, 21, 12);
const data: ExpressionData = {
  items: [{ json: { name: 'Ada', price: 60, tags: ['a', 'b'] } }, { json: { name: 'Bob' } }],
  total: 2,
  upstream: ['start', 'far'],
  inputs: ['start'],
  nodes: { far: [{ json: { total: 7 } }] },
  trigger: [{ json: { id: 1 } }],
  vars: { rate: 0.2 },
  execution: { id: 'e', workflowId: 'w', workflowName: 'W', version: 'v', mode: 'manual', startedAt: '2026-11-21T12:00:00Z' },
  loop: undefined,
  source: 'run',
};

function preview(text: string, more: Partial<PreviewRequest> = {}) {
  return evaluatePreview(module, data, { kind: 'template', text, item: 0, nowMs, ...more });
}
const code = (text: string) => preview(text, { kind: 'code' });

describe('the preview of a template', () => {
  it.each([
    ['={{ $json.name }}', 'text', 'Ada'],
    ['=Dear {{ $json.name }}!', 'text', 'Dear Ada!'],
    ['={{ $json.price * (1 + $vars.rate) }}', 'number', '72'],
    ['={{ $json.price > 50 }}', 'boolean', 'true'],
    ['={{ $json.missing }}', 'nothing', ''],
    ['={{ null }}', 'null', 'null'],
    ["={{ $node('far').json.total }}", 'number', '7'],
    ['={{ $items.length }}', 'number', '2'],
    ['={{ $trigger.json.id }}', 'number', '1'],
    ['={{ $execution.workflowName }}', 'text', 'W'],
    ['={{ $now }}', 'date', '2026-11-21T12:00:00.000Z'],
    ['={{ $now.getHours() }}', 'number', '12'],
    ['={{ $json.tags }}', 'list', '[\n  "a",\n  "b"\n]'],
    ['={{ 1n }}', 'bigint', '1'],
    ['=', 'text', ''],
  ])('%s is %s %j', (text, type, shown) => {
    expect(preview(text)).toMatchObject({ kind: 'value', type, text: shown });
  });

  it.each([
    ['={{ 1n }}', 'bigint', 'a BigInt; use Number(value) or String(value)', ''],
    ["={{ Number('abc') }}", 'number', 'NaN', ''],
    ['={{ 1 / 0 }}', 'number', 'Infinity', ''],
    ['={{ new Map([[1, 2]]) }}', 'object', 'a Map; use Object.fromEntries(map)', ''],
    ['={{ /x/g }}', 'object', 'a regular expression; use its source', ''],
    ["={{ Symbol('a') }}", 'symbol', 'a symbol', ''],
    ['={{ () => 1 }}', 'function', 'a function', ''],
    ['={{ { a: [1, 2n] } }}', 'object', 'a BigInt; use Number(value) or String(value)', 'a.1'],
  ])('%s is %s, which no step can give out', (text, type, what, path) => {
    expect(preview(text)).toMatchObject({ kind: 'value', type, refused: { what, path } });
  });

  it('finds nothing wrong with what a step can give out', () => {
    for (const text of ['={{ $now }}', '={{ $json }}', '={{ $json.missing }}', '={{ [1, null, { a: undefined }] }}'])
      expect(preview(text)).toEqual(expect.not.objectContaining({ refused: expect.anything() }));
  });

  it('is for the item that is asked for', () => {
    expect(preview('={{ $json.name }} of {{ $items.length }}', { item: 1 })).toMatchObject({ text: 'Bob of 2' });
  });

  it('says where it does not parse', () => {
    expect(preview('=a\n{{ $json. }}')).toMatchObject({ kind: 'error', code: 'template_syntax', line: 2, column: 11 });
  });

  it('spans the expression that fails', () => {
    const text = '=Hello {{ $json.name }}, {{ $json.customer.name }} and {{ 1 }}';
    const failed = preview(text);
    expect(failed).toMatchObject({ kind: 'error', code: 'template_failed', message: expect.stringContaining('undefined') });
    expect(failed.kind === 'error' && text.slice(failed.from, failed.to)).toBe('$json.customer.name');
  });

  it('says of a node that does not lead here', () => {
    expect(preview("={{ $node('nobody').json }}")).toMatchObject({ message: expect.stringContaining("$node('nobody')") });
  });

  it('has the walls of the engine', () => {
    expect(preview('={{ (() => { const all = []; for (;;) all.push(new Array(1e5).fill(1)); })() }}')).toMatchObject({
      code: 'step_memory',
    });
    expect(preview('={{ (function f() { return 1 + f(); })() }}')).toMatchObject({ code: 'step_stack' });
  });

  it.each(["={{ eval('1') }}", "={{ Function('return 1')() }}", "={{ (() => {}).constructor('return 1')() }}"])(
    'never makes code of text: %s',
    (text) => {
      expect(preview(text)).toMatchObject({ kind: 'error', message: expect.stringContaining('text never becomes code') });
    },
  );

  it('knows nothing of the page', () => {
    expect(preview('={{ [typeof window, typeof self, typeof fetch, typeof postMessage, typeof process].join() }}')).toMatchObject(
      {
        text: 'undefined,undefined,undefined,undefined,undefined',
      },
    );
  });

  it('cuts what is very long', () => {
    expect(preview("={{ 'x'.repeat(1e6) }}")).toMatchObject({ type: 'text', isCut: true, text: 'x'.repeat(20_000) });
  });
});

describe('the preview of code', () => {
  it('is what it gives back, with what it logs', () => {
    expect(code("console.log('hi');\nreturn { ...$json, n: 1 };")).toMatchObject({
      type: 'object',
      text: expect.stringContaining('"n": 1'),
      logs: ['hi'],
    });
    expect(code('await null; return 5;')).toMatchObject({ type: 'number', text: '5' });
  });
  it('names the line of an error', () => {
    expect(code("const a = 1;\nthrow new Error('no');")).toMatchObject({
      kind: 'error',
      code: 'code_failed',
      message: 'no',
      line: 2,
    });
    expect(code('return {')).toMatchObject({ kind: 'error', code: 'code_syntax', line: 1 });
  });
  it('performs no effect', () => {
    expect(code("return await effect('get', 'https://example.com/');")).toEqual({
      kind: 'waits',
      verb: 'get',
      uri: 'https://example.com/',
    });
  });
});

describe('an error of QuickJS in another language', () => {
  const say = readProblems(problems);
  it.each([
    ['$json.customer.name', 'TypeError: „name“ lässt sich nicht lesen, davor steht undefined'],
    ['null.name', 'TypeError: „name“ lässt sich nicht lesen, davor steht null'],
    ['(() => { undefined.a = 1; })()', 'TypeError: „a“ lässt sich nicht setzen, davor steht undefined'],
    ['missing + 1', 'ReferenceError: „missing“ gibt es nicht'],
    ['$json.name()', 'TypeError: das ist keine Funktion'],
    ['[...5]', 'TypeError: der Wert lässt sich nicht durchlaufen'],
    ['(() => { const a = 1; a = 2; })()', 'TypeError: „a“ lässt sich nicht ändern'],
    ['new Array(-1)', 'RangeError: ungültige Länge einer Liste'],
  ])('%s', (expression, said) => {
    const failed = preview(`={{ ${expression} }}`);
    expect(failed.kind === 'error' && (say(failed.message) ?? failed.message)).toBe(said);
  });
});
