// What tests need beside ourselves: a browser, Redis, PostgreSQL. Each is taken from the environment when it names one, else from
// PATH, else from Debian's packages, else it is not there, and the tests that need it skip with that as their reason.
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aptInstall } from './lib/apt-install.mjs';
import { findProgram, postgresFolders } from './lib/find-program.mjs';

/** A Chromium's path: CHROMIUM_PATH, else from PATH, else freshly installed if that is wanted, else undefined. */
export function findChromium({ mayInstall }) {
  const find = () =>
    process.env.CHROMIUM_PATH || findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
  return find() ?? (mayInstall && aptInstall('chromium') ? find() : undefined);
}

/** A Redis of the tests' own: SLUICE_TEST_REDIS_URL, else a private server on a free loopback port; undefined when there is none. */
export async function startRedis() {
  const given = process.env.SLUICE_TEST_REDIS_URL;
  if (given) return { url: given, stop: async () => {} };
  const find = () => findProgram(['redis-server', 'valkey-server']);
  const program = find() ?? (aptInstall('redis-server') ? find() : undefined);
  if (program === undefined) return undefined;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'sluice-redis-'));
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  return superviseServer({ program, args, port, folder, url: `redis://127.0.0.1:${port}` });
}

/** A PostgreSQL of the tests' own: SLUICE_TEST_DATABASE_URL, else a private cluster on a free loopback port; undefined when there is none. */
export async function startPostgres() {
  const given = process.env.SLUICE_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => {} };
  const find = (name) => findProgram([name], postgresFolders());
  if (find('initdb') === undefined) aptInstall('postgresql');
  const [initdb, postgres] = [find('initdb'), find('postgres')];
  if (initdb === undefined || postgres === undefined) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'sluice-postgres-'));
  const user = unprivilegedUser();
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const made = spawnSync(initdb, ['-D', data, '-U', 'sluice', '--auth=trust', '--no-sync', '-E', 'UTF8'], {
    ...user,
    cwd: folder,
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'];
  return superviseServer({ program: postgres, args, port, folder, user, url: `postgres://sluice@127.0.0.1:${port}/postgres` });
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as nobody. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const entry = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Starts a server, waits until its port takes connections, and stops it (folder removed) on `stop` or when we exit. */
async function superviseServer({ program, args, port, folder, user, url }) {
  const child = spawn(program, args, { ...user, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-4000)));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    // SIGINT is PostgreSQL's fast shutdown (SIGTERM waits for its clients), and a plain stop to Redis.
    child.kill('SIGINT');
    await exited;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < 200; attempt++) {
    if (child.exitCode !== null) throw new Error(`${program} ended at once: ${complaint}`);
    if (await accepts(port)) return { url, stop };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await stop();
  throw new Error(`${program} took no connection within 10 s: ${complaint}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
