import { decideAccess, type Endpoint, hasRole, LOCAL_KEY_NAME, type Role, SluiceError } from '@sluice/protocol';
import { publicKeyOf } from '@sluice/protocol/signing';
import type { KeyRecord, KeyStore } from '../storage/ports.ts';

/** A key that may sign requests here. `isLocal`: accepted on this machine by its settings, registered by nobody. */
export interface Principal extends KeyRecord {
  readonly isLocal: boolean;
}

const CACHED_KEYS = 1000;

/**
 * Who the keys belong to: the registry, and the machine's own keys. It reads the registry for every request, so that a change of
 * role or a revocation holds from the next request on.
 */
export class Principals {
  private readonly registry: KeyStore;
  private readonly localKeys: ReadonlyMap<string, Role>;
  private readonly startedAt: number;
  private readonly publicKeys = new Map<string, Uint8Array>();
  private readonly usedAt = new Map<string, number>();

  constructor(options: { registry: KeyStore; localKeys: ReadonlyMap<string, Role>; startedAt: number }) {
    this.registry = options.registry;
    this.localKeys = options.localKeys;
    this.startedAt = options.startedAt;
  }

  /** Revoked ones included. */
  async find(did: string): Promise<Principal | undefined> {
    const record = await this.registry.find(did);
    const localRole = this.localKeys.get(did);
    if (localRole !== undefined && !outranks(record, localRole)) return this.localPrincipal(did, localRole);
    return record === undefined ? undefined : principalOf(record);
  }

  async list(): Promise<Principal[]> {
    const records = new Map((await this.registry.list()).map((record) => [record.did, record]));
    const local = [...this.localKeys].filter(([did, role]) => !outranks(records.get(did), role));
    for (const [did] of local) records.delete(did);
    return [...local.map(([did, role]) => this.localPrincipal(did, role)), ...[...records.values()].map(principalOf)];
  }

  /** The bytes of a key. Throws `key_invalid`. */
  publicKey(did: string): Uint8Array {
    const known = this.publicKeys.get(did);
    if (known !== undefined) return known;
    const publicKey = publicKeyOf(did);
    if (this.publicKeys.size >= CACHED_KEYS) this.publicKeys.clear();
    this.publicKeys.set(did, publicKey);
    return publicKey;
  }

  /** Notes that the key has signed; written by `flushUse`. */
  noteUse(did: string, at: number): void {
    this.usedAt.set(did, at);
  }

  async flushUse(): Promise<void> {
    const usedAt = new Map(this.usedAt);
    this.usedAt.clear();
    if (usedAt.size > 0) await this.registry.touch(usedAt);
  }

  private localPrincipal(did: string, role: Role): Principal {
    const lastUsedAt = this.usedAt.get(did);
    const ends = { revokedAt: undefined, replacedBy: undefined };
    return { did, role, name: LOCAL_KEY_NAME, createdAt: this.startedAt, lastUsedAt, ...ends, isLocal: true };
  }
}

/**
 * Whether the registry's word on a key holds though the settings name it, too: who is revoked stays so, and whoever became owner with
 * the machine's own key is that.
 */
function outranks(record: KeyRecord | undefined, localRole: Role): boolean {
  if (record === undefined) return false;
  return record.revokedAt !== undefined || (record.role !== localRole && hasRole(record.role, localRole));
}

function principalOf(record: KeyRecord): Principal {
  return { ...record, isLocal: false };
}

export function revokedKey({ did, replacedBy }: KeyRecord): SluiceError {
  if (replacedBy === undefined) return new SluiceError('key_revoked', `The key ${did} was revoked.`);
  return new SluiceError('key_revoked', `The key ${did} was replaced by ${replacedBy}.`, {
    hint: 'Sign with the new key. A rotation on the command line that was cut off is ended by `sluice keys rotate`.',
  });
}

/** Throws `role_insufficient` unless the principal may use the endpoint, or may by a share, which is for the engine to say. */
export function requireAccess({ role }: Principal, endpoint: Endpoint): void {
  if (decideAccess(role, endpoint) !== 'refused') return;
  throw new SluiceError(
    'role_insufficient',
    `${endpoint.name} needs the role ${endpoint.access} or higher; this key is ${role}.`,
  );
}

/** Nobody gives or takes a role above his own. Throws `role_insufficient`. */
export function requireRank({ role }: Principal, other: Role): void {
  if (hasRole(role, other)) return;
  throw new SluiceError('role_insufficient', `A key with the role ${role} cannot give or take the role ${other}.`);
}
