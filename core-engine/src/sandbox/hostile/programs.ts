import type { ErrorCode, Json } from '@sluice/protocol';

/** A program that does its worst, as the code of a code node, and how its run must end. */
export interface HostileProgram {
  readonly name: string;
  readonly code: string;
  /** The output of a completed run, or the codes of which a failed run must have one. */
  readonly ends: { readonly output: Json } | { readonly codes: readonly ErrorCode[] };
  /** Wall clock for the step; by default 250 ms when it may run out of time, else 5 s. */
  readonly timeoutMs?: number;
}

const fails = (...codes: ErrorCode[]): HostileProgram['ends'] => ({ codes });
const gives = (output: Json): HostileProgram['ends'] => ({ output: [output] });
/** A program that allocates without end may hit the wall of memory or that of time, whichever is nearer on the machine. */
const exhausts = fails('step_memory', 'step_timeout');

/** Ways out of the sandbox by turning text into code, or by reaching the host. */
const escapes: readonly HostileProgram[] = [
  {
    name: 'Function by way of an array',
    code: "return [].constructor.constructor('return this')();",
    ends: fails('code_failed'),
  },
  { name: 'Function by its name', code: "return new Function('return 1')();", ends: fails('code_failed') },
  {
    name: 'the constructor of async functions',
    code: "return (async () => {}).constructor('return 1')();",
    ends: fails('code_failed'),
  },
  {
    name: 'the constructor of generators',
    code: "return [...(function* () {}).constructor('yield 1')()];",
    ends: fails('code_failed'),
  },
  {
    name: 'the constructor of async generators',
    code: "return (async function* () {}).constructor('yield 1')();",
    ends: fails('code_failed'),
  },
  {
    name: 'Reflect.construct on Function',
    code: "return Reflect.construct(Function, ['return 1'], Array)();",
    ends: fails('code_failed'),
  },
  {
    name: 'a class that extends Function',
    code: "class F extends Function {} return new F('return 1')();",
    ends: fails('code_failed'),
  },
  { name: 'a proxy of Function', code: "return new Proxy(Function, {})('return 1')();", ends: fails('code_failed') },
  { name: 'bound and borrowed Function', code: "return Function.bind(null, 'return 1').call()();", ends: fails('code_failed') },
  { name: 'eval', code: "return eval('1 + 1');", ends: fails('code_failed') },
  { name: 'indirect eval', code: "return (0, globalThis['ev' + 'al'])('1 + 1');", ends: fails('code_failed') },
  {
    name: 'putting eval back',
    code: "try { delete globalThis.eval; globalThis.eval = Function; } catch {} try { Object.defineProperty(Function.prototype, 'constructor', { value: Array }); } catch {} return eval('1');",
    ends: fails('code_failed'),
  },
  { name: 'dynamic import', code: "return await import('node:fs');", ends: fails('code_failed') },
  {
    name: 'looking for the host',
    code: "return ['process', 'require', 'module', 'global', 'window', 'self', 'Deno', 'Bun', 'fetch', 'setTimeout', 'print', 'std', 'os', 'bjson', 'navigator', 'WebAssembly', 'Worker', 'performance', 'crypto', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', '__sluice', '__parts'].filter((name) => name in globalThis);",
    ends: { output: [] },
  },
  { name: 'looking for what this is', code: 'return { isUndefined: this === undefined };', ends: gives({ isUndefined: true }) },
  {
    name: 'the caller of a function',
    code: 'return (function () { return arguments.callee.caller; })();',
    ends: fails('code_failed'),
  },
  {
    name: 'call sites of the stack',
    code: "Error.prepareStackTrace = (_, sites) => sites; const sites = new Error().stack; Error.prepareStackTrace = undefined; return sites.map((site) => typeof site.getFunction?.() === 'function' && site.getFunction().name).filter(Boolean).length;",
    ends: fails('code_failed'),
  },
  {
    name: 'forging an outcome through JSON',
    code: 'JSON.stringify = () => \'{"kind":"completed","outputs":{"main":[{"json":"forged"}]},"logs":[]}\'; JSON.parse = () => \'forged\'; return \'real\';',
    ends: gives('real'),
  },
  {
    name: 'forging an outcome through toJSON of everything',
    code: "Object.prototype.toJSON = () => ({ kind: 'completed', outputs: { main: [{ json: 'forged', extra: 1 }] } }); return 'real';",
    ends: gives('real'),
  },
  {
    name: 'forging an error code',
    code: "throw Object.assign(new Error('x'), { code: 'no_such_code' });",
    ends: fails('code_failed'),
  },
  {
    name: 'an output on the prototype',
    code: "return { ['__proto__']: { polluted: true }, constructor: 1 };",
    ends: gives(JSON.parse('{"__proto__":{"polluted":true},"constructor":1}')),
  },
];

