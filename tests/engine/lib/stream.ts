import { once } from 'node:events';
import { type ClientFrame, createTicket, type ServerFrame, serverFrame } from '@sluice/protocol';
import { WebSocket } from 'ws';
import type { TestSluice } from '../../support/test-sluice.ts';
import { eventually } from './watch.ts';

/** A stream as a browser has it: opened with a ticket, every frame checked against the contract and kept. */
export class Stream {
  readonly frames: ServerFrame[] = [];
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.frames.push(serverFrame.parse(JSON.parse(String(data)))));
  }

  static async open(sluice: Pick<TestSluice, 'call' | 'url'>): Promise<Stream> {
    const { ticket } = await sluice.call(createTicket);
    const socket = connect(sluice, ticket);
    const stream = new Stream(socket);
    await once(socket, 'open');
    return stream;
  }

  send(frame: ClientFrame | string): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  }

  /** Stops reading, as one that is too slow. */
  pause(): void {
    this.#socket.pause();
  }

  resume(): void {
    this.#socket.resume();
  }

  /** The frames of one subscription. */
  of(id: string): ServerFrame[] {
    return this.frames.filter((frame) => frame.id === id);
  }

  /** The events that one subscription got, in the order of their coming. */
  eventsOf(id: string) {
    return this.of(id).flatMap((frame) => (frame.type === 'events' ? frame.events : []));
  }

  statusesOf(id: string) {
    return this.of(id).flatMap((frame) => (frame.type === 'status' ? [frame] : []));
  }

  whenStatus(id: string, status: string) {
    return eventually(`the status ${status} on the stream`, async () =>
      this.statusesOf(id).find((frame) => frame.status === status),
    );
  }

  whenError(code: string) {
    return eventually(`the error ${code} on the stream`, async () =>
      this.frames.find((frame) => frame.type === 'error' && frame.code === code),
    );
  }

  get closed(): Promise<unknown> {
    return once(this.#socket, 'close');
  }

  close(): void {
    this.#socket.close();
  }
}

export function connect(sluice: Pick<TestSluice, 'url'>, ticket: string, origin?: string): WebSocket {
  const url = `${sluice.url.replace('http', 'ws')}/v1/stream?ticket=${ticket}`;
  return new WebSocket(url, origin === undefined ? {} : { origin });
}

/** The HTTP status that a handshake is refused with, 101 when it is not. */
export async function statusOf(socket: WebSocket): Promise<number> {
  const status = await new Promise<number>((resolve) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode ?? 0));
  });
  socket.on('error', () => undefined);
  socket.terminate();
  return status;
}
