import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { CHANNEL_PROTOCOL } from '../../../protocol/src/channel/index.ts';

export interface FakeEngine {
  readonly socketPath: string;
  /** All that came over the channel. */
  readonly received: Buffer;
  close(): Promise<void>;
}

/** Somebody in between: passes the handshake on to the real engine, takes the channel itself, and sends back what it is sent. */
export async function startFakeEngine(realSocketPath: string): Promise<FakeEngine> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-fake-engine-'));
  const socketPath = join(folder, 'engine.sock');
  const sockets = new Set<Duplex>();
  const chunks: Buffer[] = [];
  const server = createServer((incoming, response) => {
    const { method, url, headers } = incoming;
    const onward = request({ socketPath: realSocketPath, method, path: url, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(onward);
  });
  server.on('upgrade', (_request, socket: Duplex) => {
    sockets.add(socket);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${CHANNEL_PROTOCOL}\r\nSluice-Nonce: AAAAAAAAAAAAAAAAAAAAAA\r\n\r\n`,
    );
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      socket.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));
  return {
    socketPath,
    get received() {
      return Buffer.concat(chunks);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
