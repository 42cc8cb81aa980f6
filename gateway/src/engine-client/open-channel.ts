import { randomBytes } from 'node:crypto';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { SluiceError } from '@sluice/protocol';
import { CHANNEL_NONCE_BYTES, CHANNEL_PATH, CHANNEL_PROTOCOL } from '@sluice/protocol/channel';
import type { EngineAddress } from '../settings.ts';
import type { EngineSession, SessionKeeper } from './session-keeper.ts';
import { refusedUs } from './unreachable.ts';
import { createUpgradeRequest } from './upgrade-request.ts';

/** The connection of a channel, before the first frame. */
export interface OpenedChannel {
  readonly socket: Duplex;
  readonly channelId: Uint8Array;
  readonly session: EngineSession;
}

const OPEN_PATIENCE_MS = 5000;

/**
 * Asks the engine for a channel. When it does not know the session (it was restarted), once more under a new one.
 *
 * @throws SluiceError `engine_unreachable`, or what the connection fails with.
 */
export async function openChannel(address: EngineAddress, sessions: SessionKeeper): Promise<OpenedChannel> {
  for (let attempt = 1; ; attempt += 1) {
    const session = await sessions.get();
    const answer = await upgrade(address, session);
    if (typeof answer !== 'number') return answer;
    sessions.drop(session);
    if (answer !== 401)
      throw new SluiceError('engine_unreachable', `The engine did not open a channel: status ${answer}.`, { retryAfterMs: 1000 });
    if (attempt > 1) throw refusedUs('session_unknown');
  }
}

/** The connection, or the status that the engine refuses it with. */
function upgrade(address: EngineAddress, session: EngineSession): Promise<OpenedChannel | number> {
  const nonce = randomBytes(CHANNEL_NONCE_BYTES);
  const headers = {
    connection: 'Upgrade',
    upgrade: CHANNEL_PROTOCOL,
    'sluice-session': session.frameKey.session.id,
    'sluice-nonce': nonce.toString('base64url'),
  };
  const request = createUpgradeRequest(address, { path: CHANNEL_PATH, headers });
  return new Promise((resolve, reject) => {
    request.setTimeout(OPEN_PATIENCE_MS, () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    request.once('upgrade', (response, socket, head) => {
      const engineNonce = Buffer.from(String(response.headers['sluice-nonce']), 'base64url');
      if (response.headers.upgrade !== CHANNEL_PROTOCOL || engineNonce.length !== CHANNEL_NONCE_BYTES) {
        socket.destroy();
        reject(new SluiceError('channel_invalid', 'The engine switched to another protocol than it was asked for.'));
        return;
      }
      if (socket instanceof Socket) socket.setTimeout(0).setNoDelay(true).setKeepAlive(true);
      if (head.length > 0) socket.unshift(head);
      resolve({ socket, channelId: Buffer.concat([nonce, engineNonce]), session });
    });
    request.once('response', (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('error', reject);
    request.end();
  });
}
