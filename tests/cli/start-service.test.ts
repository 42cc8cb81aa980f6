import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSurroundings, freePort, root, start } from './start-up.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

describe('gateway and engine in containers', () => {
  it('find each other by public names alone, each with its own home and key', async () => {
    const { home, port, env, remove } = await createSurroundings();
    cleanups.push(remove);
    const identity = join(home, 'identity');
    mkdirSync(identity, { recursive: true });
    const enginePort = await freePort();
    const run = (name: string, more: Record<string, string>) => {
      const own = { SLUICE_HOME: join(home, name), SLUICE_IDENTITY: identity };
      const started = start('docker/start-service.mjs', [name], { ...env, ...own, ...more });
      cleanups.push(async () => {
        started.child.kill('SIGTERM');
        await started.ended;
      });
      return started;
    };
    const gateway = run('gateway', { SLUICE_PORT: String(port), SLUICE_ENGINE_URL: `http://127.0.0.1:${enginePort}` });
    const engine = run('engine', { SLUICE_ENGINE_LISTEN: `127.0.0.1:${enginePort}` });
    await vi.waitFor(() => expect(gateway.output()).toMatch(/ready at .*\n.*works once\): .*#/), { timeout: 20_000 });
    await vi.waitFor(() => expect(engine.output() + engine.errors()).toContain('The engine is ready'), { timeout: 20_000 });

    const token = /works once\): \S+#(\S+)/.exec(gateway.output())?.[1];
    const cli = (...args: string[]) => start('apps/cli/src/main.ts', args, { ...env, SLUICE_HOME: join(home, 'cli') });
    const body = join(home, 'claim.json');
    writeFileSync(body, JSON.stringify({ token, name: 'me' }));
    expect(await cli('api', 'POST', '/v1/claim', '--data', body).ended).toBe(0);
    const hello = cli('run', join(root, 'examples/hello.json'), '--json');
    expect(await hello.ended).toBe(0);
    expect(JSON.parse(hello.output())).toMatchObject({ status: 'completed' });
    engine.child.kill('SIGTERM');
    expect(await engine.ended).toBe(0);
  });
});
