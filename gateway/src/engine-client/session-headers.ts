import type { CallSignature, SessionCall } from '@sluice/protocol/signing';

/** The headers of a call to the engine, as names and values in turn: all that is signed, and nothing else of the caller's. */
export function sessionHeaders(call: SessionCall, { signatureInput, signature }: CallSignature): string[] {
  return [
    'content-type',
    call.contentType,
    'content-digest',
    call.contentDigest,
    'idempotency-key',
    call.idempotencyKey,
    'sluice-actor',
    call.actor,
    'sluice-role',
    call.role,
    'sluice-outcome',
    call.outcome,
    'sluice-request-id',
    call.requestId,
    'signature-input',
    signatureInput,
    'signature',
    signature,
  ];
}
