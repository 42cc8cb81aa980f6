import { type BodyOf, type createShare, type PageOf, type Share, type SharedWorkflow, SluiceError } from '@sluice/protocol';
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import { sha256Hex } from '../sha256.ts';
import type { ShareRow, ShareStore } from '../storage/ports/share-store.ts';
import type { WorkflowStore } from '../storage/ports/workflow-store.ts';
import { shareEnded } from './share-ended.ts';
import { viewShare } from './view-share.ts';

export interface ShareServiceOptions {
  readonly shares: ShareStore;
  readonly workflows: Pick<WorkflowStore, 'find'>;
  /** Never goes back: see `forward-clock.ts`. */
  readonly clock: () => number;
  readonly log: Logger;
}

const EXPIRY_EVERY_MS = 1000;

/**
 * Shares workflows one by one, with principals and by links, and takes shares back. Who may is decided before (`share-access.ts` for
 * what a share gives). Every share stays on record with who made it and who ended it, and is logged.
 */
export class ShareService {
  readonly #options: ShareServiceOptions;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: ShareServiceOptions) {
    this.#options = options;
  }

  /** Ends what expires, from now on. */
  async start(): Promise<void> {
    await this.#endExpired();
    const { log } = this.#options;
    this.#timer = setInterval(() => {
      this.#endExpired().catch((error: unknown) => log.error({ err: error }, 'expired shares could not be ended; tried again'));
    }, EXPIRY_EVERY_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** `listener` is called whenever shares may have come to an end, or to less than they were. Gives back what ends that. */
  onLess(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws `not_found`, `request_invalid` for an end that is over, `conflict` for a link's secret that is in use. */
  async create(workflowId: string, request: BodyOf<typeof createShare>, createdBy: string): Promise<Share> {
    const { shares, clock, log } = this.#options;
    const { to, rights, expiresAt, note } = request;
    const nowMs = clock();
    const expiresAtMs = expiresAt === undefined || expiresAt === null ? undefined : Date.parse(expiresAt);
    if (expiresAtMs !== undefined && expiresAtMs <= nowMs)
      throw new SluiceError('request_invalid', `body at /expiresAt: ${expiresAt} is over.`, { place: { pointer: '/expiresAt' } });
    const created = await shares.create({
      id: uuidv7(),
      workflowId,
      to: to.kind === 'principal' ? { did: to.did } : { secretHash: to.secretHash, maxUses: to.maxUses ?? undefined },
      rights,
      createdBy,
      nowMs,
      expiresAtMs,
      note,
    });
    if (created === 'workflow-unknown') throw new SluiceError('not_found', `There is no workflow ${workflowId}.`);
    if (created === 'secret-taken')
      throw new SluiceError('conflict', 'Another link has this secret.', { hint: 'Make a secret of 32 new random bytes.' });
    log.info({ share: created.id, workflowId, to: to.kind === 'principal' ? to.did : 'link', rights, createdBy }, 'shared');
    this.#tell();
    return viewShare(created, nowMs);
  }

  async list(
    workflowId: string,
    { ended = false, cursor, limit }: { ended?: boolean | undefined; cursor?: string | undefined; limit: number },
  ): Promise<PageOf<Share>> {
    const { shares, workflows, clock } = this.#options;
    if ((await workflows.find(workflowId)) === undefined)
      throw new SluiceError('not_found', `There is no workflow ${workflowId}.`);
    const nowMs = clock();
    const page = await shares.list({ workflowId, ended, nowMs, limit, ...(cursor === undefined ? {} : { cursor }) });
    return { items: page.items.map((row) => viewShare(row, nowMs)), nextCursor: page.nextCursor };
  }

  /** Doing it again changes nothing. Throws `not_found`. */
  async revoke(workflowId: string, id: string, by: string): Promise<undefined> {
    const { shares, clock, log } = this.#options;
    const ended = await shares.revoke({ workflowId, id, by, nowMs: clock() });
    if (ended === undefined) throw new SluiceError('not_found', `Workflow ${workflowId} has no share ${id}.`);
    for (const share of ended) log.info({ share: share.id, workflowId, to: share.did ?? 'link', by }, 'a share was revoked');
    this.#tell();
    return undefined;
  }

  /** A key took over from another: what is shared with the one is shared with the other. Doing it again changes nothing. */
  async handOver(from: string, to: string): Promise<undefined> {
    const { shares, log } = this.#options;
    const moved = await shares.handOver(from, to);
    if (moved.length > 0) log.info({ from, to, shares: moved.length }, 'shares were handed over');
    this.#tell();
    return undefined;
  }

  /** What the principal has, the newest first. */
  async heldBy(did: string): Promise<{ items: SharedWorkflow[] }> {
    const rows = await this.#options.shares.heldBy(did, this.#options.clock());
    return { items: await Promise.all(rows.map((row) => this.#sharedWorkflow(row))) };
  }

  /** Gives `did` what the link shares. Throws `share_link_invalid`, `share_ended`, `share_link_used_up`. */
  async redeem(secret: string, { did, name }: { did: string; name: string }): Promise<SharedWorkflow> {
    const { shares, clock, log } = this.#options;
    const secretHash = sha256Hex(secret);
    const result = await shares.redeem({ id: uuidv7(), secretHash, did, note: name, nowMs: clock() });
    switch (result.kind) {
      case 'unknown':
        throw new SluiceError('share_link_invalid', 'No workflow is shared by this link.');
      case 'used-up':
        throw new SluiceError('share_link_used_up', 'This link was opened by as many people as it is for.');
      case 'ended':
        throw shareEnded(result.share.did === undefined ? 'This link' : 'What this link gave you', result.share);
      case 'redeemed': {
        const { id, workflowId, linkId } = result.share;
        log.info({ share: id, workflowId, to: did, linkId }, 'a share link was opened');
        return this.#sharedWorkflow(result.share);
      }
    }
  }

  async #sharedWorkflow(row: ShareRow): Promise<SharedWorkflow> {
    const workflow = await this.#options.workflows.find(row.workflowId);
    // Workflows are archived, never deleted; the foreign key holds.
    return {
      share: viewShare(row, this.#options.clock()),
      workflowName: workflow?.name ?? row.workflowId,
      archived: workflow?.archived ?? true,
    };
  }

  async #endExpired(): Promise<void> {
    const { shares, clock, log } = this.#options;
    const ended = await shares.endExpired(clock());
    if (ended.length === 0) return;
    for (const { id, workflowId, did } of ended) log.info({ share: id, workflowId, to: did ?? 'link' }, 'a share expired');
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
