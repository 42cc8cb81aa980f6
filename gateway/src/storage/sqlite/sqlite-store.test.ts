import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, describe, expect, it } from 'vitest';
import type { GatewayStore } from '../ports.ts';
import { storeSuite } from '../store-suite.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const folders: string[] = [];
const stores = new Set<GatewayStore>();

function createFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-gateway-store-'));
  folders.push(folder);
  return join(folder, 'gateway.db');
}

function open(file: string): GatewayStore {
  const store = openSqliteStore(file);
  stores.add(store);
  return store;
}

async function close(store: GatewayStore): Promise<void> {
  stores.delete(store);
  await store.close();
}

afterEach(async () => {
  await Promise.all([...stores].map(close));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

storeSuite('the gateway store on SQLite', async () => {
  const file = createFile();
  const store = open(file);
  const reopen = async () => {
    await close(store);
    return open(file);
  };
  return { store, reopen };
});

describe('the gateway database file', () => {
  it('is in WAL mode and syncs every commit', async () => {
    const file = createFile();
    await close(open(file));
    const raw = new Sqlite(file);
    expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
    raw.close();
  });

  it('of a newer version is refused, and left as it was', async () => {
    const file = createFile();
    await close(open(file));
    const raw = new Sqlite(file);
    raw.prepare("INSERT INTO __drizzle_migrations (hash, created_at) VALUES ('newer', 9999999999999)").run();
    raw.close();
    expect(() => openSqliteStore(file)).toThrow(/^database_newer: /);
  });

  it('that is no database is refused with a code', () => {
    expect(() => openSqliteStore(join(createFile(), 'not-a-folder', 'gateway.db'))).toThrow(/^database_failed: /);
  });

  it('that is damaged is refused as that, with the name of its file', () => {
    const file = createFile();
    writeFileSync(file, 'garbage'.repeat(200));
    expect(() => openSqliteStore(file)).toThrow(/^database_corrupt: .*gateway\.db/);
  });

  it('keeps what others wrote in the same transaction when one write fails', async () => {
    const store = open(createFile());
    const key = {
      did: 'a',
      role: 'viewer',
      name: 'A',
      createdAt: 1,
      lastUsedAt: undefined,
      revokedAt: undefined,
      replacedBy: undefined,
    } as const;
    const ticket = { hash: 'h', did: 'a', until: 9 };
    await store.tickets.insert(ticket);
    const [failed, inserted] = await Promise.allSettled([store.tickets.insert(ticket), store.keys.insert(key)]);
    expect(failed.status).toBe('rejected');
    expect(inserted).toEqual({ status: 'fulfilled', value: 'inserted' });
    expect(await store.keys.find('a')).toMatchObject({ name: 'A' });
  });
});
