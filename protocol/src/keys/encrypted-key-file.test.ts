import { CompactEncrypt, compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { didKeyOf } from '../signing/did-key.ts';
import { publicKeyOfSeed } from '../signing/node/index.ts';
import { keyFileOwner, openKeyFile, sealKeyFile } from './encrypted-key-file.ts';

const seed = new Uint8Array(32).fill(5);
const entropy = new Uint8Array(32).fill(6);
const did = didKeyOf(publicKeyOfSeed(seed));
const ITERATIONS = 1000; // the real figure is for people's patience
const seal = (content = { did, seed, entropy }) => sealKeyFile(content, 'correct horse', ITERATIONS);

/** A file with another content or header, encrypted all the same. */
const forge = (content: unknown, header: object = {}) =>
  new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', cty: 'jwk+json', kid: did, ...header })
    .setKeyManagementParameters({ p2c: ITERATIONS })
    .encrypt(new TextEncoder().encode('correct horse'));

describe('an encrypted key file', () => {
  it('gives back what was put in, and names the key without the passphrase', async () => {
    const file = await seal();
    expect(keyFileOwner(file)).toBe(did);
    expect(await openKeyFile(`${file}\n`, 'correct horse')).toEqual({ did, seed, entropy });
    expect(await openKeyFile(await sealKeyFile({ did, seed }, 'é', ITERATIONS), 'e\u0301')).toEqual({ did, seed });
    expect(file).not.toContain(Buffer.from(seed).toString('base64url'));
  });

  it('is a JWK of RFC 8037 for every other reader of JWE', async () => {
    const { plaintext, protectedHeader } = await compactDecrypt(await seal(), new TextEncoder().encode('correct horse'), {
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
    });
    expect(protectedHeader).toMatchObject({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', cty: 'jwk+json', kid: did });
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toMatchObject({
      kty: 'OKP',
      crv: 'Ed25519',
      d: Buffer.from(seed).toString('base64url'),
      x: Buffer.from(publicKeyOfSeed(seed)).toString('base64url'),
    });
  });

  it('is refused with the wrong passphrase, and when it is not whole', async () => {
    const file = await seal();
    await expect(openKeyFile(file, 'wrong horse')).rejects.toMatchObject({ code: 'passphrase_wrong' });
    for (const text of ['', 'x', '{"did":"x"}', file.slice(0, -30), file.replace('.', '.A')])
      await expect(openKeyFile(text, 'correct horse')).rejects.toMatchObject({
        code: expect.stringMatching(/^(file_malformed|passphrase_wrong)$/) as string,
      });
  });

  it('is refused when it holds no key, another key than it names, or is encrypted in another way', async () => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: 'A'.repeat(43), d: Buffer.from(seed).toString('base64url') };
    expect((await openKeyFile(await forge(key), 'correct horse')).did).toBe(did);
    for (const file of [
      await forge({}),
      await forge({ ...key, d: 'A'.repeat(42) }),
      await forge({ ...key, crv: 'X25519' }),
      await forge(key, { kid: 'did:key:another' }),
      await forge(key, { enc: 'A128GCM' }),
      await forge(key, { alg: 'PBES2-HS256+A128KW' }),
    ])
      await expect(openKeyFile(file, 'correct horse')).rejects.toMatchObject({ code: 'file_malformed' });
  });
});
