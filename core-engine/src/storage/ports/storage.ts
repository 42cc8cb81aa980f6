import type { BlobStore } from './blob-store.ts';
import type { ExecutionStore } from './execution-store.ts';
import type { KvStore } from './kv-store.ts';
import type { MetaStore } from './meta-store.ts';
import type { SecretStore } from './secret-store.ts';
import type { ShareStore } from './share-store.ts';
import type { WorkflowStore } from './workflow-store.ts';

/** All ports of one installation, opened together. Whoever opens it closes it. */
export interface Storage {
  /** For people: `sqlite`, later `postgres`. Nothing may depend on it. */
  readonly kind: string;
  /** Stable for this installation, made at first start. */
  readonly installationId: string;
  readonly executions: ExecutionStore;
  readonly workflows: WorkflowStore;
  readonly shares: ShareStore;
  readonly secrets: SecretStore;
  readonly kv: KvStore;
  readonly blobs: BlobStore;
  readonly meta: MetaStore;
  /** Reads everything and says what is damaged; empty when all is well. May take long. */
  check(): Promise<readonly string[]>;
  /** Waits for writes under way, then lets go of files and locks. */
  close(): Promise<void>;
}
