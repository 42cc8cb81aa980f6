import { setTimeout as sleep } from 'node:timers/promises';
import { createTicket, createWorkflow, deactivateWorkflow, publishWorkflow, runDocument, runWorkflow } from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { connect, Stream, statusOf } from './lib/stream.ts';
import { eventually, journalOf, whenEnded } from './lib/watch.ts';
import { code, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const nap = { type: 'core.wait@1', params: { for: 'time', ms: 150 } };
const parking = workflow({
  nodes: { start: manual, a: code('return {};'), nap, b: code('return {};') },
  chains: [['start', 'a', 'nap', 'b']],
});
const quick = workflow({ nodes: { start: manual, a: code('return {};') }, chains: [['start', 'a']] });
const start = async (document = parking) => (await sluice.call(runDocument, { body: { document, wait: false } })).executionId;

describe('a subscription to a draft', () => {
  it('says which versions are published and active, at once and when somebody makes them others', async () => {
    const { id } = await sluice.call(createWorkflow, { body: { document: quick } });
    using stream = disposable(await Stream.open(sluice));
    stream.send({ type: 'subscribe-draft', id: 'd', workflowId: id, after: 1 });
    const versions = (count: number) =>
      eventually(`${count} states of the versions`, async () => {
        const found = stream.of('d').flatMap((frame) => (frame.type === 'versions' ? [frame] : []));
        return found.length >= count ? found : undefined;
      });
    expect(await versions(1)).toMatchObject([{ workflowId: id, publishedVersion: null, activeVersion: null, archived: false }]);
    const { version, createdBy } = await sluice.call(publishWorkflow, { params: { id }, body: { activate: true } });
    expect((await versions(2))[1]).toMatchObject({ publishedVersion: version, activeVersion: version, by: createdBy });
    await sluice.call(deactivateWorkflow, { params: { id } });
    expect((await versions(3))[2]).toMatchObject({ publishedVersion: version, activeVersion: null, by: createdBy });
  });
});

describe('a subscription to an execution', () => {
  it('gets every event from the first on, in order, and each status after the events that led to it', async () => {
    using stream = disposable(await Stream.open(sluice));
    const executionId = await start();
    stream.send({ type: 'subscribe', id: 's', executionId, after: 0 });
    await stream.whenStatus('s', 'completed');
    const events = await journalOf(sluice, executionId);
    expect(stream.eventsOf('s')).toEqual(events);
    const statuses = stream.statusesOf('s').map(({ status }) => status);
    expect(statuses.at(-1)).toBe('completed');
    expect(statuses).toContain('waiting');
    let seen = 0;
    for (const frame of stream.of('s')) {
      if (frame.type === 'events') seen = frame.events.at(-1)?.seq ?? seen;
      if (frame.type === 'status') expect(seen).toBeGreaterThanOrEqual(frame.lastSeq);
    }
  });

  it('gets the whole past of one that has ended, and its status', async () => {
    const executionId = await start(quick);
    await whenEnded(sluice, executionId);
    using stream = disposable(await Stream.open(sluice));
    stream.send({ type: 'subscribe', id: 'past', executionId, after: 0 });
    const last = await stream.whenStatus('past', 'completed');
    expect(stream.eventsOf('past')).toEqual(await journalOf(sluice, executionId));
    expect(last).toMatchObject({ executionId, workflowId: 'ad-hoc', lastSeq: stream.eventsOf('past').length });
  });

  it('goes on after a seq, without a hole or a repetition, also on a stream of its own after a restart', async () => {
    const executionId = await start();
    const first = await Stream.open(sluice);
    first.send({ type: 'subscribe', id: 'a', executionId, after: 0 });
    await eventually('some events', async () => first.eventsOf('a').length >= 3);
    const { closed } = first;
    await sluice.killEngine();
    await closed;
    const seen = first.eventsOf('a');
    await sluice.startEngine();
    using second = disposable(await Stream.open(sluice));
    second.send({ type: 'subscribe', id: 'b', executionId, after: seen.length });
    await second.whenStatus('b', 'completed');
    expect([...seen, ...second.eventsOf('b')]).toEqual(await journalOf(sluice, executionId));
  });

  it('is replaced by another of the same id, and ended by unsubscribing', async () => {
    using stream = disposable(await Stream.open(sluice));
    const [one, two] = [await start(quick), await start(quick)];
    await Promise.all([whenEnded(sluice, one), whenEnded(sluice, two)]);
    stream.send({ type: 'subscribe', id: 's', executionId: one, after: 0 });
    stream.send({ type: 'subscribe', id: 's', executionId: two, after: 0 });
    await eventually('the second', async () => stream.statusesOf('s').some(({ executionId }) => executionId === two));
    const running = await start();
    stream.send({ type: 'subscribe', id: 'gone', executionId: running, after: 0 });
    await eventually('its first event', async () => stream.eventsOf('gone').length > 0);
    stream.send({ type: 'unsubscribe', id: 'gone' });
    await sleep(50);
    const { length } = stream.of('gone');
    await whenEnded(sluice, running);
    await sleep(50);
    expect(stream.of('gone')).toHaveLength(length);
  });

  it('to one that is not there is an error on that subscription, and the others go on', async () => {
    using stream = disposable(await Stream.open(sluice));
    stream.send({ type: 'subscribe', id: 'x', executionId: 'no-such-execution', after: 0 });
    expect(await stream.whenError('not_found')).toMatchObject({ id: 'x' });
    stream.send('this is no JSON');
    await stream.whenError('json_malformed');
    stream.send({ type: 'dance', id: 'y' } as never);
    await stream.whenError('request_invalid');
    const executionId = await start(quick);
    stream.send({ type: 'subscribe', id: 'z', executionId, after: 0 });
    await stream.whenStatus('z', 'completed');
  });

  it('that has come to its end no longer counts: a stream may follow any number, one after the other', async () => {
    using stream = disposable(await Stream.open(sluice));
    const executionId = await start(quick);
    await whenEnded(sluice, executionId);
    for (let n = 0; n < 120; n += 1) {
      stream.send({ type: 'subscribe', id: `s${n}`, executionId, after: 0 });
      if (n % 40 === 39) await stream.whenStatus(`s${n}`, 'completed');
    }
    expect(stream.frames.filter(({ type }) => type === 'error')).toEqual([]);
  });

  it('is refused when there are a hundred already', async () => {
    using stream = disposable(await Stream.open(sluice));
    for (let n = 0; n < 101; n += 1) stream.send({ type: 'subscribe-list', id: `s${n}` });
    expect(await stream.whenError('rate_limited')).toMatchObject({ id: 's100' });
  });

  it('of a reader that is slow comes whole all the same', async () => {
    const source = "return Array.from({ length: 300 }, (_, n) => ({ n, text: 'x'.repeat(20) }));";
    const loop = { type: 'core.for-each@1' };
    const long = workflow({
      nodes: { start: manual, many: code(source), loop, body: code('return { n: $json.n };') },
      chains: [
        ['start', 'many', 'loop'],
        ['loop.each', 'body', 'loop.next'],
      ],
    });
    using stream = disposable(await Stream.open(sluice));
    const executionId = await start(long);
    stream.send({ type: 'subscribe', id: 'slow', executionId, after: 0 });
    stream.pause();
    await whenEnded(sluice, executionId);
    stream.resume();
    await stream.whenStatus('slow', 'completed');
    expect(stream.eventsOf('slow')).toEqual(await journalOf(sluice, executionId));
  });
});

describe('a subscription to the list', () => {
  it('gets the statuses of all executions, or of one workflow’s', async () => {
    using stream = disposable(await Stream.open(sluice));
    const workflowId = await sluice.install({ ...quick, name: 'Followed' });
    stream.send({ type: 'subscribe-list', id: 'all' });
    stream.send({ type: 'subscribe-list', id: 'one', workflowId });
    await sleep(50);
    const other = await start(quick);
    const { executionId } = await sluice.call(runWorkflow, { params: { id: workflowId }, body: { wait: true } });
    await eventually(
      'both ends',
      async () => stream.statusesOf('all').filter(({ status }) => status === 'completed').length === 2,
    );
    expect(new Set(stream.statusesOf('all').map((frame) => frame.executionId))).toEqual(new Set([other, executionId]));
    expect(new Set(stream.statusesOf('one').map((frame) => frame.executionId))).toEqual(new Set([executionId]));
    expect(stream.frames.some(({ type }) => type === 'events')).toBe(false);
  });
});

describe('a ticket', () => {
  it('works once', async () => {
    const { ticket } = await sluice.call(createTicket);
    expect(await statusOf(connect(sluice, ticket))).toBe(101);
    expect(await statusOf(connect(sluice, ticket))).toBe(401);
  });

  it('is needed', async () => {
    expect(await statusOf(connect(sluice, ''))).toBe(401);
    expect(await statusOf(connect(sluice, 'made-up'))).toBe(401);
  });

  it('does not open a stream to a page from elsewhere, and to one from here it does', async () => {
    const open = async (origin: string) => statusOf(connect(sluice, (await sluice.call(createTicket)).ticket, origin));
    expect(await open('https://elsewhere.example')).toBe(403);
    expect(await open('null')).toBe(403);
    expect(await open(sluice.url)).toBe(101);
  });

  it('lives for 30 seconds', async () => {
    const before = Date.now();
    const { expiresAt } = await sluice.call(createTicket);
    expect(Date.parse(expiresAt) - before).toBeGreaterThan(25_000);
    expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(30_000);
  });
});

function disposable(stream: Stream): Stream & Disposable {
  return Object.assign(stream, { [Symbol.dispose]: () => stream.close() });
}
