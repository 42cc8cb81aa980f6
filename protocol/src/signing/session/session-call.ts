import type { Role } from '../../api/endpoint.ts';
import type { ErrorCode } from '../../errors/codes.ts';
import { isErrorCode } from '../../errors/codes.ts';
import { SluiceError } from '../../errors/sluice-error.ts';
import type { EstablishedSession } from './handshake.ts';
import { ReplayWindow } from './replay-window.ts';
import type { SessionCrypto } from './session-crypto.ts';

/** Where the engine takes a gateway's hello: `POST`, JSON both ways. */
export const SESSION_PATH = '/session';
/** After this the gateway makes a new session; the engine goes on taking the old one for `SESSION_GRACE_MS`. */
export const SESSION_LIFETIME_MS = 600_000;
export const SESSION_GRACE_MS = 60_000;
/** Signed as `"@authority"`: what the engine is called is a matter of the session's key, not of a host name. */
const AUTHORITY = 'core-engine';
const TAG = 'sluice-session/1';

/**
 * What became of the caller's own signature at the gateway: `verified`; `public`, where none was needed and none was there; or the
 * code of its refusal, where a public hook was called with one that is wrong.
 */
export type SignatureOutcome = 'verified' | 'public' | ErrorCode;

/** One call of the API from a gateway to its engine: the request as it is sent, and on whose behalf (I8). Hooks go over the channel. */
export interface SessionCall {
  readonly method: string;
  readonly path: string;
  /** With its `?`, or empty. */
  readonly query: string;
  readonly contentType: string;
  /** `sha-256=:…:` over the body (RFC 9530). */
  readonly contentDigest: string;
  readonly idempotencyKey: string;
  /** The principal that acts. The gateway can never act as nobody: where nobody signed, this is the gateway itself. */
  readonly actor: string;
  /** The actor's role; `none` for somebody who signed but is not registered, and for `public`. */
  readonly role: Role | 'none';
  readonly outcome: SignatureOutcome;
  readonly requestId: string;
}

const COMPONENTS = `(${[
  '@method',
  '@authority',
  '@path',
  '@query',
  'content-type',
  'content-digest',
  'idempotency-key',
  'sluice-actor',
  'sluice-role',
  'sluice-outcome',
  'sluice-request-id',
]
  .map((name) => `"${name}"`)
  .join(' ')})`;

/**
 * The signature base (RFC 9421 section 2.5) of a call. It is written out, not built from parts, because it is made twice for every
 * request. No value can hold a line break: HTTP does not let one through in a header, a method or a target.
 */
function baseOf(call: SessionCall, signatureParams: string): string {
  return `"@method": ${call.method}
"@authority": ${AUTHORITY}
"@path": ${call.path}
"@query": ${call.query === '' ? '?' : call.query}
"content-type": ${call.contentType}
"content-digest": ${call.contentDigest}
"idempotency-key": ${call.idempotencyKey}
"sluice-actor": ${call.actor}
"sluice-role": ${call.role}
"sluice-outcome": ${call.outcome}
"sluice-request-id": ${call.requestId}
"@signature-params": ${signatureParams}`;
}

export interface CallSignature {
  /** The values of `Signature-Input` and `Signature`. */
  readonly signatureInput: string;
  readonly signature: string;
}

/** Signs calls with `hmac-sha256` under the session's key. Each gets the next counter as its nonce. */
export function createCallSigner({ id, key }: EstablishedSession, crypto: SessionCrypto): (call: SessionCall) => CallSignature {
  const mac = crypto.createMac(key);
  const end = `";keyid="${id}";tag="${TAG}"`;
  let counter = 0;
  return (call) => {
    counter += 1;
    const params = `${COMPONENTS};nonce="${counter}${end}`;
    return { signatureInput: `sluice=${params}`, signature: `sluice=:${mac(baseOf(call, params))}:` };
  };
}

/**
 * Verifies calls of one session; each counter is good once.
 *
 * @returns a function that throws SluiceError `session_invalid` when the call is not exactly what the gateway signed, and
 * `session_replayed`.
 */
export function createCallVerifier(
  { id, key }: EstablishedSession,
  crypto: SessionCrypto,
): (call: SessionCall, signature: CallSignature) => void {
  const mac = crypto.createMac(key);
  const start = `sluice=${COMPONENTS};nonce="`;
  const end = `";keyid="${id}";tag="${TAG}"`;
  const window = new ReplayWindow();
  return (call, { signatureInput, signature }) => {
    const counter = signatureInput.slice(start.length, -end.length);
    const isInForm = signatureInput.startsWith(start) && signatureInput.endsWith(end) && /^[1-9][0-9]{0,15}$/.test(counter);
    const expected = isInForm ? `sluice=:${mac(baseOf(call, signatureInput.slice('sluice='.length)))}:` : '';
    if (!isInForm || !crypto.isEqual(signature, expected)) {
      throw new SluiceError('session_invalid', 'The call is not signed under the key of its session.');
    }
    if (!window.accept(Number(counter))) throw new SluiceError('session_replayed', `The call number ${counter} came before.`);
  };
}

/** The id of the session that a call says to belong to, to look it up by; nothing is verified yet. */
export function sessionIdOf(signatureInput: string): string | undefined {
  return /;keyid="([A-Za-z0-9_-]{22})";tag="sluice-session\/1"$/.exec(signatureInput)?.[1];
}

/** Narrows the text of `sluice-outcome`. */
export function isSignatureOutcome(text: string): text is SignatureOutcome {
  return text === 'verified' || text === 'public' || isErrorCode(text);
}
