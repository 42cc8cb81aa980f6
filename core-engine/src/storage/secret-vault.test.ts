import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Storage } from './ports/storage.ts';
import { createSecretCipher } from './secret-cipher.ts';
import { openSecretVault } from './secret-vault.ts';
import { openSqliteStorage } from './sqlite/open-sqlite-storage.ts';

describe('the cipher', () => {
  const key = Buffer.alloc(32, 7);

  it('opens what it sealed, whatever the text, and never seals alike twice', () => {
    const cipher = createSecretCipher(key);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (value, name) => {
        const sealed = cipher.seal(name, value);
        expect(cipher.open(name, sealed)).toBe(value);
        expect(Buffer.compare(sealed, cipher.seal(name, value))).not.toBe(0);
      }),
    );
  });

  it('does not open what was changed anywhere, is another’s, or was sealed with another key', () => {
    const cipher = createSecretCipher(key);
    const sealed = cipher.seal('token', 'a secret value');
    for (let at = 0; at < sealed.byteLength; at++) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => cipher.open('token', changed)).toThrow(expect.objectContaining({ code: 'secret_key_wrong' }));
    }
    for (let length = 0; length < sealed.byteLength; length++)
      expect(() => cipher.open('token', sealed.subarray(0, length))).toThrow();
    expect(() => cipher.open('other', sealed)).toThrow(expect.objectContaining({ code: 'secret_key_wrong' }));
    expect(() => createSecretCipher(Buffer.alloc(32, 8)).open('token', sealed)).toThrow(
      expect.objectContaining({ code: 'secret_key_wrong' }),
    );
  });
});

describe('the vault', () => {
  let home: string;
  let storage: Storage;
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'sluice-vault-'));
    storage = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
  });
  afterEach(async () => {
    await storage.close();
    rmSync(home, { recursive: true });
  });
  const open = () => openSecretVault({ home, secrets: storage.secrets });
  const keyFile = () => join(home, 'secret.key');

  it('makes a key of its own at the first start, for its owner’s eyes alone', async () => {
    await open();
    expect(statSync(keyFile()).mode & 0o777).toBe(0o600);
    const first = readFileSync(keyFile(), 'utf8');
    await open();
    expect(readFileSync(keyFile(), 'utf8')).toBe(first);
  });

  it('reveals what was put in, over a restart, and stores it nowhere in plain (I7)', async () => {
    const vault = await open();
    const value = 'plain-text-that-must-not-be-found';
    expect(await vault.put({ name: 'token', value, hosts: ['api.example.com'], nowMs: 1 })).toEqual({
      name: 'token',
      hosts: ['api.example.com'],
      createdAtMs: 1,
      updatedAtMs: 1,
    });
    expect(await (await open()).reveal('token')).toEqual({ value, hosts: ['api.example.com'] });
    expect(await vault.reveal('other')).toBeUndefined();
    expect(JSON.stringify(await vault.list())).not.toContain(value);
    await storage.close();
    for (const file of ['sluice.db', 'secret.key']) expect(readFileSync(join(home, file)).includes(value)).toBe(false);
    storage = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
  });

  it('refuses to start without its key while secrets are stored, and makes no new one', async () => {
    await (await open()).put({ name: 'token', value: 'v', hosts: [], nowMs: 1 });
    rmSync(keyFile());
    await expect(open()).rejects.toMatchObject({ code: 'secret_key_missing', detail: expect.stringContaining(keyFile()) });
    await expect(open()).rejects.toMatchObject({ code: 'secret_key_missing' });
  });

  it('refuses to start with another key or a damaged one', async () => {
    await (await open()).put({ name: 'token', value: 'v', hosts: [], nowMs: 1 });
    const right = readFileSync(keyFile());
    writeFileSync(keyFile(), `${'0'.repeat(64)}\n`);
    await expect(open()).rejects.toMatchObject({ code: 'secret_key_wrong' });
    writeFileSync(keyFile(), 'not a key');
    await expect(open()).rejects.toMatchObject({ code: 'secret_key_wrong' });
    writeFileSync(keyFile(), right);
    expect(await (await open()).reveal('token')).toEqual({ value: 'v', hosts: [] });
  });

  it('starts anew when the key is gone and no secret is left', async () => {
    const vault = await open();
    await vault.put({ name: 'token', value: 'v', hosts: [], nowMs: 1 });
    expect(await vault.delete('token')).toBe(true);
    rmSync(keyFile());
    await (await open()).put({ name: 'token', value: 'w', hosts: [], nowMs: 1 });
    expect(await (await open()).reveal('token')).toMatchObject({ value: 'w' });
  });
});
