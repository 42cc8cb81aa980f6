import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startService } from './service-process.ts';
import { SupervisedService } from './supervised-service.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-service-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A small program that stands where the engine's would. */
function program(name: string, code: string) {
  const entry = join(folder, `${name}.mjs`);
  writeFileSync(entry, code);
  return { name: 'engine', entry, env: { PATH: process.env['PATH'], FOLDER: folder }, isLogged: false } as const;
}

const ready = `process.send({ type: 'ready', url: 'http://127.0.0.1:1' }); process.on('disconnect', () => process.exit());`;

describe('a service process', () => {
  it('is ready when it says so, and stops when it is asked to', async () => {
    const service = startService(program('polite', `process.on('SIGTERM', () => process.exit(0)); ${ready}`));
    expect(await service.ready).toEqual({ type: 'ready', url: 'http://127.0.0.1:1' });
    await service.stop();
    expect(await service.ended).toEqual({ code: 0, signal: null });
  });

  it('that fails to start gives its own coded error', async () => {
    const code = `console.error('warming up\\nport_in_use: 127.0.0.1:4700 is taken.\\n  Set SLUICE_PORT.'); process.exit(7);`;
    const service = startService(program('coded', code));
    await expect(service.ready).rejects.toMatchObject({ code: 'port_in_use', message: '127.0.0.1:4700 is taken.' });
  });

  it('that fails without a code shows how it ended and its last words', async () => {
    const service = startService(program('crash', `console.error('last words'); process.kill(process.pid, 'SIGKILL');`));
    await expect(service.ready).rejects.toMatchObject({
      code: 'start_failed',
      message: expect.stringMatching(/SIGKILL[\s\S]*last words/),
    });
  });

  it('whose file is not there fails to start, too', async () => {
    const service = startService({ name: 'engine', entry: join(folder, 'absent.mjs'), env: {}, isLogged: false });
    await expect(service.ready).rejects.toMatchObject({ code: 'start_failed' });
  });
});

describe('a supervised service', () => {
  it('is started again when it dies, and not when it is stopped', async () => {
    const restarts: string[] = [];
    const options = program(
      'mortal',
      `import { appendFileSync } from 'node:fs'; appendFileSync(process.env.FOLDER + '/pids', process.pid + '\\n'); ${ready}`,
    );
    const service = new SupervisedService({ ...options, onRestart: (message) => restarts.push(message) });
    await service.start();
    const pids = () => readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
    process.kill(pids()[0] as number, 'SIGKILL'); // it has written its pid before it was ready
    await vi.waitFor(() => expect(restarts).toEqual([expect.stringContaining('SIGKILL'), 'The engine is back.']), {
      timeout: 10_000,
    });
    expect(pids()).toHaveLength(2);
    await service.stop();
    await sleep(300);
    expect(pids()).toHaveLength(2);
    expect(restarts).toHaveLength(2);
  });

  it('does not try again after a first start that failed', async () => {
    const restarts: string[] = [];
    const options = program('never', `console.error('setting_invalid: SLUICE_WORKERS is bad.'); process.exit(2);`);
    const service = new SupervisedService({ ...options, onRestart: (message) => restarts.push(message) });
    await expect(service.start()).rejects.toMatchObject({ code: 'setting_invalid' });
    await sleep(200);
    expect(restarts).toEqual([]);
  });
});
