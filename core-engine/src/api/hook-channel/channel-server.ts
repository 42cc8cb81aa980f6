import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { SluiceError } from '@sluice/protocol';
import { CHANNEL_NONCE_BYTES, CHANNEL_PROTOCOL, type HookCall } from '@sluice/protocol/channel';
import type { Logger } from 'pino';
import type { GatewaySessions } from '../gateway-session/index.ts';
import type { TextAnswer } from '../problem-answer.ts';
import { GatewayChannel } from './gateway-channel.ts';

export interface ChannelServerOptions {
  readonly sessions: GatewaySessions;
  /** Answers a call of a public hook. Never rejects. */
  readonly answer: (call: HookCall) => Promise<TextAnswer>;
  readonly log: Logger;
}

export interface ChannelServer {
  /**
   * Takes an upgrade to `CHANNEL_PROTOCOL`.
   * @throws SluiceError `channel_invalid`, `session_unknown`: nothing was written then.
   */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Sends what is ready to be sent, and ends all channels. */
  close(): Promise<void>;
}

/** The engine's end of the channels over which the gateways call public hooks. */
export function createChannelServer({ sessions, answer, log }: ChannelServerOptions): ChannelServer {
  const channels = new Set<GatewayChannel>();
  return { accept, close };

  function accept({ headers }: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (headers.upgrade !== CHANNEL_PROTOCOL)
      throw new SluiceError('channel_invalid', `The channel's protocol here is ${CHANNEL_PROTOCOL}.`);
    const gatewayNonce = nonceOf(headers);
    const session = sessions.frameKey(String(headers['sluice-session']))?.session;
    if (session === undefined) throw new SluiceError('session_unknown', 'The channel is of no session that this engine has.');
    const nonce = randomBytes(CHANNEL_NONCE_BYTES);
    if (socket instanceof Socket) socket.setNoDelay(true).setKeepAlive(true);
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: ${CHANNEL_PROTOCOL}\r\nSluice-Nonce: ${nonce.toString('base64url')}\r\n\r\n`,
    );
    const channelId = Buffer.concat([gatewayNonce, nonce]);
    const channel = new GatewayChannel({ socket, channelId, gateway: session.gateway, sessions, answer, log });
    channels.add(channel);
    socket.once('close', () => channels.delete(channel));
    if (head.length > 0) socket.unshift(head);
  }

  async function close(): Promise<void> {
    await turn(); // answers that are ready by now have reached their channels then
    for (const channel of channels) channel.close();
  }
}

function nonceOf(headers: IncomingHttpHeaders): Buffer {
  const nonce = Buffer.from(String(headers['sluice-nonce']), 'base64url');
  if (nonce.length === CHANNEL_NONCE_BYTES) return nonce;
  throw new SluiceError('channel_invalid', `Sluice-Nonce must be ${CHANNEL_NONCE_BYTES} bytes in base64url.`);
}
