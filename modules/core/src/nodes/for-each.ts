import { defineNode, item, p } from '@sluice/kit';

export default defineNode({
  type: 'core.for-each@1',
  kind: 'for-each',
  title: 'For each',
  summary:
    'Takes the items in batches through the nodes between “each” and “next”, several at a time, and gives out the results in order.',
  category: 'flow',
  icon: 'rotate-clockwise',
  inputs: [
    { name: 'main', title: 'Items' },
    { name: 'next', title: 'Result' },
  ],
  outputs: [
    { name: 'each', title: 'Each batch' },
    { name: 'done', title: 'Done' },
  ],
  params: {
    batchSize: p.integer({ title: 'Items in a batch', min: 1, default: 1 }),
    concurrency: p.integer({ title: 'Batches at a time', min: 1, max: 64, default: 1 }),
  },
  mode: 'all',
  run({ params }) {
    return { control: [item({ batchSize: params.batchSize, concurrency: params.concurrency })] };
  },
  examples: [
    {
      name: 'takes one item at a time',
      params: {},
      input: { main: [{ n: 1 }, { n: 2 }] },
      output: { control: [{ batchSize: 1, concurrency: 1 }] },
    },
    {
      name: 'may reckon the size of a batch',
      params: { batchSize: '={{ Math.ceil($items.length / 2) }}', concurrency: 2 },
      input: { main: [1, 2, 3, 4] },
      output: { control: [{ batchSize: 2, concurrency: 2 }] },
    },
    {
      name: 'refuses an empty batch',
      params: { batchSize: '={{ $items.length - 1 }}' },
      input: { main: [{}] },
      error: { code: 'param_invalid', param: 'batchSize' },
    },
    {
      name: 'refuses too many batches at a time',
      params: { concurrency: 65 },
      error: { code: 'param_invalid', param: 'concurrency' },
    },
  ],
});
