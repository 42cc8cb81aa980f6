import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ClientFrame, clientFrame, isFinal, problemOf, type ServerFrame, SluiceError } from '@sluice/protocol';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { followExecution } from '../journal/follow-execution.ts';
import type { LiveEvents } from '../journal/live-events.ts';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import { type GatewaySessions, mayUse } from './gateway-session/index.ts';

export interface StreamServerOptions {
  readonly executions: ExecutionStore;
  readonly live: LiveEvents;
  readonly sessions: GatewaySessions;
  readonly log: Logger;
}

const MAX_FRAME_BYTES = 64 * 1024;
const MAX_SUBSCRIPTIONS = 100;
/** With more than this waiting in the socket we stop reading the journal until it is sent. */
const HIGH_WATER_BYTES = 1024 * 1024;

/**
 * `GET /v1/stream` as a WebSocket: live events of executions and of the list, each subscription in order and without gaps, or
 * with the gap announced (I12). A slow reader holds up nobody but itself.
 */
export function attachStreamServer(server: Server, options: StreamServerOptions): { close(): void } {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    try {
      const target = request.url ?? '';
      if (target.split('?')[0] !== '/v1/stream') throw new SluiceError('not_found', `There is no stream at ${target}.`);
      const { role } = options.sessions.verify({ method: 'GET', target, headers: request.headers, body: new Uint8Array() });
      if (!mayUse(role, 'viewer')) throw new SluiceError('role_insufficient', 'The stream needs the role viewer.');
    } catch (error) {
      const { status, title } = problemOf(error);
      socket.end(`HTTP/1.1 ${status} ${title}\r\nConnection: close\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, options));
  });
  return {
    close() {
      for (const client of sockets.clients) client.close(1001, 'the engine is stopping');
      sockets.close();
    },
  };
}

function serve(socket: WebSocket, options: StreamServerOptions): void {
  const subscriptions = new Map<string, AbortController>();
  socket.on('message', (data, isBinary) => {
    try {
      if (isBinary) throw new SluiceError('request_invalid', 'Frames are JSON text.');
      take(parseFrame(String(data)));
    } catch (error) {
      refuse(error);
    }
  });
  socket.on('close', () => {
    for (const controller of subscriptions.values()) controller.abort();
  });
  socket.on('error', (error) => options.log.debug({ err: error }, 'a stream failed'));

  function refuse(error: unknown, id?: string): void {
    const { code, detail } = problemOf(error);
    void send(socket, { type: 'error', ...(id === undefined ? {} : { id }), code, detail });
  }

  function take(frame: ClientFrame): void {
    subscriptions.get(frame.id)?.abort();
    subscriptions.delete(frame.id);
    if (frame.type === 'unsubscribe') return;
    if (subscriptions.size >= MAX_SUBSCRIPTIONS) {
      refuse(new SluiceError('rate_limited', `A stream has at most ${MAX_SUBSCRIPTIONS} subscriptions.`), frame.id);
      return;
    }
    const controller = new AbortController();
    subscriptions.set(frame.id, controller);
    const pump =
      frame.type === 'subscribe'
        ? pumpExecution(socket, frame, options, controller.signal)
        : pumpList(socket, frame, options, controller.signal);
    pump
      .catch((error: unknown) => {
        if (!controller.signal.aborted) refuse(error, frame.id);
      })
      .finally(() => {
        if (subscriptions.get(frame.id) === controller) subscriptions.delete(frame.id);
      });
  }
}

function parseFrame(text: string): ClientFrame {
  const parsed = clientFrame.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new SluiceError('request_invalid', `The frame does not fit: ${parsed.error.issues[0]?.message ?? 'unknown'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SluiceError('json_malformed', 'The frame is not JSON.');
  }
}

async function pumpExecution(
  socket: WebSocket,
  frame: Extract<ClientFrame, { type: 'subscribe' }>,
  options: StreamServerOptions,
  signal: AbortSignal,
): Promise<void> {
  const { id, executionId } = frame;
  if ((await options.executions.find(executionId)) === undefined)
    throw new SluiceError('not_found', `There is no execution ${executionId}.`);
  for await (const notice of followExecution({
    executions: options.executions,
    live: options.live,
    executionId,
    after: frame.after,
    signal,
  })) {
    if (notice.type === 'events')
      await sendText(
        socket,
        `{"type":"events","id":${JSON.stringify(id)},"executionId":${JSON.stringify(executionId)},"events":[${notice.lines.join(',')}]}`,
      );
    else {
      const { workflowId, status, lastSeq } = notice;
      await send(socket, { type: 'status', id, executionId, workflowId, status, lastSeq });
      if (isFinal(status)) return;
    }
  }
}

async function pumpList(
  socket: WebSocket,
  frame: Extract<ClientFrame, { type: 'subscribe-list' }>,
  options: StreamServerOptions,
  signal: AbortSignal,
): Promise<void> {
  const { id, workflowId } = frame;
  using subscription = options.live.subscribe(workflowId === undefined ? 'all' : { workflowId });
  signal.addEventListener('abort', () => subscription.close(), { once: true });
  for await (const notice of subscription) {
    if (notice.type === 'status')
      await send(socket, {
        type: 'status',
        id,
        executionId: notice.executionId,
        workflowId: notice.workflowId,
        status: notice.status,
        lastSeq: notice.lastSeq,
      });
    else if (notice.type === 'gap') await send(socket, { type: 'gap', id, executionId: '', after: 0 });
  }
}

function send(socket: WebSocket, frame: ServerFrame): Promise<void> {
  return sendText(socket, JSON.stringify(frame));
}

/** Resolves when the socket can take more. */
function sendText(socket: WebSocket, text: string): Promise<void> {
  return new Promise((resolve) => {
    if (socket.readyState !== socket.OPEN) return resolve();
    const isFull = socket.bufferedAmount > HIGH_WATER_BYTES;
    socket.send(text, () => (isFull ? resolve() : undefined));
    if (!isFull) resolve();
  });
}
