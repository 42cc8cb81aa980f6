import { describe, expect, it } from 'vitest';
import { describeSettings } from './describe-settings.ts';

describe('the settings, described', () => {
  it('say what is in force and whether somebody set it, and give no seed away', () => {
    const seed = new Uint8Array(32).fill(7);
    const described = describeSettings({
      home: '/home',
      host: '127.0.0.1',
      port: 4700,
      publicOrigins: ['https://sluice.example', 'http://tunnel.example'],
      engine: { socketPath: '/run/engine.sock' },
      engineDid: 'did:key:engine',
      gatewayKey: { did: 'did:key:gateway', seed },
      localKeys: new Map([['did:key:cli', 'owner']]),
      logLevel: 'warn',
      editorFolder: '/dist',
      hookRate: 0,
      given: ['SLUICE_PORT'],
    });
    expect(described).toContainEqual({ name: 'SLUICE_PORT', value: '4700', source: 'environment' });
    expect(described).toContainEqual({ name: 'SLUICE_ENGINE_URL', value: 'unix:/run/engine.sock', source: 'default' });
    expect(described).toContainEqual({ name: 'SLUICE_LOCAL_KEYS', value: 'did:key:cli:owner', source: 'default' });
    expect(JSON.stringify(described)).not.toContain(Buffer.from(seed).toString('base64url'));
  });
});
