import { describe, expect, it } from 'vitest';
import { matchesEffect, parseEffectPattern } from './effect-pattern.ts';

function matches(line: string, verb: string, uri: string): boolean {
  const pattern = parseEffectPattern(line);
  return pattern !== undefined && matchesEffect(pattern, { verb, uri });
}

describe('effect patterns', () => {
  it.each([
    ['* *', 'get', 'kv:a'],
    ['* http', 'get', 'https://api.example.com/x'],
    ['* http', 'post', 'http://api.example.com/x'],
    ['get http', 'get', 'HTTPS://api.example.com/x'],
    ['get https://api.example.com/*', 'get', 'https://api.example.com/a/b?c=d'],
    ['get https://api.example.com', 'get', 'https://api.example.com/a'],
    ['get https://API.example.com./*', 'get', 'https://api.EXAMPLE.com/a'],
    ['get https://*.example.com/*', 'get', 'https://a.b.example.com/x'],
    ['get http://127.0.0.1:*', 'get', 'http://127.0.0.1:8123/any/path'],
    ['get http://127.0.0.1:8123/*', 'get', 'http://0x7f.1:8123/any'],
    ['get http://[::1]:8080/*', 'get', 'http://[0:0::1]:8080/'],
    ['get https://*/*', 'get', 'https://any.example:8443/x'],
    ['get https:*', 'get', 'https://any.example/x'],
    ['post https://x.example/api/*/items', 'post', 'https://x.example/api/7/items'],
    ['* kv:*', 'set', 'kv:orders/1'],
    ['get kv:orders/*', 'get', 'kv:orders/1'],
    ['run workflow:abc', 'run', 'workflow:abc'],
    ['  GET   https://x.example ', 'get', 'https://x.example/'],
    ['get https://x.example/groups/*', 'get', 'https://x.example/groups/a%2Fb'],
  ])('%s covers %s %s', (line, verb, uri) => {
    expect(matches(line, verb, uri)).toBe(true);
  });

  it.each([
    ['get http', 'post', 'http://x.example/'],
    ['get https', 'get', 'http://x.example/'],
    ['get https://api.example.com/*', 'get', 'http://api.example.com/x'],
    ['get https://api.example.com/*', 'get', 'https://api.example.com:8443/x'],
    ['get https://api.example.com/*', 'get', 'https://api.example.com.evil.example/x'],
    ['get https://api.example.com/*', 'get', 'https://evil.example/api.example.com/x'],
    ['get https://api.example.com/*', 'get', 'https://api.example.com@evil.example/x'],
    ['get https://*.example.com/*', 'get', 'https://example.com/x'],
    ['get https://*.example.com/*', 'get', 'https://evilexample.com/x'],
    ['get http://127.0.0.1:8123', 'get', 'http://127.0.0.1:8124/'],
    ['get http://127.0.0.1', 'get', 'http://127.0.0.1:8124/'],
    ['get https://x.example/api/*', 'get', 'https://x.example/admin'],
    ['get https://x.example/api/*', 'get', 'https://x.example/api/../admin'],
    ['get https://x.example/api/*', 'get', 'https://x.example/api/%2e%2e/admin'],
    ['get https://x.example/api/*', 'get', 'https://x.example/api/..%2fadmin'],
    ['get https://x.example/api/*', 'get', 'https://x.example/api/..%5Cadmin'],
    ['get https://x.example/api/*', 'get', 'https://x.example/api/%252e%252e%252fadmin'],
    ['get kv:orders/*', 'get', 'kv:customers/1'],
    ['get kv', 'get', 'secret:x'],
    ['get', 'get', 'kv:x'],
    ['', 'get', 'kv:x'],
    ['get http:example.com', 'get', 'http://example.com'],
    ['get https://', 'get', 'https://x.example'],
    ['get https://a b/', 'get', 'https://a b/'],
  ])('%s does not cover %s %s', (line, verb, uri) => {
    expect(matches(line, verb, uri)).toBe(false);
  });
});
