import { defineNode, type Item, p } from '@sluice/kit';
import { canonicalKey } from '../lib/canonical-key.ts';
import { readPath } from '../lib/path.ts';

export default defineNode({
  type: 'core.remove-duplicates@1',
  title: 'Remove duplicates',
  summary: 'Keeps one of the items that are the same, or the same in some fields.',
  category: 'data',
  icon: 'copy-off',
  params: {
    fields: p.list({
      title: 'Compare the fields',
      help: 'Left empty: the whole items, whatever the order of their fields.',
      of: p.string({ title: 'Field', placeholder: 'email' }),
    }),
    keep: p.select({ title: 'Keep', options: { first: 'The first of them', last: 'The last of them' }, default: 'first' }),
  },
  mode: 'all',
  run({ items, params: { fields = [], keep } }) {
    const kept = new Map<string, Item>();
    for (const item of items) {
      const key =
        fields.length === 0 ? canonicalKey(item.json) : fields.map((field) => canonicalKey(readPath(item.json, field))).join();
      if (keep === 'last' || !kept.has(key)) kept.set(key, item);
    }
    return { main: [...kept.values()] };
  },
  examples: [
    {
      name: 'compares whole items',
      params: {},
      input: {
        main: [
          { a: 1, b: [2] },
          { b: [2], a: 1 },
          { a: '1', b: [2] },
        ],
      },
      output: {
        main: [
          { a: 1, b: [2] },
          { a: '1', b: [2] },
        ],
      },
    },
    {
      name: 'keeps the last by a field',
      params: { fields: ['who.email'], keep: 'last' },
      input: {
        main: [
          { who: { email: 'a' }, n: 1 },
          { who: { email: 'b' }, n: 2 },
          { who: { email: 'a' }, n: 3 },
        ],
      },
      output: {
        main: [
          { who: { email: 'a' }, n: 3 },
          { who: { email: 'b' }, n: 2 },
        ],
      },
    },
    {
      name: 'refuses fields that are no list',
      params: { fields: '={{ $json.by }}' },
      input: { main: [{ by: 'email' }] },
      error: { code: 'param_invalid', param: 'fields' },
    },
  ],
});