/** Pollution of what the runtime itself may use. It may spoil this step, and no other. */
const pollution: readonly HostileProgram[] = [
  {
    name: 'Object.prototype',
    code: 'Object.prototype.polluted = true; Object.prototype.main = []; return { ok: 1 };',
    ends: gives({ ok: 1 }),
  },
  {
    name: 'array methods',
    code: "for (const name of ['map', 'push', 'slice', 'join', 'includes', 'findIndex', 'flatMap', 'splice']) Array.prototype[name] = () => { throw new Error('polluted'); }; return { ok: 1 };",
    ends: fails('code_failed'),
  },
  {
    name: 'a setter for index 0',
    code: "Object.defineProperty(Array.prototype, '0', { set() { throw new Error('polluted'); } }); return { ok: 1 };",
    ends: fails('code_failed', 'step_crashed'),
  },
  {
    name: 'the array iterator',
    code: 'Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1; }; return { ok: 1 };',
    ends: gives({ ok: 1 }),
  },
  {
    name: 'Promise',
    code: "Promise.prototype.then = () => { throw new Error('polluted'); }; Promise.resolve = () => 1; globalThis.Promise = 1; await null; return { ok: 1 };",
    ends: fails('code_failed'),
  },
  {
    name: 'maps and sets',
    code: "Map.prototype.get = Map.prototype.set = Map.prototype.has = WeakSet.prototype.has = () => { throw new Error('polluted'); }; return { ok: 1 };",
    ends: gives({ ok: 1 }),
  },
  {
    name: 'texts and regular expressions',
    code: "String.prototype.slice = RegExp.prototype.exec = RegExp.prototype.test = () => { throw new Error('polluted'); }; throw new Error('x');",
    ends: fails('code_failed'),
  },
  {
    name: 'the prototype of Object.prototype',
    code: 'Object.setPrototypeOf(Object.prototype, { evil: true }); return 1;',
    ends: fails('code_failed'),
  },
  {
    name: 'freezing everything',
    code: 'for (const name of Object.getOwnPropertyNames(globalThis)) { const value = globalThis[name]; if (typeof value === "function") { Object.freeze(value); Object.freeze(value.prototype); } } Object.freeze(globalThis); return { ok: 1 };',
    ends: gives({ ok: 1 }),
  },
  {
    name: 'deleting every global',
    code: 'const { deleteProperty } = Reflect; for (const name of Object.getOwnPropertyNames(globalThis)) deleteProperty(globalThis, name); return { ok: 1 };',
    ends: fails('code_failed'),
  },
  {
    name: 'the clock and the dice',
    code: 'Math.random = () => 4; Date.now = () => 0; globalThis.Date = 1; return { ok: 1 };',
    ends: gives({ ok: 1 }),
  },
];

