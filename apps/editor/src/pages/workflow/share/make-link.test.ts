import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { linkSecret } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { linkOf, makeLinkSecret } from './make-link.ts';

describe('a share link', () => {
  it('has a secret of its own, in the form that the contract takes, with its SHA-256', async () => {
    const [one, two] = await Promise.all([makeLinkSecret(), makeLinkSecret()]);
    expect(linkSecret.safeParse(one.secret).success).toBe(true);
    expect(one.secretHash).toBe(bytesToHex(sha256(new TextEncoder().encode(one.secret))));
    expect(one.secret).not.toBe(two.secret);
  });

  it('has it in the fragment alone', () => {
    const { pathname, search, hash } = new URL(linkOf('abc', 'https://sluice.example'));
    expect([pathname, search, hash]).toEqual(['/share', '', '#abc']);
  });
});
