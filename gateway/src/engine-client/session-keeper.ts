import { type CallSignature, SESSION_LIFETIME_MS, type SessionCall } from '@sluice/protocol/signing';

/** Signs calls under one session with the engine. */
export type CallSigner = (call: SessionCall) => CallSignature;

/** So long before a session ends, the next one is made, while calls go on under the old one. */
const RENEW_BEFORE_MS = 30_000;

/**
 * Holds the one session that the gateway uses at a time and sees to the next: made when it is first needed, renewed in the
 * background every ten minutes, made anew when the engine says that it does not know it. Its clock is monotonic.
 */
export class SessionKeeper {
  private readonly connect: () => Promise<CallSigner>;
  private readonly now: () => number;
  private current: { readonly sign: CallSigner; readonly renewAt: number; readonly endsAt: number } | undefined;
  private connecting: Promise<CallSigner> | undefined;

  constructor(connect: () => Promise<CallSigner>, now: () => number = () => performance.now()) {
    this.connect = connect;
    this.now = now;
  }

  /** The session in use, without waiting; undefined when there is none yet. */
  peek(): CallSigner | undefined {
    const { current } = this;
    if (current === undefined) return undefined;
    const now = this.now();
    if (now >= current.endsAt) return undefined;
    // A failed renewal is no failure yet: the next call tries again, until the session ends.
    if (now >= current.renewAt) this.get(true).catch(() => undefined);
    return current.sign;
  }

  /** Rejects as the handshake does. */
  get(isRenewal = false): Promise<CallSigner> {
    const usable = isRenewal ? undefined : this.peek();
    if (usable !== undefined) return Promise.resolve(usable);
    this.connecting ??= this.renew().finally(() => {
      this.connecting = undefined;
    });
    return this.connecting;
  }

  /** The engine does not know this session; others that were made since stay. */
  drop(sign: CallSigner): void {
    if (this.current?.sign === sign) this.current = undefined;
  }

  private async renew(): Promise<CallSigner> {
    const startedAt = this.now();
    const sign = await this.connect();
    this.current = { sign, renewAt: startedAt + SESSION_LIFETIME_MS - RENEW_BEFORE_MS, endsAt: startedAt + SESSION_LIFETIME_MS };
    return sign;
  }
}
