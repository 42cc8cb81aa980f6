import { readFileSync } from 'node:fs';
import type { JournalEvent } from '@sluice/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSegment, encodeSegment, packSegment, segmentLines, unpackSegment } from './segment-codec.ts';

const event = fc.record({
  seq: fc.nat(),
  at: fc.nat(),
  type: fc.constant('cancel-requested' as const),
  reason: fc.string({ unit: 'binary', maxLength: 400 }),
});

describe('the segment codec', () => {
  it('gives back every event, small segments and large ones, whatever is in their texts', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 60 }), (events) => {
        const bytes = encodeSegment(events);
        expect(decodeSegment(bytes)).toEqual(JSON.parse(JSON.stringify(events)));
        expect(segmentLines(bytes)).toEqual(events.map((one) => JSON.stringify(one)));
      }),
    );
  });

  it('leaves a small segment as readable lines and makes a large one smaller', () => {
    const small: JournalEvent[] = [{ seq: 1, at: 5, type: 'cancel-requested' }];
    expect(Buffer.from(encodeSegment(small)).toString()).toBe('{"seq":1,"at":5,"type":"cancel-requested"}\n');
    const large = Buffer.from(`{"seq":1,"at":5,"type":"cancel-requested","reason":"${'abc '.repeat(5000)}"}\n`);
    expect(packSegment(large).byteLength).toBeLessThan(1000);
    expect(unpackSegment(packSegment(large))).toBe(large.toString());
  });

  it('packs the same lines into the same bytes, wherever they lie in memory', () => {
    const lines = readFileSync(import.meta.filename);
    const within = Buffer.concat([Buffer.from('before'), lines, Buffer.from('after')]).subarray(6, 6 + lines.byteLength);
    expect(Buffer.compare(packSegment(within), packSegment(lines))).toBe(0);
    expect(unpackSegment(within)).toBe(lines.toString());
  });
});
