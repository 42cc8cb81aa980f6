import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getMe } from '@sluice/protocol';
import { expect, it } from 'vitest';
import { createKey } from '../keys/key-file.ts';
import { createTestContext } from '../testing/create-test-context.ts';
import { type Answer, serveGateway } from '../testing/serve-gateway.ts';
import { connect } from './connect.ts';
import { GatewayClient } from './gateway-client.ts';
import { pinnedGateway } from './gateway-trust.ts';
import { requestEndpoint } from './request-endpoint.ts';

const me = async (): Promise<Answer> => {
  const { did } = await createKey();
  return { json: { did, role: 'admin', name: 'x', createdAt: '', lastUsedAt: null, revokedAt: null, replacedBy: null } };
};

it('takes the key of a gateway that it meets, and from the first good answer on no other', async () => {
  const answer = await me();
  const gateway = await serveGateway(() => answer);
  const context = createTestContext();
  const client = await connect(context, { url: gateway.url });
  expect((await requestEndpoint(client, getMe)).role).toBe('admin');
  const file = join(context.env['SLUICE_HOME'] ?? '', 'known-gateways.json');
  await expect.poll(() => JSON.parse(readFileSync(file, 'utf8'))).toEqual({ [gateway.url]: gateway.did });

  writeFileSync(file, JSON.stringify({ [gateway.url]: (await createKey()).did }));
  const again = await connect(context, { url: gateway.url });
  await expect(requestEndpoint(again, getMe)).rejects.toMatchObject({ code: 'response_untrusted', exitCode: 3 });
  client.close();
  again.close();
  await gateway.close();
});

it('takes no answer that another key signed, none without signature, and a refusal for what it is', async () => {
  const answer = await me();
  const impostor = await serveGateway(() => answer, { signer: await createKey() });
  const { did } = impostor;
  const client = new GatewayClient(impostor.url, await createKey(), pinnedGateway(did));
  await expect(requestEndpoint(client, getMe)).rejects.toMatchObject({ code: 'response_untrusted' });
  const unsigned = await client.call({ method: 'GET', path: '/healthz' });
  expect(unsigned.status).toBe(200);
  client.close();
  await impostor.close();

  const refusing = await serveGateway(() => ({ refuse: 'rate_limited', detail: 'x' }));
  const pinned = new GatewayClient(refusing.url, await createKey(), pinnedGateway(refusing.did));
  await expect(requestEndpoint(pinned, getMe)).rejects.toMatchObject({ code: 'rate_limited' });
  pinned.close();
  await refusing.close();
});

it('asks for no descriptor where the running instance says whose signature to expect', async () => {
  const answer = await me();
  const gateway = await serveGateway(() => answer);
  const context = createTestContext();
  const home = context.env['SLUICE_HOME'] ?? '';
  mkdirSync(home, { mode: 0o700 });
  const other = (await createKey()).did;
  writeFileSync(join(home, 'running.json'), JSON.stringify({ url: gateway.url, pid: process.pid, gateway: other }));
  const client = await connect(context, {});
  await expect(requestEndpoint(client, getMe)).rejects.toMatchObject({ code: 'response_untrusted' });
  client.close();
  await gateway.close();
});

it('says so when its list of gateways is damaged', async () => {
  const context = createTestContext();
  const home = context.env['SLUICE_HOME'] ?? '';
  mkdirSync(home, { mode: 0o700 });
  writeFileSync(join(home, 'known-gateways.json'), '[');
  await expect(connect(context, { url: 'http://127.0.0.1:9' })).rejects.toMatchObject({ code: 'file_malformed' });
});
