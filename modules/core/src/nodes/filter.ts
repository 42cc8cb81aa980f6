import { defineNode, p } from '@sluice/kit';

export default defineNode({
  type: 'core.filter@1',
  title: 'Filter',
  summary: 'Lets through only the items that fulfil a condition.',
  category: 'flow',
  icon: 'filter',
  params: {
    where: p.boolean({
      title: 'Condition',
      help: 'Checked for every item; those for which it holds go on.',
      placeholder: '={{ $json.mag >= 5 }}',
      required: true,
    }),
  },
  mode: 'each',
  run({ item, params: { where } }) {
    return where ? { main: [item] } : undefined;
  },
  examples: [
    {
      name: 'lets through what fulfils the condition',
      params: { where: '={{ $json.mag >= 5 }}' },
      input: { main: [{ mag: 5.1 }, { mag: 4.9 }, { mag: 5 }] },
      output: { main: [{ mag: 5.1 }, { mag: 5 }] },
    },
    {
      name: 'takes the text “false” as false',
      params: { where: '={{ $json.on }}' },
      input: { main: [{ on: 'false' }, { on: 'true' }] },
      output: { main: [{ on: 'true' }] },
    },
    { name: 'gives out nothing when nothing fits', params: { where: false }, input: { main: [{ n: 1 }] }, output: {} },
    {
      name: 'fails when the condition itself fails',
      params: { where: '={{ $json.properties.mag >= 5 }}' },
      input: { main: [{ mag: 5 }] },
      error: { code: 'template_failed', param: 'where' },
    },
  ],
});
