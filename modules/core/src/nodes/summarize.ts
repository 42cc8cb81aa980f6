import { defineNode, fail, type Item, item, type Json, p } from '@sluice/kit';
import { canonicalKey } from '../lib/canonical-key.ts';
import { groupByKey } from '../lib/group-by-key.ts';
import { readPath, writePath } from '../lib/path.ts';
import { isOperation, operations } from '../lib/summary-operations.ts';

export default defineNode({
  type: 'core.summarize@1',
  title: 'Summarize',
  summary: 'Groups the items and works out counts, sums, averages and the like for each group.',
  category: 'data',
  icon: 'sum',
  params: {
    groupBy: p.list({
      title: 'Group by',
      help: 'One item comes out for each combination of these fields; left empty, one for everything.',
      of: p.string({ title: 'Field', placeholder: 'region' }),
    }),
    summaries: p.list({
      title: 'Work out',
      of: p.object({
        title: 'Summary',
        fields: {
          operation: p.select({
            title: 'What',
            options: {
              count: 'How many items',
              sum: 'Sum',
              avg: 'Average',
              min: 'Smallest',
              max: 'Largest',
              median: 'Median',
              first: 'First value',
              last: 'Last value',
              distinct: 'How many different values',
              list: 'List of the values',
            },
            required: true,
            template: false,
          }),
          field: p.string({ title: 'Of the field', placeholder: 'price' }),
          as: p.string({ title: 'Under the name', help: 'Left empty: sum_price, and simply count for the count.' }),
        },
      }),
      required: true,
    }),
  },
  mode: 'all',
  run({ items, params: { groupBy = [], summaries } }) {
    const groups = groupByKey(items, ({ json }) => groupBy.map((field) => canonicalKey(readPath(json, field))).join());
    const rows = groupBy.length === 0 && items.length === 0 ? [[]] : [...groups.values()];
    return { main: rows.map((group) => item(summaryOf(group, groupBy, summaries), { from: group })) };
  },
  examples: [
    {
      name: 'groups and sums',
      params: {
        groupBy: ['region'],
        summaries: [
          { operation: 'count' },
          { operation: 'sum', field: 'price' },
          { operation: 'avg', field: 'price', as: 'mean' },
        ],
      },
      input: {
        main: [
          { region: 'N', price: 1 },
          { region: 'S', price: 5 },
          { region: 'N', price: 2 },
        ],
      },
      output: {
        main: [
          { region: 'N', count: 2, sum_price: 3, mean: 1.5 },
          { region: 'S', count: 1, sum_price: 5, mean: 5 },
        ],
      },
    },
    {
      name: 'works out the extremes of everything and leaves out what has no value',
      params: {
        summaries: ['min', 'max', 'median', 'first', 'last', 'distinct', 'list'].map((operation) => ({
          operation,
          field: 'n',
          as: operation,
        })),
      },
      input: { main: [{ n: 3 }, {}, { n: 1 }, { n: 3 }, { n: 2 }] },
      output: { main: [{ min: 1, max: 3, median: 2.5, first: 3, last: 2, distinct: 3, list: [3, 1, 3, 2] }] },
    },
    {
      name: 'takes texts that write out numbers as numbers, and adds them up exactly',
      params: { summaries: [{ operation: 'sum', field: 'n' }] },
      input: { main: ['0.1', '0.2', '0.3', '0.1', '0.3'].map((n) => ({ n })) },
      output: { main: [{ sum_n: 1 }] },
    },
    {
      name: 'asks for a field when whole items are no numbers',
      params: { summaries: [{ operation: 'sum' }] },
      input: { main: [{ n: 1 }] },
      error: { code: 'item_invalid', message: 'name a field' },
    },
    {
      name: 'fails on a sum of what is no number',
      params: { summaries: [{ operation: 'sum', field: 'n' }] },
      input: { main: [{ n: 'many' }] },
      error: { code: 'item_invalid', message: 'many' },
    },
  ],
});

interface Summary {
  readonly operation: string;
  readonly field: string | undefined;
  readonly as: string | undefined;
}

function summaryOf(group: readonly Item[], groupBy: readonly string[], summaries: readonly Summary[]): Json {
  let row: Json = {};
  for (const field of groupBy) row = writePath(row, field, readPath(group[0]?.json ?? null, field) ?? null);
  for (const { operation, field = '', as = '' } of summaries) {
    if (!isOperation(operation)) return fail('param_invalid', `There is no summary ${operation}.`, { param: 'summaries' });
    const values = field === '' ? group.map(({ json }) => json) : group.map(({ json }) => readPath(json, field));
    const name = as !== '' ? as : field === '' ? operation : `${operation}_${field}`;
    row = {
      ...(row as { [key: string]: Json }),
      [name]: operations[operation](
        values.filter((value) => value !== undefined && value !== null),
        field,
      ),
    }; // rows are objects
  }
  return row;
}
