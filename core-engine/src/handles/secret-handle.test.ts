import { describe, expect, it } from 'vitest';
import { createSecretHandle } from './secret-handle.ts';
import { answeredValue, failureOf, perform } from './test-support.ts';

const secrets = new Map([
  ['KEY', { value: 'key', hosts: ['hmac'] }],
  ['HOST_ONLY', { value: 'key', hosts: ['api.example.com'] }],
]);
const handle = createSecretHandle({ secrets: { reveal: async (name) => secrets.get(name) } });
const text = 'The quick brown fox jumps over the lazy dog';

describe('the secret handle', () => {
  it('signs a text as everybody does', async () => {
    expect(await answeredValue(perform(handle, 'hmac', 'secret:KEY', { args: { text } }))).toBe(
      'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
    );
    expect(await answeredValue(perform(handle, 'hmac', 'secret:KEY', { args: { text, encoding: 'base64' } }))).toBe(
      '97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=',
    );
    expect(await answeredValue(perform(handle, 'hmac', 'secret:KEY', { args: { text, algorithm: 'sha512' } }))).toMatch(
      /^b42af09057bac1e2/,
    );
  });

  it('signs with no secret that is not bound to it, and none that is not there', async () => {
    expect((await failureOf(perform(handle, 'hmac', 'secret:HOST_ONLY', { args: { text } }))).code).toBe('secret_not_bound');
    expect((await failureOf(perform(handle, 'hmac', 'secret:NOPE', { args: { text } }))).code).toBe('secret_unknown');
  });

  it('refuses bad arguments', async () => {
    expect((await failureOf(perform(handle, 'hmac', 'secret:KEY'))).detail).toContain('text');
    expect((await failureOf(perform(handle, 'hmac', 'secret:KEY', { args: { text, algorithm: 'md5' } }))).detail).toContain(
      'algorithm',
    );
  });
});
