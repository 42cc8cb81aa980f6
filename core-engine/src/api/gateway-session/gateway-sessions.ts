import { hash } from 'node:crypto';
import { parseStrictJson, type Role, SluiceError } from '@sluice/protocol';
import type { FrameKey } from '@sluice/protocol/channel';
import {
  answerHandshake,
  createCallVerifier,
  type EstablishedSession,
  type SessionCall,
  type SignatureOutcome,
  sessionIdOf,
} from '@sluice/protocol/signing';
import { createSigner, nodeSessionCrypto, verifyEd25519 } from '@sluice/protocol/signing/node';
import { readSessionCall, type SessionRequest } from './read-session-call.ts';
import { SessionTable } from './session-table.ts';

/** On whose behalf a gateway calls (I8). */
export interface SessionCaller {
  /** The gateway that vouches for the rest. */
  readonly gateway: string;
  /** Who acts: the signer. */
  readonly actor: string;
  readonly role: Role | 'none';
  readonly outcome: SignatureOutcome;
  readonly requestId: string;
  readonly idempotencyKey: string;
  /** Of the body, as the header says it (RFC 9530). */
  readonly contentDigest: string;
}

export interface GatewaySessionsOptions {
  /** This engine's key: its name and 32-byte Ed25519 seed. */
  readonly engineKey: { readonly did: string; readonly seed: Uint8Array };
  /** The names of the gateways that may call; all others are refused, whatever way they come. */
  readonly trustedGateways: readonly string[];
  /** A clock that is never set, in ms. By default the process's own. */
  readonly monotonicNow?: () => number;
}

export interface GatewaySessions {
  /** Answers `POST /session`: takes the body of a hello, gives the body of a welcome, both JSON. */
  handshake(body: Uint8Array): Promise<Uint8Array>;
  /**
   * Says who calls, from the headers alone: a body may be refused for this before it is read. Good once per call.
   * @throws SluiceError `gateway_untrusted`, `session_unknown`, `session_invalid`, `session_replayed`.
   */
  open(request: SessionRequest): OpenedCall;
  /** `open` and `checkBody` in one, for a request whose body is there already. */
  verify(request: SessionRequest & { readonly body: Uint8Array }): SessionCaller;
  /** The session of that id for the frames of a channel, as long as it lasts. */
  frameKey(sessionId: string): FrameKey | undefined;
  /** A frame has shown that the gateway has the session's key. */
  prove(sessionId: string): void;
}

export interface OpenedCall {
  readonly caller: SessionCaller;
  /**
   * Compares the body with the digest that the gateway signed; to be done before it is parsed.
   * @throws SluiceError `session_invalid`.
   */
  checkBody(body: Uint8Array): void;
}

/**
 * The engine's side of the sessions with its gateways: it answers handshakes, verifies every call, and says on whose behalf it is
 * made. It does not know HTTP servers, endpoints or roles' meaning; `api/` mounts it. The signing and hashing of a call costs some
 * ten microseconds.
 */
export function createGatewaySessions(options: GatewaySessionsOptions): GatewaySessions {
  const { engineKey, trustedGateways, monotonicNow = () => performance.now() } = options;
  const engine = { did: engineKey.did, sign: createSigner(engineKey.seed) };
  const trusted = new Set(trustedGateways);
  const table = new SessionTable(monotonicNow);
  return { handshake, open, verify, frameKey, prove };

  async function handshake(body: Uint8Array): Promise<Uint8Array> {
    const { welcome, session } = await answerHandshake(parseStrictJson(body), {
      engine,
      isTrusted: (did) => trusted.has(did),
      verify: verifyEd25519,
      crypto: nodeSessionCrypto,
    });
    table.add(session, createCallVerifier(session, nodeSessionCrypto));
    return new TextEncoder().encode(JSON.stringify(welcome));
  }

  function open(request: SessionRequest): OpenedCall {
    const { call, signature } = readSessionCall(request);
    const id = sessionIdOf(signature.signatureInput);
    const found = id === undefined ? undefined : table.find(id);
    if (found === undefined) throw new SluiceError('session_unknown', 'The call belongs to no session that this engine has.');
    found.verify(call, signature);
    found.isProven = true;
    return { caller: callerOf(call, found.session), checkBody: (body) => checkDigest(call, body) };
  }

  function verify(request: SessionRequest & { readonly body: Uint8Array }): SessionCaller {
    const { caller, checkBody } = open(request);
    checkBody(request.body);
    return caller;
  }

  function frameKey(sessionId: string): FrameKey | undefined {
    return table.find(sessionId)?.frameKey;
  }

  function prove(sessionId: string): void {
    const found = table.find(sessionId);
    if (found !== undefined) found.isProven = true;
  }
}

function checkDigest(call: SessionCall, body: Uint8Array): void {
  if (call.contentDigest === `sha-256=:${hash('sha256', body, 'base64')}:`) return;
  throw new SluiceError('session_invalid', 'The body is not the one that the gateway signed.');
}

/** What no gateway may say, trusted or not: that nobody acts. Public hooks, where nobody need sign, have a channel of their own. */
function callerOf(call: SessionCall, { gateway }: EstablishedSession): SessionCaller {
  const { actor, role, outcome, requestId, idempotencyKey, contentDigest } = call;
  if (outcome !== 'verified' || actor === gateway || role === 'none')
    throw new SluiceError('session_invalid', 'The API may be called on behalf of a registered signer only.');
  return { gateway, actor, role, outcome, requestId, idempotencyKey, contentDigest };
}
