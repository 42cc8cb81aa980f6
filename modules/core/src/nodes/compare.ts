import { defineNode, type Item, isObject, item, type Json, type NewItem, p } from '@sluice/kit';
import { canonicalKey } from '../lib/canonical-key.ts';
import { groupByKey } from '../lib/group-by-key.ts';
import { joinKeys } from '../lib/join-keys.ts';
import { readPath } from '../lib/path.ts';

export default defineNode({
  type: 'core.compare@1',
  title: 'Compare two inputs',
  summary: 'Says which items are only in A, only in B, the same in both, or different.',
  category: 'data',
  icon: 'arrows-diff',
  inputs: [
    { name: 'a', title: 'A' },
    { name: 'b', title: 'B' },
  ],
  outputs: [
    { name: 'onlyA', title: 'Only in A' },
    { name: 'onlyB', title: 'Only in B' },
    { name: 'same', title: 'Same' },
    { name: 'different', title: 'Different' },
  ],
  params: {
    keys: p.list({
      title: 'Key fields',
      help: 'What tells which item of A and which of B are to be compared. Items in which one is missing or null have no partner.',
      of: p.string({ title: 'Field', placeholder: 'id' }),
      required: true,
    }),
    fields: p.list({ title: 'Compare the fields', help: 'Left empty: all of them.', of: p.string({ title: 'Field' }) }),
    ignore: p.list({
      title: 'Pass over the fields',
      help: 'When all are compared.',
      of: p.string({ title: 'Field', placeholder: 'updatedAt' }),
    }),
  },
  mode: 'all',
  run({ inputs: { a = [], b = [] }, params: { keys, fields, ignore = [] } }) {
    const waiting = groupByKey(b, ({ json }) => joinKeys(json, keys, false));
    const met = new Set<Item>();
    const outputs = { onlyA: [] as Item[], onlyB: [] as Item[], same: [] as Item[], different: [] as NewItem[] };
    for (const left of a) {
      const key = joinKeys(left.json, keys, false);
      const right = key === undefined ? undefined : waiting.get(key)?.find((each) => !met.has(each));
      if (right === undefined) {
        outputs.onlyA.push(left);
        continue;
      }
      met.add(right);
      const changed = changedFields(left.json, right.json, fields, ignore);
      if (changed.length === 0) outputs.same.push(left);
      else outputs.different.push(item({ a: left.json, b: right.json, changed }, { from: [left, right] }));
    }
    outputs.onlyB = b.filter((right) => !met.has(right));
    return outputs;
  },
  examples: [
    {
      name: 'sorts items into four ways out',
      params: { keys: ['id'] },
      input: {
        a: [
          { id: 1, n: 1 },
          { id: 2, n: 2 },
          { id: 3, n: 3 },
        ],
        b: [{ n: 1, id: 1 }, { id: 2, n: 9, x: 0 }, { id: 4 }],
      },
      output: {
        onlyA: [{ id: 3, n: 3 }],
        onlyB: [{ id: 4 }],
        same: [{ id: 1, n: 1 }],
        different: [{ a: { id: 2, n: 2 }, b: { id: 2, n: 9, x: 0 }, changed: ['n', 'x'] }],
      },
    },
    {
      name: 'passes over fields that do not matter',
      params: { keys: ['id'], ignore: ['at'] },
      input: { a: [{ id: 1, at: 'today' }], b: [{ id: 1, at: 'yesterday' }] },
      output: { same: [{ id: 1, at: 'today' }] },
    },
    {
      name: 'pairs items with the same key in their order',
      params: { keys: ['id'], fields: ['n'] },
      input: {
        a: [
          { id: 1, n: 1 },
          { id: 1, n: 2 },
        ],
        b: [{ id: 1, n: 1 }],
      },
      output: { same: [{ id: 1, n: 1 }], onlyA: [{ id: 1, n: 2 }] },
    },
    { name: 'needs a key', params: {}, error: { code: 'param_missing', param: 'keys' } },
  ],
});

function changedFields(a: Json, b: Json, fields: readonly string[] | undefined, ignore: readonly string[]): string[] {
  const names =
    fields !== undefined && fields.length > 0
      ? fields
      : [...new Set([...namesOf(a), ...namesOf(b)])].filter((name) => !ignore.includes(name));
  return names.filter((name) => canonicalKey(readPath(a, name)) !== canonicalKey(readPath(b, name)));
}

function namesOf(json: Json): string[] {
  return isObject(json) ? Object.keys(json) : [];
}
