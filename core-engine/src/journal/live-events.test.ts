import { describe, expect, it } from 'vitest';
import { createLiveEvents, type LiveNotice } from './live-events.ts';

const segment = (executionId: string, seq: number, size = 10): LiveNotice => ({
  type: 'segment',
  executionId,
  firstSeq: seq,
  lastSeq: seq,
  bytes: Buffer.alloc(size),
});
const status = (executionId: string, workflowId = 'w', lastSeq = 1): LiveNotice => ({
  type: 'status',
  executionId,
  workflowId,
  status: 'running',
  lastSeq,
});

describe('live events', () => {
  it('reach those who listen to the execution, its workflow, or everything, and nobody else', async () => {
    const live = createLiveEvents();
    const [one, workflow, all, other] = [
      live.subscribe({ executionId: 'a' }),
      live.subscribe({ workflowId: 'w' }),
      live.subscribe('all'),
      live.subscribe({ executionId: 'b' }),
    ];
    live.publish(segment('a', 1));
    live.publish(status('a'));
    expect(await one.next()).toMatchObject({ type: 'segment', firstSeq: 1 });
    expect(await one.next()).toMatchObject({ type: 'status' });
    expect(await workflow.next()).toMatchObject({ type: 'status', executionId: 'a' });
    expect(await all.next()).toMatchObject({ type: 'status', executionId: 'a' });
    other.close();
    expect(await other.next()).toBeUndefined();
  });

  it('wait for whoever asks before there is something', async () => {
    const live = createLiveEvents();
    const subscription = live.subscribe({ executionId: 'a' });
    const next = subscription.next();
    live.publish(segment('a', 1));
    expect(await next).toMatchObject({ firstSeq: 1 });
  });

  it('announce a gap to a reader that is too slow, keep its memory bounded, and go on after it (I12)', async () => {
    const live = createLiveEvents();
    const slow = live.subscribe({ executionId: 'a' }, { maxBufferedBytes: 10_000 });
    const quick = live.subscribe({ executionId: 'a' }, { maxBufferedBytes: 10_000_000 });
    for (let seq = 1; seq <= 100; seq++) live.publish(segment('a', seq, 1000));
    const seen: string[] = [];
    for (let message = await slow.next(); message !== undefined; message = await slow.next()) {
      seen.push(message.type === 'segment' ? String(message.firstSeq) : message.type);
      if (seen.at(-1) === '100') break;
    }
    expect(seen[0]).toBe('gap');
    expect(seen.length).toBeLessThan(12);
    expect(seen.slice(1)).toEqual(seen.slice(1).map((_, at, rest) => String(100 - rest.length + 1 + at)));
    live.publish(segment('a', 101));
    expect(await slow.next()).toMatchObject({ firstSeq: 101 });
    for (let seq = 1; seq <= 101; seq++) expect(await quick.next()).toMatchObject({ firstSeq: seq });
  });

  it('announce a gap for one notice that is larger than the bound', async () => {
    const live = createLiveEvents();
    const subscription = live.subscribe({ executionId: 'a' }, { maxBufferedBytes: 1000 });
    live.publish(segment('a', 1, 5000));
    live.publish(segment('a', 2, 10));
    expect(await subscription.next()).toEqual({ type: 'gap' });
    expect(await subscription.next()).toMatchObject({ firstSeq: 2 });
  });

  it('end for a reader that leaves its loop, or whose subscription is disposed', async () => {
    const live = createLiveEvents();
    const left = live.subscribe({ executionId: 'a' });
    live.publish(segment('a', 1));
    for await (const message of left) {
      expect(message.type).toBe('segment');
      break;
    }
    live.publish(segment('a', 2));
    expect(await left.next()).toBeUndefined();
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    {
      using disposed = live.subscribe('all');
      disposed.next().then((message) => {
        expect(message).toBeUndefined();
        end();
      });
    }
    await ended;
  });

  it('deliver to a hundred readers more than 100,000 messages a second', async () => {
    const live = createLiveEvents();
    const readers = Array.from({ length: 100 }, () => live.subscribe({ executionId: 'a' }));
    let delivered = 0;
    const startedMs = performance.now();
    const reading = readers.map(async (reader) => {
      for await (const message of reader) {
        if (message.type === 'segment') delivered += 1;
        if (message.type === 'segment' && message.lastSeq === 1000) break;
      }
    });
    for (let seq = 1; seq <= 1000; seq++) {
      live.publish(segment('a', seq, 200));
      if (seq % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(reading);
    expect(delivered).toBe(100_000);
    expect(performance.now() - startedMs).toBeLessThan(1000);
  });
});
