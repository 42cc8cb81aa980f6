import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from './lib/send.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

const codeOf = async (call: Omit<Parameters<TestGateway['call']>[0], 'key'>) =>
  (await gateway.call({ key: gateway.owner, ...call })).json['code'];

describe('what the contract does not name', () => {
  it('is not there', async () => {
    expect(await codeOf({ target: '/v1/nothing' })).toBe('not_found');
    expect(await codeOf({ target: '/v1/workflows/' })).toBe('not_found');
    expect(await codeOf({ target: '/v1' })).toBe('not_found');
    expect(await codeOf({ target: '/mesh/v1/run' })).toBe('not_found');
    expect((await send(gateway.origin, { target: '/hooks' })).json['code']).toBe('not_found');
    expect((await send(gateway.origin, { method: 'POST', target: '/anything' })).status).toBe(404);
  });

  it('is not allowed, and Allow says what is', async () => {
    const answer = await send(gateway.origin, { method: 'PATCH', target: '/v1/workflows' });
    expect([answer.status, answer.json['code'], answer.headers.allow]).toEqual([405, 'method_not_allowed', 'GET, POST']);
  });

  it('is refused in queries, bodies and paths, with a pointer', async () => {
    const { owner } = gateway;
    const query = await gateway.call({ key: owner, target: '/v1/workflows?limit=1000' });
    expect(query.json).toMatchObject({
      status: 400,
      code: 'request_invalid',
      pointer: '/limit',
      issues: [{ pointer: '/limit' }],
    });
    expect(await codeOf({ target: '/v1/workflows?x=1' })).toBe('request_invalid');
    expect(await codeOf({ target: '/v1/workflows?limit=1&limit=2' })).toBe('request_invalid');
    expect(await codeOf({ target: '/v1/me?x' })).toBe('request_invalid');
    const body = await gateway.call({
      key: owner,
      method: 'POST',
      target: '/v1/workflows/w/publish',
      body: { message: 1, more: 2 },
    });
    expect(body.json).toMatchObject({ code: 'request_invalid', issues: [{ pointer: '/message' }, {}] });
    expect(await codeOf({ method: 'POST', target: '/v1/executions/e/pause', body: { force: true } })).toBe('request_invalid');
    expect(await codeOf({ target: '/v1/blobs/xyz' })).toBe('request_invalid');
  });

  it('names the node that is at fault in a document, and why a name cannot be one', async () => {
    const validate = (nodes: object) =>
      gateway.call({
        key: gateway.owner,
        method: 'POST',
        target: '/v1/validate',
        body: { document: { format: 'sluice/1', name: 'x', nodes } },
      });
    const { json } = await validate({ a: { type: 'nonsense' } });
    expect(json).toMatchObject({
      code: 'request_invalid',
      nodeId: 'a',
      issues: [{ nodeId: 'a', pointer: '/document/nodes/a/type' }],
    });
    expect((await validate({ '1a': { type: 'core.manual@1' } })).json['detail']).toContain('a node id is a letter or _');
  });

  it('is a document of a newer format, when it says so', async () => {
    const document = { format: 'sluice/2', name: 'x', nodes: {} };
    expect(await codeOf({ method: 'POST', target: '/v1/workflows', body: { document } })).toBe('document_format_newer');
    expect(await codeOf({ method: 'POST', target: '/v1/workflows', body: { document: { ...document, format: 'other' } } })).toBe(
      'request_invalid',
    );
  });

  it('is a workflow of another product, when it looks like one', async () => {
    const document = { name: 'Mail', nodes: [{ type: 'n8n-nodes-base.start' }], connections: {} };
    const answer = await gateway.call({ key: gateway.owner, method: 'POST', target: '/v1/workflows', body: { document } });
    expect(answer.json).toMatchObject({
      code: 'request_invalid',
      detail: 'The body does not fit: /document: this is a workflow of n8n, not of Sluice; its nodes mean nothing here',
    });
  });
});

