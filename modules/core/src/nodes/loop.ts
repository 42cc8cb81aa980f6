import { defineNode, item, p } from '@sluice/kit';

export default defineNode({
  type: 'core.loop@1',
  kind: 'loop',
  title: 'Loop',
  summary: 'Sends the items round and round through the nodes between “each” and “next” while a condition holds.',
  category: 'flow',
  icon: 'repeat',
  inputs: [
    { name: 'main', title: 'Items' },
    { name: 'next', title: 'Next round' },
  ],
  outputs: [
    { name: 'each', title: 'Each round' },
    { name: 'done', title: 'Done' },
  ],
  params: {
    while: p.boolean({
      title: 'Go on while',
      help: 'Checked before each round with the items in hand: at first those that came in, later those that came back to “next”. When none came back, the loop ends.',
      placeholder: '={{ $json.page <= $json.pages }}',
      default: true,
    }),
    maxIterations: p.integer({
      title: 'At most',
      help: 'More rounds than this fail the node.',
      min: 1,
      max: 1_000_000,
      default: 1000,
    }),
  },
  mode: 'all',
  run({ params }) {
    return { control: [item({ go: params.while, maxIterations: params.maxIterations })] };
  },
  examples: [
    {
      name: 'goes on while the condition holds',
      params: { while: '={{ $json.page <= 3 }}' },
      input: { main: [{ page: 3 }] },
      output: { control: [{ go: true, maxIterations: 1000 }] },
    },
    {
      name: 'stops when it no longer does',
      params: { while: '={{ $json.page <= 3 }}', maxIterations: 10 },
      input: { main: [{ page: 4 }] },
      output: { control: [{ go: false, maxIterations: 10 }] },
    },
    {
      name: 'fails when the condition itself fails',
      params: { while: '={{ $json.cursor.next }}' },
      input: { main: [{}] },
      error: { code: 'template_failed', param: 'while' },
    },
  ],
});
