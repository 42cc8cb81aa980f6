import type { ExecutionControl } from '../executions/execution-control.ts';
import type { ExecutionReader } from '../executions/execution-reader.ts';
import type { ExecutionRemover } from '../executions/execution-remover.ts';
import type { RetryService } from '../executions/retry-service.ts';
import type { RunService } from '../executions/run-service.ts';
import type { StartedOnce } from '../executions/started-once.ts';
import type { ModuleRegistry } from '../modules/module-registry.ts';
import type { SecretService } from '../secrets/secret-service.ts';
import type { EngineSettings } from '../settings.ts';
import type { PeopleInSight } from '../sharing/people-in-sight.ts';
import type { ShareAccess } from '../sharing/share-access.ts';
import type { ShareService } from '../sharing/share-service.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { DraftService } from '../workflows/draft-service.ts';
import type { WorkflowTemplate } from '../workflows/load-templates.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';

/** What the API's handlers may use; made once in `main.ts`. */
export interface EngineServices {
  readonly workflows: WorkflowService;
  readonly drafts: DraftService;
  readonly runs: RunService;
  readonly startedOnce: StartedOnce;
  readonly retries: RetryService;
  readonly executions: ExecutionReader;
  readonly control: ExecutionControl;
  readonly remover: ExecutionRemover;
  readonly secrets: SecretService;
  readonly shares: ShareService;
  readonly access: ShareAccess;
  readonly people: PeopleInSight;
  readonly blobs: BlobStore;
  readonly modules: ModuleRegistry;
  readonly templates: readonly WorkflowTemplate[];
  /** For the page of settings. */
  readonly settings: EngineSettings;
  readonly workers: number;
  readonly startedAtMs: number;
  readonly version: string;
}
