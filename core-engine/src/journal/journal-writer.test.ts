import { createHash } from 'node:crypto';
import { SluiceError } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import type { ExecutionChange, ExecutionStore } from '../storage/ports/execution-store.ts';
import { SqliteExecutionStore } from '../storage/sqlite/sqlite-execution-store.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../storage/sqlite/temporary-database.ts';
import { completedRun, laterChange, sampleSegment, startedRun } from '../storage/suites/sample-changes.ts';
import { AppendRefused } from './append-refused.ts';
import { createJournalWriter } from './journal-writer.ts';
import { createLiveEvents, type LiveMessage } from './live-events.ts';

const blobOf = (text: string) => ({ sha256: createHash('sha256').update(text).digest('hex'), bytes: Buffer.from(text) });

describe('the journal writer', () => {
  let temporary: TemporaryDatabase;
  let executions: ExecutionStore;
  /** What happened, in order: each group's ids, each blob that became durable. */
  let log: string[];
  /** Runs before each commit. */
  let beforeCommit: () => Promise<void>;
  /** Runs in each blob write. */
  let inBlobWrite: (sha256: string) => Promise<void>;
  let blobs: BlobStore;

  beforeEach(() => {
    temporary = createTemporaryDatabase();
    log = [];
    beforeCommit = async () => {};
    inBlobWrite = async () => {};
    const store = new SqliteExecutionStore(temporary.database);
    executions = Object.assign(Object.create(store) as ExecutionStore, {
      async commit(changes: readonly ExecutionChange[]) {
        await beforeCommit();
        log.push(`commit ${changes.map(({ executionId }) => executionId).join(' ')}`);
        return store.commit(changes);
      },
      load: (id: string) => store.load(id),
      find: (id: string) => store.find(id),
    });
    // Only what the writer asks of it.
    blobs = {
      async writeMany(many: readonly { sha256: string }[]) {
        for (const { sha256 } of many) {
          await inBlobWrite(sha256);
          log.push(`blob ${sha256.slice(0, 4)}`);
        }
      },
    } as unknown as BlobStore;
  });
  afterEach(() => temporary[Symbol.dispose]());

  it('makes one transaction of what arrives in one turn', async () => {
    const journal = createJournalWriter({ executions, blobs });
    const accepted = await Promise.all([
      journal.append(completedRun('a')),
      journal.append(completedRun('b')),
      journal.append(completedRun('c')),
    ]);
    expect(log).toEqual(['commit a b c']);
    expect(accepted.map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  });

  it('collects the next group while one is under way', async () => {
    const journal = createJournalWriter({ executions, blobs });
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    beforeCommit = () => opened;
    const first = journal.append(completedRun('a'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const others = [journal.append(completedRun('b')), journal.append(completedRun('c'))];
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(log).toEqual([]);
    expect(journal.pending).toBe(3);
    open();
    await Promise.all([first, ...others]);
    expect(log).toEqual(['commit a', 'commit b c']);
    expect(journal.pending).toBe(0);
  });

  it('keeps a transaction short however much arrives', async () => {
    const journal = createJournalWriter({ executions, blobs });
    await Promise.all(Array.from({ length: 1200 }, (_, at) => journal.append(completedRun(`e-${at}`))));
    expect(log.length).toBe(3);
    log.length = 0;
    const segment = { ...sampleSegment(1, 1), bytes: Buffer.alloc(3 * 1024 * 1024, 'x') };
    await Promise.all(Array.from({ length: 4 }, (_, at) => journal.append(completedRun(`large-${at}`, { segment }))));
    expect(log).toEqual(['commit large-0 large-1 large-2', 'commit large-3']);
  });

  it('does not resolve before the commit is done (I2)', async () => {
    const journal = createJournalWriter({ executions, blobs });
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    beforeCommit = () => opened;
    let isResolved = false;
    const append = journal.append(completedRun('a')).then(() => {
      isResolved = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(isResolved).toBe(false);
    open();
    await append;
    expect((await executions.find('a'))?.status).toBe('completed');
  });

  it('rejects each refused change by itself and says why', async () => {
    const journal = createJournalWriter({ executions, blobs });
    await journal.append(startedRun('a'));
    const [fenced, again, fine] = await Promise.allSettled([
      journal.append(laterChange('a', { lease: { owner: 'engine-b', fence: 9 } })),
      journal.append(completedRun('a')),
      journal.append(completedRun('b')),
    ]);
    expect(fenced.status === 'rejected' && fenced.reason).toBeInstanceOf(AppendRefused);
    expect(fenced).toMatchObject({ reason: { reason: 'fenced', executionId: 'a' } });
    expect(again).toMatchObject({ reason: { reason: 'exists' } });
    expect(fine.status).toBe('fulfilled');
  });

  it('rejects the whole group when the commit fails, and goes on with the next', async () => {
    const journal = createJournalWriter({ executions, blobs });
    beforeCommit = async () => {
      beforeCommit = async () => {};
      throw new SluiceError('disk_full', 'full');
    };
    const results = await Promise.allSettled([journal.append(completedRun('a')), journal.append(completedRun('b'))]);
    expect(results).toMatchObject([{ reason: { code: 'disk_full' } }, { reason: { code: 'disk_full' } }]);
    await journal.append(completedRun('a'));
    expect(await executions.find('a')).toBeDefined();
  });

  it('makes blobs durable before the commit that names them, and holds nobody else up', async () => {
    const journal = createJournalWriter({ executions, blobs });
    const { promise: opened, resolve: open } = Promise.withResolvers<void>();
    inBlobWrite = () => opened;
    const blob = blobOf('large');
    const slow = journal.append(completedRun('slow'), [blob]);
    await journal.append(completedRun('quick'));
    expect(log).toEqual(['commit quick']);
    open();
    await slow;
    expect(log).toEqual(['commit quick', `blob ${blob.sha256.slice(0, 4)}`, 'commit slow']);
    expect(await temporary.database.raw.prepare('SELECT count(*) AS n FROM blob_refs').get()).toEqual({ n: 1 });
  });

  it('keeps the order of one execution’s changes, though some wait for blobs', async () => {
    const journal = createJournalWriter({ executions, blobs });
    const delaysMs = [30, 20, 10];
    inBlobWrite = () => new Promise((resolve) => setTimeout(resolve, delaysMs.shift()));
    const appends = [
      journal.append(startedRun('a'), [blobOf('1')]),
      journal.append(laterChange('a', { segment: sampleSegment(4, 4) }), [blobOf('2')]),
      journal.append(laterChange('a', { segment: sampleSegment(5, 5) })),
      journal.append(laterChange('a', { segment: sampleSegment(6, 6) }), [blobOf('3')]),
    ];
    const last = await Promise.all(appends);
    expect(last.map(({ lastSeq }) => lastSeq)).toEqual([3, 4, 5, 6]);
  });

  it('rejects only the change whose blobs could not be written', async () => {
    const journal = createJournalWriter({ executions, blobs });
    inBlobWrite = () => Promise.reject(new SluiceError('disk_full', 'full'));
    const [withBlob, without] = await Promise.allSettled([
      journal.append(completedRun('a'), [blobOf('x')]),
      journal.append(completedRun('b')),
    ]);
    expect(withBlob).toMatchObject({ status: 'rejected', reason: { code: 'disk_full' } });
    expect(without.status).toBe('fulfilled');
    expect(await executions.find('a')).toBeUndefined();
  });

  it('tells live subscribers after the commit, and nothing of what was refused', async () => {
    const live = createLiveEvents();
    const messages: LiveMessage[] = [];
    const publish = live.publish.bind(live);
    const told: string[] = [];
    const journal = createJournalWriter({
      executions,
      blobs,
      live: {
        ...live,
        publish(notice) {
          log.push(`told ${notice.executionId} ${notice.type}`);
          publish(notice);
        },
      },
    });
    const subscription = live.subscribe('all');
    const reading = (async () => {
      for await (const message of subscription) messages.push(message);
    })();
    await Promise.allSettled([
      journal.append(startedRun('a')),
      journal.append(laterChange('a', { lease: { owner: 'x', fence: 7 } })),
      journal.append(completedRun('b')),
    ]);
    expect(log).toEqual(['commit a a b', 'told a segment', 'told a status', 'told b segment', 'told b status', ...told]);
    await new Promise((resolve) => setImmediate(resolve));
    subscription.close();
    await reading;
    expect(messages).toEqual([
      { type: 'status', executionId: 'a', workflowId: 'wf-1', status: 'running', lastSeq: 3 },
      { type: 'status', executionId: 'b', workflowId: 'wf-1', status: 'completed', lastSeq: 3 },
    ]);
  });

  it('commits what it has when it is closed, and refuses what comes later', async () => {
    const journal = createJournalWriter({ executions, blobs });
    inBlobWrite = () => new Promise((resolve) => setTimeout(resolve, 10));
    const appends = [journal.append(completedRun('a')), journal.append(completedRun('b'), [blobOf('x')])];
    await journal.close();
    expect(await executions.find('a')).toBeDefined();
    expect(await executions.find('b')).toBeDefined();
    await Promise.all(appends);
    await expect(journal.append(completedRun('c'))).rejects.toMatchObject({ code: 'shutting_down' });
  });

  it('reports each group to whoever observes it', async () => {
    const groups: { changes: number; bytes: number; durationMs: number }[] = [];
    const journal = createJournalWriter({ executions, blobs, observe: (group) => groups.push(group) });
    const segment = sampleSegment(1, 3);
    await Promise.all([journal.append(completedRun('a', { segment })), journal.append(completedRun('b', { segment }))]);
    expect(groups).toEqual([{ changes: 2, bytes: 2 * segment.bytes.byteLength, durationMs: expect.any(Number) }]);
  });
});
