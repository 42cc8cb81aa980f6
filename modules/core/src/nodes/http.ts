import { defineNode, fail, isObject, item, type Json, type JsonObject, p } from '@sluice/kit';
import { given } from '../lib/given.ts';

export default defineNode({
  type: 'core.http@1',
  title: 'HTTP request',
  summary: 'Calls a web address and gives out the answer.',
  category: 'network',
  icon: 'world-www',
  params: {
    method: p.select({
      title: 'Method',
      options: { GET: 'GET', POST: 'POST', PUT: 'PUT', PATCH: 'PATCH', DELETE: 'DELETE', HEAD: 'HEAD', OPTIONS: 'OPTIONS' },
      default: 'GET',
    }),
    url: p.string({ title: 'Address', placeholder: 'https://api.example.com/orders', required: true }),
    query: p.map({ title: 'Query', help: 'Added to the address, properly encoded.', of: p.json({ title: 'Value' }) }),
    headers: p.map({ title: 'Headers', of: p.string({ title: 'Value' }) }),
    body: p.json({
      title: 'Body',
      placeholder: '={{ $json }}',
      when: { param: 'method', is: ['POST', 'PUT', 'PATCH', 'DELETE'] },
    }),
    bodyType: p.select({
      title: 'Send the body as',
      options: {
        auto: 'What it is: text or JSON',
        json: 'JSON',
        text: 'Text',
        form: 'A form',
        base64: 'Bytes, given as base64',
        blob: 'The bytes of a blob',
      },
      default: 'auto',
      when: { param: 'method', is: ['POST', 'PUT', 'PATCH', 'DELETE'] },
    }),
    auth: p.select({
      title: 'Sign in with',
      options: {
        none: 'Nothing',
        bearer: 'A bearer token',
        basic: 'User and password',
        header: 'A header',
        query: 'A query parameter',
      },
      default: 'none',
    }),
    secret: p.secret({
      title: 'Secret',
      help: 'Holds the token, the password or the key. It is put in outside the sandbox, and only for hosts that it is bound to.',
      when: { param: 'auth', is: ['bearer', 'basic', 'header', 'query'] },
    }),
    authName: p.string({
      title: 'User, header or parameter',
      help: 'For user and password: the user; left empty, the secret is user:password. Else the name of the header or parameter.',
      when: { param: 'auth', is: ['basic', 'header', 'query'] },
    }),
    gives: p.select({
      title: 'Give out',
      options: { response: 'Status, headers and body', body: 'Only the body' },
      default: 'response',
    }),
    responseType: p.select({
      title: 'Read the answer as',
      options: { auto: 'What it says it is', json: 'JSON', text: 'Text', bytes: 'Bytes, kept as a blob' },
      default: 'auto',
    }),
    failOnStatus: p.boolean({ title: 'Fail when the status is 400 or above', default: true }),
    timeoutMs: p.duration({ title: 'Give up after', min: 1, default: 30_000 }),
  },
  effects: ['* http'],
  mode: 'each',
  async run({ params: { method, url, gives, ...request }, effect }) {
    if (!/^https?:\/\//i.test(url))
      return fail('param_invalid', `The address must begin with http:// or https://, not be “${url.slice(0, 100)}”.`, {
        param: 'url',
      });
    if (request.auth !== 'none') given(request.secret, 'secret', 'Secret');
    const answer = await effect(method.toLowerCase(), url, toArgs(request));
    const { body = null, blob } = isObject(answer) ? answer : {};
    const json = gives === 'body' ? body : answer;
    return { main: [isBlob(blob) ? item(json, { blobs: { body: blob } }) : item(json)] };
  },
  examples: [
    {
      name: 'says what is no address',
      params: { url: 'api.example.com/orders' },
      input: { main: [{}] },
      error: { code: 'param_invalid', message: 'http://', param: 'url' },
    },
    {
      name: 'needs a secret to sign in',
      params: { url: 'https://api.example.com/', auth: 'bearer' },
      input: { main: [{}] },
      error: { code: 'param_missing', param: 'secret' },
    },
    {
      name: 'gets an address',
      params: { url: '=https://api.example.com/orders/{{ $json.id }}', query: { full: true } },
      input: { main: [{ id: 7 }] },
      effects: [
        {
          verb: 'get',
          uri: 'https://api.example.com/orders/7',
          args: { query: { full: true }, timeoutMs: 30_000 },
          result: { status: 200, headers: {}, body: { id: 7, total: 12 } },
        },
      ],
      output: { main: [{ status: 200, headers: {}, body: { id: 7, total: 12 } }] },
    },
    {
      name: 'posts the item with a token and gives out the body',
      params: {
        method: 'POST',
        url: 'https://api.example.com/orders',
        headers: { 'x-source': 'sluice' },
        body: '={{ $json }}',
        auth: 'bearer',
        secret: 'shop',
        gives: 'body',
      },
      input: { main: [{ n: 1 }] },
      effects: [
        {
          verb: 'post',
          uri: 'https://api.example.com/orders',
          args: { headers: { 'x-source': 'sluice' }, body: { n: 1 }, auth: { secret: 'shop', as: 'bearer' }, timeoutMs: 30_000 },
          result: { status: 201, headers: {}, body: { id: 8 } },
        },
      ],
      output: { main: [{ id: 8 }] },
    },
    {
      name: 'sends the failed item out by its own way',
      params: { url: '={{ $json.url }}', failOnStatus: true },
      onError: 'route',
      input: { main: [{ url: 'https://a.example.com/' }, { url: 'https://b.example.com/' }] },
      effects: [
        {
          verb: 'get',
          uri: 'https://a.example.com/',
          args: { timeoutMs: 30_000 },
          error: { code: 'http_status', message: 'GET https://a.example.com/ answered 503.' },
        },
        {
          verb: 'get',
          uri: 'https://b.example.com/',
          args: { timeoutMs: 30_000 },
          result: { status: 200, headers: {}, body: 'ok' },
        },
      ],
      output: { main: [{ status: 200, headers: {}, body: 'ok' }], error: [{ url: 'https://a.example.com/' }] },
    },
    {
      name: 'fails when the far side does',
      params: { url: 'https://api.example.com/' },
      input: { main: [{}] },
      effects: [
        {
          verb: 'get',
          uri: 'https://api.example.com/',
          args: { timeoutMs: 30_000 },
          error: { code: 'http_timeout', message: 'No answer within 30000 ms.' },
        },
      ],
      error: { code: 'http_timeout' },
    },
    { name: 'needs an address', params: {}, error: { code: 'param_missing', param: 'url' } },
  ],
});

/** What the handle gives for an answer of bytes: a reference to where they are kept. */
function isBlob(value: unknown): value is { readonly sha256: string; readonly size: number } {
  return isObject(value) && typeof value['sha256'] === 'string' && typeof value['size'] === 'number';
}

interface Request {
  readonly query: { readonly [name: string]: Json } | undefined;
  readonly headers: { readonly [name: string]: string } | undefined;
  readonly body: Json | undefined;
  readonly bodyType: string;
  readonly auth: string;
  readonly secret: string | undefined;
  readonly authName: string | undefined;
  readonly responseType: string;
  readonly failOnStatus: boolean;
  readonly timeoutMs: number;
}

/** The arguments of the effect: only what differs from what the handle does anyway, so that the journal stays readable. */
function toArgs({
  query,
  headers,
  body,
  bodyType,
  auth,
  secret = '',
  authName,
  responseType,
  failOnStatus,
  timeoutMs,
}: Request): JsonObject {
  return {
    ...(query === undefined ? {} : { query }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body }),
    ...(body === undefined || bodyType === 'auto' ? {} : { bodyType }),
    ...(auth === 'none'
      ? {}
      : { auth: { secret, as: auth, ...(authName === undefined || authName === '' ? {} : { name: authName }) } }),
    ...(responseType === 'auto' ? {} : { responseType }),
    ...(failOnStatus ? {} : { failOnStatus }),
    timeoutMs,
  };
}
