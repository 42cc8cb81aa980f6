import { readKnownGateways, rememberGateway } from './known-gateways.ts';
import { readDescriptor } from './read-descriptor.ts';

/** Which key a gateway's responses must be signed with. */
export interface GatewayTrust {
  /** Its `did:key`; undefined for a gateway that does not say who it is, whose responses cannot be checked. */
  key(): Promise<string | undefined>;
  /** A response by that key was good, and took us for somebody it knows. */
  confirm(): void;
}

/** The key is known from elsewhere: from the process that was started, or the file that it left. */
export function pinnedGateway(did: string): GatewayTrust {
  return { key: async () => did, confirm: () => {} };
}

/**
 * Trust on first use: the key that the gateway's descriptor names, and from the first good response on no other. With https the
 * certificate vouches for the first use.
 *
 * @param file `known-gateways.json` in SLUICE_HOME.
 */
export function learnedGateway(file: string, origin: string): GatewayTrust {
  let known = readKnownGateways(file)[origin];
  let asked: Promise<string | undefined> | undefined;
  return {
    key: () => {
      if (known !== undefined) return Promise.resolve(known);
      asked ??= readDescriptor(origin);
      return asked;
    },
    confirm: () => {
      if (known !== undefined) return;
      void asked?.then((did) => {
        known = did;
        if (did !== undefined) rememberGateway(file, origin, did);
      });
    },
  };
}
