import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createSurroundings, root, start, startCommand, whenReady } from './start-up.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function surroundings(more?: Record<string, string>) {
  const made = await createSurroundings(more);
  cleanups.push(made.remove);
  return made;
}

const launch = (file: string, args: readonly string[], env: NodeJS.ProcessEnv) => stopAfterwards(start(file, args, env));

function stopAfterwards(started: ReturnType<typeof start>) {
  cleanups.push(async () => {
    started.child.kill('SIGTERM');
    await started.ended;
  });
  return started;
}

const up = (env: NodeJS.ProcessEnv) => launch('apps/cli/src/main.ts', ['up'], env);
const sluice = async (env: NodeJS.ProcessEnv, ...args: string[]) => {
  const started = start('apps/cli/src/main.ts', args, env);
  const code = await started.ended;
  return { code, output: started.output(), errors: started.errors() };
};

/** The processes whose environment names this SLUICE_HOME, by their command lines; Linux only. */
function processesOf(home: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const isOurs = readFileSync(`/proc/${name}/environ`, 'utf8').includes(`SLUICE_HOME=${home}\0`);
        const state = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.[0];
        return isOurs && state !== 'Z' ? [{ pid: Number(name), command: readFileSync(`/proc/${name}/cmdline`, 'utf8') }] : [];
      } catch {
        return [];
      }
    });
}

const isLinux = process.platform === 'linux';

describe('sluice up', () => {
  it('prints where it is ready and the claim link, keeps its keys to itself, and stops cleanly', async () => {
    const { env, home, port } = await surroundings();
    const started = up(env);
    const url = await whenReady(started);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    await vi.waitFor(() => expect(started.output()).toMatch(/works once\): http:\/\/127\.0\.0\.1:\d+\/\S+/));
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    for (const name of ['gateway.key', 'engine.key', 'cli.key']) expect(statSync(join(home, name)).mode & 0o777).toBe(0o600);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(existsSync(join(home, 'running.json'))).toBe(false);
    if (isLinux) expect(processesOf(home)).toEqual([]);
  });

  it('takes repeated Ctrl-C as one', async () => {
    const { env } = await surroundings();
    const started = up(env);
    await whenReady(started);
    for (let count = 0; count < 3; count++) started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
  });

  it('stops while it is starting, too', async () => {
    const { env, home } = await surroundings();
    const started = up(env);
    await vi.waitFor(() => expect(existsSync(join(home, 'cli.key'))).toBe(true), { timeout: 10_000 });
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    if (isLinux) expect(processesOf(home)).toEqual([]);
  });

  it('says `port_in_use` when the port is taken, and leaves nothing running', async () => {
    const { env, home, port } = await surroundings();
    const other = createServer().listen(port, '127.0.0.1');
    cleanups.push(() => other.close());
    const started = up(env);
    expect(await started.ended).toBe(1);
    expect(started.errors()).toMatch(/^port_in_use: /m);
    if (isLinux) expect(processesOf(home)).toEqual([]);
  });

  it('says `home_locked` when another one runs on the same home', async () => {
    const { env, home } = await surroundings();
    await whenReady(up(env));
    const { port } = await surroundings();
    const second = up({ ...env, SLUICE_PORT: String(port) });
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(/^home_locked: /m);
    // The first one is still found.
    expect(await sluice(env, 'api', 'GET', '/v1/me')).toMatchObject({ code: 0 });
    expect(existsSync(join(home, 'running.json'))).toBe(true);
  });

  it.skipIf(!isLinux)('starts the engine again when it was killed', async () => {
    const { env, home } = await surroundings();
    const started = up(env);
    const url = await whenReady(started);
    const engine = processesOf(home).find(({ command }) => /core-engine.(src|dist).main\./.test(command));
    process.kill(engine?.pid ?? Number.NaN, 'SIGKILL');
    await vi.waitFor(() => expect(started.errors()).toContain('The engine is back.'), { timeout: 20_000 });
    await vi.waitFor(async () => expect((await fetch(`${url}/readyz`)).status).toBe(200), { timeout: 10_000 });
    const result = await sluice(env, 'run', join(root, 'examples/hello.json'), '--json');
    expect(result).toMatchObject({ code: 0, errors: '' });
  });

  it.skipIf(!isLinux)('leaves no process behind when it is killed itself', async () => {
    const { env, home } = await surroundings();
    const started = up(env);
    await whenReady(started);
    started.child.kill('SIGKILL');
    await vi.waitFor(async () => expect(processesOf(home)).toEqual([]), { timeout: 15_000 });
  });

  it('starts again right after it was killed', async () => {
    const { env } = await surroundings();
    const killed = up(env);
    await whenReady(killed);
    killed.child.kill('SIGKILL');
    await killed.ended;
    await whenReady(up(env));
  });

  it('listens on a loopback port when the home is too deep for a socket', async () => {
    const { env, home } = await surroundings();
    const deep = join(home, 'd'.repeat(100));
    await whenReady(up({ ...env, SLUICE_HOME: deep }));
    expect(existsSync(join(deep, 'engine.sock'))).toBe(false);
  });
});

