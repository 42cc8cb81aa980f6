import { defineNode, p } from '@sluice/kit';

const call = { method: 'POST', path: 'orders', headers: { 'content-type': 'application/json' }, query: {}, body: { id: 7 } };

export default defineNode({
  type: 'core.webhook@1',
  kind: 'trigger',
  title: 'Webhook',
  summary: 'Starts the workflow when somebody calls its address, /hooks/<path>.',
  category: 'trigger',
  icon: 'webhook',
  params: {
    path: p.string({
      title: 'Path',
      help: 'What follows /hooks/ in the address: letters, digits and - _ . /',
      placeholder: 'orders',
      required: true,
      template: false,
    }),
    method: p.select({
      title: 'Method',
      options: { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', ANY: 'Any' },
      default: 'POST',
      template: false,
    }),
    respond: p.select({
      title: 'Answer',
      help: 'With the result, the caller waits until the workflow gives its answer; else it hears at once that the call was accepted.',
      options: { result: 'When there is a result', accepted: 'At once: accepted' },
      default: 'result',
      template: false,
    }),
    protection: p.select({
      title: 'Protection',
      help: 'What a caller must prove.',
      options: {
        none: 'None: anybody may call',
        bearer: 'A bearer token',
        'standard-webhooks': 'A Standard Webhooks signature',
        signed: 'A signature by one of these keys',
      },
      default: 'none',
      template: false,
    }),
    secret: p.secret({
      title: 'Secret',
      help: 'The secret that holds the token or the signing key.',
      when: { param: 'protection', is: ['bearer', 'standard-webhooks'] },
      template: false,
    }),
    allow: p.list({
      title: 'Keys that may call',
      of: p.string({ title: 'Key', placeholder: 'did:key:z6Mk…' }),
      when: { param: 'protection', is: ['signed'] },
      template: false,
    }),
  },
  examples: [
    { name: 'gives out the call as one item', params: { path: 'orders' }, input: { main: [call] }, output: { main: [call] } },
    {
      name: 'may be called by any method and answer at once',
      params: { path: 'ping', method: 'ANY', respond: 'accepted' },
      input: { main: [{ method: 'GET', path: 'ping', headers: {}, query: { from: 'monitor' }, body: null }] },
      output: { main: [{ method: 'GET', path: 'ping', headers: {}, query: { from: 'monitor' }, body: null }] },
    },
    { name: 'needs a path', params: {}, error: { code: 'param_missing', param: 'path' } },
    {
      name: 'refuses a method that does not exist',
      params: { path: 'orders', method: 'FETCH' },
      error: { code: 'param_invalid', param: 'method' },
    },
  ],
});
