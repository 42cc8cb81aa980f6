import type { FrameKey } from '@sluice/protocol/channel';
import { type CallSignature, SESSION_LIFETIME_MS, type SessionCall } from '@sluice/protocol/signing';

/** A session with the engine, prepared for both ways of using it. */
export interface EngineSession {
  /** Signs one call over HTTP. */
  readonly sign: (call: SessionCall) => CallSignature;
  /** For the frames of the channel. */
  readonly frameKey: FrameKey;
}

/** So long before a session ends, the next one is made, while calls go on under the old one. */
const RENEW_BEFORE_MS = 30_000;

/**
 * Holds the one session that the gateway uses at a time and sees to the next: made when it is first needed, renewed in the
 * background every ten minutes, made anew when the engine says that it does not know it. Its clock is monotonic.
 */
export class SessionKeeper {
  private readonly connect: () => Promise<EngineSession>;
  private readonly now: () => number;
  private current: { readonly session: EngineSession; readonly renewAt: number; readonly endsAt: number } | undefined;
  private connecting: Promise<EngineSession> | undefined;

  constructor(connect: () => Promise<EngineSession>, now: () => number = () => performance.now()) {
    this.connect = connect;
    this.now = now;
  }

  /** The session in use, without waiting; undefined when there is none yet. */
  peek(): EngineSession | undefined {
    const { current } = this;
    if (current === undefined) return undefined;
    const now = this.now();
    if (now >= current.endsAt) return undefined;
    // A failed renewal is no failure yet: the next call tries again, until the session ends.
    if (now >= current.renewAt) this.get(true).catch(() => undefined);
    return current.session;
  }

  /** Rejects as the handshake does. */
  get(isRenewal = false): Promise<EngineSession> {
    const usable = isRenewal ? undefined : this.peek();
    if (usable !== undefined) return Promise.resolve(usable);
    this.connecting ??= this.renew().finally(() => {
      this.connecting = undefined;
    });
    return this.connecting;
  }

  /** The engine does not know this session; others that were made since stay. */
  drop(session: EngineSession): void {
    if (this.current?.session === session) this.current = undefined;
  }

  private async renew(): Promise<EngineSession> {
    const startedAt = this.now();
    const session = await this.connect();
    this.current = {
      session,
      renewAt: startedAt + SESSION_LIFETIME_MS - RENEW_BEFORE_MS,
      endsAt: startedAt + SESSION_LIFETIME_MS,
    };
    return session;
  }
}
