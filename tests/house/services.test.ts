import { createConnection } from 'node:net';
import { describe, expect, it } from 'vitest';
import { type Service, startPostgres, startRedis } from '../../scripts/services.mjs';

/** Sends bytes to a loopback service and answers with the first ones that come back. */
function exchange(service: Service, bytes: Buffer): Promise<Buffer> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: hostname, port: Number(port) }, () => socket.write(bytes));
    socket.once('data', (answer) => {
      socket.destroy();
      resolve(answer);
    });
    socket.once('error', reject);
  });
}

// On a fresh machine each is downloaded and installed first.
describe('services for tests', { timeout: 300_000 }, () => {
  it('starts a Redis that answers, and stops it', async (context) => {
    const redis = await startRedis();
    if (redis === undefined) return context.skip('no Redis on this machine, and none could be installed');
    expect(String(await exchange(redis, Buffer.from('PING\r\n')))).toBe('+PONG\r\n');
    await redis.stop();
    if (process.env['SLUICE_TEST_REDIS_URL'] === undefined)
      await expect(exchange(redis, Buffer.from('PING\r\n'))).rejects.toThrow();
  });

  it('starts a PostgreSQL that answers, and stops it', async (context) => {
    const postgres = await startPostgres();
    if (postgres === undefined) return context.skip('no PostgreSQL on this machine, and none could be installed');
    // SSLRequest: length 8, code 80877103; the server answers with one byte, S or N.
    expect(String(await exchange(postgres, Buffer.from([0, 0, 0, 8, 4, 210, 22, 47])))).toMatch(/^[SN]$/);
    await postgres.stop();
  });
});
