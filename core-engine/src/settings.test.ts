import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const DID = 'did:key:z6MkgMtHykPD85QCiwo7M7KmkvcxigxXzsBoaqxBdTqkLGg8';

describe('the settings', () => {
  it('have defaults that need no configuration', () => {
    expect(readSettings({})).toMatchObject({
      home: expect.stringMatching(/\/\.sluice$/),
      listen: { kind: 'tcp', host: '127.0.0.1', port: 4701 },
      trustedGateways: [],
      egressAllow: '',
      retentionMs: 30 * 86_400_000,
    });
    expect(readSettings({}).keyFile).toBe(`${readSettings({}).home}/engine.key`);
    expect(readSettings({}).workers).toBeGreaterThanOrEqual(1);
  });

  it('take an empty variable for one that is not set', () => {
    expect(readSettings({ SLUICE_HOME: '', SLUICE_LOG: '', DATABASE_URL: '' })).toEqual(readSettings({}));
  });

  it('listen on a socket or an address', () => {
    const listen = (text: string) => readSettings({ SLUICE_ENGINE_LISTEN: text }).listen;
    expect(listen('unix:/run/engine.sock')).toEqual({ kind: 'unix', path: '/run/engine.sock' });
    expect(listen('0.0.0.0:80')).toEqual({ kind: 'tcp', host: '0.0.0.0', port: 80 });
    expect(listen('::1:4701')).toEqual({ kind: 'tcp', host: '::1', port: 4701 });
  });

  it('take a folder of modules, as it stands from where the engine was started', () => {
    expect(readSettings({}).modulesFolder).toBeUndefined();
    expect(readSettings({ SLUICE_MODULES: 'my-modules' }).modulesFolder).toBe(resolve('my-modules'));
  });

  it('take several gateways', () => {
    expect(readSettings({ SLUICE_TRUSTED_GATEWAYS: ` ${DID} , ${DID},` }).trustedGateways).toEqual([DID, DID]);
  });

  it('keep for ever with a retention of 0', () => {
    expect(readSettings({ SLUICE_RETENTION_DAYS: '0' }).retentionMs).toBe(0);
    expect(readSettings({ SLUICE_RETENTION_DAYS: '0.5' }).retentionMs).toBe(43_200_000);
  });

  it.each([
    ['SLUICE_ENGINE_LISTEN', '4701'],
    ['SLUICE_ENGINE_LISTEN', 'host:70000'],
    ['SLUICE_WORKERS', '0'],
    ['SLUICE_WORKERS', '1.5'],
    ['SLUICE_LOG', 'loud'],
    ['SLUICE_PUBLIC_URL', 'here'],
    ['SLUICE_RETENTION_DAYS', 'long'],
    ['SLUICE_MAX_LIVE', '-1'],
    ['SLUICE_TRUSTED_GATEWAYS', `${DID},did:key:z6Mkbad`],
    ['DATABASE_URL', 'postgres://localhost/sluice'],
    ['REDIS_URL', 'redis://localhost'],
  ])('refuse %s=%s by its name', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(expect.objectContaining({ code: 'setting_invalid' }));
    expect(() => readSettings({ [name]: value })).toThrow(name);
  });

  it('name everything that is wrong at once', () => {
    expect(() => readSettings({ SLUICE_WORKERS: 'x', SLUICE_LOG: 'y' })).toThrow(/SLUICE_WORKERS.*SLUICE_LOG/);
  });
});
