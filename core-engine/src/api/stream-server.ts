import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ClientFrame,
  clientFrame,
  createTicket,
  decideAccess,
  isFinal,
  problemOf,
  type ServerFrame,
  SluiceError,
} from '@sluice/protocol';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import { followExecution } from '../journal/follow-execution.ts';
import type { LiveEvents } from '../journal/live-events.ts';
import type { ShareAccess } from '../sharing/share-access.ts';
import type { ShareService } from '../sharing/share-service.ts';
import type { ExecutionStore } from '../storage/ports/execution-store.ts';
import type { WorkflowStore } from '../storage/ports/workflow-store.ts';
import type { DraftRooms } from '../workflows/draft-room.ts';
import type { GatewaySessions, SessionCaller } from './gateway-session/index.ts';
import { DraftPump } from './pump-draft.ts';
import { StreamSight } from './stream-sight.ts';

export interface StreamServerOptions {
  readonly executions: ExecutionStore;
  readonly workflows: Pick<WorkflowStore, 'find'>;
  readonly rooms: DraftRooms;
  readonly live: LiveEvents;
  readonly sessions: GatewaySessions;
  readonly shares: Pick<ShareService, 'onLess'>;
  readonly access: ShareAccess;
  readonly log: Logger;
}

export interface StreamServer {
  /**
   * Takes an upgrade to a WebSocket.
   * @throws SluiceError when the caller may not have it: nothing was written then.
   */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

const MAX_FRAME_BYTES = 64 * 1024;
const MAX_SUBSCRIPTIONS = 100;
/** With more than this waiting in the socket we stop reading the journal until it is sent. */
const HIGH_WATER_BYTES = 1024 * 1024;

/**
 * `GET /v1/stream` as a WebSocket: live events of executions and of the list, each subscription in order and without gaps, or
 * with the gap announced (I12). A slow reader holds up nobody but itself.
 */
export function createStreamServer(options: StreamServerOptions): StreamServer {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME_BYTES });
  return {
    accept(request, socket, head) {
      const { url: target = '', headers } = request;
      const caller = options.sessions.verify({ method: 'GET', target, headers, body: new Uint8Array() });
      // Whoever may have a ticket may open a stream; what is shown on it is decided frame by frame.
      if (decideAccess(caller.role, createTicket) === 'refused')
        throw new SluiceError('role_insufficient', `The stream needs the role ${createTicket.access}, or a share.`);
      sockets.handleUpgrade(request, socket, head, (webSocket) => serve(webSocket, caller, options));
    },
    close() {
      for (const client of sockets.clients) client.close(1001, 'the engine is stopping');
      sockets.close();
    },
  };
}

interface Subscription extends AbortController {
  /** Throws when the caller may not see what it subscribed to, or no longer. */
  readonly check: () => Promise<void>;
}

