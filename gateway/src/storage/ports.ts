import type { Role } from '@sluice/protocol';

/** A registered key. Times in ms since the epoch. */
export interface KeyRecord {
  readonly did: string;
  readonly role: Role;
  readonly name: string;
  readonly createdAt: number;
  readonly lastUsedAt: number | undefined;
  readonly revokedAt: number | undefined;
  /** The key that took over, when it was revoked for that. */
  readonly replacedBy: string | undefined;
}

/**
 * The registry of keys. What depends on who else is registered (the last owner, the first one) is decided in the same transaction
 * as the change.
 */
export interface KeyStore {
  find(did: string): Promise<KeyRecord | undefined>;
  /** Oldest first, revoked ones included. */
  list(): Promise<KeyRecord[]>;
  hasOwner(): Promise<boolean>;
  insert(key: KeyRecord): Promise<'inserted' | 'exists'>;
  update(did: string, change: { role?: Role; name?: string }): Promise<KeyRecord | 'unknown' | 'last-owner'>;
  revoke(did: string, at: number): Promise<'revoked' | 'unknown' | 'last-owner'>;
  /**
   * Registers `by` with the role and name of `key`, revokes that for good, and takes its tickets, all or nothing. Resolves to the new
   * record. A key that is not registered (the machine's own) is registered as revoked.
   */
  replace(key: KeyRecord, by: string, at: number): Promise<KeyRecord | 'exists' | 'revoked'>;
  /** Notes when keys were last used; of two times the later one stays. */
  touch(usedAt: ReadonlyMap<string, number>): Promise<void>;
}

export interface ClaimStore {
  /** The one claim token there is (SHA-256, hexadecimal) from now on; undefined for none. */
  replace(tokenHash: string | undefined, at: number): Promise<void>;
  /** Makes the key owner and uses the token up, in one step, unless there is an owner or the token is another. */
  redeem(tokenHash: string, owner: KeyRecord): Promise<'owner' | 'refused'>;
}

/** What was answered to a request; bytes as they were sent. */
export interface RememberedAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Uint8Array;
}

export interface Admission {
  readonly did: string;
  readonly nonce: string;
  /** Until when the nonce is remembered, in ms. */
  readonly nonceUntil: number;
  readonly now: number;
  /** For requests that change something. `digest` is of all that makes one request differ from another. */
  readonly idempotency: { readonly key: string; readonly digest: string; readonly until: number } | undefined;
}

/**
 * `replayed`: the nonce was used before. `conflict`: the idempotency key was, for another request. `unfinished`: the same request was
 * admitted before and its answer is not known.
 */
export type AdmissionOutcome =
  | { readonly kind: 'admitted' | 'replayed' | 'conflict' | 'unfinished' }
  | { readonly kind: 'answered'; readonly answer: RememberedAnswer };

/** Nonces and remembered answers: the durable memory that every signed request passes before it has any effect. */
export interface AdmissionStore {
  /** Uses up the nonce and looks up the idempotency key, in one transaction. Durable when it resolves. */
  admit(admission: Admission): Promise<AdmissionOutcome>;
  remember(did: string, key: string, answer: RememberedAnswer): Promise<void>;
  /** The request had no lasting answer; the next one with this key is the first again. */
  forget(did: string, key: string): Promise<void>;
}

export interface TicketStore {
  insert(ticket: { readonly hash: string; readonly did: string; readonly until: number }): Promise<void>;
  /** The holder's key, once, and only before the ticket's end. */
  redeem(hash: string, now: number): Promise<string | undefined>;
}

/** Everything that the gateway keeps. SQLite is the one adapter so far; nothing here is SQLite's. */
export interface GatewayStore {
  readonly keys: KeyStore;
  readonly claims: ClaimStore;
  readonly admissions: AdmissionStore;
  readonly tickets: TicketStore;
  /** Throws when the database cannot be written to. */
  check(): Promise<void>;
  /** Drops what is past its end. */
  sweep(now: number): Promise<void>;
  close(): Promise<void>;
}
