import { ed25519 } from '@noble/curves/ed25519.js';
import { base64urlnopad } from '@scure/base';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import { z } from 'zod';
import { SluiceError } from '../errors/sluice-error.ts';
import { didKeyOf } from '../signing/did-key.ts';

/** What an encrypted key file holds. */
export interface KeyFileContent {
  readonly did: string;
  /** 32 bytes (RFC 8032 section 5.1.5). */
  readonly seed: Uint8Array;
  /** The 32 bytes of entropy behind the recovery phrase (BIP39), where whoever wrote the file knew them. */
  readonly entropy?: Uint8Array;
}

const ALGORITHM = 'PBES2-HS512+A256KW';
const ENCRYPTION = 'A256GCM';
const CONTENT_TYPE = 'jwk+json';
/** OWASP's figure for PBKDF2-HMAC-SHA-512. */
const ITERATIONS = 210_000;
/** More would only keep whoever opens a forged file waiting. */
const MOST_ITERATIONS = 2_000_000;

const bytes32 = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/)
  .transform((text) => base64urlnopad.decode(text));
const jwk = z.object({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), d: bytes32, x: bytes32, entropy: bytes32.optional() });
const header = z.object({ alg: z.literal(ALGORITHM), enc: z.literal(ENCRYPTION), cty: z.literal(CONTENT_TYPE), kid: z.string() });

/**
 * Writes a key as an encrypted JWK (RFC 7517 section 7): a compact JWE under a passphrase (PBES2, RFC 7518 section 4.8) around the key
 * as RFC 8037 writes it. `kid` names the key for whoever does not have the passphrase. One line of ASCII.
 */
export async function sealKeyFile(content: KeyFileContent, passphrase: string, iterations = ITERATIONS): Promise<string> {
  const { did, seed, entropy } = content;
  const key = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: base64urlnopad.encode(ed25519.getPublicKey(seed)),
    d: base64urlnopad.encode(seed),
    kid: did,
    ...(entropy === undefined ? {} : { entropy: base64urlnopad.encode(entropy) }),
  };
  return new CompactEncrypt(utf8.encode(JSON.stringify(key)))
    .setProtectedHeader({ alg: ALGORITHM, enc: ENCRYPTION, cty: CONTENT_TYPE, kid: did })
    .setKeyManagementParameters({ p2c: iterations })
    .encrypt(secretOf(passphrase));
}

/** The `did:key` that an encrypted key file says it holds; undefined for a text that is no such file. Nobody has checked it yet. */
export function keyFileOwner(text: string): string | undefined {
  try {
    return header.parse(decodeProtectedHeader(text.trim())).kid;
  } catch {
    return undefined;
  }
}

/**
 * Opens what `sealKeyFile` wrote.
 *
 * @throws SluiceError `passphrase_wrong` when it does not open, `file_malformed` for what is no encrypted key file or not whole.
 */
export async function openKeyFile(text: string, passphrase: string): Promise<KeyFileContent> {
  const named = keyFileOwner(text);
  if (named === undefined) throw malformed('It is no JWE of a key under a passphrase.');
  const parsed = jwk.safeParse(parseJson(await decrypt(text.trim(), passphrase)));
  if (!parsed.success) throw malformed('What it holds is no Ed25519 key (RFC 8037).');
  const { d: seed, entropy } = parsed.data;
  const did = didKeyOf(ed25519.getPublicKey(seed));
  if (did !== named) throw malformed(`It holds the key ${did}, not the one that it names.`);
  return { did, seed, ...(entropy === undefined ? {} : { entropy }) };
}

const utf8 = new TextEncoder();

/** The same passphrase however it was typed: composed or not. */
const secretOf = (passphrase: string): Uint8Array => utf8.encode(passphrase.normalize('NFKC'));

async function decrypt(jwe: string, passphrase: string): Promise<Uint8Array> {
  try {
    const { plaintext } = await compactDecrypt(jwe, secretOf(passphrase), {
      keyManagementAlgorithms: [ALGORITHM],
      contentEncryptionAlgorithms: [ENCRYPTION],
      maxPBES2Count: MOST_ITERATIONS,
    });
    return plaintext;
  } catch (error) {
    if (error instanceof errors.JWEDecryptionFailed)
      throw new SluiceError('passphrase_wrong', 'The key file does not open with this passphrase.', { cause: error });
    throw malformed('It is not whole.');
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function malformed(why: string): SluiceError {
  return new SluiceError('file_malformed', `The key file cannot be used. ${why}`);
}
