import { describe, expect, it } from 'vitest';
import { seal, unseal } from './seal-secret.ts';

const seed = new Uint8Array(32).map((_, index) => index);

describe('a sealed seed', () => {
  it('opens with the passphrase it was sealed under', async () => {
    const sealed = await seal(seed, 'correct horse', 1000);
    expect(await unseal(sealed, 'correct horse')).toEqual(seed);
  });

  it('stays shut for another passphrase', async () => {
    const sealed = await seal(seed, 'correct horse', 1000);
    expect(await unseal(sealed, 'Correct horse')).toBeUndefined();
  });

  it('stays shut when a byte of it was changed', async () => {
    const sealed = await seal(seed, 'correct horse', 1000);
    sealed.ciphertext[0]! ^= 1;
    expect(await unseal(sealed, 'correct horse')).toBeUndefined();
  });

  it('never shows the seed, and is different each time', async () => {
    const [one, two] = await Promise.all([seal(seed, 'same', 1000), seal(seed, 'same', 1000)]);
    expect(one.ciphertext).not.toEqual(two.ciphertext);
    expect(one.ciphertext.join().includes(seed.join())).toBe(false);
  });
});
