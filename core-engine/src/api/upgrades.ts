import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemOf, SluiceError } from '@sluice/protocol';
import { CHANNEL_PATH } from '@sluice/protocol/channel';
import type { ChannelServer } from './hook-channel/index.ts';
import type { StreamServer } from './stream-server.ts';

/** Connections that become something else than HTTP: streams of events, and the channel for hooks. All others are refused (I9). */
export function attachUpgrades(server: Server, { streams, channels }: { streams: StreamServer; channels: ChannelServer }): void {
  const takers = new Map<string, StreamServer | ChannelServer>([
    ['/v1/stream', streams],
    [CHANNEL_PATH, channels],
  ]);
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    try {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const taker = takers.get(path);
      if (taker === undefined) throw new SluiceError('not_found', `There is nothing to switch to at ${path}.`);
      taker.accept(request, socket, head);
    } catch (error) {
      const { status, title } = problemOf(error);
      socket.end(`HTTP/1.1 ${status} ${title}\r\nConnection: close\r\n\r\n`);
    }
  });
}