function serve(socket: WebSocket, caller: SessionCaller, options: StreamServerOptions): void {
  const sight = new StreamSight(caller, options.access);
  const subscriptions = new Map<string, Subscription>();
  const drafts = new Map<string, DraftPump>();
  const forgetShares = options.shares.onLess(() => {
    for (const [id, subscription] of subscriptions) void recheck(id, subscription);
  });
  socket.on('message', (data, isBinary) => {
    try {
      if (isBinary) throw new SluiceError('request_invalid', 'Frames are JSON text.');
      take(parseFrame(String(data)));
    } catch (error) {
      refuse(error);
    }
  });
  socket.on('close', () => {
    forgetShares();
    for (const controller of subscriptions.values()) controller.abort();
  });
  socket.on('error', (error) => options.log.debug({ err: error }, 'a stream failed'));

  function refuse(error: unknown, id?: string): void {
    const { code, detail } = problemOf(error);
    void send(socket, { type: 'error', ...(id === undefined ? {} : { id }), code, detail });
  }

  /** A share ended: so does what it was for, at once. */
  async function recheck(id: string, subscription: Subscription): Promise<void> {
    try {
      await subscription.check();
    } catch (error) {
      if (subscriptions.get(id) !== subscription || subscription.signal.aborted) return;
      subscription.abort();
      subscriptions.delete(id);
      refuse(error, id);
    }
  }

  function take(frame: ClientFrame): void {
    if (frame.type === 'presence') {
      drafts.get(frame.id)?.tell(frame.presence);
      return;
    }
    subscriptions.get(frame.id)?.abort();
    subscriptions.delete(frame.id);
    drafts.delete(frame.id);
    if (frame.type === 'unsubscribe') return;
    if (subscriptions.size >= MAX_SUBSCRIPTIONS) {
      refuse(new SluiceError('rate_limited', `A stream has at most ${MAX_SUBSCRIPTIONS} subscriptions.`), frame.id);
      return;
    }
    const check = async () => {
      if (frame.type === 'subscribe') await sight.checkExecution(frame.executionId);
      else if (frame.workflowId !== undefined) await sight.checkWorkflow(frame.workflowId);
    };
    const controller: Subscription = Object.assign(new AbortController(), { check });
    subscriptions.set(frame.id, controller);
    start(frame, controller)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) refuse(error, frame.id);
      })
      .finally(() => {
        if (subscriptions.get(frame.id) !== controller) return;
        subscriptions.delete(frame.id);
        drafts.delete(frame.id);
      });
  }

  function start(frame: Exclude<ClientFrame, { type: 'unsubscribe' | 'presence' }>, subscription: Subscription): Promise<void> {
    switch (frame.type) {
      case 'subscribe':
        return pumpExecution({ socket, frame, sight, subscription, ...options });
      case 'subscribe-list':
        return pumpList({ socket, frame, sight, subscription, ...options });
      case 'subscribe-draft':
        return startDraft(frame, subscription);
    }
  }

  function startDraft(
    { id, workflowId, after }: Extract<ClientFrame, { type: 'subscribe-draft' }>,
    { check, signal }: Subscription,
  ): Promise<void> {
    const pump = new DraftPump({
      id,
      workflowId,
      after,
      did: caller.actor,
      rooms: options.rooms,
      check,
      signal,
      send: (frame) => send(socket, frame),
      find: async () => {
        const workflow = await options.workflows.find(workflowId);
        if (workflow === undefined) throw new SluiceError('workflow_unknown', `There is no workflow ${workflowId}.`);
        return workflow;
      },
    });
    drafts.set(id, pump);
    return pump.run();
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

interface Pump<T extends ClientFrame['type']> extends Pick<StreamServerOptions, 'executions' | 'live'> {
  readonly socket: WebSocket;
  readonly frame: Extract<ClientFrame, { type: T }>;
  readonly sight: StreamSight;
  readonly subscription: Subscription;
}

async function pumpExecution({ socket, frame, sight, subscription, executions, live }: Pump<'subscribe'>): Promise<void> {
  const { id, executionId } = frame;
  await subscription.check();
  const execution = await executions.find(executionId);
  if (execution === undefined) throw new SluiceError('not_found', `There is no execution ${executionId}.`);
  const { signal } = subscription;
  for await (const notice of followExecution({ executions, live, executionId, after: frame.after, signal })) {
    await subscription.check();
    if (notice.type === 'events') {
      const lines = await sight.shown(notice.lines, execution);
      await sendText(
        socket,
        `{"type":"events","id":${JSON.stringify(id)},"executionId":${JSON.stringify(executionId)},"events":[${lines.join(',')}]}`,
      );
    } else {
      const { workflowId, status, lastSeq } = notice;
      await send(socket, { type: 'status', id, executionId, workflowId, status, lastSeq });
      if (isFinal(status)) return;
    }
  }
}

async function pumpList({ socket, frame, sight, subscription, live }: Pump<'subscribe-list'>): Promise<void> {
  const { id, workflowId } = frame;
  await subscription.check();
  using notices = live.subscribe(workflowId === undefined ? 'all' : { workflowId });
  subscription.signal.addEventListener('abort', () => notices.close(), { once: true });
  for await (const notice of notices) {
    if (notice.type === 'status') {
      if (await sight.seesWorkflow(notice.workflowId))
        await send(socket, {
          type: 'status',
          id,
          executionId: notice.executionId,
          workflowId: notice.workflowId,
          status: notice.status,
          lastSeq: notice.lastSeq,
        });
    } else if (notice.type === 'gap') await send(socket, { type: 'gap', id, executionId: '', after: 0 });
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
