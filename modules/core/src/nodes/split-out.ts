import { defineNode, fail, isList, isObject, item, type Json, type JsonObject, p } from '@sluice/kit';
import { kindName } from '../lib/kind-name.ts';
import { asObject } from '../lib/merge-objects.ts';
import { readPath, removePath, writePath } from '../lib/path.ts';

export default defineNode({
  type: 'core.split-out@1',
  title: 'Split out',
  summary: 'Makes one item out of each element of a list.',
  category: 'data',
  icon: 'list-details',
  params: {
    field: p.string({
      title: 'List',
      help: 'The field that holds the list; left empty, the item itself is the list.',
      placeholder: 'features',
    }),
    keepOthers: p.boolean({
      title: 'Keep the other fields',
      help: 'Each element then stands in the place of its list, among the other fields.',
      default: false,
    }),
    as: p.string({
      title: 'Put the element under',
      help: 'Left empty, an object becomes the item itself, and anything else goes under the name of the field.',
    }),
    missing: p.select({
      title: 'When there is no list',
      options: { fail: 'Fail', skip: 'Give out nothing for that item' },
      default: 'fail',
    }),
  },
  mode: 'each',
  run({ item: { json }, params: { field = '', keepOthers, as = '', missing } }) {
    const list = field === '' ? json : readPath(json, field);
    if (list === undefined || list === null ? missing === 'skip' : false) return undefined;
    if (!isList(list))
      return fail('item_invalid', `${field === '' ? 'The item' : `The field ${field}`} is ${kindName(list)}, not a list.`, {
        param: 'field',
      });
    const rest = keepOthers && field !== '' ? asObject(removePath(json, field)) : undefined;
    return { main: list.map((element) => item(toJson(element, rest, as, field))) };
  },
  examples: [
    {
      name: 'makes an item of each object',
      params: { field: 'lines' },
      input: { main: [{ id: 7, lines: [{ n: 1 }, { n: 2 }] }] },
      output: { main: [{ n: 1 }, { n: 2 }] },
    },
    {
      name: 'keeps the other fields beside each element',
      params: { field: 'order.lines', keepOthers: true, as: 'line' },
      input: { main: [{ id: 7, order: { lines: [{ n: 1 }] } }] },
      output: { main: [{ id: 7, order: {}, line: { n: 1 } }] },
    },
    {
      name: 'puts what is no object under the name of the field',
      params: { field: 'tags', keepOthers: true },
      input: { main: [{ id: 7, tags: ['a', 'b'] }] },
      output: {
        main: [
          { id: 7, tags: 'a' },
          { id: 7, tags: 'b' },
        ],
      },
    },
    {
      name: 'splits an item that is a list',
      params: {},
      input: { main: [[{ n: 1 }, { n: 2 }]] },
      output: { main: [{ n: 1 }, { n: 2 }] },
    },
    {
      name: 'gives out nothing for an item without a list when told so',
      params: { field: 'tags', missing: 'skip' },
      input: { main: [{ id: 7 }] },
      output: {},
    },
    {
      name: 'fails when there is no list',
      params: { field: 'lines' },
      input: { main: [{ lines: 'none' }] },
      error: { code: 'item_invalid', message: 'lines is a text', param: 'field' },
    },
  ],
});

function toJson(element: Json, rest: JsonObject | undefined, as: string, field: string): Json {
  if (as === '' && rest === undefined && (isObject(element) || field === '')) return element;
  return writePath(rest ?? {}, as === '' ? field : as, element);
}
