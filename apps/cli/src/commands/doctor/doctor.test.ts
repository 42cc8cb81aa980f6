import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { homePaths } from '../../keys/home.ts';
import { runCli } from '../../run-cli.ts';
import { createTestContext } from '../../testing/create-test-context.ts';
import type { Finding } from './finding.ts';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** A gateway as far as readiness goes, whose clock is off by `skewMs`. */
async function serve({ skewMs = 0, status = 200 }: { skewMs?: number; status?: number }): Promise<string> {
  const server = createServer((_request, response) => {
    response.setHeader('date', new Date(Date.now() + skewMs).toUTCString());
    response.statusCode = status;
    response.end('{}');
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // a TCP server has such an address
}

async function diagnose({
  env = {},
  url,
  prepare,
}: {
  env?: Record<string, string>;
  url?: string;
  prepare?: (home: string) => void;
} = {}) {
  const context = createTestContext({ env });
  prepare?.(String(context.env['SLUICE_HOME']));
  const code = await runCli(['doctor', '--json', ...(url === undefined ? [] : ['--url', url])], context);
  const { findings } = JSON.parse(context.output()) as { findings: Finding[] };
  return { code, of: (check: string) => findings.find((finding) => finding.check === check) };
}

describe('sluice doctor', () => {
  it('finds a machine on which nothing has run yet in order, and says how to start', async () => {
    const { code, of } = await diagnose({ env: { SLUICE_PORT: '49871' } });
    expect(code).toBe(0);
    expect(of('node')?.level).toBe('ok');
    expect(of('home')?.level).toBe('warn');
    expect(of('port')?.level).toBe('ok');
    expect(of('gateway')).toMatchObject({ level: 'warn', fix: expect.stringContaining('npm start') });
  });

  it('names a bad setting', async () => {
    const { code, of } = await diagnose({ env: { SLUICE_PORT: 'x' } });
    expect(code).toBe(1);
    expect(of('settings')?.message).toContain('SLUICE_PORT');
  });

  it('sees a home that others can read', async () => {
    const prepare = (home: string) => {
      mkdirSync(home);
      chmodSync(home, 0o755);
    };
    expect((await diagnose({ prepare })).of('home')).toMatchObject({ level: 'warn', fix: expect.stringContaining('chmod 700') });
  });

  it('sees a broken key file, and does not make a new one over it', async () => {
    const prepare = (home: string) => {
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(homePaths(home).cliKey, 'nonsense', { mode: 0o600 });
    };
    const { code, of } = await diagnose({ prepare });
    expect(code).toBe(1);
    expect(of('key')?.level).toBe('fail');
  });

  it('sees a database of a newer version, by the header alone', async () => {
    const header = Buffer.alloc(100);
    header.write('SQLite format 3\0', 'latin1');
    header.writeUInt32BE(9999, 60);
    const prepare = (home: string) => {
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(homePaths(home).database, header);
    };
    expect((await diagnose({ prepare })).of('database')).toMatchObject({
      level: 'fail',
      message: expect.stringContaining('9999'),
    });
  });

  it('claims no schema for a new database, which has its first one in the write-ahead log', async () => {
    const header = Buffer.alloc(100);
    header.write('SQLite format 3\0', 'latin1');
    const prepare = (home: string) => {
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(homePaths(home).database, header);
    };
    expect((await diagnose({ prepare })).of('database')).toMatchObject({
      level: 'ok',
      message: expect.stringContaining('is new'),
    });
  });

  it('sees a file that is no database', async () => {
    const prepare = (home: string) => {
      mkdirSync(home, { mode: 0o700 });
      writeFileSync(join(homePaths(home).database), 'x'.repeat(200));
    };
    expect((await diagnose({ prepare })).of('database')?.level).toBe('fail');
  });

  it('compares the clocks', async () => {
    expect((await diagnose({ url: await serve({}) })).of('clock')?.level).toBe('ok');
    expect((await diagnose({ url: await serve({ skewMs: -90_000 }) })).of('clock')).toMatchObject({
      level: 'fail',
      message: expect.stringMatching(/(89|90) s off/),
    });
  });

  it('sees a gateway that does not reach its engine', async () => {
    const { code, of } = await diagnose({ url: await serve({ status: 503 }) });
    expect(code).toBe(1);
    expect(of('engine')?.level).toBe('fail');
  });

  it('sees that another program has the port', async () => {
    const { port } = new URL(await serve({}));
    const server = servers.at(-1);
    server?.removeAllListeners('request').on('request', (request) => request.socket.destroy());
    expect((await diagnose({ env: { SLUICE_PORT: port } })).of('port')?.level).toBe('fail');
  });
});
