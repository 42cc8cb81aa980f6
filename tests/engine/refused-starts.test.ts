import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { putSecret } from '@sluice/protocol';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { homePaths } from '../../apps/cli/src/keys/home.ts';
import { readKeyFile } from '../../apps/cli/src/keys/key-file.ts';
import { startService } from '../../apps/cli/src/supervisor/service-process.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { code, hook, workflow } from './lib/workflow.ts';

/** Processes that cannot start: each says why with its code and ends with an exit code that is not 0; what runs is not disturbed. */
let sluice: TestSluice;
let busy: Server;
let busyPort = 0;
const folders: string[] = [];

beforeAll(async () => {
  sluice = await TestSluice.start();
  await sluice.install(
    workflow({ name: 'Alive', nodes: { hook: hook('alive'), end: code('return { alive: true };') }, chains: [['hook', 'end']] }),
  );
  busy = createServer().listen(0, '127.0.0.1');
  await once(busy, 'listening');
  const address = busy.address();
  busyPort = typeof address === 'object' && address !== null ? address.port : 0;
});

afterAll(async () => {
  busy.close();
  await sluice.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const entry = (name: 'engine' | 'gateway') =>
  resolve(import.meta.dirname, name === 'engine' ? '../../core-engine/src/main.ts' : '../../gateway/src/main.ts');

function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'sluice-refused-'));
  folders.push(home);
  return home;
}

/** Starts a process that is not to come up; gives its code, its words and its exit code. */
async function refusedStart(name: 'engine' | 'gateway', env: Record<string, string>) {
  const keys = homePaths(sluice.home);
  const service = startService({
    name,
    entry: entry(name),
    isLogged: false,
    env: {
      PATH: process.env['PATH'],
      SLUICE_LOG: 'fatal',
      SLUICE_ENGINE_KEY_FILE: keys.engineKey,
      SLUICE_GATEWAY_KEY_FILE: keys.gatewayKey,
      SLUICE_ENGINE_DID: readKeyFile(keys.engineKey).did,
      SLUICE_TRUSTED_GATEWAYS: readKeyFile(keys.gatewayKey).did,
      ...env,
    },
  });
  const failure = await service.ready.then(
    () => expect.unreachable('it started'),
    (error: { code: string; message: string }) => error,
  );
  const { code: exitCode } = await service.ended;
  expect(exitCode).toBeGreaterThan(0);
  return { code: failure.code, message: failure.message };
}

const alive = async () => expect(await (await sluice.hook('alive', {})).json()).toEqual({ alive: true });

describe('a busy port', () => {
  it('ends a gateway with port_in_use and the port', async () => {
    const { port } = new URL(sluice.url);
    const refusal = await refusedStart('gateway', { SLUICE_HOME: newHome(), SLUICE_PORT: port });
    expect(refusal).toEqual({ code: 'port_in_use', message: expect.stringContaining(port) });
    await alive();
  });

  it('ends an engine with port_in_use and the port, and lets go of its home', async () => {
    const home = newHome();
    const listen = { SLUICE_HOME: home, SLUICE_ENGINE_LISTEN: `127.0.0.1:${busyPort}` };
    expect(await refusedStart('engine', listen)).toEqual({
      code: 'port_in_use',
      message: expect.stringContaining(String(busyPort)),
    });
    expect((await refusedStart('engine', listen)).code).toBe('port_in_use');
  });
});

describe('a home', () => {
  it('that another engine uses ends the second with home_locked', async () => {
    const refusal = await refusedStart('engine', { SLUICE_HOME: sluice.home, SLUICE_ENGINE_LISTEN: '127.0.0.1:0' });
    expect(refusal).toEqual({ code: 'home_locked', message: expect.stringContaining(String(sluice.enginePid)) });
    await alive();
  });

  it('whose database is from a newer version ends the engine with database_newer, and is not touched', async () => {
    await sluice.stopEngine();
    const file = homePaths(sluice.home).database;
    const version = setVersion(file, 99);
    // But for the header, in which SQLite counts who opened it.
    const bytes = () => createHash('sha256').update(readFileSync(file).subarray(100)).digest('hex');
    const before = bytes();
    const refusal = await refusedStart('engine', { SLUICE_HOME: sluice.home, SLUICE_ENGINE_LISTEN: '127.0.0.1:0' });
    expect(refusal).toEqual({ code: 'database_newer', message: expect.stringContaining('newer') });
    expect(bytes()).toBe(before);
    setVersion(file, version);
    await sluice.startEngine();
    await alive();
  });

  it('whose secret.key is gone ends the engine with secret_key_missing once there are secrets', async () => {
    await sluice.call(putSecret, { params: { name: 'kept' }, body: { value: 'x', hosts: [] } });
    await sluice.stopEngine();
    const file = join(sluice.home, 'secret.key');
    const key = readFileSync(file);
    rmSync(file);
    const start = { SLUICE_HOME: sluice.home, SLUICE_ENGINE_LISTEN: '127.0.0.1:0' };
    expect((await refusedStart('engine', start)).code).toBe('secret_key_missing');
    writeFileSync(file, Buffer.from(key).reverse(), { mode: 0o600 });
    expect((await refusedStart('engine', start)).code).toMatch(/^secret_key_/);
    writeFileSync(file, key, { mode: 0o600 });
    await sluice.startEngine();
    await alive();
  });
});

describe('a setting', () => {
  it.each([
    ['SLUICE_EGRESS_ALLOW', '10.0.0.0/99'],
    ['DATABASE_URL', 'postgres://localhost/sluice'],
  ])('%s=%s ends the engine with setting_invalid and its name', async (name, value) => {
    const refusal = await refusedStart('engine', { SLUICE_HOME: newHome(), SLUICE_ENGINE_LISTEN: '127.0.0.1:0', [name]: value });
    expect(refusal).toEqual({ code: 'setting_invalid', message: expect.stringContaining(name) });
  });
});

/** Writes the schema version and gives the one before. */
function setVersion(file: string, version: number): number {
  const database = new Sqlite(file);
  const before = database.pragma('user_version', { simple: true }) as number; // a pragma that is a number
  database.pragma(`user_version = ${version}`);
  database.pragma('wal_checkpoint(TRUNCATE)');
  database.close();
  return before;
}
