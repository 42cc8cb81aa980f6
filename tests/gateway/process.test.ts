import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createKey } from './lib/keys.ts';
import { send } from './lib/send.ts';

const entry = resolve(import.meta.dirname, '../../gateway/src/main.ts');
const home = mkdtempSync(join(tmpdir(), 'sluice-gateway-process-'));
const key = createKey();
writeFileSync(join(home, 'gateway.key'), JSON.stringify({ did: key.did, seed: Buffer.from(key.seed).toString('base64url') }));
afterAll(() => rmSync(home, { recursive: true }));

const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});

function start(env: Record<string, string>): { child: ChildProcess; stderr: () => string } {
  const child = spawn(process.execPath, [entry], {
    env: {
      PATH: process.env['PATH'],
      SLUICE_HOME: home,
      SLUICE_PORT: '0',
      SLUICE_ENGINE_DID: key.did,
      SLUICE_LOG: 'silent',
      ...env,
    },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  children.add(child);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  return { child, stderr: () => stderr };
}

async function readyOf(child: ChildProcess): Promise<{ url: string; claimUrl: string }> {
  const [message] = (await once(child, 'message')) as [{ type: string; url: string; claimUrl: string }];
  expect(message.type).toBe('ready');
  return message;
}

describe('the gateway as a process', () => {
  it('says when it is ready and where, and ends cleanly on SIGTERM', async () => {
    const { child } = start({});
    const { url, claimUrl } = await readyOf(child);
    expect(claimUrl.startsWith(`${url}/claim#`)).toBe(true);
    expect((await send(url, { target: '/healthz' })).json).toEqual({ status: 'ok' });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('answers what is under way before it ends, and then ends at once, though the connection could live on', async () => {
    const { child } = start({});
    const { url } = await readyOf(child);
    const agent = new Agent({ keepAlive: true });
    const sizes = new Promise<[number, number]>((resolve, reject) => {
      const outgoing = request(`${url}/v1/openapi.json`, { agent }, (response) => {
        child.kill('SIGTERM');
        let size = 0;
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
        });
        response.on('end', () => resolve([size, Number(response.headers['content-length'])]));
      });
      outgoing.on('error', reject).end();
    });
    const [received, promised] = await sizes;
    expect(received).toBe(promised);
    const startedAt = performance.now();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - startedAt).toBeLessThan(3000);
    agent.destroy();
  });

  it('ends when the process that started it is gone', async () => {
    const { child } = start({});
    await readyOf(child);
    child.disconnect();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('names a busy port and the fix, and ends', async () => {
    const busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
    const { port } = busy.address() as { port: number };
    const { child, stderr } = start({ SLUICE_PORT: String(port) });
    const [code] = await once(child, 'close');
    expect(code).toBe(1);
    expect(stderr()).toMatch(new RegExp(`^port_in_use: Port ${port} .*SLUICE_PORT`));
    busy.close();
  });

  it('names a setting that is wrong, and ends', async () => {
    const { child, stderr } = start({ SLUICE_PORT: 'http' });
    const [code] = await once(child, 'close');
    expect([code, stderr()]).toEqual([1, expect.stringMatching(/^setting_invalid: SLUICE_PORT: /) as unknown]);
  });
});
