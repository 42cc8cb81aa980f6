import type { getDescriptor, ResponseOf } from '@sluice/protocol';
import { SIGNATURE_TAG, signStatement } from '@sluice/protocol/signing';
import { createSigner } from '@sluice/protocol/signing/node';
import type { Settings } from '../settings.ts';

export type Descriptor = ResponseOf<typeof getDescriptor>;

/** Long enough to be cached, short enough that an address that was given up is not believed for long. */
const LIFETIME_MS = 24 * 3_600_000;
const SIGN_ANEW_AFTER_MS = 3_600_000;

export interface DescriptorOptions {
  readonly settings: Pick<Settings, 'gatewayKey' | 'engineDid'>;
  /** The main address. */
  readonly url: string;
  readonly version: string;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** Gives `/.well-known/sluice`: signed when it is first asked for, and anew every hour. */
export function createDescriptor({ settings, url, version, now }: DescriptorOptions): () => Promise<Descriptor> {
  const { gatewayKey, engineDid } = settings;
  const sign = createSigner(gatewayKey.seed);
  let latest: { readonly at: number; readonly descriptor: Promise<Descriptor> } | undefined;

  const describe = (at: number): Promise<Descriptor> =>
    signStatement(
      {
        format: 'sluice-descriptor/1',
        gateway: gatewayKey.did,
        engine: engineDid,
        url,
        versions: { sluice: version, signature: SIGNATURE_TAG, document: 'sluice/1' },
        endpoints: { api: '/v1', hooks: '/hooks', stream: '/v1/stream', openapi: '/v1/openapi.json' },
        issuedAt: new Date(at).toISOString(),
        expiresAt: new Date(at + LIFETIME_MS).toISOString(),
      },
      { type: 'sluice-descriptor', keyid: gatewayKey.did, sign },
    );

  return () => {
    const at = now();
    if (latest === undefined || at - latest.at > SIGN_ANEW_AFTER_MS) latest = { at, descriptor: describe(at) };
    return latest.descriptor;
  };
}
