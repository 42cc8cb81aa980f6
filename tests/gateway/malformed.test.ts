import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { createNonce, signRequest } from '@sluice/protocol/signing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { send } from './lib/send.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.close());

/** What comes back over a connection of its own, until it is closed or quiet. */
function exchange(text: string): Promise<string> {
  const { hostname, port } = new URL(gateway.origin);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) });
    let answer = '';
    const done = () => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(2000, done);
    socket.on('error', done).on('close', done);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
    });
    socket.write(text, 'latin1');
  });
}

const problemIn = (answer: string): { status: number; code?: string; detail?: string } =>
  JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)); // in chunks, perhaps

const host = 'Host: x\r\n';
const end = 'Connection: close\r\n\r\n';

describe('what is no good HTTP', () => {
  it.each([
    ['no request at all', '\x16\x03\x01 nonsense\r\n\r\n', 400, 'request_malformed'],
    [
      'two lengths',
      `POST /hooks/x HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n${end}a`,
      400,
      'request_malformed',
    ],
    [
      'a length and chunks',
      `POST /hooks/x HTTP/1.1\r\n${host}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n${end}0\r\n\r\n`,
      400,
      'request_malformed',
    ],
    [
      'an unknown transfer coding',
      `POST /hooks/x HTTP/1.1\r\n${host}Transfer-Encoding: xchunked\r\n${end}`,
      400,
      'request_malformed',
    ],
    ['no host', `GET /healthz HTTP/1.1\r\n${end}`, 400, 'request_malformed'],
    ['two hosts', `GET /healthz HTTP/1.1\r\n${host}Host: y\r\n${end}`, 400, 'request_malformed'],
    ['a target that is no path', `OPTIONS * HTTP/1.1\r\n${host}${end}`, 400, 'request_malformed'],
    ['a target that is no address', `GET /\\\\[ HTTP/1.1\r\n${host}${end}`, 400, 'request_malformed'],
    ['headers beyond all bounds', `GET /healthz HTTP/1.1\r\n${host}X: ${'x'.repeat(40_000)}\r\n${end}`, 431, 'headers_too_large'],
    ['a method that nothing takes', `TRACE / HTTP/1.1\r\n${host}${end}`, 404, 'not_found'],
  ])('with %s is answered by a problem document', async (_, text, status, code) => {
    const answer = await exchange(text);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(answer.toLowerCase()).toContain('x-content-type-options: nosniff');
    expect(problemIn(answer)).toMatchObject({ status, code });
  });
});

describe('a header that is there twice', () => {
  it('is signed as both, so that nothing is taken that the signature does not cover', async () => {
    const { owner, authority } = gateway;
    const body = new TextEncoder().encode('{"document":{"format":"sluice/1","name":"x","nodes":{}}}');
    const signed = await signRequest({
      method: 'POST',
      authority,
      path: '/v1/validate',
      body,
      idempotencyKey: 'k',
      keyid: owner.did,
      sign: owner.sign,
      now: Date.now(),
      nonce: createNonce(randomBytes(16)),
    });
    const twice = { ...signed, 'content-type': ['application/json', 'application/json'] };
    const answer = await send(gateway.origin, { method: 'POST', target: '/v1/validate', headers: twice, body });
    expect(answer.json['code']).toBe('signature_invalid');
  });
});
