import { describe, expect, it } from 'vitest';
import { CliError } from './cli-error.ts';
import { gatewayUrl, readSettings } from './settings.ts';

const refusal = (env: Record<string, string>): CliError => {
  try {
    readSettings(env, '/somewhere');
  } catch (error) {
    if (error instanceof CliError) return error;
  }
  throw new Error('The settings were accepted.');
};

describe('the settings', () => {
  it('have the documented defaults', () => {
    const settings = readSettings({}, '/somewhere');
    expect(settings).toMatchObject({ home: '/somewhere/.sluice', host: '127.0.0.1', port: 4700, engineUrl: undefined });
    expect(gatewayUrl(settings)).toBe('http://127.0.0.1:4700');
  });

  it('take an empty variable as absent', () => {
    expect(readSettings({ SLUICE_PORT: '', SLUICE_HOME: '' }, '/somewhere').port).toBe(4700);
  });

  it('keep an absolute home and the public address', () => {
    const settings = readSettings(
      { SLUICE_HOME: '/data/../srv/sluice', SLUICE_PUBLIC_URL: 'https://flows.example.org/' },
      '/somewhere',
    );
    expect(settings.home).toBe('/srv/sluice');
    expect(gatewayUrl(settings)).toBe('https://flows.example.org');
  });

  it('take the first of several public addresses, and look at all', () => {
    const several = { SLUICE_PUBLIC_URL: 'https://flows.example.org, http://10.0.0.7:4700' };
    expect(gatewayUrl(readSettings(several, '/'))).toBe('https://flows.example.org');
    expect(refusal({ SLUICE_PUBLIC_URL: 'https://flows.example.org,nonsense' }).code).toBe('setting_invalid');
  });

  it.each([
    ['0.0.0.0', 'http://127.0.0.1:4700'],
    ['::', 'http://127.0.0.1:4700'],
    ['::1', 'http://[::1]:4700'],
    ['flows.lan', 'http://flows.lan:4700'],
  ])('with host %s are reached at %s', (host, url) => {
    expect(gatewayUrl(readSettings({ SLUICE_HOST: host }, '/'))).toBe(url);
  });

  it.each([
    ['SLUICE_PORT', '0'],
    ['SLUICE_PORT', '65536'],
    ['SLUICE_PORT', '47 00'],
    ['SLUICE_PORT', '4700.5'],
    ['SLUICE_HOST', 'no host'],
    ['SLUICE_PUBLIC_URL', 'flows.example.org'],
    ['SLUICE_PUBLIC_URL', 'https://flows.example.org/path'],
    ['SLUICE_PUBLIC_URL', 'ftp://flows.example.org'],
    ['SLUICE_ENGINE_URL', 'unix:relative'],
    ['SLUICE_ENGINE_URL', 'engine:4701'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['REDIS_URL', '6379'],
    ['SLUICE_WORKERS', '-1'],
    ['SLUICE_WORKERS', 'many'],
    ['SLUICE_LOG', 'loud'],
  ])('refuse %s=%s by its name, with exit code 2', (name, value) => {
    const error = refusal({ [name]: value });
    expect(error).toMatchObject({ code: 'setting_invalid', exitCode: 2 });
    expect(error.message).toContain(name);
  });

  it('name every bad variable at once', () => {
    expect(refusal({ SLUICE_PORT: 'x', SLUICE_LOG: 'y' }).message).toMatch(/SLUICE_PORT.*SLUICE_LOG/);
  });

  it('never repeat an address that may hold a password', () => {
    expect(refusal({ DATABASE_URL: 'mysql://root:hunter2@host/db' }).message).not.toContain('hunter2');
  });
});
