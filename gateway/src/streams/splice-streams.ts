import type { Duplex } from 'node:stream';
import type { StreamEnd } from './open-streams.ts';
import type { EngineUpgrade } from './stream-upgrade.ts';

/** So long may one side take in the last of a stream whose other side has ended. */
const CLOSE_PATIENCE_MS = 1000;

/**
 * Joins a client's WebSocket with the engine's, byte for byte. Each side is read only as fast as the other takes it, so that a slow
 * client slows its own stream and nothing else. When one side ends, so does the other.
 *
 * @returns ends the stream from our side.
 */
export function spliceStreams(options: EngineUpgrade & { client: Duplex; clientHead: Buffer }): (end: StreamEnd) => void {
  const { client, clientHead, engine, engineHead, accept, extensions } = options;
  const extensionLine = extensions === undefined ? '' : `Sec-WebSocket-Extensions: ${extensions}\r\n`;
  client.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${extensionLine}\r\n`,
  );
  if (engineHead.length > 0) client.write(engineHead);
  if (clientHead.length > 0) engine.write(clientHead);
  engine.pipe(client);
  client.pipe(engine);
  endTogether(client, engine);
  endTogether(engine, client);
  if (client.destroyed) engine.destroy();
  return (end) => {
    engine.unpipe(client);
    client.unpipe(engine);
    client.resume();
    engine.destroy();
    client.end(closeFrame(end));
  };
}

/** What was still to be written when one side ended is written; a side that broke takes the other with it. */
function endTogether(one: Duplex, other: Duplex): void {
  one.on('error', () => other.destroy());
  one.once('close', () => {
    if (other.writableEnded) setTimeout(() => other.destroy(), CLOSE_PATIENCE_MS).unref();
    else other.destroy();
  });
}

/** An unmasked close frame with a status code (RFC 6455 section 5.5.1). */
function closeFrame(end: StreamEnd): Buffer {
  return Buffer.from([0x88, 0x02, end >> 8, end & 0xff]);
}
