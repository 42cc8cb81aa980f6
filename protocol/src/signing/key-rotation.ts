import { SluiceError } from '../errors/sluice-error.ts';
import type { SignEd25519, VerifyEd25519 } from './crypto-ports.ts';
import { publicKeyOf } from './did-key.ts';
import { isLongNonce } from './nonce.ts';
import { CLOCK_SKEW_S } from './request-profile.ts';
import { type Signed, signStatement, verifyStatement } from './signed-statement.ts';

/**
 * What a new key says when it takes over from an old one: proof that whoever asks has it. Worth something only within a request that
 * the old key signed.
 */
export type KeyRotation = {
  readonly format: 'sluice-key-rotation/1';
  /** The `did:key` that is replaced. */
  readonly from: string;
  /** The one that replaces it, and signs this. */
  readonly to: string;
  /** The gateway's authority, as in `"@authority"`. */
  readonly audience: string;
  /** RFC 3339; at most 5 minutes ahead. */
  readonly expiresAt: string;
  /** 128 random bits or more. */
  readonly nonce: string;
};

const LIFETIME_MS = 300_000;
const TYPE = 'sluice-key-rotation';

/** Signs a rotation with the new key. `now` in ms since the epoch; `nonce` from `createNonce`. */
export function signKeyRotation(
  { from, to, audience, nonce }: Pick<KeyRotation, 'from' | 'to' | 'audience' | 'nonce'>,
  { sign, now }: { sign: SignEd25519; now: number },
): Promise<Signed<KeyRotation>> {
  const expiresAt = new Date(now + LIFETIME_MS).toISOString();
  return signStatement(
    { format: 'sluice-key-rotation/1', from, to, audience, expiresAt, nonce },
    { type: TYPE, keyid: to, sign },
  );
}

/**
 * Checks that the new key agrees to take over from `from`, here and now.
 *
 * @param options.audiences the gateway's authorities, from its configuration.
 * @throws SluiceError `key_invalid` for an unacceptable new key, else `statement_invalid`.
 */
export function checkKeyRotation(
  rotation: Signed<KeyRotation>,
  options: { from: string; audiences: readonly string[]; now: number; verify: VerifyEd25519 },
): void {
  const { from, to, audience, expiresAt, nonce } = rotation;
  const publicKey = publicKeyOf(to);
  if (from !== options.from) throw refusal(`It replaces ${from}, but ${options.from} signed the request.`);
  if (from === to) throw refusal('It replaces the key by itself.');
  if (!options.audiences.includes(audience)) throw refusal(`Its audience is not ${options.audiences.join(' or ')}.`);
  const leftMs = Date.parse(expiresAt) - options.now;
  const skewMs = CLOCK_SKEW_S * 1000;
  if (!(leftMs > -skewMs && leftMs <= LIFETIME_MS + skewMs))
    throw refusal(`Its expiresAt, ${expiresAt}, is past or more than ${LIFETIME_MS / 1000} s ahead.`);
  if (!isLongNonce(nonce)) throw refusal('Its nonce does not have 128 bits.');
  verifyStatement(rotation, { type: TYPE, keyid: to, publicKey, verify: options.verify });
}

function refusal(detail: string): SluiceError {
  return new SluiceError('statement_invalid', `The rotation cannot be used. ${detail}`);
}