describe('a body', () => {
  const target = '/v1/workflows/w/publish';
  const publish = (body: unknown) => gateway.call({ key: gateway.owner, method: 'POST', target, body });

  it('reaches the engine byte for byte', async () => {
    const text = '{ "message" : "caf\u00e9",\n"activate":true }';
    expect((await publish(text)).json).toMatchObject({ method: 'POST', target, body: text });
  });

  it('that is bad JSON is refused with its place', async () => {
    expect((await publish('{"message":}')).json).toMatchObject({
      status: 400,
      code: 'json_malformed',
      detail: expect.stringContaining('Line 1, column 12') as unknown,
    });
    expect((await publish('{"message":"a","message":"b"}')).json).toMatchObject({
      code: 'json_duplicate_key',
      pointer: '/message',
    });
    expect((await publish(`{"message":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)).json['code']).toBe('json_too_deep');
    expect((await publish(Uint8Array.of(0x7b, 0xff, 0x7d))).json['code']).toBe('json_malformed');
  });

  it('that is too large is refused before it is read, and on the way', async () => {
    const large = await publish(new Uint8Array(1024 * 1024 + 1).fill(0x20));
    expect([large.status, large.json['code']]).toEqual([413, 'body_too_large']);
    expect((await publish(`{"message":"x"${' '.repeat(1024 * 1024 - 20)}}`)).status).toBe(200);
  });

  it('of another type is refused', async () => {
    const { signRequest, createNonce } = await import('../../protocol/src/signing/index.ts');
    const { owner, origin, authority } = gateway;
    const body = new TextEncoder().encode('{}');
    const nonce = createNonce(crypto.getRandomValues(new Uint8Array(16)));
    const headers = await signRequest({
      method: 'POST',
      authority,
      path: target,
      contentType: 'text/plain',
      body,
      idempotencyKey: nonce,
      keyid: owner.did,
      sign: owner.sign,
      now: Date.now(),
      nonce,
    });
    const answer = await send(origin, { method: 'POST', target, headers, body });
    expect([answer.status, answer.json['code']]).toEqual([415, 'content_type_unsupported']);
  });

  it('without end, from somebody who did not sign, is not read', async () => {
    const port = Number(gateway.authority.split(':')[1]);
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /v1/workflows HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk.toString();
    });
    socket.on('error', () => undefined);
    const timer = setInterval(() => socket.write(`${(1000).toString(16)}\r\n${'x'.repeat(1000)}\r\n`), 10);
    await new Promise((resolve) => socket.once('close', resolve));
    clearInterval(timer);
    expect(answer).toContain('signature_missing');
  });
});

describe('an idempotency key', () => {
  const start = (idempotencyKey: string, items: unknown[] = [1]) =>
    gateway.call({ key: gateway.owner, method: 'POST', target: '/v1/workflows/w/run', body: { items }, idempotencyKey });

  it('gives the answer of the first request to those that are sent again', async () => {
    const before = gateway.engine.calls.length;
    const first = await start('again');
    await gateway.restart();
    const second = await start('again');
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([undefined, 'true']);
    expect(gateway.engine.calls.length - before).toBe(1);
  });

  it('is refused for another request', async () => {
    await start('other', [1]);
    const answer = await start('other', [2]);
    expect([answer.status, answer.json['code']]).toEqual([422, 'idempotency_conflict']);
  });

  it('belongs to the key that signed', async () => {
    const operator = await gateway.addKey('operator');
    await start('mine');
    const answer = await gateway.call({
      key: operator,
      method: 'POST',
      target: '/v1/workflows/w/run',
      body: { items: [2] },
      idempotencyKey: 'mine',
    });
    expect(answer.status).toBe(200);
  });

  it('joins requests that are under way at the same time', async () => {
    const { engine } = gateway;
    const echo = engine.answer;
    engine.answer = async (call, response) => {
      await sleep(100);
      await echo(call, response);
    };
    const before = engine.calls.length;
    const answers = await Promise.all(Array.from({ length: 10 }, () => start('parallel')));
    engine.answer = echo;
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(engine.calls.length - before).toBe(1);
  });

  it('does not keep an answer that says nothing lasting', async () => {
    const { engine } = gateway;
    const echo = engine.answer;
    engine.answer = (_call, response) =>
      void response
        .writeHead(503, { 'content-type': 'application/problem+json', 'retry-after': '7' })
        .end('{"code":"overloaded"}');
    const refused = await start('later');
    engine.answer = echo;
    expect([refused.status, refused.json['code'], refused.headers['retry-after']]).toEqual([503, 'overloaded', '7']);
    expect((await start('later')).status).toBe(200);
  });

  it('passes on to the engine', async () => {
    expect((await start('passed-on')).json).toMatchObject({ caller: { idempotencyKey: 'passed-on' } });
  });
});

describe('the engine', () => {
  it('that was restarted gets a new session, and nobody notices', async () => {
    const { owner, engine } = gateway;
    expect((await gateway.call({ key: owner, target: '/v1/workflows' })).status).toBe(200);
    engine.forgetSessions();
    expect((await gateway.call({ key: owner, target: '/v1/workflows' })).status).toBe(200);
    engine.forgetSessions();
    expect((await send(gateway.origin, { method: 'POST', target: '/hooks/x', body: Buffer.from('1') })).status).toBe(200);
  });

  it('that does not trust the gateway, or is another one, is never asked', async () => {
    const { createKey } = await import('./lib/keys.ts');
    const { startEchoEngine } = await import('./lib/echo-engine.ts');
    const engine = await startEchoEngine(createKey().did);
    const untrusted = await startTestGateway({
      settings: { engine: { socketPath: engine.url.slice('unix:'.length) }, engineDid: engine.key.did },
    });
    const answer = await untrusted.call({ key: untrusted.owner, target: '/v1/workflows' });
    expect([answer.status, answer.json['code']]).toEqual([503, 'engine_unreachable']);
    expect(answer.json['detail']).toContain('gateway_untrusted');
    const other = await startTestGateway({ settings: { engineDid: createKey().did } });
    expect((await other.call({ key: other.owner, target: '/v1/workflows' })).json['code']).toBe('engine_unreachable');
    expect(engine.calls).toHaveLength(0);
    await Promise.all([untrusted.close(), other.close()]);
    await engine.close();
  });

  it('that is not there is an answer with a code, and not ready', async () => {
    const alone = await startTestGateway();
    expect((await send(alone.origin, { target: '/readyz' })).json).toEqual({ status: 'ok', database: true, engine: true });
    await alone.engine.close();
    const answer = await alone.call({ key: alone.owner, target: '/v1/workflows' });
    expect([answer.status, answer.json['code'], answer.headers['retry-after']]).toEqual([503, 'engine_unreachable', '1']);
    expect((await alone.call({ key: alone.owner, target: '/v1/me' })).status).toBe(200);
    const ready = await send(alone.origin, { target: '/readyz' });
    expect([ready.status, ready.json['engine'], ready.json['database']]).toEqual([503, false, true]);
    await alone.close();
  });

  it('streams large answers through', async () => {
    const { engine, owner } = gateway;
    const echo = engine.answer;
    const size = 20 * 1024 * 1024;
    engine.answer = (_call, response) =>
      void response
        .writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': size })
        .end(Buffer.alloc(size, 'x'));
    const answer = await gateway.call({ key: owner, target: `/v1/blobs/${'a'.repeat(64)}` });
    engine.answer = echo;
    expect([answer.status, answer.text.length, answer.headers['content-type']]).toEqual([200, size, 'application/octet-stream']);
  });
});
