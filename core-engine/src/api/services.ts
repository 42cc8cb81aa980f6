import type { ExecutionControl } from '../executions/execution-control.ts';
import type { ExecutionReader } from '../executions/execution-reader.ts';
import type { RunService } from '../executions/run-service.ts';
import type { ModuleRegistry } from '../modules/module-registry.ts';
import type { SecretService } from '../secrets/secret-service.ts';
import type { ShareAccess } from '../sharing/share-access.ts';
import type { ShareService } from '../sharing/share-service.ts';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { WorkflowTemplate } from '../workflows/load-templates.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';

/** What the API's handlers may use; made once in `main.ts`. */
export interface EngineServices {
  readonly workflows: WorkflowService;
  readonly runs: RunService;
  readonly executions: ExecutionReader;
  readonly control: ExecutionControl;
  readonly secrets: SecretService;
  readonly shares: ShareService;
  readonly access: ShareAccess;
  readonly blobs: BlobStore;
  readonly modules: ModuleRegistry;
  readonly templates: readonly WorkflowTemplate[];
  readonly workers: number;
  readonly startedAtMs: number;
  readonly version: string;
}
