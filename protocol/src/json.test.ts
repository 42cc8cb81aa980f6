import { describe, expect, it } from 'vitest';
import { workflowDocument } from './document/workflow-document.ts';
import { json, jsonObject } from './json.ts';

const withProto = JSON.parse('{"a":{"__proto__":1},"__proto__":{"b":[2]}}');

describe('JSON values', () => {
  it('are given back as they are, with members named __proto__', () => {
    expect(JSON.stringify(json.parse(withProto))).toBe('{"a":{"__proto__":1},"__proto__":{"b":[2]}}');
    expect(JSON.stringify(jsonObject.parse(withProto))).toBe('{"a":{"__proto__":1},"__proto__":{"b":[2]}}');
    expect(json.parse(null)).toBe(null);
  });

  it.each([
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    new Date(0),
    new Map(),
    () => 1,
    [1, [undefined]],
    { a: { b: Symbol.iterator } },
  ])('are not %s', (value) => {
    expect(json.safeParse(value).success).toBe(false);
    expect(jsonObject.safeParse(value).success).toBe(false);
  });

  it.each([null, 1, 'text', [{}]])('are no object when they are %s', (value) => {
    expect(json.safeParse(value).success).toBe(true);
    expect(jsonObject.safeParse(value).success).toBe(false);
  });
});

describe('a document with the name __proto__', () => {
  const document = (nodes: string, layout: string) =>
    JSON.parse(`{"format":"sluice/1","name":"A","nodes":{${nodes}},"edges":[],"layout":{${layout}}}`);
  const node = '{"type":"core.set@1","params":{"__proto__":1}}';

  it('keeps it among parameters', () => {
    expect(JSON.stringify(workflowDocument.parse(document(`"a":${node}`, '')).nodes['a']?.params)).toBe('{"__proto__":1}');
  });

  it.each([
    ['nodes', document(`"__proto__":${node}`, '')],
    ['layout', document('', '"__proto__":{"x":1}')],
  ])('refuses it among the %s, and says where', (place, given) => {
    const { error } = workflowDocument.safeParse(given);
    expect(error?.issues).toMatchObject([{ path: [place, '__proto__'], message: 'must not be called __proto__' }]);
  });
});
