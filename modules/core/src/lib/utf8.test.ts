import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromUtf8, toUtf8 } from './utf8.ts';

describe('UTF-8', () => {
  it('writes the bytes that TextEncoder writes, lone surrogates included', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('a', '%', '\ud83c', '\udf0d', 'é') })),
        (text) => {
          expect([...toUtf8(text)]).toEqual([...new TextEncoder().encode(text)]);
        },
      ),
    );
  });

  it('reads what it wrote, and says when bytes are no text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(fromUtf8(toUtf8(text))).toBe(text.toWellFormed());
      }),
    );
    expect(fromUtf8(new Uint8Array([0xc0, 0xaf]))).toBeUndefined();
    expect(fromUtf8(new Uint8Array([0xed, 0xa0, 0x80]))).toBeUndefined();
  });
});
