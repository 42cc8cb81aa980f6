import { defineNode, type Item, p } from '@sluice/kit';

export default defineNode({
  type: 'core.if@1',
  title: 'If',
  summary: 'Sends each item one way or the other, by a condition.',
  category: 'flow',
  icon: 'git-branch',
  outputs: [
    { name: 'true', title: 'True' },
    { name: 'false', title: 'False' },
  ],
  params: {
    where: p.boolean({
      title: 'Condition',
      help: 'Checked for every item. Items for which it holds leave by “true”, the others by “false”.',
      placeholder: '={{ $json.total >= 100 }}',
      required: true,
    }),
  },
  mode: 'all',
  run({ items, paramsFor }) {
    const yes: Item[] = [];
    const no: Item[] = [];
    for (const item of items) (paramsFor(item).where ? yes : no).push(item);
    return { true: yes, false: no };
  },
  examples: [
    {
      name: 'splits items by a condition',
      params: { where: '={{ $json.total >= 100 }}' },
      input: { main: [{ total: 120 }, { total: 80 }] },
      output: { true: [{ total: 120 }], false: [{ total: 80 }] },
    },
    {
      name: 'takes a value that is not there as “no”',
      params: { where: '={{ $json.vip }}' },
      input: { main: [{ vip: true }, {}] },
      output: { true: [{ vip: true }], false: [{}] },
    },
    {
      name: 'fails when the condition itself fails',
      params: { where: '={{ $json.customer.vip }}' },
      input: { main: [{}] },
      error: { code: 'template_failed' },
    },
  ],
});
