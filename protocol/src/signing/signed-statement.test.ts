import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalize } from '../canonical-json.ts';
import { didKeyOf } from './did-key.ts';
import { createSigner, publicKeyOfSeed, verifyEd25519 } from './node/ed25519.ts';
import { signStatement, verifyStatement } from './signed-statement.ts';

const seed = new Uint8Array(32).fill(3);
const publicKey = publicKeyOfSeed(seed);
const keyid = didKeyOf(publicKey);
const statement = { b: 1, a: { d: 'é', c: [true, null] } };
const sign = () => signStatement(statement, { type: 'sluice-descriptor', keyid, sign: createSigner(seed) });
const check = { type: 'sluice-descriptor', keyid, publicKey, verify: verifyEd25519 } as const;

describe('a signed statement', () => {
  it('is a JWS with detached content, which any other implementation can check', async () => {
    const { signature, ...rest } = await sign();
    const [header = '', content, bytes = ''] = signature.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'EdDSA', kid: keyid, typ: check.type });
    expect(content).toBe('');
    const input = `${header}.${Buffer.from(canonicalize(rest)).toString('base64url')}`;
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') },
      format: 'jwk',
    });
    expect(verify(null, Buffer.from(input), key, Buffer.from(bytes, 'base64url'))).toBe(true);
  });

  it('holds whatever the order of its members', async () => {
    const { signature } = await sign();
    expect(() => verifyStatement({ a: { c: [true, null], d: 'é' }, signature, b: 1 }, check)).not.toThrow();
  });

  it('is refused when anything of it differs', async () => {
    const signed = await sign();
    const other = new Uint8Array(32).fill(4);
    const { signature } = signed;
    const refused: [typeof signed, Partial<typeof check> | Record<string, unknown>][] = [
      [{ ...signed, b: 2 }, {}],
      [{ ...signed, more: 1 } as typeof signed, {}],
      [signed, { type: 'sluice-key-rotation' }],
      [signed, { keyid: didKeyOf(publicKeyOfSeed(other)) }],
      [signed, { publicKey: publicKeyOfSeed(other) }],
      [{ ...signed, signature: signature.slice(0, -1) }, {}],
      [{ ...signed, signature: `${signature}A` }, {}],
      [{ ...signed, signature: signature.replace('..', '.e30.') }, {}],
      [{ ...signed, signature: '' }, {}],
    ];
    for (const [altered, change] of refused)
      expect(() => verifyStatement(altered, { ...check, ...(change as object) })).toThrow('statement_invalid');
  });
});
