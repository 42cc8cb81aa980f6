import { defineNode, type Effect, fail, type Item, isList, isObject, item, type Json, p } from '@sluice/kit';

export default defineNode({
  type: 'core.call-workflow@1',
  title: 'Call workflow',
  summary: 'Runs another workflow with the items and gives out its result.',
  category: 'flow',
  icon: 'sitemap',
  params: {
    workflow: p.workflow({ title: 'Workflow', required: true }),
    runs: p.select({
      title: 'Run it',
      options: { once: 'Once, with all items', each: 'Once for each item' },
      default: 'once',
      template: false,
    }),
    wait: p.boolean({
      title: 'Wait for its result',
      help: 'Else the items go on at once, and the other workflow runs by itself.',
      default: true,
    }),
  },
  effects: ['run workflow'],
  mode: 'all',
  async run({ items, params: { workflow, runs, wait }, effect }) {
    const batches = runs === 'once' ? [items] : items.map((each) => [each]);
    const results = await Promise.all(batches.map((batch) => call(effect, workflow, batch, wait)));
    return { main: wait ? results.flat() : items };
  },
  examples: [
    {
      name: 'runs a workflow with all items',
      params: { workflow: 'wf-tax' },
      input: { main: [{ price: 10 }, { price: 20 }] },
      effects: [
        {
          verb: 'run',
          uri: 'workflow:wf-tax',
          args: { items: [{ price: 10 }, { price: 20 }], wait: true },
          result: { executionId: 'e1', status: 'completed', output: [{ tax: 6 }] },
        },
      ],
      output: { main: [{ tax: 6 }] },
    },
    {
      name: 'runs it for each item',
      params: { workflow: 'wf-tax', runs: 'each' },
      input: { main: [{ price: 10 }, { price: 20 }] },
      effects: [
        {
          verb: 'run',
          uri: 'workflow:wf-tax',
          args: { items: [{ price: 10 }], wait: true },
          result: { executionId: 'e1', status: 'completed', output: [{ tax: 2 }] },
        },
        {
          verb: 'run',
          uri: 'workflow:wf-tax',
          args: { items: [{ price: 20 }], wait: true },
          result: { executionId: 'e2', status: 'completed', output: [{ tax: 4 }] },
        },
      ],
      output: { main: [{ tax: 2 }, { tax: 4 }] },
    },
    {
      name: 'goes on at once when it need not wait',
      params: { workflow: 'wf-mail', wait: false },
      input: { main: [{ to: 'a@example.com' }] },
      effects: [
        {
          verb: 'run',
          uri: 'workflow:wf-mail',
          args: { items: [{ to: 'a@example.com' }], wait: false },
          result: { executionId: 'e1', status: 'queued' },
        },
      ],
      output: { main: [{ to: 'a@example.com' }] },
    },
    {
      name: 'fails when the workflow is not there',
      params: { workflow: 'wf-gone' },
      input: { main: [{}] },
      effects: [
        {
          verb: 'run',
          uri: 'workflow:wf-gone',
          args: { items: [{}], wait: true },
          error: { code: 'workflow_unknown', message: 'There is no workflow wf-gone.' },
        },
      ],
      error: { code: 'workflow_unknown' },
    },
  ],
});

async function call(effect: Effect, workflow: string, batch: readonly Item[], wait: boolean) {
  const result = await effect('run', `workflow:${workflow}`, { items: batch.map((each) => each.json), wait });
  const output: Json | undefined = isObject(result) ? result['output'] : undefined;
  if (!wait) return [];
  return isList(output)
    ? output.map((json) => item(json, { from: batch }))
    : fail('effect_failed', `The workflow ${workflow} gave no output.`);
}
