import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { didKeyOf } from '@sluice/protocol/signing';
import { publicKeyOfSeed } from '@sluice/protocol/signing/node';
import { afterAll, describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const home = mkdtempSync(join(tmpdir(), 'sluice-gateway-settings-'));
const seed = new Uint8Array(32).fill(4);
const did = didKeyOf(publicKeyOfSeed(seed));
writeFileSync(join(home, 'gateway.key'), JSON.stringify({ did, seed: Buffer.from(seed).toString('base64url') }));
afterAll(() => rmSync(home, { recursive: true }));

const env = { SLUICE_HOME: home, SLUICE_ENGINE_DID: did };

describe('the settings', () => {
  it('have defaults for all that can have one', () => {
    expect(readSettings({ ...env, SLUICE_PUBLIC_URL: '' })).toMatchObject({
      home,
      host: '127.0.0.1',
      port: 4700,
      publicOrigins: [],
      engine: { origin: 'http://127.0.0.1:4701' },
      gatewayKey: { did, seed },
      logLevel: 'warn',
      hookRate: 0,
    });
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      ...env,
      SLUICE_PORT: '0',
      SLUICE_PUBLIC_URL: 'https://Sluice.example/, http://tunnel.example:8080',
      SLUICE_ENGINE_URL: 'unix:/run/engine.sock',
      SLUICE_LOCAL_KEYS: `${did}:admin`,
      SLUICE_HOOK_RATE: '2.5',
    });
    expect(settings.publicOrigins).toEqual(['https://sluice.example', 'http://tunnel.example:8080']);
    expect(settings.engine).toEqual({ socketPath: '/run/engine.sock' });
    expect([...settings.localKeys]).toEqual([[did, 'admin']]);
    expect(settings).toMatchObject({ port: 0, hookRate: 2.5 });
  });

  it.each([
    ['SLUICE_PORT', '70000'],
    ['SLUICE_PORT', 'http'],
    ['SLUICE_PUBLIC_URL', 'sluice.example'],
    ['SLUICE_PUBLIC_URL', 'https://sluice.example/app'],
    ['SLUICE_PUBLIC_URL', 'ftp://sluice.example'],
    ['SLUICE_ENGINE_URL', 'engine'],
    ['SLUICE_ENGINE_DID', 'did:key:z6Mk'],
    ['SLUICE_LOCAL_KEYS', did],
    ['SLUICE_LOCAL_KEYS', `${did}:emperor`],
    ['SLUICE_LOG', 'loud'],
    ['SLUICE_HOOK_RATE', '-1'],
    ['SLUICE_GATEWAY_KEY_FILE', '/nowhere/gateway.key'],
  ])('are refused, by name, when %s is %j', (name, value) => {
    expect(() => readSettings({ ...env, [name]: value })).toThrow(new RegExp(`^setting_invalid: .*${name}`));
  });

  it('name every variable that is wrong, and one that is missing', () => {
    expect(() => readSettings({ SLUICE_HOME: home, SLUICE_PORT: 'x', SLUICE_LOG: 'x' })).toThrow(
      /SLUICE_PORT.*SLUICE_ENGINE_DID.*SLUICE_LOG/,
    );
  });

  it('never show the seed of a key file that does not fit', () => {
    const file = join(home, 'mixed.key');
    const secret = Buffer.alloc(32, 9).toString('base64url');
    writeFileSync(file, JSON.stringify({ did, seed: secret }));
    const read = () => readSettings({ ...env, SLUICE_GATEWAY_KEY_FILE: file });
    expect(read).toThrow(/different keys/);
    expect(read).not.toThrow(secret);
  });
});
