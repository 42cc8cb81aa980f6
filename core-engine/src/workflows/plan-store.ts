import { compile, type Plan } from '@sluice/kernel';
import { type Issue, SluiceError, type WorkflowDocument } from '@sluice/protocol';
import { LRUCache } from 'lru-cache';
import type { ModuleRegistry } from '../modules/module-registry.ts';
import { sha256Hex } from '../sha256.ts';
import type { WorkflowStore } from '../storage/ports/workflow-store.ts';

/** A document, compiled, with what its guest image is made of. `key` is the version hash. */
export interface LoadedPlan {
  readonly key: string;
  readonly plan: Plan;
  readonly document: WorkflowDocument;
  readonly scripts: Readonly<Record<string, string>>;
}

export interface Compiled {
  readonly version: string;
  readonly issues: readonly Issue[];
  readonly loaded: LoadedPlan | undefined;
}

/**
 * Compiles documents once per version and keeps the plans of the versions used last. Owns no workflow: it answers for a document
 * or for the hash of one that was stored.
 */
export class PlanStore {
  readonly #modules: ModuleRegistry;
  readonly #store: WorkflowStore;
  readonly #plans = new LRUCache<string, LoadedPlan>({ max: 1000 });
  readonly #loading = new Map<string, Promise<LoadedPlan>>();

  constructor(options: { modules: ModuleRegistry; store: WorkflowStore }) {
    this.#modules = options.modules;
    this.#store = options.store;
  }

  compile(document: WorkflowDocument): Compiled {
    const { plan, issues, version } = compile(document, this.#modules.catalog, sha256Hex);
    if (plan === undefined) return { version, issues, loaded: undefined };
    const loaded = { key: version, plan, document, scripts: this.#modules.scriptsFor(plan.types) };
    this.#plans.set(version, loaded);
    return { version, issues, loaded };
  }

  /** The document of a stored version, whether it compiles or not. */
  findDocument(version: string): Promise<WorkflowDocument | undefined> {
    return this.#store.findDocument(version);
  }

  /** The plan of a stored version. Throws `not_found` for an unknown hash, `document_invalid` when a module that it needs is gone. */
  async load(version: string): Promise<LoadedPlan> {
    const known = this.#plans.get(version) ?? this.#loading.get(version);
    if (known !== undefined) return known;
    const loading = this.#load(version).finally(() => this.#loading.delete(version));
    this.#loading.set(version, loading);
    return loading;
  }

  async #load(version: string): Promise<LoadedPlan> {
    const document = await this.#store.findDocument(version);
    if (document === undefined) throw new SluiceError('not_found', `There is no version ${version}.`);
    const { loaded, issues } = this.compile(document);
    if (loaded === undefined) throw noLongerCompiles(version, document, issues);
    return loaded;
  }
}

function noLongerCompiles(version: string, document: WorkflowDocument, [issue]: readonly Issue[]): SluiceError {
  const nodeId = issue?.nodeId;
  const type = nodeId === undefined ? undefined : document.nodes[nodeId]?.type;
  const isGone = issue?.code === 'node_type_unknown' && type !== undefined;
  return new SluiceError(
    'document_invalid',
    `Version ${version.slice(0, 12)} no longer compiles: ${issue?.message ?? 'unknown reason'}`,
    {
      hint: isGone ? `Put the module "${type.split('.')[0]}" back and start the engine again.` : (issue?.hint ?? ''),
      place: { nodeId },
    },
  );
}
