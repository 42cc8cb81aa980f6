import { type SecretSummary, SluiceError } from '@sluice/protocol';
import type { SecretRow } from '../storage/ports/secret-store.ts';
import type { SecretVault } from '../storage/secret-vault.ts';

/** Secrets as people handle them: names, bindings and times go out, values only ever come in (I7). */
export class SecretService {
  readonly #vault: SecretVault;
  readonly #clock: () => number;

  constructor(options: { vault: SecretVault; clock: () => number }) {
    this.#vault = options.vault;
    this.#clock = options.clock;
  }

  async list(): Promise<{ items: SecretSummary[] }> {
    return { items: (await this.#vault.list()).map(summaryOf) };
  }

  async put(name: string, { value, hosts }: { value: string; hosts: readonly string[] }): Promise<SecretSummary> {
    return summaryOf(await this.#vault.put({ name, value, hosts, nowMs: this.#clock() }));
  }

  async delete(name: string): Promise<undefined> {
    if (!(await this.#vault.delete(name))) throw new SluiceError('secret_unknown', `There is no secret named ${name}.`);
    return undefined;
  }
}

function summaryOf(row: SecretRow): SecretSummary {
  return {
    name: row.name,
    hosts: [...row.hosts],
    createdAt: new Date(row.createdAtMs).toISOString(),
    updatedAt: new Date(row.updatedAtMs).toISOString(),
  };
}
