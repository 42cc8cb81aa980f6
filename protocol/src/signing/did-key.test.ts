import { ed25519 } from '@noble/curves/ed25519.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base58 } from '@scure/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { didKeyOf, publicKeyOf } from './did-key.ts';

/** As `didKeyOf` writes it, without its checks. */
const unchecked = (hex: string): string => `did:key:z${base58.encode(Uint8Array.of(0xed, 0x01, ...hexToBytes(hex)))}`;

/** All eight points of order 1, 2, 4 and 8, canonically encoded. */
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];

/** Other encodings of some of them: y ≥ p, or x = 0 with the sign bit set. */
const nonCanonicalSmallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000080',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',
];

describe('did:key names of Ed25519 keys', () => {
  it('names the key of the did:key specification', () => {
    const did = 'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK';
    expect(bytesToHex(publicKeyOf(did))).toBe('2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6');
    expect(didKeyOf(publicKeyOf(did))).toBe(did);
  });

  it('gives every key one name, and the key back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const publicKey = ed25519.getPublicKey(seed);
        expect(publicKeyOf(didKeyOf(publicKey))).toEqual(publicKey);
      }),
      { numRuns: 20 },
    );
  });

  it.each(smallOrder)('refuses the small-order point %s', (hex) => {
    expect(ed25519.Point.fromHex(hex, true).multiplyUnsafe(8n).is0()).toBe(true);
    expect(() => publicKeyOf(unchecked(hex))).toThrow(/key_invalid/);
    expect(() => didKeyOf(hexToBytes(hex))).toThrow(/small order/);
  });

  it.each(nonCanonicalSmallOrder)('refuses the non-canonical small-order encoding %s', (hex) => {
    expect(() => publicKeyOf(unchecked(hex))).toThrow(/key_invalid/);
  });

  it('refuses every encoding with y ≥ p', () => {
    for (let low = 0xed; low <= 0xff; low += 1) {
      for (const high of ['7f', 'ff']) {
        expect(() => publicKeyOf(unchecked(`${low.toString(16)}${'ff'.repeat(30)}${high}`))).toThrow(/key_invalid/);
      }
    }
  });

  it('refuses a y that is on no point of the curve', () => {
    expect(() => publicKeyOf(unchecked(`02${'00'.repeat(31)}`))).toThrow(/not the canonical encoding/);
  });

  it.each([
    '',
    'did:key:z6Mk',
    'did:web:example.com',
    'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2do0',
    ' did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK',
    'did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK#x',
    'did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc',
  ])('refuses the text %j', (did) => {
    expect(() => publicKeyOf(did)).toThrow(/key_invalid/);
  });
});
