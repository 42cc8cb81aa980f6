import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { residentBytesOf } from './process-memory.ts';
import type { Target } from './target.ts';
import { waitForAnswer } from './wait-for-answer.ts';

const cli = join(import.meta.dirname, '../../apps/cli/src/main.ts');
const workflow = join(import.meta.dirname, '../../examples/bench/orders.json');

/** Sluice as a user starts it: gateway and engine, SQLite, sandboxed, committed before the answer. */
export async function startSluice(): Promise<Target> {
  const home = mkdtempSync(join(tmpdir(), 'sluice-bench-'));
  const port = await freePort();
  const env = { ...process.env, SLUICE_HOME: home, SLUICE_PORT: String(port), SLUICE_LOG: 'error' };
  // The IPC channel ends it when the benchmark dies.
  const child = spawn(process.execPath, [cli, 'up'], { env, stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  if (child.stdout !== null) await lineWith(child.stdout, 'Sluice is ready');
  execFileSync(process.execPath, [cli, 'workflows', 'import', workflow, '--activate'], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
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

/** The stream goes on being read afterwards: a closed pipe would end who writes to it. */
function lineWith(stream: NodeJS.ReadableStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let seen = '';
    stream.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (seen.includes(text)) resolve();
    });
    stream.on('end', () => reject(new Error(`sluice up ended before it was ready: ${seen}`)));
  });
}
