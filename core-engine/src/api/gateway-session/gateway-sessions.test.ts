import { randomBytes } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';
import {
  type CallSignature,
  contentDigest,
  createCallSigner,
  didKeyOf,
  type EstablishedSession,
  type SessionCall,
  startHandshake,
} from '@sluice/protocol/signing';
import { createSigner, nodeSessionCrypto, publicKeyOfSeed, verifyEd25519 } from '@sluice/protocol/signing/node';
import { describe, expect, it } from 'vitest';
import { createGatewaySessions, type GatewaySessions } from './gateway-sessions.ts';
import type { SessionRequest } from './read-session-call.ts';

function keyOf(): { did: string; seed: Uint8Array } {
  const seed = new Uint8Array(randomBytes(32));
  return { did: didKeyOf(publicKeyOfSeed(seed)), seed };
}
const engineKey = keyOf();
const gatewayKey = keyOf();
const user = keyOf();
const body = new TextEncoder().encode('{"a":1}');

function createEngine(monotonicNow?: () => number): GatewaySessions {
  return createGatewaySessions({
    engineKey,
    trustedGateways: [gatewayKey.did],
    ...(monotonicNow === undefined ? {} : { monotonicNow }),
  });
}

async function connect(engine: GatewaySessions, key = gatewayKey): Promise<EstablishedSession> {
  const gateway = { did: key.did, sign: createSigner(key.seed) };
  const { hello, finish } = await startHandshake({
    gateway,
    engineDid: engineKey.did,
    verify: verifyEd25519,
    crypto: nodeSessionCrypto,
  });
  return finish(JSON.parse(new TextDecoder().decode(await engine.handshake(new TextEncoder().encode(JSON.stringify(hello))))));
}

const apiCall: SessionCall = {
  method: 'POST',
  path: '/v1/workflows',
  query: '',
  contentType: 'application/json',
  contentDigest: contentDigest(body),
  idempotencyKey: 'k',
  actor: user.did,
  role: 'builder',
  outcome: 'verified',
  requestId: 'r-1',
};

function requestOf(call: SessionCall, { signatureInput, signature }: CallSignature): SessionRequest & { body: Uint8Array } {
  const headers = {
    'content-type': call.contentType,
    'content-digest': call.contentDigest,
    'idempotency-key': call.idempotencyKey,
    'sluice-actor': call.actor,
    'sluice-role': call.role,
    'sluice-outcome': call.outcome,
    'sluice-request-id': call.requestId,
    'signature-input': signatureInput,
    signature,
  };
  return { method: call.method, target: `${call.path}${call.query}`, headers, body };
}

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'accepted';
  } catch (error) {
    if (error instanceof SluiceError) return error.code;
    throw error;
  }
}

describe('sessions with gateways', () => {
  it('say on whose behalf a call is made', async () => {
    const engine = createEngine();
    const sign = createCallSigner(await connect(engine), nodeSessionCrypto);
    expect(engine.verify(requestOf(apiCall, sign(apiCall)))).toEqual({
      gateway: gatewayKey.did,
      actor: user.did,
      role: 'builder',
      outcome: 'verified',
      requestId: 'r-1',
      idempotencyKey: 'k',
      contentDigest: apiCall.contentDigest,
    });
  });

  it('are made with trusted gateways only', async () => {
    await expect(connect(createEngine(), keyOf())).rejects.toThrow(/gateway_untrusted/);
    await expect(createEngine().handshake(new TextEncoder().encode('{"a":1,"a":2}'))).rejects.toThrow(/json_duplicate_key/);
  });

  it('refuse calls without a session, of an unknown one, changed ones, and the same one twice', async () => {
    const engine = createEngine();
    const sign = createCallSigner(await connect(engine), nodeSessionCrypto);
    const request = requestOf(apiCall, sign(apiCall));
    expect(codeOf(() => engine.verify({ ...request, headers: { 'content-type': 'application/json' } }))).toBe(
      'gateway_untrusted',
    );
    expect(codeOf(() => createEngine().verify(request))).toBe('session_unknown');
    expect(codeOf(() => engine.verify({ ...request, headers: { ...request.headers, 'sluice-role': 'owner' } }))).toBe(
      'session_invalid',
    );
    expect(codeOf(() => engine.verify({ ...request, headers: { ...request.headers, 'sluice-role': 'emperor' } }))).toBe(
      'session_invalid',
    );
    expect(codeOf(() => engine.verify({ ...request, target: '/v1/workflows?x' }))).toBe('session_invalid');
    expect(codeOf(() => engine.verify(request))).toBe('accepted');
    expect(codeOf(() => engine.verify(request))).toBe('session_replayed');
  });

  it('refuse a body that is not the signed one', async () => {
    const engine = createEngine();
    const sign = createCallSigner(await connect(engine), nodeSessionCrypto);
    expect(codeOf(() => engine.verify({ ...requestOf(apiCall, sign(apiCall)), body: new Uint8Array() }))).toBe('session_invalid');
  });

  it('never let a gateway act as nobody, or as somebody who did not sign', async () => {
    const engine = createEngine();
    const sign = createCallSigner(await connect(engine), nodeSessionCrypto);
    const forbidden: SessionCall[] = [
      { ...apiCall, outcome: 'public', actor: gatewayKey.did, role: 'none' },
      { ...apiCall, outcome: 'signature_expired' },
      { ...apiCall, actor: gatewayKey.did },
      { ...apiCall, role: 'none' },
    ];
    for (const call of forbidden) expect(codeOf(() => engine.verify(requestOf(call, sign(call))))).toBe('session_invalid');
  });

  it('end after their lifetime and grace, by a clock that nobody sets', async () => {
    let now = 0;
    const engine = createEngine(() => now);
    const sign = createCallSigner(await connect(engine), nodeSessionCrypto);
    now = 659_000;
    expect(codeOf(() => engine.verify(requestOf(apiCall, sign(apiCall))))).toBe('accepted');
    now = 660_000;
    expect(codeOf(() => engine.verify(requestOf(apiCall, sign(apiCall))))).toBe('session_unknown');
  });

  it('that are in use are not pushed out by a flood of hellos', async () => {
    const engine = createEngine();
    const sign = createCallSigner(await connect(engine), nodeSessionCrypto);
    engine.verify(requestOf(apiCall, sign(apiCall)));
    const unused = createCallSigner(await connect(engine), nodeSessionCrypto);
    for (let hellos = 0; hellos < 70; hellos += 1) await connect(engine);
    expect(codeOf(() => engine.verify(requestOf(apiCall, sign(apiCall))))).toBe('accepted');
    expect(codeOf(() => engine.verify(requestOf(apiCall, unused(apiCall))))).toBe('session_unknown');
  });

  it('give the keys for frames as long as they last, and are proven by them', async () => {
    let now = 0;
    const engine = createEngine(() => now);
    const { id } = await connect(engine);
    expect(engine.frameKey(id)?.session.id).toBe(id);
    expect(engine.frameKey('unknown')).toBeUndefined();
    engine.prove(id);
    for (let hellos = 0; hellos < 70; hellos += 1) await connect(engine);
    expect(engine.frameKey(id)?.session.id).toBe(id);
    now = 660_000;
    expect(engine.frameKey(id)).toBeUndefined();
  });
});
