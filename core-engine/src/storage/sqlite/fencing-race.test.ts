import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSegment } from '../../journal/segment-codec.ts';
import type { ExecutionStore } from '../ports/execution-store.ts';
import { sampleExecution, sampleSegment } from '../suites/sample-changes.ts';
import { SqliteExecutionStore } from './sqlite-execution-store.ts';
import { createTemporaryDatabase } from './temporary-database.ts';

/** An engine that believes in its lease until an append tells it otherwise, as one does that was paused for a while. */
interface Engine {
  readonly owner: string;
  readonly store: ExecutionStore;
  held: { fence: number; lastSeq: number } | undefined;
}

const step = fc.record({
  engine: fc.nat(2),
  action: fc.constantFrom('take', 'append', 'append', 'release', 'steal'),
  passedMs: fc.nat(30),
});

describe('three engines with one execution', () => {
  it('never both append: the journal is the chain of those who held the newest fence (I3)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 60 }), async (steps) => {
        using temporary = createTemporaryDatabase();
        const engines = ['a', 'b', 'c'].map(
          (owner): Engine => ({ owner, store: new SqliteExecutionStore(temporary.connect()), held: undefined }),
        );
        const [first] = engines as [Engine];
        await first.store.commit([{ executionId: 'e', lease: { owner: 'x', fence: 0 }, create: sampleExecution() }]);
        const appended: string[] = [];
        let newest = { owner: 'x', fence: 0 };
        let nowMs = 0;

        for (const { engine: at, action, passedMs } of steps) {
          const engine = engines[at] as Engine;
          nowMs += passedMs;
          if (action === 'take' || action === 'steal') {
            const taken = await engine.store.take('e', {
              owner: engine.owner,
              untilMs: nowMs + 20,
              nowMs: action === 'steal' ? nowMs + 1000 : nowMs,
            });
            if (!taken.ok) continue;
            expect(taken.execution.fence).toBe(newest.fence + 1);
            newest = { owner: engine.owner, fence: taken.execution.fence };
            engine.held = { fence: taken.execution.fence, lastSeq: taken.execution.lastSeq };
          } else if (action === 'release') {
            await engine.store.release(engine.owner, ['e']);
            if (newest.owner === engine.owner) newest = { ...newest, owner: 'nobody' };
          } else if (engine.held !== undefined) {
            const { fence, lastSeq } = engine.held;
            const text = `${engine.owner}${fence}`;
            const [result] = await engine.store.commit([
              {
                executionId: 'e',
                lease: { owner: engine.owner, fence },
                status: 'running',
                segment: sampleSegment(lastSeq + 1, lastSeq + 1, text),
              },
            ]);
            expect(result?.ok).toBe(newest.owner === engine.owner && newest.fence === fence);
            if (result?.ok) {
              appended.push(text);
              engine.held = { fence, lastSeq: lastSeq + 1 };
            } else engine.held = undefined;
          }
        }

        const segments = await first.store.loadSegments('e', 0, 1000);
        const events = segments.flatMap(({ bytes }) => decodeSegment(bytes)) as unknown as { seq: number; text: string }[];
        expect(events.map(({ seq }) => seq)).toEqual(appended.map((_, index) => index + 1));
        expect(events.map(({ text }) => text)).toEqual(appended);
      }),
      { numRuns: 40 },
    );
  });
});
