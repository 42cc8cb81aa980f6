import { base64urlnopad } from '@scure/base';
import { z } from 'zod';
import { canonicalize } from '../../canonical-json.ts';
import { SluiceError } from '../../errors/sluice-error.ts';
import type { SignEd25519, VerifyEd25519 } from '../crypto-ports.ts';
import { publicKeyOf } from '../did-key.ts';
import type { KeyExchange, SessionCrypto } from './session-crypto.ts';

/**
 * The handshake between a gateway and its engine: one message each way, each signed with the sender's Ed25519 key over both names
 * and a fresh X25519 key, the answer also over the hash of the question. What comes out is a secret that only these two have and
 * that is gone with the session. It needs no clock: a hello that is sent again gives a session whose key the sender does not know.
 *
 * It does not decide who is trusted (the caller says so), keeps no sessions, and does not send anything.
 */
const PROTOCOL = 'sluice-session/1';

const bytesText = (size: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil((size * 4) / 3)}}$`));
const common = {
  protocol: z.literal(PROTOCOL),
  gateway: z.string(),
  engine: z.string(),
  /** X25519 public key. */
  ephemeral: bytesText(32),
  /** Ed25519 over the kind of message and the canonical JSON of the rest of it. */
  signature: bytesText(64),
};
const sessionHello = z.strictObject({ ...common, nonce: bytesText(32) });
const sessionWelcome = z.strictObject({ ...common, session: bytesText(16), hello: bytesText(32) });

export type SessionHello = z.infer<typeof sessionHello>;
export type SessionWelcome = z.infer<typeof sessionWelcome>;

/** What both sides know after the handshake. `key` is 32 bytes and never leaves the process. */
export interface EstablishedSession {
  readonly id: string;
  readonly gateway: string;
  readonly engine: string;
  readonly key: Uint8Array;
}

/** One side's own key. */
export interface SessionIdentity {
  readonly did: string;
  readonly sign: SignEd25519;
}

export interface StartedHandshake {
  /** To be sent as JSON. */
  readonly hello: SessionHello;
  /**
   * Takes in the engine's answer.
   * @throws SluiceError `session_invalid`.
   */
  finish(welcome: unknown): EstablishedSession;
}

/** The gateway's side. `engineDid` is the engine that it wants to talk to and no other. */
export async function startHandshake(options: {
  gateway: SessionIdentity;
  engineDid: string;
  verify: VerifyEd25519;
  crypto: SessionCrypto;
}): Promise<StartedHandshake> {
  const { gateway, engineDid, verify, crypto } = options;
  const exchange = crypto.createExchange();
  const unsigned = {
    protocol: PROTOCOL,
    gateway: gateway.did,
    engine: engineDid,
    ephemeral: base64urlnopad.encode(exchange.publicKey),
    nonce: base64urlnopad.encode(crypto.randomBytes(32)),
  } as const;
  const hello = { ...unsigned, signature: await signMessage('hello', unsigned, gateway) };
  const finish = (answer: unknown): EstablishedSession => {
    const welcome = parseMessage(sessionWelcome, answer);
    const isForUs = welcome.gateway === gateway.did && welcome.engine === engineDid && welcome.hello === hashOf(hello, crypto);
    if (!isForUs) throw refusal('The welcome is from another engine, or answers another hello.');
    checkMessage('welcome', welcome, { did: engineDid, verify });
    return establish({ hello, welcome, exchange, crypto, peer: welcome.ephemeral });
  };
  return { hello, finish };
}

/**
 * The engine's side.
 *
 * @throws SluiceError `gateway_untrusted` for a gateway that `isTrusted` does not know, before anything is computed;
 * `session_invalid` for everything else that is wrong.
 */
export async function answerHandshake(
  message: unknown,
  options: { engine: SessionIdentity; isTrusted: (gatewayDid: string) => boolean; verify: VerifyEd25519; crypto: SessionCrypto },
): Promise<{ welcome: SessionWelcome; session: EstablishedSession }> {
  const { engine, isTrusted, verify, crypto } = options;
  const hello = parseMessage(sessionHello, message);
  if (!isTrusted(hello.gateway)) throw new SluiceError('gateway_untrusted', `The gateway ${hello.gateway} is not trusted here.`);
  if (hello.engine !== engine.did) throw refusal(`The hello is for the engine ${hello.engine}, this one is ${engine.did}.`);
  checkMessage('hello', hello, { did: hello.gateway, verify });
  const exchange = crypto.createExchange();
  const unsigned = {
    protocol: PROTOCOL,
    gateway: hello.gateway,
    engine: engine.did,
    ephemeral: base64urlnopad.encode(exchange.publicKey),
    session: base64urlnopad.encode(crypto.randomBytes(16)),
    hello: hashOf(hello, crypto),
  } as const;
  const welcome = { ...unsigned, signature: await signMessage('welcome', unsigned, engine) };
  return { welcome, session: establish({ hello, welcome, exchange, crypto, peer: hello.ephemeral }) };
}

function parseMessage<T>(schema: z.ZodType<T>, message: unknown): T {
  const parsed = schema.safeParse(message);
  if (!parsed.success) throw refusal(`The message does not fit: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

type Unsigned = Readonly<Record<string, string>>;

async function signMessage(kind: string, message: Unsigned, { sign }: SessionIdentity): Promise<string> {
  return base64urlnopad.encode((await sign(bytesToSign(kind, message))).slice());
}

function checkMessage(
  kind: string,
  { signature, ...message }: Unsigned & { signature: string },
  { did, verify }: { did: string; verify: VerifyEd25519 },
): void {
  const isRight = verify(publicKeyOf(did), bytesToSign(kind, message), decode(signature));
  if (!isRight) throw refusal(`The ${kind} is not signed by ${did}.`);
}

function bytesToSign(kind: string, message: Unsigned): Uint8Array {
  return new TextEncoder().encode(`${PROTOCOL} ${kind}\n${canonicalize(message)}`);
}

function hashOf(message: Unsigned, crypto: SessionCrypto): string {
  return base64urlnopad.encode(crypto.sha256(new TextEncoder().encode(canonicalize(message))));
}

function establish(parts: {
  hello: SessionHello;
  welcome: SessionWelcome;
  exchange: KeyExchange;
  crypto: SessionCrypto;
  peer: string;
}): EstablishedSession {
  const { hello, welcome, exchange, crypto, peer } = parts;
  const salt = crypto.sha256(new TextEncoder().encode(`${canonicalize(hello)}\n${canonicalize(welcome)}`));
  const key = crypto.deriveKey({ secret: agree(exchange, decode(peer)), salt, info: `${PROTOCOL} mac` });
  return { id: welcome.session, gateway: welcome.gateway, engine: welcome.engine, key };
}

/** RFC 7748 section 6.1: an all-zero result means a public key of small order, and a secret that everybody knows. */
function agree(exchange: KeyExchange, peer: Uint8Array): Uint8Array {
  let secret: Uint8Array;
  try {
    secret = exchange.agree(peer);
  } catch {
    throw refusal('The X25519 key of the other side cannot be used.');
  }
  if (secret.every((byte) => byte === 0)) throw refusal('The X25519 exchange gave an all-zero secret.');
  return secret;
}

function decode(text: string): Uint8Array {
  try {
    return base64urlnopad.decode(text);
  } catch {
    throw refusal('A value is not base64url.');
  }
}

function refusal(detail: string): SluiceError {
  return new SluiceError('session_invalid', detail);
}
