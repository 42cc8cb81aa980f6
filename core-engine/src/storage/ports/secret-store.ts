/** Encrypted secrets and the hosts that each may be sent to. Holds no key and sees no plain value (I7): see `secret-vault.ts`. */
export interface SecretStore {
  put(secret: {
    readonly name: string;
    readonly sealed: Uint8Array;
    readonly hosts: readonly string[];
    readonly nowMs: number;
  }): Promise<SecretRow>;
  find(name: string): Promise<(SecretRow & { readonly sealed: Uint8Array }) | undefined>;
  /** By name. */
  list(): Promise<readonly SecretRow[]>;
  /** Whether there was one. */
  delete(name: string): Promise<boolean>;
}

export interface SecretRow {
  readonly name: string;
  readonly hosts: readonly string[];
  /** Ms since the epoch. */
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
}
