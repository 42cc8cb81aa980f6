import { describe, expect, it } from 'vitest';
import { isBoundToHmac, isBoundToUrl } from './secret-binding.ts';

describe('secret bindings', () => {
  it.each([
    ['api.example.com', 'https://api.example.com/x'],
    ['api.example.com', 'https://api.example.com:8443/x'],
    ['API.Example.com', 'https://api.example.com./x'],
    ['api.example.com:8443', 'https://api.example.com:8443/x'],
    ['api.example.com:443', 'https://api.example.com/x'],
    ['*.example.com', 'https://a.b.example.com/'],
    ['127.0.0.1', 'http://127.0.0.1:9999/'],
    ['::1', 'http://[::1]:9999/'],
    ['https://api.example.com', 'https://api.example.com/x'],
    ['http://localhost:8080/', 'http://localhost:8080/x'],
    ['*', 'https://anything.example/'],
  ])('%s holds for %s', (binding, url) => {
    expect(isBoundToUrl(['hmac', binding], new URL(url))).toBe(true);
  });

  it.each([
    ['api.example.com', 'https://example.com/'],
    ['api.example.com', 'https://api.example.com.evil.example/'],
    ['api.example.com:8443', 'https://api.example.com/'],
    ['*.example.com', 'https://example.com/'],
    ['*.0.0.1', 'http://127.0.0.1/'],
    ['https://api.example.com', 'http://api.example.com/x'],
    ['https://api.example.com', 'https://api.example.com:8443/x'],
    ['hmac', 'https://hmac/'],
    ['', 'https://x.example/'],
    ['api.example.com/path', 'https://api.example.com/path'],
  ])('%s does not hold for %s', (binding, url) => {
    expect(isBoundToUrl([binding], new URL(url))).toBe(false);
  });

  it('holds for nothing when there are none', () => {
    expect(isBoundToUrl([], new URL('https://x.example/'))).toBe(false);
    expect(isBoundToHmac([])).toBe(false);
  });

  it('asks for the word hmac, or everything, to sign', () => {
    expect(isBoundToHmac(['api.example.com'])).toBe(false);
    expect(isBoundToHmac(['hmac'])).toBe(true);
    expect(isBoundToHmac(['*'])).toBe(true);
  });
});