/** Values that fight back when they are looked at. */
const values: readonly HostileProgram[] = [
  { name: 'a getter that throws', code: "return { get a() { throw new Error('got'); } };", ends: fails('code_failed') },
  { name: 'a getter that loops', code: 'return { get a() { for (;;); } };', ends: fails('step_timeout') },
  { name: 'a getter that recurs', code: 'return { get a() { return this.a; } };', ends: fails('step_stack') },
  {
    name: 'a proxy with a million keys',
    code: 'return new Proxy({}, { ownKeys: () => Array.from({ length: 1e6 }, (_, index) => "k" + index), getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true, value: 1 }) });',
    ends: fails('step_timeout', 'step_memory'),
  },
  {
    name: 'a proxy without a bottom',
    code: "const bottomless = () => new Proxy({}, { ownKeys: () => ['a'], getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }), get: (_, key) => (key === 'a' ? bottomless() : undefined) }); return bottomless();",
    ends: fails('step_output_too_deep'),
  },
  {
    name: 'a proxy that throws at everything',
    code: "throw new Proxy({}, new Proxy({}, { get() { throw new Error('trap'); } }));",
    ends: fails('code_failed'),
  },
  { name: 'toJSON that throws', code: "return { toJSON() { throw new Error('no'); } };", ends: fails('code_failed') },
  {
    name: 'toJSON without a bottom',
    code: 'return { toJSON() { return { again: this }; } };',
    ends: fails('step_output_too_deep', 'step_output_invalid', 'step_timeout'),
  },
  { name: 'toJSON that gives a function', code: 'return { toJSON() { return () => 1; } };', ends: fails('step_output_invalid') },
  {
    name: 'a value that changes when read again',
    code: 'let reads = 0; return { get a() { return reads++ === 0 ? 1 : () => 2; } };',
    ends: gives({}),
  },
  { name: 'a thenable that never settles', code: 'return { then() {} };', ends: fails('code_failed') },
  {
    name: 'a thenable that settles to itself',
    code: 'const self = { then(resolve) { resolve(self); } }; return self;',
    ends: fails('step_timeout'),
  },
  {
    name: 'a thenable that settles twice',
    code: "return { then(resolve, reject) { resolve({ first: 1 }); reject(new Error('second')); resolve(2); } };",
    ends: gives({ first: 1 }),
  },
  {
    name: 'an error with a hostile message',
    code: "throw { get message() { throw new Error('again'); }, get stack() { for (;;); }, toString() { for (;;); } };",
    ends: fails('step_timeout', 'code_failed'),
  },
  {
    name: 'an error whose message is an object',
    code: "const error = new Error(); error.message = { toString() { for (;;); } }; error.name = Symbol('name'); throw error;",
    ends: fails('code_failed'),
  },
  { name: 'an error with a message of 20 MB', code: "throw new Error('x'.repeat(20e6));", ends: fails('code_failed') },
  { name: 'throwing a symbol', code: "throw Symbol('x');", ends: fails('code_failed') },
  { name: 'throwing nothing', code: 'throw undefined;', ends: fails('code_failed') },
  { name: 'rejecting with a function', code: 'await Promise.reject(() => { for (;;); });', ends: fails('code_failed') },
  {
    name: 'symbols that convert',
    code: 'return { a: { [Symbol.toPrimitive]() { for (;;); }, get [Symbol.toStringTag]() { for (;;); } } };',
    ends: gives({ a: {} }),
  },
  {
    name: 'an object that contains itself',
    code: 'const a = { b: {} }; a.b.c = a; return a;',
    ends: fails('step_output_invalid'),
  },
  { name: 'what is not JSON', code: 'return { list: [1, { when: 10n }] };', ends: fails('step_output_invalid') },
  { name: 'a Map', code: "return new Map([['a', 1]]);", ends: fails('step_output_invalid') },
  { name: 'not a number', code: 'return { mean: 0 / 0 };', ends: fails('step_output_invalid') },
  { name: 'an array with holes', code: 'return { list: [1, , 3] };', ends: gives({ list: [1, null, 3] }) },
  {
    name: 'an array of four thousand million holes',
    code: 'const list = []; list[2 ** 32 - 2] = 1; return { list };',
    ends: exhausts,
  },
];

