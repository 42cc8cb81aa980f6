import { SluiceError } from '@sluice/protocol';
import { type ClaimedSignature, type ReceivedRequest, readSignature, verifySignature } from '@sluice/protocol/signing';
import { verifyEd25519 } from '@sluice/protocol/signing/node';
import { type Principal, type Principals, revokedKey } from '../identity/principals.ts';

/** Who signed a request. `principal` is undefined for a good key that is not registered. */
export interface Signer {
  readonly did: string;
  readonly principal: Principal | undefined;
  readonly claimed: ClaimedSignature;
}

/**
 * Finds out who signed a request (I8): the profile's rules, the key, the signature. What is left to the caller: the digest of the
 * body, and the nonce, which must be used up before anything is done.
 */
export class Authenticator {
  private readonly principals: Principals;
  private readonly authorities: () => readonly string[];
  private readonly now: () => number;

  /** `authorities` are the names that this gateway is configured with, the main one first. */
  constructor(options: { principals: Principals; authorities: () => readonly string[]; now: () => number }) {
    this.principals = options.principals;
    this.authorities = options.authorities;
    this.now = options.now;
  }

  /**
   * `mayBeUnknown`: a key that nobody registered will do. `mayBeReplaced`: one that another took over from, too.
   * @throws SluiceError `signature_…`, `key_unknown`, `key_revoked`, `key_invalid`.
   */
  async authenticate(request: ReceivedRequest, { mayBeUnknown = false, mayBeReplaced = false } = {}): Promise<Signer> {
    const claimed = readSignature(request, { now: this.now() });
    const publicKey = this.principals.publicKey(claimed.did);
    const principal = await this.principals.find(claimed.did);
    if (principal === undefined && !mayBeUnknown)
      throw new SluiceError('key_unknown', `The key ${claimed.did} is not registered here.`);
    verifySignature(claimed, { publicKey, authorities: this.authoritiesFor(request), verify: verifyEd25519 });
    const isReplaced = mayBeReplaced && principal?.replacedBy !== undefined;
    if (principal?.revokedAt !== undefined && !isReplaced) throw revokedKey(principal);
    if (claimed.grant !== undefined) throw new SluiceError('grant_unsupported', 'The request carries a grant in Sluice-Grant.');
    return { did: claimed.did, principal, claimed };
  }

  /** The Host header may say which of our own names is meant; it cannot bring in another. */
  private authoritiesFor({ headers }: ReceivedRequest): readonly string[] {
    const known = this.authorities();
    const host = headers['host']?.toLowerCase();
    return host !== undefined && known.includes(host) ? [host, ...known.filter((name) => name !== host)] : known;
  }
}
