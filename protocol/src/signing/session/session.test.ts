import { base64urlnopad } from '@scure/base';
import { describe, expect, it } from 'vitest';
import { SluiceError } from '../../errors/sluice-error.ts';
import { contentDigest } from '../content-digest.ts';
import { didKeyOf } from '../did-key.ts';
import { createSigner, nodeSessionCrypto, publicKeyOfSeed, verifyEd25519 } from '../node/index.ts';
import { answerHandshake, type EstablishedSession, type SessionIdentity, startHandshake } from './handshake.ts';
import { createCallSigner, createCallVerifier, type SessionCall, sessionIdOf } from './session-call.ts';
import type { SessionCrypto } from './session-crypto.ts';

function identityOf(fill: number): SessionIdentity {
  const seed = new Uint8Array(32).fill(fill);
  return { did: didKeyOf(publicKeyOfSeed(seed)), sign: createSigner(seed) };
}
const gateway = identityOf(1);
const engine = identityOf(2);
const stranger = identityOf(3);
const common = { verify: verifyEd25519, crypto: nodeSessionCrypto };
const engineSide = { engine, isTrusted: (did: string) => did === gateway.did, ...common };

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'accepted';
  } catch (error) {
    if (error instanceof SluiceError) return error.code;
    throw error;
  }
}

async function shakeHands(): Promise<{ atGateway: EstablishedSession; atEngine: EstablishedSession }> {
  const started = await startHandshake({ gateway, engineDid: engine.did, ...common });
  const { welcome, session } = await answerHandshake(JSON.parse(JSON.stringify(started.hello)), engineSide);
  return { atGateway: started.finish(JSON.parse(JSON.stringify(welcome))), atEngine: session };
}

