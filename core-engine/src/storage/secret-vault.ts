import { SluiceError } from '@sluice/protocol';
import type { SecretRow, SecretStore } from './ports/secret-store.ts';
import { createSecretCipher, type SecretCipher } from './secret-cipher.ts';
import { makeSecretKey, readSecretKey, secretKeyFile } from './secret-key-file.ts';

/**
 * The secrets of this installation, opened with its key (I7). The one place where a value exists in plain, for the handle that asked.
 * The key lies outside the database, so that a copy of the database alone gives nothing away.
 */
export interface SecretVault {
  put(secret: {
    readonly name: string;
    readonly value: string;
    readonly hosts: readonly string[];
    readonly nowMs: number;
  }): Promise<SecretRow>;
  /** Undefined: no such secret. */
  reveal(name: string): Promise<{ readonly value: string; readonly hosts: readonly string[] } | undefined>;
  list(): Promise<readonly SecretRow[]>;
  /** Whether there was one. */
  delete(name: string): Promise<boolean>;
}

/**
 * Makes SLUICE_HOME/secret.key at the first start. While secrets are stored a key that is gone rejects with `secret_key_missing`, and another one with
 * `secret_key_wrong`: a new key would only hide that they cannot be read.
 */
export async function openSecretVault({
  home,
  secrets,
}: {
  readonly home: string;
  readonly secrets: SecretStore;
}): Promise<SecretVault> {
  const [first] = await secrets.list();
  const key = readSecretKey(home);
  if (key === undefined && first !== undefined) {
    throw new SluiceError(
      'secret_key_missing',
      `${secretKeyFile(home)} is missing, but secrets are stored that only its key opens.`,
    );
  }
  const cipher = createSecretCipher(key ?? makeSecretKey(home));
  if (first !== undefined) await revealWith(cipher, secrets, first.name);
  return {
    put: ({ name, value, hosts, nowMs }) => secrets.put({ name, sealed: cipher.seal(name, value), hosts, nowMs }),
    reveal: (name) => revealWith(cipher, secrets, name),
    list: () => secrets.list(),
    delete: (name) => secrets.delete(name),
  };
}

async function revealWith(cipher: SecretCipher, secrets: SecretStore, name: string) {
  const found = await secrets.find(name);
  return found === undefined ? undefined : { value: cipher.open(name, found.sealed), hosts: found.hosts };
}
