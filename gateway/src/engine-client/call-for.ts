import type { Endpoint } from '@sluice/protocol';
import { digestField } from '../requests/digest-field.ts';
import type { KeyRecord } from '../storage/ports.ts';
import type { EngineAnswer, EngineClient } from './engine-client.ts';

export interface InternalCall {
  readonly endpoint: Pick<Endpoint, 'method' | 'path'>;
  /** In whose name: the gateway has verified that they asked for it. */
  readonly caller: Pick<KeyRecord, 'did' | 'role'>;
  readonly body: unknown;
  readonly requestId: string;
}

/** Calls an internal endpoint of the engine. Rejects with `engine_unreachable`. */
export function callFor(engine: EngineClient, { endpoint, caller, body, requestId }: InternalCall): Promise<EngineAnswer> {
  const bytes = Buffer.from(JSON.stringify(body));
  return engine.request({
    method: endpoint.method,
    path: endpoint.path,
    query: '',
    contentType: 'application/json',
    contentDigest: digestField(bytes),
    idempotencyKey: requestId,
    actor: caller.did,
    role: caller.role,
    outcome: 'verified',
    requestId,
    body: bytes,
  });
}
