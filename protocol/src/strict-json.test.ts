import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnoseJson } from './diagnose-json.ts';
import { SluiceError } from './errors/sluice-error.ts';
import { parseStrictJson } from './strict-json.ts';

function refusalOf(input: string | Uint8Array, maxDepth?: number): SluiceError {
  try {
    parseStrictJson(input, maxDepth === undefined ? {} : { maxDepth });
  } catch (error) {
    if (error instanceof SluiceError) return error;
    throw error;
  }
  throw new Error(`accepted: ${input.toString()}`);
}

describe('parseStrictJson', () => {
  it('names the pointer of a key that is there twice', () => {
    const refusal = refusalOf('{"a":[{"b/c":1,"x":{},"b/c":2}]}');
    expect(refusal.code).toBe('json_duplicate_key');
    expect(refusal.place.pointer).toBe('/a/0/b~1c');
  });

  it.each([
    '{"a":1,"\\u0061":2}',
    '{"":1,"":1}',
    '{"__proto__":1,"__proto__":2}',
    '[[{"a":{"a":1,"a":2}}]]',
    '{"a":1,"b":2,"a":1}',
  ])('sees the same key in %s', (text) => {
    expect(refusalOf(text).code).toBe('json_duplicate_key');
  });

  it('takes the same key in different objects, and colons and braces inside of strings', () => {
    const text = '[{"a":1},{"a":2},{"b":{"a":":{\\"a\\":1}"}}]';
    expect(parseStrictJson(text)).toEqual(JSON.parse(text));
  });

  it('keeps __proto__ as own data', () => {
    const value = parseStrictJson('{"__proto__":{"polluted":true}}') as object;
    expect(Object.keys(value)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { polluted?: unknown }).polluted).toBeUndefined();
  });

  it.each([
    ['', 'Line 1, column 1'],
    ['{"a":1,}', 'Line 1, column 8'],
    ['{\n  "a": tru\n}', 'Line 2, column 8'],
    ['[1,2', 'Line 1, column 5'],
    ['"abc', 'Line 1, column 5'],
    ['"a\\x"', 'Line 1, column 3'],
    ['[01]', 'Line 1, column 3'],
    ['{} {}', 'Line 1, column 4'],
    ["{'a':1}", 'Line 1, column 2'],
    ['\ufeff{}', 'Line 1, column 1'],
    ['"a\nb"', 'Line 1, column 3'],
    ['NaN', 'Line 1, column 1'],
    ['[1\u00a0]', 'Line 1, column 3'],
  ])('says where %j is malformed', (text, place) => {
    const refusal = refusalOf(text);
    expect(refusal.code).toBe('json_malformed');
    expect(refusal.detail).toContain(place);
  });

  it('refuses a number that a double cannot hold, instead of making it Infinity', () => {
    const refusal = refusalOf('{"a":[1,-1e999]}');
    expect([refusal.code, refusal.place.pointer]).toEqual(['json_malformed', '/a/1']);
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(refusalOf(new Uint8Array([0x22, 0xc3, 0x28, 0x22])).code).toBe('json_malformed');
    expect(refusalOf(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])).code).toBe('json_malformed');
  });

  it('accepts the depth that is allowed and refuses one more', () => {
    expect(parseStrictJson(`${'['.repeat(200)}${']'.repeat(200)}`)).toBeTypeOf('object');
    expect(refusalOf(`${'['.repeat(201)}${']'.repeat(201)}`).code).toBe('json_too_deep');
    expect(refusalOf('{"a":{"b":1}}', 1).code).toBe('json_too_deep');
  });

  it('refuses a hundred thousand levels without using up the stack, closed or not', () => {
    expect(refusalOf(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`).code).toBe('json_too_deep');
    expect(refusalOf('['.repeat(100_000)).code).toBe('json_too_deep');
  });

  it('gives what JSON.parse gives for every value, from text and from bytes', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(3), (text, indent) => {
        const expected: unknown = JSON.parse(text);
        const spaced = JSON.stringify(expected, undefined, indent);
        expect(parseStrictJson(spaced)).toEqual(expected);
        expect(parseStrictJson(new TextEncoder().encode(spaced))).toEqual(expected);
        expect(diagnoseJson(spaced, 200)).toBeUndefined();
      }),
    );
  });

  it('refuses, with a place, exactly the mutilated texts that JSON.parse refuses', () => {
    const inserts = fc.constantFrom('', '"', '{', '}', ',', ':', '\\', '0', 'e', ' ', '\u0000');
    fc.assert(
      fc.property(fc.json(), fc.nat(), inserts, (text, at, insert) => {
        const index = at % (text.length + 1);
        const mutilated = text.slice(0, index) + insert + text.slice(index + (at % 2));
        const fault = diagnoseJson(mutilated, 200);
        if (!isJson(mutilated)) expect(fault?.detail).toMatch(/^(Line [0-9]+, column [0-9]+: |The number at |The key )/);
        else expect(fault === undefined || fault.code === 'json_duplicate_key' || fault.detail.includes('double')).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the second key wherever it is written in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (object, pick) => {
        const names = Object.keys(object);
        const name = names[pick % names.length] as string;
        const members = names.map((key) => `${JSON.stringify(key)}:${JSON.stringify(object[key])}`);
        const text = `[{${[...members, `${JSON.stringify(name)}:0`].join(',')}}]`;
        expect(refusalOf(text).code).toBe('json_duplicate_key');
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
