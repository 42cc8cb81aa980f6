import { BLOB_THRESHOLD_BYTES, type ItemList, type OutputItem } from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeGuest, one } from '../../testing/fake-guest.ts';
import { propertyOptions } from '../../testing/property-options.ts';
import { TestRun } from '../../testing/test-run.ts';
import { sha256, testPlan } from '../../testing/test-types.ts';
import { replay } from '../history/replay.ts';
import { ItemStore, storeValue } from './item-store.ts';
import { decodeState, encodeState } from './snapshot.ts';
import { utf8Length } from './utf8-length.ts';

const plan = testPlan({ nodes: { start: 'start', a: 'step', b: 'step' }, edges: ['start > a', 'a > b'] });
const many = Array.from({ length: 2000 }, (_, index) => ({ json: `item ${index}` }));

describe('a list of items', () => {
  it('larger than 16 KiB leaves the journal, and what reads it gets it all the same', () => {
    const guest = new FakeGuest({ a: () => many, b: (items) => one(items.length) });
    const run = new TestRun(plan, guest);
    run.start();
    expect(run.output).toEqual([2000]);
    const [completed] = run.events.filter((event) => event.type === 'step-completed' && event.node === 'a');
    const text = JSON.stringify(many);
    expect(completed).toMatchObject({ outputs: { main: { blob: { sha256: sha256(text), size: text.length }, count: 2000 } } });
    expect(run.blobs.get(sha256(text))).toBe(text);
    expect(Math.max(...run.lines.map((line) => line.length))).toBeLessThan(BLOB_THRESHOLD_BYTES);
    expect(replay(plan, run.events, run.host).identical).toBe(true);
  });

  it('of which one is the whole output is taken over unread', () => {
    const run = new TestRun(plan, new FakeGuest({ b: () => many }));
    run.start();
    expect(run.state.ended).toMatchObject({ status: 'completed', output: { count: 2000 } });
  });

  it('that is not at hand is asked for, and the run goes on from there', () => {
    const guest = new FakeGuest({
      a: () => many,
      *b(items) {
        yield { all: [{ verb: 'get', uri: 'kv:x' }] };
        return one(items.length);
      },
    });
    const run = new TestRun(plan, guest);
    const [effect] = run.start().effects;
    run.state = decodeState(encodeState(run.state));
    const stored = [...run.blobs];
    run.blobs.clear();
    const stopped = run.settle(effect!);
    expect(stopped).toMatchObject({ status: 'running', more: false, missingBlobs: [stored[0]![0]] });
    expect(stopped.events.map((event) => event.type)).toEqual(['effect-settled']);
    for (const [hash, text] of stored) run.blobs.set(hash, text);
    expect(run.take().status).toBe('completed');
    expect(run.output).toEqual([2000]);
  });
});

describe('a result or an argument', () => {
  it('that is a blob is read for the guest, and asked for when it is not at hand', () => {
    const big = 'x'.repeat(20_000);
    const guest = new FakeGuest({
      *a() {
        const [value] = yield { all: [{ verb: 'set', uri: 'kv:x', args: big }] };
        return one(String(value).length);
      },
    });
    const run = new TestRun(plan, guest);
    const [effect] = run.start().effects;
    expect(effect?.args).toEqual({ blob: { sha256: sha256(JSON.stringify(big)), size: 20_002 } });
    const answer = JSON.stringify('y'.repeat(30_000));
    const blob = { sha256: sha256(answer), size: answer.length };
    const about = { node: 'a', scope: '', attempt: 1, index: 0 };
    const stopped = run.take({ type: 'effect-settled', ...about, result: { ok: true, value: { blob } } });
    expect(stopped.missingBlobs).toEqual([blob.sha256]);
    run.blobs.set(blob.sha256, answer);
    expect(run.take().status).toBe('completed');
    expect(run.output).toEqual([30_000]);
  });
});

describe('what is stored', () => {
  const host = (blobs: Map<string, string>) => ({
    ...{ runner: new FakeGuest(), sha256 },
    readBlob: (hash: string) => blobs.get(hash),
    writeBlob: (hash: string, text: string) => void blobs.set(hash, text),
  });

  it('is a blob exactly when its encoding has more than 16 KiB', () => {
    fc.assert(
      fc.property(fc.constantFrom('a', 'é', '€', '😀', '"', '\u0001'), fc.integer({ min: -40, max: 40 }), (unit, offset) => {
        const bytes = new TextEncoder().encode(JSON.stringify(unit)).length - 2;
        const value = unit.repeat(Math.floor(BLOB_THRESHOLD_BYTES / bytes) + offset);
        const size = new TextEncoder().encode(JSON.stringify(value)).length;
        expect('blob' in storeValue(value, host(new Map()))).toBe(size > BLOB_THRESHOLD_BYTES);
      }),
      propertyOptions(),
    );
  });

  it('is read back as it was, from fresh memory or from the blob', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), fc.nat({ max: 3000 }), (values, filling) => {
        const blobs = new Map<string, string>();
        const written = new ItemStore();
        const items = [...values, 'x'.repeat(filling * 6)].map((json) => JSON.parse(JSON.stringify({ json })) as OutputItem);
        const list: ItemList = written.store(items, host(blobs));
        expect(written.read(list, host(new Map()))).toEqual(items);
        expect(new ItemStore().read(list, host(blobs))).toEqual(items);
      }),
      propertyOptions(),
    );
  });

  it('is forgotten, oldest first, when it grows too large to keep in memory', () => {
    const store = new ItemStore();
    const blobs = new Map<string, string>();
    const lists = Array.from({ length: 12 }, (_, index) => store.store([{ json: `${index}`.repeat(1_000_000) }], host(blobs)));
    expect(store.read(lists[0]!, host(new Map()))).toBeUndefined();
    expect(store.read(lists[11]!, host(new Map()))).toHaveLength(1);
  });

  it('has the length that UTF-8 gives it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
      }),
      propertyOptions(),
    );
    expect(utf8Length('\ud800x')).toBe(4);
  });
});
