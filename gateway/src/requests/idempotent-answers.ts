import { hash } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';
import { CLOCK_SKEW_S, type ClaimedSignature } from '@sluice/protocol/signing';
import { killPoint } from '../kill-point.ts';
import type { AdmissionStore, RememberedAnswer } from '../storage/ports.ts';

/** How long the answer to a request that changed something is kept for the case that it is sent again. */
const REMEMBER_MS = 3_600_000;

/** The answer that `work` gave to this request, or one that was given before. */
export type AdmittedAnswer<T extends RememberedAnswer> =
  | { readonly isRepeated: false; readonly answer: T }
  | { readonly isRepeated: true; readonly answer: RememberedAnswer };

/**
 * Admits signed requests: each nonce once, durably, before anything is done; and each idempotency key of a request that changes
 * something once, so that a request that is sent again (with a new nonce) gets the answer of the first.
 *
 * An answer that says nothing lasting (5xx, 429, or a thrown error) is not kept: the next attempt is made in earnest.
 */
export class IdempotentAnswers {
  private readonly store: AdmissionStore;
  private readonly now: () => number;
  /** Answers under way in this process. */
  private readonly underWay = new Map<string, Promise<RememberedAnswer>>();

  constructor(store: AdmissionStore, now: () => number) {
    this.store = store;
    this.now = now;
  }

  /** Uses up the nonce of a request that changes nothing. Throws `signature_replayed`. */
  async admit(claimed: ClaimedSignature): Promise<void> {
    const { kind } = await this.store.admit({ ...this.nonceOf(claimed), idempotency: undefined });
    if (kind === 'replayed') throw replayed(claimed);
  }

  /** Uses up the nonce, then does the work unless it was done. Throws `signature_replayed`, `idempotency_conflict`, or as `work` does. */
  async answerOnce<T extends RememberedAnswer>(claimed: ClaimedSignature, work: () => Promise<T>): Promise<AdmittedAnswer<T>> {
    const { did, idempotencyKey: key } = claimed;
    const idempotency = { key, digest: digestOf(claimed), until: this.now() + REMEMBER_MS };
    const outcome = await this.store.admit({ ...this.nonceOf(claimed), idempotency });
    switch (outcome.kind) {
      case 'replayed':
        throw replayed(claimed);
      case 'conflict':
        throw new SluiceError('idempotency_conflict', `The idempotency key ${key} was used for another request.`);
      case 'answered':
        return { isRepeated: true, answer: outcome.answer };
      case 'unfinished': {
        const running = this.underWay.get(`${did} ${key}`);
        if (running !== undefined) return { isRepeated: true, answer: await running };
        // Its process died before the answer was kept. It is made again; the engine gets the same idempotency key with it.
        return { isRepeated: false, answer: await this.work(did, key, work) };
      }
      case 'admitted':
        return { isRepeated: false, answer: await this.work(did, key, work) };
    }
  }

  private work<T extends RememberedAnswer>(did: string, key: string, work: () => Promise<T>): Promise<T> {
    const id = `${did} ${key}`;
    const running = this.workAndRemember(did, key, work).finally(() => this.underWay.delete(id));
    this.underWay.set(id, running);
    return running;
  }

  private async workAndRemember<T extends RememberedAnswer>(did: string, key: string, work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      killPoint('answer-unkept');
      if (answer.status < 500 && answer.status !== 429) await this.store.remember(did, key, answer);
      else await this.store.forget(did, key);
      return answer;
    } catch (error) {
      await this.store.forget(did, key);
      throw error;
    }
  }

  private nonceOf({ did, nonce, expires }: ClaimedSignature) {
    return { did, nonce, nonceUntil: (expires + CLOCK_SKEW_S + 1) * 1000, now: this.now() };
  }
}

/** Of everything that makes a request what it is; a new attempt differs in nonce and times only. */
function digestOf({ request, contentDigest }: ClaimedSignature): string {
  const { method, path, query, headers } = request;
  return hash('sha256', JSON.stringify([method, path, query, headers['content-type'], contentDigest]), 'base64url');
}

function replayed({ nonce }: ClaimedSignature): SluiceError {
  return new SluiceError('signature_replayed', `The nonce ${nonce} was used before.`);
}
