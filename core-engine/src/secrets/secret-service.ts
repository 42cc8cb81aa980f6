import { type listSecretUses, type ResponseOf, type SecretSummary, SluiceError } from '@sluice/protocol';
import type { SecretRow } from '../storage/ports/secret-store.ts';
import type { WorkflowStore } from '../storage/ports/workflow-store.ts';
import type { SecretVault } from '../storage/secret-vault.ts';
import { nodesNaming } from './nodes-naming.ts';

/** Secrets as people handle them: names, bindings and times go out, values only ever come in (I7). */
export class SecretService {
  readonly #vault: SecretVault;
  readonly #workflows: WorkflowStore;
  readonly #clock: () => number;

  constructor(options: { vault: SecretVault; workflows: WorkflowStore; clock: () => number }) {
    this.#vault = options.vault;
    this.#workflows = options.workflows;
    this.#clock = options.clock;
  }

  async list(): Promise<{ items: SecretSummary[] }> {
    return { items: (await this.#vault.list()).map(summaryOf) };
  }

  async put(name: string, { value, hosts }: { value: string; hosts: readonly string[] }): Promise<SecretSummary> {
    return summaryOf(await this.#vault.put({ name, value, hosts, nowMs: this.#clock() }));
  }

  /** What would miss a secret. A name that is put together at run time is not found. */
  async uses(name: string): Promise<ResponseOf<typeof listSecretUses>> {
    const mentions = await this.#workflows.findMentions(name);
    const items = mentions.flatMap(({ workflow, draft, active }) => {
      const inActive = active === undefined ? [] : nodesNaming(active, name);
      const nodes = [...new Set([...nodesNaming(draft, name), ...inActive])];
      const use = { workflowId: workflow.id, workflowName: workflow.name, isActive: inActive.length > 0, nodes };
      return nodes.length === 0 ? [] : [use];
    });
    return { items };
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
