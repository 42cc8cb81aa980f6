import { SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { parseEgressAllow } from './egress-allow.ts';
import { createEgressGuard } from './egress-guard.ts';

function isAllowed(setting: string, hostname: string, port: number, address = hostname): boolean {
  return createEgressGuard(parseEgressAllow(setting)).refuse({ hostname, port, address }) === undefined;
}

describe('parseEgressAllow', () => {
  it('allows nothing special when it is empty', () => {
    expect(isAllowed('', '127.0.0.1', 80)).toBe(false);
    expect(isAllowed(' , ', '10.0.0.1', 80)).toBe(false);
    expect(isAllowed('', '8.8.8.8', 80)).toBe(true);
  });

  it.each([
    ['127.0.0.1', '127.0.0.1', 1, true],
    ['127.0.0.1', '127.0.0.2', 1, false],
    ['127.0.0.1:8080', '127.0.0.1', 8080, true],
    ['127.0.0.1:8080', '127.0.0.1', 8081, false],
    ['127.0.0.1:*', '127.0.0.1', 8081, true],
    ['0x7f.1:8080', '127.0.0.1', 8080, true],
    ['::1', '::1', 80, true],
    ['[::1]:8080', '::1', 8080, true],
    ['[::1]:8080', '::1', 80, false],
    ['10.1.0.0/16', '10.1.200.3', 443, true],
    ['10.1.0.0/16', '10.2.0.1', 443, false],
    ['fd00::/8', 'fd12::1', 443, true],
    ['loopback', '127.8.8.8', 443, true],
    ['LOOPBACK', '::1', 443, true],
    ['loopback', '10.0.0.1', 443, false],
    ['private', '192.168.1.1', 443, true],
    ['private', 'fd00::1', 443, true],
    ['private', '169.254.169.254', 443, false],
    ['private', '127.0.0.1', 443, false],
    ['10.0.0.0/8 , loopback', '127.0.0.1', 443, true],
    ['127.0.0.0/8', '::ffff:127.0.0.1', 443, true],
  ])('%s: %s port %i → %s', (setting, address, port, allowed) => {
    expect(isAllowed(setting, address, port)).toBe(allowed);
  });

  it('lets a named host be wherever it resolves to, on its port only, and no other host there', () => {
    expect(isAllowed('db.internal:5432', 'db.internal', 5432, '10.0.0.9')).toBe(true);
    expect(isAllowed('db.internal:5432', 'DB.internal.', 5432, '10.0.0.9')).toBe(true);
    expect(isAllowed('db.internal:5432', 'db.internal', 80, '10.0.0.9')).toBe(false);
    expect(isAllowed('db.internal:5432', 'evil.example', 5432, '10.0.0.9')).toBe(false);
    expect(isAllowed('*.svc.local', 'a.svc.local', 80, '10.0.0.9')).toBe(true);
    expect(isAllowed('*.svc.local', 'svc.local', 80, '10.0.0.9')).toBe(false);
    expect(isAllowed('*.svc.local', 'asvc.local', 80, '10.0.0.9')).toBe(false);
  });

  it.each([
    '*',
    '10.0.0.0/33',
    '10.0.0/8',
    'fd00::/129',
    'http://x',
    'a b',
    'host:99999',
    'host:0',
    '[::1',
    '/8',
    '*.1.2.3.4',
    '!!',
    'a..b',
    'a_b!',
  ])('refuses the entry %s by name', (entry) => {
    expect(() => parseEgressAllow(`loopback,${entry}`)).toThrow(SluiceError);
    expect(() => parseEgressAllow(`loopback,${entry}`)).toThrow(`"${entry}"`);
  });

  it('does not take names of Object.prototype for keywords', () => {
    expect(isAllowed('constructor', 'constructor', 80, '10.0.0.1')).toBe(true);
    expect(isAllowed('constructor', '10.0.0.1', 80)).toBe(false);
  });
});
