import { defineNode, type Item, type Json, p } from '@sluice/kit';
import { asNumber } from '../lib/as-number.ts';
import { compareValues } from '../lib/compare-values.ts';
import { readPath } from '../lib/path.ts';

export default defineNode({
  type: 'core.sort@1',
  title: 'Sort',
  summary: 'Puts the items in order. Equal ones stay as they were; those without a value come last.',
  category: 'data',
  icon: 'sort-ascending',
  params: {
    by: p.list({
      title: 'Sort by',
      help: 'The first one counts most.',
      of: p.object({
        title: 'Value',
        fields: {
          field: p.string({ title: 'Field', placeholder: 'price' }),
          value: p.json({
            title: 'Or an expression',
            help: 'When there is no field.',
            placeholder: '={{ $json.price * $json.quantity }}',
          }),
          direction: p.select({
            title: 'Order',
            options: { ascending: 'Smallest first', descending: 'Largest first' },
            default: 'ascending',
          }),
          as: p.select({
            title: 'Compare as',
            options: { value: 'What it is', number: 'Numbers', text: 'Texts', caseless: 'Texts, A and a alike' },
            default: 'value',
          }),
        },
      }),
      required: true,
    }),
  },
  mode: 'all',
  run({ items, params, paramsFor }) {
    const by = params.by;
    const hasExpression = by.some(({ field = '' }) => field === '');
    const keyed = items.map((item) => ({
      item,
      keys: (hasExpression ? paramsFor(item).by : by).map((each) => keyOf(item, each)),
    }));
    keyed.sort((a, b) => {
      for (const [index, { direction }] of by.entries()) {
        const order = compareKeys(a.keys[index], b.keys[index], direction === 'descending' ? -1 : 1);
        if (order !== 0) return order;
      }
      return 0;
    });
    return { main: keyed.map(({ item }) => item) };
  },
  examples: [
    {
      name: 'sorts by a field',
      params: { by: [{ field: 'mag', direction: 'descending' }] },
      input: { main: [{ mag: 5 }, { mag: 7.1 }, { mag: 10 }] },
      output: { main: [{ mag: 10 }, { mag: 7.1 }, { mag: 5 }] },
    },
    {
      name: 'sorts by several fields and keeps equal ones in their order',
      params: { by: [{ field: 'city' }, { field: 'age', direction: 'descending' }] },
      input: {
        main: [
          { city: 'B', age: 1, n: 1 },
          { city: 'A', age: 1, n: 2 },
          { city: 'A', age: 2, n: 3 },
          { city: 'A', age: 1, n: 4 },
        ],
      },
      output: {
        main: [
          { city: 'A', age: 2, n: 3 },
          { city: 'A', age: 1, n: 2 },
          { city: 'A', age: 1, n: 4 },
          { city: 'B', age: 1, n: 1 },
        ],
      },
    },
    {
      name: 'sorts texts as numbers, what is none last',
      params: { by: [{ field: 'n', as: 'number' }] },
      input: { main: [{ n: '10' }, { n: 'x' }, { n: '9' }, {}] },
      output: { main: [{ n: '9' }, { n: '10' }, { n: 'x' }, {}] },
    },
    {
      name: 'sorts by an expression',
      params: { by: [{ value: '={{ $json.a + $json.b }}' }] },
      input: {
        main: [
          { a: 2, b: 2 },
          { a: 1, b: 1 },
        ],
      },
      output: {
        main: [
          { a: 1, b: 1 },
          { a: 2, b: 2 },
        ],
      },
    },
    {
      name: 'puts items last for which the expression gives nothing',
      params: { by: [{ value: '={{ $json.a?.b }}', direction: 'descending' }] },
      input: { main: [{}, { a: { b: 1 } }, { a: { b: 2 } }] },
      output: { main: [{ a: { b: 2 } }, { a: { b: 1 } }, {}] },
    },
    {
      name: 'refuses a direction that is none',
      params: { by: [{ field: 'n', direction: '={{ $json.way }}' }] },
      input: { main: [{ n: 1, way: 'up' }] },
      error: { code: 'param_invalid', param: 'by.0.direction' },
    },
  ],
});

interface By {
  readonly field: string | undefined;
  readonly value: Json | undefined;
  readonly as: 'value' | 'number' | 'text' | 'caseless';
}

/** What an item is sorted by; undefined puts it last, whatever the direction. */
function keyOf(item: Item, { field = '', value, as }: By): Json | undefined {
  const key = field === '' ? value : readPath(item.json, field);
  if (key === undefined || key === null) return undefined;
  if (as === 'number') return asNumber(key);
  if (as === 'value') return key;
  const text = typeof key === 'string' ? key : JSON.stringify(key);
  return as === 'text' ? text : text.toLowerCase();
}

function compareKeys(a: Json | undefined, b: Json | undefined, sign: 1 | -1): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  return sign * compareValues(a, b);
}