/** Time and stack. */
const loops: readonly HostileProgram[] = [
  { name: 'a plain loop', code: 'for (;;);', ends: fails('step_timeout') },
  {
    name: 'a loop that catches everything',
    code: 'for (;;) { try { for (;;); } catch {} finally { continue; } }',
    ends: fails('step_timeout'),
  },
  {
    name: 'waiting for the clock',
    code: 'const start = Date.now(); while (Date.now() < start + 10);',
    ends: fails('step_timeout'),
  },
  { name: 'microtasks without end', code: 'for (;;) await null;', ends: fails('step_timeout') },
  {
    name: 'microtasks that make microtasks',
    code: 'const again = () => queueMicrotask(again); again(); await new Promise(() => {});',
    ends: fails('step_timeout'),
  },
  { name: 'a promise that nobody settles', code: 'await new Promise(() => {});', ends: fails('code_failed') },
  {
    name: 'indexOf over 2^40',
    code: 'return Array.prototype.indexOf.call({ length: 2 ** 40 }, 1);',
    ends: fails('step_timeout'),
  },
  {
    name: 'lastIndexOf over 2^53',
    code: 'return Array.prototype.lastIndexOf.call({ length: 2 ** 53 - 1 }, 1);',
    ends: fails('step_timeout'),
  },
  { name: 'includes over 2^32', code: 'return new Array(2 ** 32 - 1).includes(1);', ends: fails('step_timeout') },
  { name: 'fill over 2^40', code: 'return Array.prototype.fill.call({ length: 2 ** 40 }, 0);', ends: exhausts },
  { name: 'reverse over 2^40', code: 'return Array.prototype.reverse.call({ length: 2 ** 40 });', ends: fails('step_timeout') },
  { name: 'sort over 2^40', code: 'return Array.prototype.sort.call({ length: 2 ** 40 });', ends: fails('step_timeout') },
  { name: 'join over 2^32', code: "return new Array(2 ** 32 - 1).join('');", ends: fails('step_timeout', 'step_memory') },
  {
    name: 'a regular expression that backtracks',
    code: "return /^(a+)+$/.test('a'.repeat(40) + 'b');",
    ends: fails('step_timeout'),
  },
  { name: 'nested quantifiers', code: "return /(?:(?:(?:a*)*)*)*b/.test('a'.repeat(60));", ends: fails('step_timeout') },
  {
    name: 'a regular expression of 100,000 groups',
    code: "return new RegExp('('.repeat(100000) + ')'.repeat(100000)).test('');",
    ends: fails('code_failed', 'step_stack'),
  },
  {
    name: 'powers of BigInt',
    code: 'let n = 3n; for (;;) n = n * n;',
    ends: fails('step_timeout', 'step_memory', 'code_failed'),
  },
  { name: 'recursion', code: 'const f = () => f() + 1; return f();', ends: fails('step_stack') },
  { name: 'recursion through toString', code: "const o = { toString: () => '' + o }; return '' + o;", ends: fails('step_stack') },
  { name: 'recursion through sort', code: 'const f = () => [2, 1].sort(f); return f();', ends: fails('step_stack') },
  {
    name: 'recursion through proxies',
    code: 'let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p.a;',
    ends: fails('step_stack'),
  },
  {
    name: 'recursion through generators',
    code: 'function* g() { yield* g(); } return [...g()];',
    ends: fails('step_stack', 'step_memory'),
  },
  {
    name: 'recursion through bind',
    code: 'let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); return f();',
    ends: fails('step_stack', 'step_memory', 'step_timeout'),
  },
  {
    name: 'a stack trace without end',
    code: 'Error.stackTraceLimit = Infinity; const f = (n) => (n === 0 ? new Error().stack : f(n - 1)); f(1000); return { ok: 1 };',
    ends: gives({ ok: 1 }),
  },
];

