import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadOrCreateKey, readKeyFile } from '../../apps/cli/src/keys/key-file.ts';
import { runCli } from '../../apps/cli/src/run-cli.ts';
import { createTestContext, type TestContext } from '../../apps/cli/src/testing/create-test-context.ts';
import { createNonce, signKeyRotation } from '../../protocol/src/signing/index.ts';
import { createSigner } from '../../protocol/src/signing/node/index.ts';
import { startTestGateway, type TestGateway } from '../gateway/lib/test-gateway.ts';

/** `sluice keys rotate` against the real gateway. */
let gateway: TestGateway;
let context: TestContext;
let home: string;
let cliKey: string;

beforeEach(async () => {
  gateway = await startTestGateway();
  context = createTestContext();
  home = context.env['SLUICE_HOME'] ?? '';
  cliKey = join(home, 'cli.key');
  expect(await cli('keys new')).toBe(0);
  await register(gateway, readKeyFile(cliKey).did);
});
afterEach(() => gateway.close());

const cli = (line: string, io: TestContext = context) => runCli(line.split(' '), io);

async function register(at: TestGateway, did: string): Promise<void> {
  const body = { did, role: 'builder', name: 'a script' };
  const answer = await at.call({ key: at.owner, method: 'POST', target: '/v1/keys', body });
  expect(answer.status).toBe(201);
}

/** The role that the gateway gives the command as it stands, or the code of the refusal. */
async function standing(at: TestGateway = gateway): Promise<string> {
  const io = createTestContext({ env: { SLUICE_HOME: home } });
  const code = await cli(`api GET /v1/me --url ${at.origin}`, io);
  return code === 0 ? String((JSON.parse(io.output()) as { role: string }).role) : (io.errors().split(':')[0] ?? '');
}

describe('sluice keys rotate', () => {
  it('replaces the key file and the key at the gateway, and leaves no other file', async () => {
    const old = readKeyFile(cliKey);
    const io = createTestContext({ env: { SLUICE_HOME: home } });
    expect(await cli(`keys rotate --json --url ${gateway.origin}`, io)).toBe(0);
    const { did } = readKeyFile(cliKey);
    expect(JSON.parse(io.output())).toEqual({ did, path: cliKey });
    expect(did).not.toBe(old.did);
    expect(await standing()).toBe('builder');
    expect(readdirSync(home).filter((name) => name.startsWith('cli.key'))).toEqual(['cli.key']);
    writeFileSync(cliKey, JSON.stringify(old));
    expect(await standing()).toBe('key_revoked');
  });

  it('keeps the old key while the gateway does not answer, and goes on with the same new one', async () => {
    const old = readKeyFile(cliKey);
    const { origin } = gateway;
    expect(await standing()).toBe('builder');
    await gateway.stop();
    expect(await cli(`keys rotate --url ${origin}`)).toBe(3);
    expect(readKeyFile(cliKey)).toEqual(old);
    const next = readKeyFile(`${cliKey}.next`);
    await gateway.start();
    expect(await standing()).toBe('builder');
    expect(await cli(`keys rotate --url ${origin}`)).toBe(0);
    expect(readKeyFile(cliKey)).toEqual(next);
    expect(await standing()).toBe('builder');
  });

  it('ends what was cut off after the gateway had replaced the key', async () => {
    const old = readKeyFile(cliKey);
    const next = await loadOrCreateKey(`${cliKey}.next`);
    const rotation = await signKeyRotation(
      { from: old.did, to: next.did, audience: gateway.authority, nonce: createNonce(new Uint8Array(16).fill(7)) },
      { sign: createSigner(Buffer.from(next.seed, 'base64url')), now: Date.now() },
    );
    const seed = new Uint8Array(Buffer.from(old.seed, 'base64url'));
    const key = { did: old.did, seed, sign: createSigner(seed) };
    const answer = await gateway.call({ key, method: 'POST', target: '/v1/me/rotate', body: { rotation } });
    expect(answer.status).toBe(200);

    expect(await standing()).toBe('key_revoked');
    expect(await cli(`keys rotate --url ${gateway.origin}`)).toBe(0);
    expect(readKeyFile(cliKey)).toEqual(next);
    expect(await standing()).toBe('builder');
    expect(existsSync(`${cliKey}.next`)).toBe(false);
  });

  it('keeps the old key for other gateways that know it, and replaces it there with --from', async () => {
    const other = await startTestGateway();
    const old = readKeyFile(cliKey);
    await register(other, old.did);
    expect([await standing(), await standing(other)]).toEqual(['builder', 'builder']);
    const io = createTestContext({ env: { SLUICE_HOME: home } });
    expect(await cli(`keys rotate --url ${gateway.origin}`, io)).toBe(0);
    const kept = `${cliKey}.${old.did.slice(-8)}`;
    expect(io.errors()).toContain(`sluice keys rotate --from ${kept} --url ${other.origin}`);
    expect(JSON.parse(readFileSync(kept, 'utf8'))).toEqual(old);
    expect([await standing(), await standing(other)]).toEqual(['builder', 'key_unknown']);
    expect(await cli(`keys rotate --from ${kept} --url ${other.origin}`)).toBe(0);
    expect([await standing(), await standing(other)]).toEqual(['builder', 'builder']);
    await other.close();
  });
});
