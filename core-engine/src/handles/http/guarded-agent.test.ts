import type { Agent } from 'undici';
import { afterEach, describe, expect, it } from 'vitest';
import { parseEgressAllow } from '../../gate/egress/egress-allow.ts';
import { createEgressGuard } from '../../gate/egress/egress-guard.ts';
import { createHttpHandle } from '../http-handle.ts';
import { answeredValue, failureOf, memoryBlobs, perform, testServer } from '../test-support.ts';
import { createGuardedAgent, type Resolve } from './guarded-agent.ts';

const agents: Agent[] = [];

function handleWith(allow: string, resolve?: Resolve) {
  const guard = createEgressGuard(parseEgressAllow(allow));
  const agent = createGuardedAgent(resolve === undefined ? { guard } : { guard, resolve });
  agents.push(agent);
  return createHttpHandle({ agent, secrets: { reveal: async () => undefined }, blobs: memoryBlobs() });
}

afterEach(async () => {
  await Promise.all(agents.splice(0).map((agent) => agent.destroy()));
});

describe('the guarded agent', () => {
  it('refuses a literal address by itself, should one get past the gate', async () => {
    await using server = await testServer((_, response) => response.end('ok'));
    const error = await failureOf(perform(handleWith(''), 'get', server.url));
    expect(error.code).toBe('egress_private');
    expect(server.requests).toHaveLength(0);
  });

  it.each(['127.0.0.1', '10.0.0.7', '169.254.169.254', '::1', '::ffff:127.0.0.1', 'fd00::1', '64:ff9b::7f00:1'])(
    'refuses a name that resolves to %s',
    async (address) => {
      const resolve: Resolve = async () => [{ address, family: address.includes(':') ? 6 : 4 }];
      const error = await failureOf(perform(handleWith('', resolve), 'get', 'http://innocent.example/x'));
      expect(error.code).toBe('egress_private');
      expect(error.detail).toContain(`innocent.example is at ${address}`);
      expect(error.hint).toContain('SLUICE_EGRESS_ALLOW=innocent.example:80');
    },
  );

  it('refuses a name when one of its several addresses is private', async () => {
    const resolve: Resolve = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ];
    expect((await failureOf(perform(handleWith('', resolve), 'get', 'https://mixed.example/'))).code).toBe('egress_private');
  });

  it('refuses localhost as the system resolves it', async () => {
    await using server = await testServer((_, response) => response.end('ok'));
    expect((await failureOf(perform(handleWith(''), 'get', `http://localhost:${server.port}/`))).code).toBe('egress_private');
    expect(server.requests).toHaveLength(0);
  });

  it('connects to the address that it checked, whatever the name resolves to a moment later', async () => {
    await using server = await testServer((_, response) => response.setHeader('connection', 'close').end('checked'));
    let lookups = 0;
    const resolve: Resolve = async () => {
      lookups += 1;
      return [{ address: lookups === 1 ? '127.0.0.1' : '169.254.169.254', family: 4 }];
    };
    const handle = handleWith(`127.0.0.1:${server.port}`, resolve);
    const uri = `http://rebinding.example:${server.port}/`;
    expect(await answeredValue(perform(handle, 'get', uri))).toMatchObject({ status: 200 });
    expect(server.requests[0]?.headers.host).toBe(`rebinding.example:${server.port}`);
    expect(lookups).toBe(1);
    const error = await failureOf(perform(handle, 'get', uri));
    expect(error.code).toBe('egress_private');
    expect(lookups).toBe(2);
    expect(server.requests).toHaveLength(1);
  });

  it('keeps to the allowed port of a name', async () => {
    await using server = await testServer((_, response) => response.end('ok'));
    const resolve: Resolve = async () => [{ address: '127.0.0.1', family: 4 }];
    const handle = handleWith(`app.internal:${server.port}`, resolve);
    expect(await answeredValue(perform(handle, 'get', `http://app.internal:${server.port}/`))).toMatchObject({ status: 200 });
    expect((await failureOf(perform(handle, 'get', `http://app.internal:${server.port + 1}/`))).code).toBe('egress_private');
    expect((await failureOf(perform(handle, 'get', `http://other.internal:${server.port}/`))).code).toBe('egress_private');
  });

  it('says when a name is not known', async () => {
    const unknown: Resolve = async () => {
      throw Object.assign(new Error('getaddrinfo ENOTFOUND nowhere.example'), { code: 'ENOTFOUND' });
    };
    const error = await failureOf(perform(handleWith('', unknown), 'get', 'https://nowhere.example/'));
    expect(error).toMatchObject({
      code: 'http_failed',
      detail: 'GET https://nowhere.example got no answer: the name is not known (ENOTFOUND).',
    });
    expect(
      (
        await failureOf(
          perform(
            handleWith('', async () => []),
            'get',
            'https://nowhere.example/',
          ),
        )
      ).detail,
    ).toContain('the name is not known');
  });
});