/** Memory and size. */
const sizes: readonly HostileProgram[] = [
  { name: 'an array that grows', code: 'const list = []; for (;;) list.push({});', ends: exhausts, timeoutMs: 4000 },
  {
    name: 'an array that doubles',
    code: 'let list = [1]; for (;;) list = list.flatMap((x) => [x, x]);',
    ends: exhausts,
    timeoutMs: 4000,
  },
  {
    name: 'a map that grows',
    code: 'const map = new Map(); for (let i = 0; ; i++) map.set(i, {});',
    ends: exhausts,
    timeoutMs: 4000,
  },
  {
    name: 'promises without number',
    code: 'const list = []; for (;;) list.push(Promise.resolve({}));',
    ends: exhausts,
    timeoutMs: 4000,
  },
  { name: 'a text that doubles', code: "let text = 'x'; for (;;) text += text;", ends: fails('step_memory', 'code_failed') },
  { name: 'repeat', code: "return 'x'.repeat(2 ** 30);", ends: fails('step_memory', 'code_failed') },
  { name: 'padEnd', code: "return ''.padEnd(2 ** 29, 'xyz');", ends: fails('step_memory', 'code_failed') },
  {
    name: 'replaceAll that explodes',
    code: "let text = 'xx'; for (;;) text = text.replaceAll('x', text);",
    ends: fails('step_memory', 'code_failed', 'step_timeout'),
    timeoutMs: 4000,
  },
  {
    name: 'a typed array of 2 GiB',
    code: 'return new Uint8Array(2 ** 31 - 1).length;',
    ends: fails('step_memory', 'code_failed'),
  },
  {
    name: 'an ArrayBuffer of 64 TiB',
    code: 'return new ArrayBuffer(2 ** 46).byteLength;',
    ends: fails('step_memory', 'code_failed'),
  },
  {
    name: 'typed arrays without number',
    code: 'const list = []; for (;;) list.push(new Float64Array(65536).fill(1));',
    ends: exhausts,
    timeoutMs: 4000,
  },
  {
    name: 'a buffer that resizes',
    code: 'const buffer = new ArrayBuffer(1, { maxByteLength: 2 ** 30 }); buffer.resize(2 ** 30); return 1;',
    ends: fails('step_memory', 'code_failed'),
  },
  {
    name: 'Array.from of 2^32',
    code: 'return Array.from({ length: 2 ** 32 - 1 }, (_, index) => index).length;',
    ends: exhausts,
    timeoutMs: 4000,
  },
  {
    name: 'spreading a generator without end',
    code: 'return [...(function* () { for (;;) yield {}; })()];',
    ends: exhausts,
    timeoutMs: 4000,
  },
  {
    name: 'catching the end of memory',
    code: "const list = []; for (;;) { try { list.push('x'.repeat(1e6) + list.length); } catch { list.length = 1; } }",
    ends: exhausts,
  },
  {
    name: 'output 100,000 levels deep',
    code: 'let deep = {}; for (let i = 0; i < 1e5; i++) deep = { deep }; return deep;',
    ends: fails('step_output_too_deep'),
  },
  {
    name: 'arguments 100,000 levels deep',
    code: "let deep = []; for (let i = 0; i < 1e5; i++) deep = [deep]; await effect('get', 'https://example.com/', deep);",
    ends: fails('effect_args_invalid'),
  },
  {
    name: 'parsing 100,000 levels',
    code: "return JSON.parse('['.repeat(1e5) + ']'.repeat(1e5));",
    ends: fails('step_stack', 'step_output_too_deep', 'code_failed'),
  },
  {
    name: 'parsing a million levels',
    code: "return JSON.parse('['.repeat(1e6));",
    ends: fails('step_stack', 'code_failed', 'step_memory'),
  },
  {
    name: 'flattening 100,000 levels',
    code: 'let deep = []; for (let i = 0; i < 1e5; i++) deep = [deep]; return deep.flat(Infinity).length;',
    ends: fails('step_stack'),
  },
  {
    name: 'cloning 100,000 levels',
    code: 'let deep = []; for (let i = 0; i < 1e5; i++) deep = [deep]; structuredClone(deep); return 1;',
    ends: fails('step_stack'),
  },
  {
    name: 'output of 40 MB',
    code: "return 'x'.repeat(40e6);",
    ends: fails('step_output_too_large', 'step_memory'),
    timeoutMs: 4000,
  },
  {
    name: 'output of a million items',
    code: 'return Array.from({ length: 1e6 }, () => 1);',
    ends: fails('step_timeout', 'step_memory', 'step_output_too_large'),
  },
  {
    name: '100,000 effects',
    code: "for (let i = 0; i < 1e5; i++) effect('get', 'https://example.com/' + i); return 1;",
    ends: fails('step_effect_limit', 'step_timeout'),
    timeoutMs: 4000,
  },
  {
    name: 'awaiting 100,000 effects',
    code: "await Promise.all(Array.from({ length: 1e5 }, (_, i) => effect('get', 'https://example.com/' + i)));",
    ends: fails('step_effect_limit'),
    timeoutMs: 4000,
  },
  {
    name: 'arguments of 60 MB',
    code: "await effect('post', 'https://example.com/', { body: 'x'.repeat(60e6) });",
    ends: fails('step_memory', 'step_output_too_large'),
    timeoutMs: 10_000,
  },
  {
    name: 'a log of 100 MB',
    code: "for (let i = 0; i < 1e5; i++) console.log('x'.repeat(1000)); return { ok: 1 };",
    ends: gives({ ok: 1 }),
    timeoutMs: 4000,
  },
];

export const hostilePrograms: readonly HostileProgram[] = [...escapes, ...pollution, ...values, ...loops, ...sizes];
