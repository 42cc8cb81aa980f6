import type { ClientFrame, JournalEvent, ServerFrame } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StreamClient, type StreamSocket } from './stream-client.ts';

class FakeSocket implements StreamSocket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  readonly sent: ClientFrame[] = [];
  closed = false;

  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.closed = true;
  }
  receive(frame: ServerFrame): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const event = (seq: number) => ({ seq, type: 'execution-paused' }) as JournalEvent;
const events = (id: string, ...seqs: number[]): ServerFrame => ({
  type: 'events',
  id,
  executionId: 'e1',
  events: seqs.map(event),
});

function setUp(createTicket: () => Promise<string> = async () => 't') {
  const sockets: FakeSocket[] = [];
  const client = new StreamClient({
    createTicket,
    openSocket: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    delayMs: (attempt) => attempt * 1000,
    lingerMs: 5000,
  });
  const seen: number[] = [];
  const handler = { onEvents: (batch: readonly JournalEvent[]) => seen.push(...batch.map(({ seq }) => seq)), onError: vi.fn() };
  const connect = async () => {
    await vi.advanceTimersByTimeAsync(0);
    sockets.at(-1)?.onopen?.();
    return sockets.at(-1)!;
  };
  return { client, sockets, seen, handler, connect };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('StreamClient', () => {
  it('connects with a ticket when somebody listens, and asks for the events after a seq', async () => {
    const { client, handler, connect } = setUp();
    expect(client.state).toBe('closed');
    client.subscribeRun('e1', 7, handler);
    expect(client.state).toBe('connecting');
    const socket = await connect();
    expect(client.state).toBe('open');
    expect(socket.sent).toEqual([{ type: 'subscribe', id: expect.any(String), executionId: 'e1', after: 7 }]);
  });

  it('gives each event once, though the server repeats some', async () => {
    const { client, handler, connect, seen } = setUp();
    client.subscribeRun('e1', 0, handler);
    const socket = await connect();
    const id = (socket.sent[0] as { id: string }).id;
    socket.receive(events(id, 1, 2));
    socket.receive(events(id, 2, 3));
    expect(seen).toEqual([1, 2, 3]);
  });

  it('asks again from the last seq when events are missing between two frames', async () => {
    const { client, handler, connect, seen } = setUp();
    client.subscribeRun('e1', 0, handler);
    const socket = await connect();
    socket.receive(events((socket.sent[0] as { id: string }).id, 1, 2, 5));
    expect(seen).toEqual([1, 2]);
    expect(socket.sent.at(-1)).toMatchObject({ type: 'subscribe', after: 2 });
    socket.receive(events((socket.sent.at(-1) as { id: string }).id, 3, 4, 5));
    expect(seen).toEqual([1, 2, 3, 4, 5]);
  });

  it('asks again from the last seq when the server announces a gap, and ignores frames of the old subscription', async () => {
    const { client, handler, connect, seen } = setUp();
    client.subscribeRun('e1', 0, handler);
    const socket = await connect();
    const old = (socket.sent[0] as { id: string }).id;
    socket.receive(events(old, 1));
    socket.receive({ type: 'gap', id: old, executionId: 'e1', after: 1 });
    expect(socket.sent.at(-1)).toMatchObject({ type: 'subscribe', after: 1 });
    socket.receive(events(old, 2));
    expect(seen).toEqual([1]);
  });

  it('reconnects with growing delays after a cut, and goes on where it was', async () => {
    const { client, sockets, handler, connect, seen } = setUp();
    client.subscribeRun('e1', 0, handler);
    const first = await connect();
    first.receive(events((first.sent[0] as { id: string }).id, 1, 2, 3));
    first.onclose?.();
    expect(client.state).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(1000);
    sockets.at(-1)?.onclose?.();
    await vi.advanceTimersByTimeAsync(1999);
    expect(sockets).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    const third = await connect();
    expect(sockets).toHaveLength(3);
    expect(client.state).toBe('open');
    expect(third.sent).toEqual([{ type: 'subscribe', id: expect.any(String), executionId: 'e1', after: 3 }]);
    third.receive(events((third.sent[0] as { id: string }).id, 4));
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('keeps trying while no ticket is given, and at once when told that the network is back', async () => {
    let isUp = false;
    const { client, sockets, handler } = setUp(async () => (isUp ? 't' : Promise.reject(new Error('down'))));
    client.subscribeRun('e1', 0, handler);
    await vi.advanceTimersByTimeAsync(0);
    expect(client.state).toBe('reconnecting');
    isUp = true;
    client.retryNow();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(1);
  });

  it('closes some time after the last listener left, and not before', async () => {
    const { client, handler, connect } = setUp();
    const stop = client.subscribeRun('e1', 0, handler);
    const socket = await connect();
    stop();
    expect(socket.sent.at(-1)).toMatchObject({ type: 'unsubscribe' });
    await vi.advanceTimersByTimeAsync(4999);
    expect(client.state).toBe('open');
    client.subscribeRun('e1', 0, handler);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(client.state).toBe('open');
    expect(socket.closed).toBe(false);
  });

  it('does not reconnect when nobody listens', async () => {
    const { client, sockets, handler, connect } = setUp();
    const stop = client.subscribeRun('e1', 0, handler);
    const socket = await connect();
    stop();
    socket.onclose?.();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(client.state).toBe('closed');
    expect(sockets).toHaveLength(1);
  });

  it('gives status frames to list listeners and errors to run listeners', async () => {
    const { client, handler, connect } = setUp();
    const onStatus = vi.fn();
    client.subscribeList('w1', { onStatus });
    client.subscribeRun('nope', 0, handler);
    const socket = await connect();
    const [list, run] = socket.sent as { id: string; type: string }[];
    expect(list).toMatchObject({ type: 'subscribe-list', workflowId: 'w1' });
    const status: ServerFrame = {
      type: 'status',
      id: list!.id,
      executionId: 'e9',
      workflowId: 'w1',
      status: 'running',
      lastSeq: 3,
    };
    socket.receive(status);
    socket.receive({ type: 'error', id: run!.id, code: 'not_found', detail: 'no execution nope' });
    expect(onStatus).toHaveBeenCalledWith(status);
    expect(handler.onError).toHaveBeenCalledWith('not_found', 'no execution nope');
  });
});
