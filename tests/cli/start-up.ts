import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '../..');

/** Folders and ports of a run's own, and an environment that names them. */
export async function createSurroundings(more: Record<string, string> = {}) {
  const home = join(mkdtempSync(join(tmpdir(), 'sluice-up-')), 'home');
  const port = await freePort();
  const env = { ...process.env, SLUICE_HOME: home, SLUICE_PORT: String(port), SLUICE_LOG: 'warn', ...more };
  return { home, port, env, remove: () => rmSync(resolve(home, '..'), { recursive: true, force: true }) };
}

/** Runs a file of ours; what it writes is kept. */
export function start(file: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  return startCommand(process.execPath, [join(root, file), ...args], env);
}

export function startCommand(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (written.stdout += chunk));
  child.stderr.on('data', (chunk: Buffer) => (written.stderr += chunk));
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, ended, output: () => written.stdout, errors: () => written.stderr };
}

/** The address from the line that says that it is ready; throws with what was written when that never comes. */
export async function whenReady(started: ReturnType<typeof start>): Promise<string> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline && started.child.exitCode === null) {
    const url = /^Sluice is ready at (\S+)$/m.exec(started.output())?.[1];
    if (url !== undefined) return url;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`It did not become ready. ${started.output()} ${started.errors()}`);
}

export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? done(address.port) : fail(new TypeError('no port'))));
    });
  });
}