describe('the handshake between gateway and engine', () => {
  it('gives both sides the same session, and every time another', async () => {
    const first = await shakeHands();
    const second = await shakeHands();
    expect(first.atGateway).toEqual(first.atEngine);
    expect(first.atGateway).toMatchObject({ gateway: gateway.did, engine: engine.did });
    expect(second.atEngine.key).not.toEqual(first.atEngine.key);
    expect(second.atEngine.id).not.toBe(first.atEngine.id);
  });

  it('is refused to a gateway that the engine does not trust', async () => {
    const { hello } = await startHandshake({ gateway: stranger, engineDid: engine.did, ...common });
    expect(await codeOf(() => answerHandshake(hello, engineSide))).toBe('gateway_untrusted');
  });

  it('is refused to a stranger who uses the name of a trusted gateway', async () => {
    const { hello } = await startHandshake({ gateway: { ...stranger, did: gateway.did }, engineDid: engine.did, ...common });
    expect(await codeOf(() => answerHandshake(hello, engineSide))).toBe('session_invalid');
  });

  it('is refused when it is meant for another engine', async () => {
    const { hello } = await startHandshake({ gateway, engineDid: stranger.did, ...common });
    expect(await codeOf(() => answerHandshake(hello, engineSide))).toBe('session_invalid');
  });

  it('is refused by the gateway when another engine answers, or answers another hello', async () => {
    const started = await startHandshake({ gateway, engineDid: engine.did, ...common });
    const other = await startHandshake({ gateway, engineDid: engine.did, ...common });
    const byStranger = await answerHandshake(started.hello, { ...engineSide, engine: { ...stranger, did: engine.did } });
    expect(await codeOf(() => started.finish(byStranger.welcome))).toBe('session_invalid');
    const toOther = await answerHandshake(other.hello, engineSide);
    expect(await codeOf(() => started.finish(toOther.welcome))).toBe('session_invalid');
  });

  it('is refused when any value of either message was changed', async () => {
    const started = await startHandshake({ gateway, engineDid: engine.did, ...common });
    const { welcome } = await answerHandshake(started.hello, engineSide);
    const changed = (text: string) => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);
    for (const name of ['ephemeral', 'nonce', 'signature'] as const) {
      const message = { ...started.hello, [name]: changed(started.hello[name]) };
      expect(await codeOf(() => answerHandshake(message, engineSide))).toBe('session_invalid');
    }
    for (const name of ['ephemeral', 'session', 'hello', 'signature'] as const) {
      expect(await codeOf(() => started.finish({ ...welcome, [name]: changed(welcome[name]) }))).toBe('session_invalid');
    }
    for (const message of [undefined, null, 'x', {}, { ...started.hello, extra: 1 }]) {
      expect(await codeOf(() => answerHandshake(message, engineSide))).toBe('session_invalid');
    }
  });

  it.each([
    ['zero', new Uint8Array(32)],
    ['one', Uint8Array.of(1, ...new Uint8Array(31))],
    ['order 8', Uint8Array.from(Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex'))],
    ['p', Uint8Array.from(Buffer.from('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', 'hex'))],
  ])('refuses the small-order X25519 point %s of either side', async (_name, point) => {
    const crypto: SessionCrypto = {
      ...nodeSessionCrypto,
      createExchange: () => ({ ...nodeSessionCrypto.createExchange(), publicKey: point }),
    };
    const evil = await startHandshake({ gateway, engineDid: engine.did, verify: verifyEd25519, crypto });
    expect(await codeOf(() => answerHandshake(evil.hello, engineSide))).toBe('session_invalid');
    const started = await startHandshake({ gateway, engineDid: engine.did, ...common });
    const answered = await codeOf(async () =>
      started.finish((await answerHandshake(started.hello, { ...engineSide, crypto })).welcome),
    );
    expect(answered).toBe('session_invalid');
  });

  it('refuses an all-zero secret from a library that lets it through', async () => {
    const careless: SessionCrypto = {
      ...nodeSessionCrypto,
      createExchange: () => ({ publicKey: nodeSessionCrypto.randomBytes(32), agree: () => new Uint8Array(32) }),
    };
    const { hello } = await startHandshake({ gateway, engineDid: engine.did, ...common });
    expect(await codeOf(() => answerHandshake(hello, { ...engineSide, crypto: careless }))).toBe('session_invalid');
  });
});

const call: SessionCall = {
  method: 'POST',
  path: '/v1/workflows',
  query: '?a=1',
  contentType: 'application/json',
  contentDigest: contentDigest(new Uint8Array(3)),
  idempotencyKey: 'k',
  actor: stranger.did,
  role: 'builder',
  outcome: 'verified',
  requestId: 'r-1',
};

describe('calls under a session', () => {
  it('are accepted once, in any order', async () => {
    const { atGateway, atEngine } = await shakeHands();
    const sign = createCallSigner(atGateway, nodeSessionCrypto);
    const verify = createCallVerifier(atEngine, nodeSessionCrypto);
    const other = { ...call, requestId: 'é' };
    const first = sign(call);
    const second = sign(other);
    expect(sessionIdOf(first.signatureInput)).toBe(atEngine.id);
    expect(await codeOf(() => verify(other, second))).toBe('accepted');
    expect(await codeOf(() => verify(call, first))).toBe('accepted');
    expect(await codeOf(() => verify(call, first))).toBe('session_replayed');
    expect(await codeOf(() => verify(other, second))).toBe('session_replayed');
  });

  it('are refused when anything that is covered was changed', async () => {
    const { atGateway, atEngine } = await shakeHands();
    const signed = createCallSigner(atGateway, nodeSessionCrypto)(call);
    const verify = createCallVerifier(atEngine, nodeSessionCrypto);
    const changes: Partial<SessionCall>[] = [
      { method: 'PUT' },
      { path: '/v1/other' },
      { query: '' },
      { contentType: 'text/plain' },
      { contentDigest: contentDigest(new Uint8Array(4)) },
      { idempotencyKey: 'l' },
      { actor: gateway.did },
      { role: 'owner' },
      { outcome: 'public' },
      { requestId: 'r-2' },
    ];
    for (const change of changes) expect(await codeOf(() => verify({ ...call, ...change }, signed))).toBe('session_invalid');
    const replaced = (from: string, to: string) => ({ ...signed, signatureInput: signed.signatureInput.replace(from, to) });
    for (const forged of [
      replaced('nonce="1"', 'nonce="2"'),
      replaced('"@query" ', ''),
      replaced('sluice=', 'x='),
      replaced(';nonce="1"', ''),
    ]) {
      expect(await codeOf(() => verify(call, forged))).toBe('session_invalid');
    }
    expect(await codeOf(() => verify(call, { ...signed, signature: '' }))).toBe('session_invalid');
    expect(await codeOf(() => verify(call, { signatureInput: '', signature: '' }))).toBe('session_invalid');
    expect(await codeOf(() => verify(call, signed))).toBe('accepted');
  });

  it('of one session are nothing in another', async () => {
    const [one, two] = [await shakeHands(), await shakeHands()];
    const signed = createCallSigner(one.atGateway, nodeSessionCrypto)(call);
    expect(await codeOf(() => createCallVerifier(two.atEngine, nodeSessionCrypto)(call, signed))).toBe('session_invalid');
    const sameId = { ...two.atEngine, id: one.atEngine.id };
    expect(await codeOf(() => createCallVerifier(sameId, nodeSessionCrypto)(call, signed))).toBe('session_invalid');
  });

  it('name a session of 128 random bits', async () => {
    expect(base64urlnopad.decode((await shakeHands()).atEngine.id)).toHaveLength(16);
  });
});
