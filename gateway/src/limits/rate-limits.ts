import { SluiceError } from '@sluice/protocol';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Signed requests per key in 10 s: far more than the web app or a program that follows runs needs. */
const PER_KEY = { points: 5000, duration: 10 };
/** Refused signatures per address in 60 s. Checking one costs a fraction of a millisecond; guessing one is hopeless anyway. */
const REFUSALS = { points: 2000, duration: 60 };
/** Attempts to claim per address in 60 s. */
const CLAIMS = { points: 60, duration: 60 };
/** Requests for a stream per address in 10 s. */
const STREAMS = { points: 200, duration: 10 };

/**
 * How fast a caller may be: by key where somebody signed, by address where nobody did. The address is the connection's own; a
 * forwarded header says nothing. In memory: each gateway counts for itself.
 */
export class RateLimits {
  private readonly keys = new RateLimiterMemory({ keyPrefix: 'key', ...PER_KEY });
  private readonly refusals = new RateLimiterMemory({ keyPrefix: 'refusal', ...REFUSALS });
  private readonly claims = new RateLimiterMemory({ keyPrefix: 'claim', ...CLAIMS });
  private readonly streams = new RateLimiterMemory({ keyPrefix: 'stream', ...STREAMS });
  private readonly hooks: RateLimiterMemory | undefined;

  /** `hookRate`: calls of hooks per second and address; 0 for no limit. */
  constructor({ hookRate }: { hookRate: number }) {
    this.hooks =
      hookRate === 0 ? undefined : new RateLimiterMemory({ keyPrefix: 'hook', points: Math.max(1, hookRate * 10), duration: 10 });
  }

  /** Each throws SluiceError `rate_limited` with the time to wait. */
  takeRequest(did: string): Promise<void> {
    return take(this.keys, did, 'requests by this key');
  }

  takeClaim(address: string): Promise<void> {
    return take(this.claims, address, 'attempts to claim from this address');
  }

  takeStream(address: string): Promise<void> {
    return take(this.streams, address, 'requests for a stream from this address');
  }

  get limitsHooks(): boolean {
    return this.hooks !== undefined;
  }

  async takeHook(address: string): Promise<void> {
    if (this.hooks !== undefined) await take(this.hooks, address, 'calls of hooks from this address');
  }

  /** Counts a refused signature against the address. */
  async noteRefusal(address: string): Promise<void> {
    await this.refusals.penalty(address);
  }

  /** Throws when too many signatures from this address were refused lately. */
  async checkRefusals(address: string): Promise<void> {
    const refused = await this.refusals.get(address);
    if (refused !== null && refused.consumedPoints > REFUSALS.points)
      throw limited('refused signatures from this address', refused);
  }
}

async function take(limiter: RateLimiterMemory, key: string, what: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (outcome) {
    throw outcome instanceof RateLimiterRes ? limited(what, outcome) : outcome;
  }
}

function limited(what: string, { msBeforeNext }: RateLimiterRes): SluiceError {
  return new SluiceError('rate_limited', `Too many ${what}.`, { retryAfterMs: msBeforeNext });
}
