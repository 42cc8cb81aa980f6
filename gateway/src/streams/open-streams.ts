import { SluiceError } from '@sluice/protocol';
import type { Metrics } from '../observe/metrics.ts';

const MAX_PER_KEY = 100;

/** Why a stream is ended from our side, as a WebSocket status code (RFC 6455 section 7.4.1). */
export type StreamEnd = 1001 | 1008;

/** The WebSockets that are open, by the key that asked for them, so that they end when the key's right does. */
export class OpenStreams {
  private readonly byDid = new Map<string, Set<(end: StreamEnd) => void>>();
  private readonly metrics: Metrics;

  constructor(metrics: Metrics) {
    this.metrics = metrics;
  }

  /** Throws `rate_limited` when the key has as many streams as it may. */
  checkRoom(did: string): void {
    if ((this.byDid.get(did)?.size ?? 0) < MAX_PER_KEY) return;
    throw new SluiceError('rate_limited', `This key has ${MAX_PER_KEY} streams open, which is the most.`, { retryAfterMs: 1000 });
  }

  /** Gives back what is to be called when the stream has ended. */
  add(did: string, close: (end: StreamEnd) => void): () => void {
    const streams = this.byDid.get(did) ?? new Set();
    this.byDid.set(did, streams.add(close));
    this.metrics.openStreams.inc();
    return () => {
      if (!streams.delete(close)) return;
      if (streams.size === 0 && this.byDid.get(did) === streams) this.byDid.delete(did);
      this.metrics.openStreams.dec();
    };
  }

  /** The key was revoked, or its role changed. */
  closeOf(did: string): void {
    for (const close of [...(this.byDid.get(did) ?? [])]) close(1008);
  }

  /** The gateway stops. */
  closeAll(): void {
    for (const streams of [...this.byDid.values()]) for (const close of [...streams]) close(1001);
  }
}
