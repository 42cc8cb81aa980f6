import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { createKey, type TestKey } from './lib/keys.ts';
import { send } from './lib/send.ts';
import { startTestGateway, type TestGateway } from './lib/test-gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ settings: { publicOrigins: ['https://sluice.example'] } });
});
afterAll(() => gateway.close());

async function ticketOf(key: TestKey): Promise<string> {
  const answer = await signedTicket(key);
  expect(answer.status).toBe(201);
  return String(answer.json['ticket']);
}

const signedTicket = (key: TestKey) => gateway.call({ key, method: 'POST', target: '/v1/tickets' });

interface Opened {
  readonly socket: WebSocket;
  readonly messages: string[];
}

/** Opens a stream, or rejects with the status and code of the refusal. */
function open(ticket: string | undefined, origin?: string): Promise<Opened> {
  const query = ticket === undefined ? '' : `?ticket=${ticket}`;
  const socket = new WebSocket(
    `${gateway.origin.replace('http', 'ws')}/v1/stream${query}`,
    origin === undefined ? {} : { origin },
  );
  const messages: string[] = [];
  socket.on('message', (data) => messages.push(String(data)));
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve({ socket, messages }));
    socket.once('error', reject);
    socket.once('unexpected-response', (_request, response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { code } = JSON.parse(Buffer.concat(chunks).toString()) as { code: string };
        reject(new Error(`${response.statusCode} ${code}`));
      });
    });
  });
}

describe('a stream', () => {
  it('is opened with a ticket, on behalf of its key, and carries frames both ways', async () => {
    const viewer = await gateway.addKey('viewer');
    const { socket, messages } = await open(await ticketOf(viewer));
    socket.send('a');
    socket.send('b'.repeat(100_000));
    while (messages.length < 3) await sleep(10);
    expect(JSON.parse(messages[0] ?? '')).toEqual({ hello: viewer.did, role: 'viewer' });
    expect(messages.slice(1)).toEqual(['echo a', `echo ${'b'.repeat(100_000)}`]);
    const closed = once(socket, 'close');
    socket.close(1000);
    expect((await closed)[0]).toBe(1000);
  });

  it('is opened once per ticket, of two at the same time for one', async () => {
    const ticket = await ticketOf(gateway.owner);
    const outcomes = await Promise.allSettled([open(ticket), open(ticket), open(ticket)]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(open(ticket)).rejects.toThrow('401 ticket_invalid');
    for (const outcome of outcomes) if (outcome.status === 'fulfilled') outcome.value.socket.terminate();
  });

  it('is not opened without a ticket, with a wrong one, or after 30 s', async () => {
    await expect(open(undefined)).rejects.toThrow('401 ticket_invalid');
    await expect(open('x'.repeat(43))).rejects.toThrow('401 ticket_invalid');
    const ticket = await ticketOf(gateway.owner);
    gateway.now = () => Date.now() + 31_000;
    await expect(open(ticket)).rejects.toThrow('401 ticket_invalid');
    gateway.now = Date.now;
  });

  it('is opened for pages of our own origins and no others', async () => {
    const { owner, origin } = gateway;
    await expect(open(await ticketOf(owner), 'https://evil.example')).rejects.toThrow('403 origin_refused');
    await expect(open(await ticketOf(owner), 'null')).rejects.toThrow('403 origin_refused');
    for (const own of [origin, origin.replace('127.0.0.1', 'localhost'), 'https://sluice.example']) {
      (await open(await ticketOf(owner), own)).socket.terminate();
    }
  });

  it('keeps its ticket when the origin of the page is refused', async () => {
    const ticket = await ticketOf(gateway.owner);
    await expect(open(ticket, 'https://evil.example')).rejects.toThrow('403');
    (await open(ticket)).socket.terminate();
  });

  it('needs a registered key and its ticket a signature', async () => {
    expect((await signedTicket(createKey())).json['code']).toBe('key_unknown');
    expect((await send(gateway.origin, { method: 'POST', target: '/v1/tickets' })).json['code']).toBe('signature_missing');
  });

  it('ends when its key is revoked, and its tickets with it', async () => {
    const viewer = await gateway.addKey('viewer');
    const ticket = await ticketOf(viewer);
    const { socket } = await open(await ticketOf(viewer));
    const closed = once(socket, 'close');
    await gateway.call({ key: gateway.owner, method: 'DELETE', target: `/v1/keys/${encodeURIComponent(viewer.did)}` });
    expect((await closed)[0]).toBe(1008);
    await expect(open(ticket)).rejects.toThrow('401 ticket_invalid');
  });

  it('is opened again under a new session when the engine has forgotten the old one', async () => {
    gateway.engine.forgetSessions();
    (await open(await ticketOf(gateway.owner))).socket.terminate();
  });

  it('ends when the side of the engine does', async () => {
    const other = await startTestGateway();
    const ticket = String((await other.call({ key: other.owner, method: 'POST', target: '/v1/tickets' })).json['ticket']);
    const socket = new WebSocket(`${other.origin.replace('http', 'ws')}/v1/stream?ticket=${ticket}`);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await other.engine.close();
    await closed;
    await other.close();
  });

  it('is told to go away when the gateway stops', async () => {
    const { socket } = await open(await ticketOf(gateway.owner));
    const closed = once(socket, 'close');
    await gateway.restart();
    expect((await closed)[0]).toBe(1001);
  });

  it('is nowhere else, and needs the handshake of a WebSocket', async () => {
    const elsewhere = new WebSocket(`${gateway.origin.replace('http', 'ws')}/hooks/x`);
    await expect(once(elsewhere, 'open')).rejects.toThrow('404');
    const ticket = await ticketOf(gateway.owner);
    const odd = await send(gateway.origin, { target: `/v1/stream?ticket=${ticket}` });
    expect(odd.status).toBe(404);
  });
});
