import type { IncomingHttpHeaders } from 'node:http';
import { type Role, roles, SluiceError } from '@sluice/protocol';
import { type CallSignature, isSignatureOutcome, type SessionCall } from '@sluice/protocol/signing';

/** A request as the engine got it, its body not yet looked at. */
export interface SessionRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Reads the headers that a gateway sends with every call. Nothing of it is believed before its MAC is verified.
 *
 * @throws SluiceError `gateway_untrusted` for a request without a gateway's signature, `session_invalid` for a mangled one.
 */
export function readSessionCall({ method, target, headers }: SessionRequest): { call: SessionCall; signature: CallSignature } {
  const signatureInput = headers['signature-input'];
  const signature = headers['signature'];
  if (typeof signatureInput !== 'string' || typeof signature !== 'string') {
    throw new SluiceError('gateway_untrusted', 'The request is not from a gateway: it is not signed under a session.');
  }
  const start = target.indexOf('?');
  const outcome = text(headers, 'sluice-outcome');
  if (!isSignatureOutcome(outcome)) throw new SluiceError('session_invalid', 'sluice-outcome is none of the outcomes there are.');
  const call: SessionCall = {
    method,
    path: start < 0 ? target : target.slice(0, start),
    query: start < 0 ? '' : target.slice(start),
    contentType: text(headers, 'content-type'),
    contentDigest: text(headers, 'content-digest'),
    idempotencyKey: text(headers, 'idempotency-key'),
    actor: text(headers, 'sluice-actor'),
    role: roleOf(text(headers, 'sluice-role')),
    outcome,
    requestId: text(headers, 'sluice-request-id'),
  };
  return { call, signature: { signatureInput, signature } };
}

function text(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name];
  if (typeof value !== 'string') throw new SluiceError('session_invalid', `The call has no ${name}.`);
  return value;
}

function roleOf(value: string): Role | 'none' {
  if (value === 'none' || (roles as readonly string[]).includes(value)) return value as Role | 'none'; // it was just looked up
  throw new SluiceError('session_invalid', 'sluice-role is none of the roles there are.');
}
