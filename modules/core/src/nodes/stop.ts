import { defineNode, fail, p } from '@sluice/kit';

export default defineNode({
  type: 'core.stop@1',
  title: 'Stop with error',
  summary: 'Ends the workflow as failed, with a message of your own.',
  category: 'flow',
  icon: 'alert-octagon',
  outputs: [],
  params: {
    message: p.string({ title: 'Message', placeholder: '=Order {{ $json.id }} has no lines', required: true }),
    hint: p.string({ title: 'What to do about it', help: 'Shown beside the message.' }),
  },
  mode: 'all',
  run({ params: { message, hint } }) {
    return fail('stopped', message, hint === undefined ? {} : { hint });
  },
  examples: [
    {
      name: 'fails with the message',
      params: { message: '=Order {{ $json.id }} has no lines' },
      input: { main: [{ id: 7 }] },
      error: { code: 'stopped', message: 'Order 7 has no lines' },
    },
    {
      name: 'may say what to do',
      params: { message: 'No stock', hint: 'Order more.' },
      input: { main: [{}] },
      error: { code: 'stopped', message: 'No stock' },
    },
    { name: 'needs a message', params: {}, error: { code: 'param_missing', param: 'message' } },
  ],
});
