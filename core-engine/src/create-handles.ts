import { hkdfSync } from 'node:crypto';
import type { Logger } from 'pino';
import type { EngineKey } from './engine-key.ts';
import type { EgressGuard } from './gate/egress/egress-guard.ts';
import { createBlobHandle } from './handles/blob-handle.ts';
import { createHandleRegistry, type HandleRegistry } from './handles/handle-registry.ts';
import { createGuardedAgent } from './handles/http/guarded-agent.ts';
import { createHttpHandle } from './handles/http-handle.ts';
import { createKvHandle } from './handles/kv-handle.ts';
import { createLogHandle } from './handles/log-handle.ts';
import { createPinoLogSink } from './handles/pino-log-sink.ts';
import type { Executions } from './handles/ports.ts';
import { createRandomHandle } from './handles/random-handle.ts';
import { createSecretHandle } from './handles/secret-handle.ts';
import { createTimeHandle } from './handles/time-handle.ts';
import { createWorkflowHandle } from './handles/workflow-handle.ts';
import type { Storage } from './storage/ports/storage.ts';
import type { SecretVault } from './storage/secret-vault.ts';

export interface HandleSources {
  readonly storage: Storage;
  readonly vault: SecretVault;
  readonly egress: EgressGuard;
  readonly executions: Executions;
  readonly engineKey: EngineKey;
  readonly clock: () => number;
  readonly log: Logger;
}

/** The handle of every scheme, with what it needs. */
export function createHandles({ storage, vault, egress, executions, engineKey, clock, log }: HandleSources): HandleRegistry {
  const tokenKey = new Uint8Array(hkdfSync('sha256', engineKey.seed, new Uint8Array(), 'sluice/resume-token', 32));
  return createHandleRegistry([
    createHttpHandle({ agent: createGuardedAgent({ guard: egress }), secrets: vault, blobs: storage.blobs }),
    createSecretHandle({ secrets: vault }),
    createKvHandle({ kv: storage.kv, now: clock }),
    createBlobHandle({ blobs: storage.blobs }),
    createLogHandle({ write: createPinoLogSink(log) }),
    createTimeHandle({ now: clock }),
    createRandomHandle(),
    createWorkflowHandle({ executions, now: clock, tokenKey }),
  ]);
}
