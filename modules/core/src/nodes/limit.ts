import { defineNode, p } from '@sluice/kit';

export default defineNode({
  type: 'core.limit@1',
  title: 'Limit',
  summary: 'Lets through a number of items, from the start or the end.',
  category: 'data',
  icon: 'cut',
  params: {
    count: p.integer({ title: 'How many', min: 0, default: 10 }),
    from: p.select({ title: 'Which', options: { first: 'The first', last: 'The last' }, default: 'first' }),
    skip: p.integer({
      title: 'Leave out before',
      help: 'How many to leave out first, counted from the same end.',
      min: 0,
      default: 0,
    }),
  },
  mode: 'all',
  run({ items, params: { count, from, skip } }) {
    const end = items.length - skip;
    return { main: from === 'first' ? items.slice(skip, skip + count) : items.slice(Math.max(0, end - count), Math.max(0, end)) };
  },
  examples: [
    { name: 'takes the first', params: { count: 2 }, input: { main: [1, 2, 3] }, output: { main: [1, 2] } },
    {
      name: 'takes the last, leaving some out',
      params: { count: 2, from: 'last', skip: 1 },
      input: { main: [1, 2, 3, 4] },
      output: { main: [2, 3] },
    },
    {
      name: 'takes what is there when there is less',
      params: { count: 5, skip: 1 },
      input: { main: [1, 2] },
      output: { main: [2] },
    },
    {
      name: 'takes a number that is written as a text',
      params: { count: '={{ $json.n }}' },
      input: { main: [{ n: '1' }, { n: '2' }] },
      output: { main: [{ n: '1' }] },
    },
    {
      name: 'refuses a number below none',
      params: { count: '={{ $json.n }}' },
      input: { main: [{ n: -1 }] },
      error: { code: 'param_invalid', param: 'count' },
    },
  ],
});
