import { defineNode, item, p } from '@sluice/kit';
import { readPath } from '../lib/path.ts';

export default defineNode({
  type: 'core.aggregate@1',
  title: 'Aggregate',
  summary: 'Puts all items, or one field of theirs, into a list in a single item.',
  category: 'data',
  icon: 'stack-2',
  params: {
    field: p.string({
      title: 'Field',
      help: 'Only this field of each item, where it is there; left empty, the whole items.',
      placeholder: 'email',
    }),
    as: p.string({ title: 'Put the list under', default: 'items' }),
  },
  mode: 'all',
  run({ items, params: { field = '', as } }) {
    const values =
      field === ''
        ? items.map((each) => each.json)
        : items.map((each) => readPath(each.json, field)).filter((value) => value !== undefined);
    return { main: [item({ [as]: values })] };
  },
  examples: [
    {
      name: 'collects whole items',
      params: {},
      input: { main: [{ n: 1 }, { n: 2 }] },
      output: { main: [{ items: [{ n: 1 }, { n: 2 }] }] },
    },
    {
      name: 'collects a field',
      params: { field: 'who.email', as: 'to' },
      input: { main: [{ who: { email: 'a@example.com' } }, {}, { who: { email: 'b@example.com' } }] },
      output: { main: [{ to: ['a@example.com', 'b@example.com'] }] },
    },
    {
      name: 'needs a text for the name',
      params: { as: '={{ [1] }}' },
      input: { main: [{}] },
      error: { code: 'param_invalid', param: 'as' },
    },
  ],
});
