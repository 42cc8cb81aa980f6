import { createFrameKey, type FrameKey } from '@sluice/protocol/channel';
import {
  type CallSignature,
  type EstablishedSession,
  SESSION_GRACE_MS,
  SESSION_LIFETIME_MS,
  type SessionCall,
} from '@sluice/protocol/signing';

export interface EngineSession {
  readonly session: EstablishedSession;
  /** Throws for a call that is not the gateway's, or not new. */
  readonly verify: (call: SessionCall, signature: CallSignature) => void;
  /** For the frames of channels. */
  readonly frameKey: FrameKey;
  /** On the clock of the table. */
  readonly expiresAt: number;
  /** A call has proven that the other side has the key. */
  isProven: boolean;
}

/** Sessions that nothing was called with yet. A hello that is sent again and again can push out these only. */
const MAX_UNPROVEN = 64;

/**
 * The sessions that gateways have with this engine, in memory: after a restart the gateways shake hands again. Expiry goes by a
 * monotonic clock in ms, so that setting the machine's clock ends none and revives none.
 */
export class SessionTable {
  private readonly sessions = new Map<string, EngineSession>();
  private readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  add(session: EstablishedSession, verify: EngineSession['verify']): void {
    this.sweep();
    const expiresAt = this.now() + SESSION_LIFETIME_MS + SESSION_GRACE_MS;
    this.sessions.set(session.id, { session, verify, frameKey: createFrameKey(session), expiresAt, isProven: false });
  }

  find(id: string): EngineSession | undefined {
    const found = this.sessions.get(id);
    if (found === undefined || found.expiresAt > this.now()) return found;
    this.sessions.delete(id);
    return undefined;
  }

  get size(): number {
    return this.sessions.size;
  }

  /** Drops what has expired, then the oldest unproven ones beyond the limit. A Map gives its entries oldest first. */
  private sweep(): void {
    const unproven: string[] = [];
    for (const [id, { expiresAt, isProven }] of this.sessions) {
      if (expiresAt <= this.now()) this.sessions.delete(id);
      else if (!isProven) unproven.push(id);
    }
    for (const id of unproven.slice(0, Math.max(0, unproven.length - MAX_UNPROVEN + 1))) this.sessions.delete(id);
  }
}
