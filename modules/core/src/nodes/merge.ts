import { defineNode, type Item, item, type Json, p } from '@sluice/kit';
import { groupByKey } from '../lib/group-by-key.ts';
import { joinKeys } from '../lib/join-keys.ts';
import { asObject, mergeObjects } from '../lib/merge-objects.ts';

export default defineNode({
  type: 'core.merge@1',
  title: 'Merge by key',
  summary: 'Joins the items of two branches that have the same key.',
  category: 'flow',
  icon: 'git-merge',
  inputs: [
    { name: 'a', title: 'A' },
    { name: 'b', title: 'B' },
  ],
  params: {
    keys: p.list({
      title: 'Key fields',
      help: 'Items belong together when they have the same values here. An item in which one is missing or null belongs to none.',
      of: p.string({ title: 'Field', placeholder: 'id' }),
      required: true,
    }),
    keysB: p.list({
      title: 'Key fields in B',
      help: 'Only when they have other names there; in the same order.',
      of: p.string({ title: 'Field' }),
    }),
    join: p.select({
      title: 'Keep',
      options: {
        inner: 'Pairs only',
        left: 'Pairs, and what is only in A',
        outer: 'Everything',
        enrich: 'Each item of A once, with the fields of its first partner',
      },
      default: 'inner',
      template: false,
    }),
    under: p.string({
      title: 'Put B under',
      help: 'A field for the item of B; left empty, its fields are added to those of A and win.',
      placeholder: 'customer',
    }),
    loose: p.boolean({ title: 'Numbers and texts may be equal', help: '7 and "7" are then the same key.', default: false }),
  },
  mode: 'all',
  run({ inputs: { a = [], b = [] }, params: { keys, keysB = keys, join, under, loose } }) {
    const partners = groupByKey(b, (each) => joinKeys(each.json, keysB, loose));
    const used = new Set<Item>();
    const merged = a.flatMap((left) => {
      const key = joinKeys(left.json, keys, loose);
      const found = (key === undefined ? undefined : partners.get(key)) ?? [];
      const pairs = join === 'enrich' ? found.slice(0, 1) : found;
      for (const right of pairs) used.add(right);
      if (pairs.length === 0) return join === 'inner' ? [] : [left];
      return pairs.map((right) => item(pair(left.json, right.json, under), { from: [left, right] }));
    });
    return { main: join === 'outer' ? [...merged, ...b.filter((right) => !used.has(right))] : merged };
  },
  examples: [
    {
      name: 'joins pairs',
      params: { keys: ['id'] },
      input: {
        a: [
          { id: 1, name: 'Ada' },
          { id: 2, name: 'Bo' },
        ],
        b: [
          { id: 1, total: 10 },
          { id: 1, total: 20 },
          { id: 3, total: 5 },
        ],
      },
      output: {
        main: [
          { id: 1, name: 'Ada', total: 10 },
          { id: 1, name: 'Ada', total: 20 },
        ],
      },
    },
    {
      name: 'keeps what has no partner',
      params: { keys: ['id'], join: 'outer' },
      input: {
        a: [
          { id: 1, x: 1 },
          { id: 2, x: 2 },
        ],
        b: [
          { id: 2, y: 2 },
          { id: 3, y: 3 },
        ],
      },
      output: {
        main: [
          { id: 1, x: 1 },
          { id: 2, x: 2, y: 2 },
          { id: 3, y: 3 },
        ],
      },
    },
    {
      name: 'enriches each item once, by fields of other names, under a field of its own',
      params: { keys: ['customerId'], keysB: ['id'], join: 'enrich', under: 'customer', loose: true },
      input: {
        a: [{ customerId: '7' }, { customerId: '8' }],
        b: [
          { id: 7, name: 'Ada' },
          { id: 7, name: 'Other' },
        ],
      },
      output: { main: [{ customerId: '7', customer: { id: 7, name: 'Ada' } }, { customerId: '8' }] },
    },
    {
      name: 'matches nothing by a key that is missing',
      params: { keys: ['id'], join: 'left' },
      input: { a: [{ x: 1 }], b: [{ y: 1 }] },
      output: { main: [{ x: 1 }] },
    },
    { name: 'needs a key', params: {}, error: { code: 'param_missing', param: 'keys' } },
  ],
});

function pair(left: Json, right: Json, under: string | undefined): Json {
  return mergeObjects(asObject(left), under === undefined || under === '' ? asObject(right) : { [under]: right });
}
