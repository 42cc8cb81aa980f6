import { type BodyOf, createShare, type Endpoint, redeemShareLink, SluiceError } from '@sluice/protocol';
import { publicKeyOf } from '@sluice/protocol/signing';
import type { KeyStore } from '../storage/ports.ts';
import type { Principals } from './principals.ts';

/** A key that something is shared with, and what to call it. */
export interface Guest {
  readonly did: string;
  readonly name: string;
}

/**
 * Keys that are known here only because something is shared with them. What that is, is the engine's matter; the registry has them as
 * guests, so that they can be seen and revoked like every other key.
 */
export class Guests {
  private readonly principals: Principals;
  private readonly registry: KeyStore;
  private readonly now: () => number;

  constructor(options: { principals: Principals; registry: KeyStore; now: () => number }) {
    this.principals = options.principals;
    this.registry = options.registry;
    this.now = options.now;
  }

  /** Throws `key_invalid`, and `conflict` for a key that was revoked: sharing would not give it anything. */
  async check({ did }: Guest): Promise<void> {
    publicKeyOf(did);
    if ((await this.principals.find(did))?.revokedAt === undefined) return;
    throw new SluiceError('conflict', `The key ${did} was revoked, for good.`, { hint: 'Share with another key of theirs.' });
  }

  /** Registers the key, unless it is. */
  async admit({ did, name }: Guest): Promise<void> {
    if ((await this.principals.find(did)) !== undefined) return;
    const key = {
      did,
      name,
      role: 'guest',
      createdAt: this.now(),
      lastUsedAt: undefined,
      revokedAt: undefined,
      replacedBy: undefined,
    } as const;
    await this.registry.insert(key);
  }
}

/** Whom the request lets in, when the engine agrees: whom it shares with, or who opens a link. `body` has passed the endpoint's schema. */
export function guestOf(endpoint: Endpoint, body: unknown, signer: { readonly did: string }): Guest | undefined {
  switch (endpoint.name) {
    case createShare.name: {
      const { to, note } = body as BodyOf<typeof createShare>;
      return to.kind === 'principal' ? { did: to.did, name: note.slice(0, 100).trim() || 'Guest' } : undefined;
    }
    case redeemShareLink.name:
      return { did: signer.did, name: (body as BodyOf<typeof redeemShareLink>).name };
    default:
      return undefined;
  }
}
