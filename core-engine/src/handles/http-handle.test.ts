import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import type { Json } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseEgressAllow } from '../gate/egress/egress-allow.ts';
import { createEgressGuard } from '../gate/egress/egress-guard.ts';
import type { Handle } from './handle.ts';
import { createGuardedAgent } from './http/guarded-agent.ts';
import { createHttpHandle } from './http-handle.ts';
import type { Secrets } from './ports.ts';
import { answeredValue, failureOf, memoryBlobs, perform, type TestCall, type TestServer, testServer } from './test-support.ts';

const blobs = memoryBlobs();
const noSecrets: Secrets = { reveal: async () => undefined };
let server: TestServer;
let handle: Handle;
const agent = createGuardedAgent({ guard: createEgressGuard(parseEgressAllow('127.0.0.1')) });

interface Answer {
  readonly status: number;
  readonly headers: Record<string, Json>;
  readonly body: Json;
  readonly blob?: { readonly sha256: string; readonly size: number; readonly mediaType: string };
}

const send = async (verb: string, path: string, args: Json = {}, call: TestCall = {}): Promise<Answer> =>
  (await answeredValue(perform(handle, verb, `${server.url}${path}`, { args, ...call }))) as unknown as Answer; // the shape under test
const fail = (verb: string, path: string, args: Json = {}, call: TestCall = {}) =>
  failureOf(perform(handle, verb, `${server.url}${path}`, { args, ...call }));

beforeAll(async () => {
  server = await testServer((request, response, body) => {
    const url = new URL(request.url ?? '/', server.url);
    const text = url.searchParams.get('text') ?? 'hello';
    const reply = (headers: Record<string, string | string[]>, bytes: string | Buffer) =>
      response.writeHead(200, headers).end(bytes);
    switch (url.pathname) {
      case '/echo':
        return reply(
          { 'content-type': 'application/json' },
          JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }),
        );
      case '/status':
        return response
          .writeHead(Number(url.searchParams.get('code')), { 'content-type': 'text/plain' })
          .end(`because\n  of   this ${'x'.repeat(400)}`);
      case '/text':
        return reply({ 'content-type': 'text/plain; charset=iso-8859-1' }, Buffer.from('Grüße', 'latin1'));
      case '/bad-json':
        return reply({ 'content-type': 'application/json' }, '{"a":');
      case '/deep':
        return reply({ 'content-type': 'application/json' }, '['.repeat(100_000) + ']'.repeat(100_000));
      case '/bytes':
        return reply({ 'content-type': 'image/png' }, Buffer.alloc(20_000, 7));
      case '/empty':
        return response.writeHead(204).end();
      case '/cookies':
        return reply({ 'set-cookie': ['a=1', 'b=2'], 'x-twice': ['1', '2'], 'content-type': 'text/plain' }, 'ok');
      case '/gzip':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'gzip' }, gzipSync(text));
      case '/deflate':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'deflate' }, deflateSync(text));
      case '/deflate-raw':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'deflate' }, deflateRawSync(text));
      case '/br':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'br' }, brotliCompressSync(text));
      case '/gzip-br':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'gzip, br' }, brotliCompressSync(gzipSync(text)));
      case '/bomb':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(50_000_000)));
      case '/double-bomb':
        return reply(
          { 'content-type': 'text/plain', 'content-encoding': 'gzip, gzip' },
          gzipSync(gzipSync(Buffer.alloc(50_000_000))),
        );
      case '/broken-gzip':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'gzip' }, 'this is not gzip');
      case '/odd-encoding':
        return reply({ 'content-type': 'text/plain', 'content-encoding': 'snappy' }, 'x');
      case '/many-encodings':
        return reply({ 'content-type': 'text/plain', 'content-encoding': Array(20).fill('gzip').join(',') }, 'x');
      case '/endless': {
        response.writeHead(200, { 'content-type': 'text/plain' });
        const timer = setInterval(() => response.write('x'.repeat(65_536)), 1);
        return response.on('close', () => clearInterval(timer));
      }
      case '/slow':
        return undefined;
      case '/stalls':
        return response.writeHead(200, { 'content-type': 'text/plain' }).write('a');
      case '/hangs-up':
        return request.socket.destroy();
      default:
        return response.writeHead(404).end();
    }
  });
  handle = createHttpHandle({ agent, secrets: noSecrets, blobs });
});

afterAll(async () => {
  await agent.destroy();
  await server[Symbol.asyncDispose]();
});

