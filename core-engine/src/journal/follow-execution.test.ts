import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../storage/ports/blob-store.ts';
import { SqliteExecutionStore } from '../storage/sqlite/sqlite-execution-store.ts';
import { createTemporaryDatabase, type TemporaryDatabase } from '../storage/sqlite/temporary-database.ts';
import { laterChange, sampleSegment, startedRun } from '../storage/suites/sample-changes.ts';
import { followExecution } from './follow-execution.ts';
import { createJournalWriter, type JournalWriter } from './journal-writer.ts';
import { createLiveEvents, type LiveEvents } from './live-events.ts';

describe('following an execution', () => {
  let temporary: TemporaryDatabase;
  let executions: SqliteExecutionStore;
  let live: LiveEvents;
  let journal: JournalWriter;
  beforeEach(() => {
    temporary = createTemporaryDatabase();
    executions = new SqliteExecutionStore(temporary.database);
    live = createLiveEvents();
    // No change here brings blobs.
    journal = createJournalWriter({ executions, blobs: {} as BlobStore, live });
  });
  afterEach(() => temporary[Symbol.dispose]());

  const append = (seq: number, text = 'x') => journal.append(laterChange('e', { segment: sampleSegment(seq, seq, text) }));

  /** Reads until the execution is over; gives seqs and statuses in the order they came. */
  const readAll = async (options: { after?: number; maxBufferedBytes?: number; pauseMs?: number }) => {
    const seqs: number[] = [];
    const statuses: string[] = [];
    for await (const message of followExecution({ executions, live, executionId: 'e', after: 0, ...options })) {
      if (message.type === 'events') {
        seqs.push(...message.lines.map((line) => (JSON.parse(line) as { seq: number }).seq));
        expect(message.firstSeq).toBe(seqs.at(-message.lines.length));
      } else {
        statuses.push(`${message.status} ${message.lastSeq}`);
        expect(message.lastSeq).toBeLessThanOrEqual(seqs.at(-1) ?? options.after ?? 0);
        if (message.status === 'completed') return { seqs, statuses };
      }
      if (options.pauseMs !== undefined) await new Promise((resolve) => setTimeout(resolve, options.pauseMs));
    }
    return { seqs, statuses };
  };
  const upTo = (last: number, from = 1) => Array.from({ length: last - from + 1 }, (_, at) => from + at);

  it('gives what is stored from the middle of a segment on, then what comes, each event once', async () => {
    await journal.append(startedRun('e', { segment: sampleSegment(1, 10) }));
    const reading = readAll({ after: 4 });
    for (let seq = 11; seq <= 30; seq++) await append(seq);
    await journal.append(laterChange('e', { status: 'completed', endedAtMs: 9 }));
    const { seqs, statuses } = await reading;
    expect(seqs).toEqual(upTo(30, 5));
    expect(statuses.at(0)).toMatch(/^running/);
    expect(statuses.at(-1)).toBe('completed 30');
  });

  it('leaves nothing out for a slow reader with a small buffer, whoever writes meanwhile', async () => {
    await journal.append(startedRun('e', { segment: sampleSegment(1, 3) }));
    const reading = readAll({ maxBufferedBytes: 2000, pauseMs: 1 });
    for (let seq = 4; seq <= 300; seq++) {
      await append(seq, 'y'.repeat(300));
      if (seq % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await journal.append(laterChange('e', { status: 'completed', endedAtMs: 9 }));
    expect((await reading).seqs).toEqual(upTo(300));
  });

  it('reads long journals in parts', async () => {
    await journal.append(startedRun('e', { segment: sampleSegment(1, 1) }));
    await Promise.all(Array.from({ length: 349 }, (_, at) => append(at + 2)));
    await journal.append(laterChange('e', { status: 'completed', endedAtMs: 9 }));
    expect(await readAll({})).toEqual({ seqs: upTo(350), statuses: ['completed 350'] });
  });

  it('waits for an execution that is not there yet', async () => {
    const reading = readAll({});
    await new Promise((resolve) => setTimeout(resolve, 5));
    await journal.append(startedRun('e', { segment: sampleSegment(1, 2), status: 'completed', endedAtMs: 3 }));
    expect((await reading).seqs).toEqual([1, 2]);
  });

  it('ends when its signal aborts, before or while it waits', async () => {
    await journal.append(startedRun('e'));
    const controller = new AbortController();
    const types: string[] = [];
    const reading = (async () => {
      for await (const message of followExecution({ executions, live, executionId: 'e', after: 0, signal: controller.signal }))
        types.push(message.type);
    })();
    await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await reading;
    expect(types).toEqual(['events', 'status']);
    const aborted = followExecution({ executions, live, executionId: 'e', after: 3, signal: AbortSignal.abort() });
    expect((await Array.fromAsync(aborted)).map(({ type }) => type)).toEqual(['status']);
  });
});
