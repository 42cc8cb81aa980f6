import type { ShareRight } from '@sluice/protocol';
import type { Page, PageRequest } from './page.ts';

/**
 * Shares of workflows, kept for good: what has ended says who shared what with whom, and who revoked it when. Times are ms since the
 * epoch, given by the caller. A share that has ended, revoked or found to be past its end, never comes to life again, whatever the clock says later.
 */
export interface ShareStore {
  /**
   * A principal has at most one share of a workflow that is not from a link: an earlier one ends, revoked by `createdBy`.
   * `workflow-unknown`; `secret-taken`: another link has this hash.
   */
  create(share: NewShare): Promise<ShareRow | 'workflow-unknown' | 'secret-taken'>;
  /** Newest first; without `ended` those only that have not ended at `nowMs`. */
  list(query: PageRequest & { workflowId: string; ended: boolean; nowMs: number }): Promise<Page<ShareRow>>;
  /** What the principal has at `nowMs`, newest first; of one workflow, or of all. */
  heldBy(did: string, nowMs: number, workflowId?: string): Promise<readonly ShareRow[]>;
  /** The principal's share of the workflow that was made last, ended or not. */
  findLast(did: string, workflowId: string): Promise<ShareRow | undefined>;
  /** Makes the share that the link gives to this principal, and counts a use, in one step; the second time gives the share of the first. */
  redeem(request: {
    readonly id: string;
    readonly secretHash: string;
    readonly did: string;
    readonly note: string;
    readonly nowMs: number;
  }): Promise<RedeemResult>;
  /** Ends a share, and with a link all that came from it. Resolves to those that were ended; undefined when there is no such share. */
  revoke(request: {
    readonly workflowId: string;
    readonly id: string;
    readonly by: string;
    readonly nowMs: number;
  }): Promise<readonly ShareRow[] | undefined>;
  /** One principal in another's place, in what it has and in what it had. Resolves to those shares. */
  handOver(from: string, to: string): Promise<readonly ShareRow[]>;
  /** Notes of shares that are past their end that they have ended. Resolves to them. */
  endExpired(nowMs: number): Promise<readonly ShareRow[]>;
}

export interface NewShare {
  readonly id: string;
  readonly workflowId: string;
  readonly to: { readonly did: string } | { readonly secretHash: string; readonly maxUses: number | undefined };
  readonly rights: ShareRight;
  readonly createdBy: string;
  readonly nowMs: number;
  readonly expiresAtMs: number | undefined;
  readonly note: string;
}

export interface ShareRow {
  readonly id: string;
  readonly workflowId: string;
  /** The principal; undefined for a link. */
  readonly did: string | undefined;
  readonly linkId: string | undefined;
  readonly rights: ShareRight;
  readonly createdBy: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | undefined;
  /** Of a link: how many principals have opened it, and how many may. */
  readonly uses: number;
  readonly maxUses: number | undefined;
  readonly note: string;
  readonly endedAtMs: number | undefined;
  /** Undefined in one that has ended: it expired. */
  readonly revokedBy: string | undefined;
}

/** `ended` gives the link, or the share that this principal had by it. */
export type RedeemResult =
  | { readonly kind: 'redeemed'; readonly share: ShareRow }
  | { readonly kind: 'ended'; readonly share: ShareRow }
  | { readonly kind: 'unknown' | 'used-up' };
