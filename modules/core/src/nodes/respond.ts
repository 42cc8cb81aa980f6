import { defineNode, p } from '@sluice/kit';

export default defineNode({
  type: 'core.respond@1',
  kind: 'respond',
  title: 'Respond',
  summary: 'Answers the caller of the webhook and says what the result of the workflow is.',
  category: 'flow',
  icon: 'message-reply',
  params: {
    status: p.integer({ title: 'Status', help: 'The HTTP status of the answer.', min: 200, max: 599, default: 200 }),
    headers: p.map({ title: 'Headers', of: p.string({ title: 'Value' }) }),
    body: p.json({
      title: 'Body',
      help: 'When left empty: the item that came in, or the list of them when there are several.',
      placeholder: '={{ $json }}',
    }),
  },
  mode: 'all',
  run({ items, params: { status, headers = {}, body } }) {
    const first = items[0];
    const answer =
      body !== undefined ? body : items.length === 1 && first !== undefined ? first.json : items.map((each) => each.json);
    return { main: items, response: [{ json: { status, headers, body: answer } }] };
  },
  examples: [
    {
      name: 'answers with the item that came in',
      params: {},
      input: { main: [{ ok: true }] },
      output: { main: [{ ok: true }], response: [{ status: 200, headers: {}, body: { ok: true } }] },
    },
    {
      name: 'answers with a list when several items came in',
      params: {},
      input: { main: [{ n: 1 }, { n: 2 }] },
      output: { main: [{ n: 1 }, { n: 2 }], response: [{ status: 200, headers: {}, body: [{ n: 1 }, { n: 2 }] }] },
    },
    {
      name: 'sets status, headers and body',
      params: { status: 201, headers: { location: '=/orders/{{ $json.id }}' }, body: { created: '={{ $json.id }}' } },
      input: { main: [{ id: 7 }] },
      output: { main: [{ id: 7 }], response: [{ status: 201, headers: { location: '/orders/7' }, body: { created: 7 } }] },
    },
    {
      name: 'refuses a status that is none',
      params: { status: '={{ $json.status }}' },
      input: { main: [{ status: 42 }] },
      error: { code: 'param_invalid', param: 'status' },
    },
  ],
});
