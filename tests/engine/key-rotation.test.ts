import { randomBytes } from 'node:crypto';
import {
  createShare,
  createWorkflow,
  getExecution,
  getMe,
  getWorkflow,
  listKeys,
  listSharedWithMe,
  redeemShareLink,
  rotateKey,
  runWorkflow,
} from '@sluice/protocol';
import { createNonce, signKeyRotation } from '@sluice/protocol/signing';
import { expect, it } from 'vitest';
import { GatewayClient } from '../../apps/cli/src/client/gateway-client.ts';
import { requestEndpoint } from '../../apps/cli/src/client/request-endpoint.ts';
import { createKey } from '../gateway/lib/keys.ts';
import { TestSluice } from '../support/test-sluice.ts';
import { createLinkSecret, TestPrincipal } from './lib/principal.ts';
import { refusalOf } from './lib/refusal.ts';
import { manual, workflow } from './lib/workflow.ts';

/** What belongs to a principal follows to its new key, through gateway and engine as processes, and history stays as it was. */
it('hands what is shared with a key over to the key that replaces it', { timeout: 60_000 }, async () => {
  await using sluice = await TestSluice.start();
  const document = workflow({ nodes: { start: manual } });
  const { id } = await sluice.call(createWorkflow, { body: { document } });
  const { secret, secretHash } = createLinkSecret();
  await sluice.call(createShare, { params: { id }, body: { to: { kind: 'link', secretHash }, rights: 'run' } });
  const guest = new TestPrincipal(sluice);
  await guest.call(redeemShareLink, { body: { secret, name: 'Grace' } });
  const { executionId } = await guest.call(runWorkflow, { params: { id }, body: { wait: true, items: [{}] } });

  const next = createKey();
  const rotation = await signKeyRotation(
    { from: guest.did, to: next.did, audience: new URL(sluice.url).host, nonce: createNonce(randomBytes(16)) },
    { sign: next.sign, now: Date.now() },
  );
  await guest.call(rotateKey, { body: { rotation } });

  const client = new GatewayClient(sluice.url, { did: next.did, seed: Buffer.from(next.seed).toString('base64url') });
  expect(await requestEndpoint(client, getMe)).toMatchObject({ role: 'guest', name: 'Grace' });
  expect((await requestEndpoint(client, getWorkflow, { params: { id } })).id).toBe(id);
  const { items } = await requestEndpoint(client, listSharedWithMe);
  expect(items).toMatchObject([{ share: { workflowId: id, rights: 'run' } }]);
  expect(await refusalOf(guest.call(getWorkflow, { params: { id } }))).toMatchObject({ code: 'key_revoked' });

  expect((await requestEndpoint(client, getExecution, { params: { id: executionId } })).startedBy).toBe(guest.did);
  const { items: keys } = await sluice.call(listKeys);
  expect(keys.find(({ did }) => did === guest.did)?.replacedBy).toBe(next.did);
  client.close();
  guest.client.close();
});
