import { base64urlnopad } from '@scure/base';
import { canonicalize } from '../canonical-json.ts';
import { SluiceError } from '../errors/sluice-error.ts';
import type { JsonObject } from '../json.ts';
import type { SignEd25519, VerifyEd25519 } from './crypto-ports.ts';

/** What a statement is for; a signature for one purpose is worth nothing for another (RFC 8725 section 3.11). */
export type StatementType = 'sluice-descriptor' | 'sluice-key-rotation';

export type Signed<T extends JsonObject> = T & { readonly signature: string };

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/**
 * Signs a JSON object that stays readable: its member `signature` is a JWS with detached content (RFC 7515 appendix F), EdDSA per
 * RFC 8037, over the canonical form (RFC 8785) of the other members.
 *
 * @param keyid the signer's `did:key:z6Mk…`.
 */
export async function signStatement<const T extends JsonObject>(
  statement: T,
  { type, keyid, sign }: { type: StatementType; keyid: string; sign: SignEd25519 },
): Promise<Signed<T>> {
  const header = protectedHeader(type, keyid);
  const signature = await sign(signingInput(header, statement));
  return { ...statement, signature: `${header}..${base64urlnopad.encode(signature)}` };
}

/**
 * Verifies what `signStatement` signed. The protected header must be byte for byte the one that it writes, so that neither another
 * algorithm nor another purpose can be put in its place.
 *
 * @throws SluiceError `statement_invalid`.
 */
export function verifyStatement(
  { signature, ...statement }: Signed<JsonObject>,
  options: { type: StatementType; keyid: string; publicKey: Uint8Array; verify: VerifyEd25519 },
): void {
  const { type, keyid, publicKey, verify } = options;
  const header = protectedHeader(type, keyid);
  const bytes = signature.startsWith(`${header}..`) ? decode(signature.slice(header.length + 2)) : undefined;
  if (bytes?.length === 64 && verify(publicKey, signingInput(header, statement), bytes)) return;
  throw new SluiceError('statement_invalid', `The signature is not that of ${keyid} over this ${type}.`);
}

/** RFC 7515 section 5.1, step 5: the header and the content, both base64url, with a dot between them. */
function signingInput(header: string, statement: JsonObject): Uint8Array {
  return encode(`${header}.${base64urlnopad.encode(encode(canonicalize(statement)))}`);
}

function protectedHeader(type: StatementType, keyid: string): string {
  return base64urlnopad.encode(encode(canonicalize({ alg: 'EdDSA', kid: keyid, typ: type })));
}

function decode(text: string): Uint8Array | undefined {
  try {
    return base64urlnopad.decode(text);
  } catch {
    return undefined;
  }
}
