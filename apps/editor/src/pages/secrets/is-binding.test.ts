import { describe, expect, it } from 'vitest';
import { isBinding } from './is-binding.ts';

describe('isBinding', () => {
  it('takes hosts, patterns, origins and the words', () => {
    for (const text of [
      'api.example.com',
      '*.example.com',
      'host:8443',
      'host:*',
      'https://host',
      'https://host:1/',
      '[::1]:80',
      '*',
      'hmac',
    ])
      expect(isBinding(text), text).toBe(true);
  });

  it('refuses what would bind to nothing', () => {
    for (const text of ['', 'https://host/path', 'a b', 'host:port', 'user@host', 'a.*.com', '*example.com', 'ftp://host'])
      expect(isBinding(text), text).toBe(false);
  });
});
