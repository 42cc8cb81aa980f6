import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { pino } from 'pino';
import { WebSocketServer } from 'ws';
import {
  createGatewaySessions,
  type GatewaySessions,
  type SessionCaller,
} from '../../../core-engine/src/api/gateway-session/index.ts';
import { type ChannelServer, createChannelServer } from '../../../core-engine/src/api/hook-channel/index.ts';
import type { TextAnswer } from '../../../core-engine/src/api/problem-answer.ts';
import { CHANNEL_PATH, type HookCall } from '../../../protocol/src/channel/index.ts';
import { PROBLEM_MEDIA_TYPE, problemOf } from '../../../protocol/src/index.ts';
import { createKey, type TestKey } from './keys.ts';

/** A call of the API that the engine took after verifying it. */
export interface EngineRecord {
  readonly method: string;
  readonly target: string;
  readonly headers: IncomingMessage['headers'];
  readonly caller: SessionCaller;
  readonly body: string;
}

export interface EchoEngine {
  readonly key: TestKey;
  readonly url: string;
  readonly calls: EngineRecord[];
  /** Answers the next calls of the API; by default with an echo of the call. */
  answer: (call: EngineRecord, response: ServerResponse) => void | Promise<void>;
  /** Calls of public hooks, which come over the channel. */
  readonly hookCalls: HookCall[];
  answerHook: (call: HookCall) => Promise<TextAnswer>;
  /** How many channels were opened. */
  channels: number;
  /** Cuts the open channels off, as a crash does. */
  breakChannels(): void;
  /** Forgets all sessions, as a restart does. */
  forgetSessions(): void;
  close(): Promise<void>;
}

/** An engine that takes calls of one gateway with the real session code, and says what it got. It runs nothing. */
export async function startEchoEngine(
  trustedGateway: string,
  key: TestKey = createKey(),
  socketPath: string = join(mkdtempSync(join(tmpdir(), 'sluice-echo-engine-')), 'engine.sock'),
): Promise<EchoEngine> {
  const folder = dirname(socketPath);
  mkdirSync(folder, { recursive: true });
  const createSessions = (): GatewaySessions => createGatewaySessions({ engineKey: key, trustedGateways: [trustedGateway] });
  let sessions = createSessions();
  const createChannels = (): ChannelServer =>
    createChannelServer({
      sessions,
      answer: (call) => {
        engine.hookCalls.push(call);
        return engine.answerHook(call);
      },
      log: pino({ level: 'silent' }),
    });
  let channels = createChannels();
  const channelSockets = new Set<Duplex>();
  const sockets = new WebSocketServer({ noServer: true });
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      const problem = problemOf(error);
      response.writeHead(problem.status, { 'content-type': PROBLEM_MEDIA_TYPE }).end(JSON.stringify(problem));
    });
  });
  const engine: EchoEngine = {
    key,
    url: `unix:${socketPath}`,
    calls: [],
    answer: echo,
    hookCalls: [],
    answerHook: echoHook,
    channels: 0,
    breakChannels: () => {
      for (const socket of channelSockets) socket.destroy();
    },
    forgetSessions: () => {
      sessions = createSessions();
      channels = createChannels();
      engine.breakChannels();
    },
    close: async () => {
      engine.breakChannels();
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const { method = '', url: target = '', headers } = request;
    if (target === '/healthz') return void response.end('ok');
    if (target === '/session') return void response.end(await sessions.handshake(body));
    const caller = sessions.verify({ method, target, headers, body });
    const call = { method, target, headers, caller, body: body.toString('utf8') };
    engine.calls.push(call);
    await engine.answer(call, response);
  }

  server.on('upgrade', (request, socket, head) => {
    try {
      if (request.url === CHANNEL_PATH) {
        channels.accept(request, socket, head);
        engine.channels += 1;
        channelSockets.add(socket);
        socket.once('close', () => channelSockets.delete(socket));
        return;
      }
      const caller = sessions.verify({
        method: 'GET',
        target: request.url ?? '',
        headers: request.headers,
        body: new Uint8Array(),
      });
      sockets.handleUpgrade(request, socket, head, (client) => {
        client.send(JSON.stringify({ hello: caller.actor, role: caller.role }));
        client.on('message', (data) => client.send(`echo ${String(data)}`));
      });
    } catch (error) {
      socket.end(`HTTP/1.1 ${problemOf(error).status} Refused\r\nConnection: close\r\n\r\n`);
    }
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return engine;
}

async function echoHook({ body, ...call }: HookCall): Promise<TextAnswer> {
  const text = JSON.stringify({ ...call, body: Buffer.from(body).toString('utf8') });
  return { status: 200, headers: { 'content-type': 'application/json' }, body: text };
}

function echo({ method, target, caller, body }: EngineRecord, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ method, target, caller, body }));
}
