import { createHash, randomBytes } from 'node:crypto';
import type { Endpoint, ResponseOf } from '@sluice/protocol';
import { GatewayClient } from '../../../apps/cli/src/client/gateway-client.ts';
import { type EndpointInput, requestEndpoint } from '../../../apps/cli/src/client/request-endpoint.ts';
import { createKey } from '../../gateway/lib/keys.ts';
import type { TestSluice } from '../../support/test-sluice.ts';

/** Somebody else than the owner: a key of its own, at the same gateway. */
export class TestPrincipal {
  readonly did: string;
  readonly url: string;
  readonly client: GatewayClient;

  constructor(sluice: TestSluice) {
    const { did, seed } = createKey();
    this.did = did;
    this.url = sluice.url;
    this.client = new GatewayClient(sluice.url, { did, seed: Buffer.from(seed).toString('base64url') });
  }

  call<T extends Endpoint>(endpoint: T, input: EndpointInput<T> = {}): Promise<ResponseOf<T>> {
    return requestEndpoint(this.client, endpoint, input);
  }
}

/** The secret of a share link, and its hash as it is stored. */
export function createLinkSecret(): { secret: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { secret, secretHash: createHash('sha256').update(secret).digest('hex') };
}
