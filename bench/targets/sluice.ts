import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { residentBytesOf } from './process-memory.ts';
import type { Target } from './target.ts';
import { waitForAnswer } from './wait-for-answer.ts';

const cli = new URL('../../apps/cli/src/main.ts', import.meta.url).pathname;
const workflow = new URL('../../examples/bench/orders.json', import.meta.url).pathname;

/** Sluice as a user starts it: gateway and engine, SQLite, sandboxed, committed before the answer. */
export async function startSluice(): Promise<Target> {
  const home = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const port = await freePort();
  const env = { ...process.env, SLUICE_HOME: home, SLUICE_PORT: String(port), SLUICE_LOG: 'error' };
  const child = spawn(process.execPath, [cli, 'up'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  await lineWith(child.stdout, 'Sluice is ready');
  const sluice = (...args: string[]) => execFileSync(process.execPath, [cli, ...args, '--json'], { env, encoding: 'utf8' });
  const { id } = JSON.parse(sluice('workflows', 'import', workflow)) as { id: string };
  sluice('workflows', 'publish', id);
  sluice('workflows', 'activate', id);
  const url = `http://127.0.0.1:${port}/hooks/orders`;
  await waitForAnswer(url, 10_000);
  return {
    name: 'Sluice',
    guarantee: 'sandboxed, committed (fsync) before the answer',
    url,
    residentBytes: () => residentBytesOf(child.pid ?? 0),
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function lineWith(stream: NodeJS.ReadableStream, text: string): Promise<void> {
  let seen = '';
  for await (const chunk of stream) {
    seen += String(chunk);
    if (seen.includes(text)) return;
  }
  throw new Error(`sluice up ended before it was ready: ${seen}`);
}
