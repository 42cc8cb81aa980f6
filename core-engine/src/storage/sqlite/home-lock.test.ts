import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HomeLock } from './home-lock.ts';
import { openSqliteStorage } from './open-sqlite-storage.ts';

describe('the lock of a home', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'sluice-lock-'));
  });
  afterEach(() => rmSync(home, { recursive: true }));

  const lockInAnotherProcess = async (): Promise<ChildProcess> => {
    const program = `
      import { HomeLock } from ${JSON.stringify(new URL('./home-lock.ts', import.meta.url).href)};
      globalThis.lock = new HomeLock(${JSON.stringify(home)});
      console.log('locked');
      setInterval(() => {}, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  };

  it('is had by one at a time', () => {
    const lock = new HomeLock(home);
    expect(() => new HomeLock(home)).toThrow(expect.objectContaining({ code: 'home_locked' }));
    expect(() => new HomeLock(home)).toThrow(expect.objectContaining({ code: 'home_locked' }));
    lock[Symbol.dispose]();
    new HomeLock(home)[Symbol.dispose]();
  });

  it('keeps a second engine out and names the process that has it', async () => {
    const child = await lockInAnotherProcess();
    await expect(openSqliteStorage({ home, softwareVersion: '1.0.0' })).rejects.toMatchObject({
      code: 'home_locked',
      detail: expect.stringContaining(`process ${child.pid}`),
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('is free as soon as its holder was killed', async () => {
    const child = await lockInAnotherProcess();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const storage = await openSqliteStorage({ home, softwareVersion: '1.0.0' });
    await storage.close();
  });
});