interface Echo {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}
const echo = async (verb: string, args: Json = {}, path = '/echo'): Promise<Echo> =>
  (await send(verb, path, args)).body as unknown as Echo; // what /echo writes

describe('an http request', () => {
  it('gives status, headers and the parsed body', async () => {
    const answer = await send('get', '/echo?a=1');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('application/json');
    expect(answer.body).toMatchObject({ method: 'GET', url: '/echo?a=1', body: '' });
  });

  it('adds the query to what the URL has and leaves null out', async () => {
    const { url } = await echo('get', { query: { b: 2, c: [true, 'x y'], d: null, e: 'ä&' } }, '/echo?a=%20+1#part');
    expect(url).toBe('/echo?a=%20+1&b=2&c=true&c=x+y&e=%C3%A4%26');
  });

  it.each([
    [{ body: 'plain' }, 'text/plain; charset=utf-8', 'plain'],
    [{ body: { a: [1, 'ü'] } }, 'application/json', '{"a":[1,"ü"]}'],
    [{ body: [1] }, 'application/json', '[1]'],
    [{ body: null }, 'application/json', 'null'],
    [{ body: 0 }, 'application/json', '0'],
    [{ body: { base64: 'aGk=' } }, 'application/octet-stream', 'hi'],
    [{ body: { form: { a: 'x y', b: [1, 2], c: null } } }, 'application/x-www-form-urlencoded', 'a=x+y&b=1&b=2'],
    [{ body: { base64: 'aGk=' }, bodyType: 'json' }, 'application/json', '{"base64":"aGk="}'],
    [{ body: { base64: 'aGk=', more: 1 } }, 'application/json', '{"base64":"aGk=","more":1}'],
    [{ body: 'text', bodyType: 'json' }, 'application/json', '"text"'],
    [{ body: { a: 1 }, bodyType: 'form' }, 'application/x-www-form-urlencoded', 'a=1'],
    [{ body: 'aGk=', bodyType: 'base64' }, 'application/octet-stream', 'hi'],
    [{ body: '<a/>', headers: { 'Content-Type': 'application/xml' } }, 'application/xml', '<a/>'],
  ])('sends %j', async (args, contentType, body) => {
    const seen = await echo('post', args);
    expect(seen.headers['content-type']).toBe(contentType);
    expect(seen.body).toBe(body);
  });

  it('sends the bytes of a blob', async () => {
    const { blob } = await send('get', '/bytes');
    const seen = await echo('put', { body: { blob: blob as unknown as Json } });
    expect(seen.headers['content-type']).toBe('image/png');
    expect(seen.body).toHaveLength(20_000);
  });

  it('passes the idempotency key on with writes, and not with reads', async () => {
    expect((await echo('post')).headers['idempotency-key']).toBe('k'.repeat(64));
    expect((await echo('delete')).headers['idempotency-key']).toBe('k'.repeat(64));
    expect((await echo('post', { headers: { 'Idempotency-Key': 'mine' } })).headers['idempotency-key']).toBe('mine');
    expect((await echo('get')).headers['idempotency-key']).toBeUndefined();
  });

  it.each([
    [{ headers: { host: 'other.example' } }, 'headers.host'],
    [{ headers: { 'Content-Length': '3' } }, 'headers.content-length'],
    [{ headers: { 'transfer-encoding': 'chunked' } }, 'headers.transfer-encoding'],
    [{ headers: { 'bad name': 'x' } }, 'headers'],
    [{ headers: { x: 'a\r\nb: c' } }, 'headers.x'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
    [{ timeoutMs: 'soon' }, 'timeoutMs'],
    [{ responseType: 'xml' }, 'responseType'],
    [{ maxBytes: 1e12 }, 'maxBytes'],
    [{ nonsense: 1 }, 'nonsense'],
    [{ auth: { secret: 'A' } }, 'auth.as'],
    [{ query: { a: { b: 1 } } }, 'query.a'],
    [{ body: 'no base64!', bodyType: 'base64' }, 'body'],
    [{ body: 'x', bodyType: 'form' }, 'body'],
    [{ body: { sha256: 'x' }, bodyType: 'blob' }, 'body'],
    ['not an object', 'arguments'],
  ])('refuses %j and names the argument', async (args, named) => {
    const error = await fail('post', '/echo', args);
    expect(error.code).toBe('effect_args_invalid');
    expect(error.detail).toContain(named);
  });
});

describe('an http answer', () => {
  it('is text in its own charset, and JSON that does not parse is the text that it is', async () => {
    expect((await send('get', '/text')).body).toBe('Grüße');
    expect((await send('get', '/bad-json')).body).toBe('{"a":');
    expect((await fail('get', '/bad-json', { responseType: 'json' })).code).toBe('json_malformed');
    expect((await send('get', '/echo', { responseType: 'text' })).body).toContain('"method":"GET"');
  });

  it('is refused when it is nested too deeply', async () => {
    expect((await fail('get', '/deep')).code).toBe('json_too_deep');
  });

  it('is a blob when it is bytes, or when bytes are asked for', async () => {
    const { body, blob } = await send('get', '/bytes');
    expect(body).toBeNull();
    expect(blob).toMatchObject({ size: 20_000, mediaType: 'image/png' });
    expect(blobs.stored.get(blob?.sha256 ?? '')).toEqual(Buffer.alloc(20_000, 7));
    expect((await send('get', '/text', { responseType: 'bytes' })).blob?.size).toBe(5);
  });

  it('has a null body when there is none', async () => {
    expect(await send('get', '/empty')).toMatchObject({ status: 204, body: null });
    expect(await send('head', '/gzip')).toMatchObject({ status: 200, body: null });
  });

  it('keeps cookies apart and joins other repeated headers', async () => {
    const { headers } = await send('get', '/cookies');
    expect(headers['set-cookie']).toEqual(['a=1', 'b=2']);
    expect(headers['x-twice']).toBe('1, 2');
  });

  it.each(['/gzip', '/deflate', '/deflate-raw', '/br', '/gzip-br'])('is unpacked: %s', async (path) => {
    expect((await send('get', `${path}?text=packed`)).body).toBe('packed');
  });

  it.each(['/bomb', '/double-bomb'])('is not unpacked beyond the limit: %s', async (path) => {
    const error = await fail('get', path, { maxBytes: 1_000_000 });
    expect(error.code).toBe('http_too_large');
    expect(error.detail).toContain('1000000');
  });

  it.each([
    ['/broken-gzip', 'gzip'],
    ['/odd-encoding', 'snappy'],
    ['/many-encodings', '20 times'],
  ])('fails clearly when it cannot be unpacked: %s', async (path, says) => {
    const error = await fail('get', path);
    expect(error.code).toBe('http_failed');
    expect(error.detail).toContain(says);
  });

  it('is cut off when it has no end, or says that it is too long', async () => {
    expect((await fail('get', '/endless', { maxBytes: 1_000_000 })).code).toBe('http_too_large');
    expect((await fail('get', '/bytes', { maxBytes: 19_999 })).code).toBe('http_too_large');
    expect((await send('get', '/bytes', { maxBytes: 20_000 })).status).toBe(200);
  });

  it('with an error status fails, with what the far side said on one line', async () => {
    const error = await fail('get', '/status?code=503&key=abc');
    expect(error.code).toBe('http_status');
    expect(error.detail).toMatch(/^GET http:\/\/127\.0\.0\.1:\d+\/status answered 503 Service Unavailable: because of this x+…$/);
    expect(error.detail.length).toBeLessThan(450);
  });

  it('with an error status is a value when asked for', async () => {
    expect((await send('get', '/status?code=404', { failOnStatus: false })).status).toBe(404);
  });
});

describe('an http request without an answer', () => {
  it.each(['/slow', '/stalls'])('times out as a whole: %s', async (path) => {
    const started = performance.now();
    const error = await fail('get', path, { timeoutMs: 150 });
    expect(error.code).toBe('http_timeout');
    expect(error.detail).toContain('150 ms');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('says when the connection was cut', async () => {
    const error = await fail('get', '/hangs-up');
    expect(error.code).toBe('http_failed');
    expect(error.detail).toContain(`127.0.0.1:${server.port}`);
  });

  it('says when nobody listens', async () => {
    const gone = await testServer(() => undefined);
    await gone[Symbol.asyncDispose]();
    const error = await failureOf(perform(handle, 'get', `${gone.url}/x?token=1`));
    expect(error.code).toBe('http_failed');
    expect(error.detail).toBe(
      `GET http://127.0.0.1:${gone.port} got no answer: the connection was refused: nothing listens there (ECONNREFUSED).`,
    );
  });

  it('stops with the signal', async () => {
    const abort = new AbortController();
    const running = perform(handle, 'get', `${server.url}/slow`, { signal: abort.signal });
    setTimeout(() => abort.abort(new Error('cancelled')), 50);
    await expect(running).rejects.toThrow('cancelled');
  });
});