describe('sluice run', () => {
  const hello = join(root, 'examples/hello.json');

  it('runs on the engine that runs on this home', async () => {
    const { env } = await surroundings();
    await whenReady(up(env));
    const { code, output } = await sluice(env, 'run', hello, '--json');
    const result = JSON.parse(output);
    expect(code).toBe(0);
    expect(result).toMatchObject({ status: 'completed', output: [{ greeting: 'Hello, world!' }] });
    const listed = JSON.parse((await sluice(env, 'executions', 'list', '--json')).output);
    expect(listed.items.map(({ id }: { id: string }) => id)).toEqual([result.executionId]);
    expect(await sluice(env, 'executions', 'replay', result.executionId)).toMatchObject({ code: 0 });
  });

  it('runs on an engine of its own when none runs, and leaves none behind', async () => {
    const { env, home } = await surroundings();
    const { code, output, errors } = await sluice(env, 'run', hello, '--json');
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(JSON.parse(output)).toMatchObject({ status: 'completed', output: [{ greeting: 'Hello, world!' }] });
    if (isLinux) expect(processesOf(home)).toEqual([]);
  });

  it('waits its turn when another run has the home', async () => {
    const { env } = await surroundings();
    const results = await Promise.all([1, 2, 3].map(() => sluice(env, 'run', hello, '--json')));
    expect(results.map(({ code, errors }) => ({ code, errors }))).toEqual([1, 2, 3].map(() => ({ code: 0, errors: '' })));
  });
});

describe('npm start', () => {
  it.skipIf(!isLinux)('passes SIGTERM on through npm, and ends when all has stopped', async () => {
    const { env, home, port } = await surroundings();
    const started = stopAfterwards(startCommand('npm', ['start', '--silent'], env));
    expect(await whenReady(started)).toBe(`http://127.0.0.1:${port}`);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(processesOf(home)).toEqual([]);
  });

  it('goes on to `sluice up`, and passes SIGTERM on', async () => {
    const { env, port } = await surroundings();
    const started = launch('scripts/start.mjs', [], env);
    expect(await whenReady(started)).toBe(`http://127.0.0.1:${port}`);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
  });

  it.skipIf(!isLinux)('leaves no process behind when it is killed', async () => {
    const { env, home } = await surroundings();
    const started = launch('scripts/start.mjs', [], env);
    await whenReady(started);
    started.child.kill('SIGKILL');
    await vi.waitFor(async () => expect(processesOf(home)).toEqual([]), { timeout: 15_000 });
  });

  it('passes the exit code and the error of a bad setting on', async () => {
    const { env } = await surroundings({ SLUICE_LOG: 'loud' });
    const started = launch('scripts/start.mjs', [], env);
    expect(await started.ended).toBe(2);
    expect(started.errors()).toMatch(/^setting_invalid: SLUICE_LOG/m);
  });
});
