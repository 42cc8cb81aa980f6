import { describe, expect, it } from 'vitest';
import type { Job, JobResult } from './job.ts';
import { JobRunner } from './job-runner.ts';
import { Sandbox } from './sandbox.ts';
import { AT, codePlan, eventsOf, freshJob, planOf } from './test-support.ts';

const sandbox = new Sandbox();
const createRunner = () => new JobRunner({ runnerFor: (...of) => sandbox.runnerFor(...of) });

function chain(length: number) {
  const ids = Array.from({ length }, (_, index) => `n${index}`);
  const nodes = ids.map((id) => [id, { type: 'test.code@1', params: { code: 'return { n: ($json.n ?? 0) + 1 };' } }]);
  const edges = ids.map((id, index) => ({ from: index === 0 ? 'start.main' : `n${index - 1}.main`, to: `${id}.main` }));
  return planOf({ nodes: { start: { type: 'test.start@1' }, ...Object.fromEntries(nodes) }, edges });
}

/** Runs a job and those that follow on it while there is more to do. */
function runAll(runner: JobRunner, job: Job): JobResult[] {
  const results = [runner.run(job)];
  for (let last = results[0]!; last.more; last = results.at(-1)!) {
    results.push(runner.run({ ...job, state: { kind: 'cached', seq: last.lastSeq }, inputs: [] }));
  }
  return results;
}

const segments = (results: readonly JobResult[]): Uint8Array[] =>
  results.flatMap(({ segment }) => (segment === undefined ? [] : [segment]));

describe('the job runner', () => {
  it('hands a long run over in parts, so that others get their turn, and the parts are one journal', () => {
    const plan = chain(300);
    const results = runAll(createRunner(), freshJob('long', plan));
    expect(results.length).toBeGreaterThan(1);
    expect(results.at(-1)).toMatchObject({ status: 'completed', output: { value: [{ n: 300 }] } });
    const events = results.flatMap(eventsOf);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
  });

  it('hands a run over after a step that took long, so that what came in meanwhile acts before the next', () => {
    const busy = { type: 'test.code@1', params: { code: 'for (let n = 0; n < 3e7; n++); return {};' }, timeoutMs: 60_000 };
    const plan = planOf({
      nodes: { start: { type: 'test.start@1' }, one: busy, two: busy },
      edges: [
        { from: 'start.main', to: 'one.main' },
        { from: 'one.main', to: 'two.main' },
      ],
    });
    const results = runAll(createRunner(), freshJob('slow', plan));
    expect(results.map(({ perf }) => perf.map(({ node }) => node))).toEqual([['one'], ['two']]);
    expect(results.at(-1)?.status).toBe('completed');
  });

  it("lets no step go on beyond the end of the execution's time, and says that it was that", () => {
    const plan = codePlan('for (;;);', { timeoutMs: 20_000 });
    const start = performance.now();
    const result = createRunner().run({ ...freshJob('timed', plan), remainingMs: 80 });
    expect(performance.now() - start).toBeLessThan(5000);
    expect(result).toMatchObject({ status: 'failed', error: { code: 'execution_timeout', nodeId: 'code' } });
    const short = codePlan('for (;;);', { timeoutMs: 20 });
    const own = createRunner().run({ ...freshJob('own', short), remainingMs: 60_000 });
    expect(own.error?.code).toBe('step_timeout');
  });

  it('gives snapshots on the way, from which a run goes on like from its whole journal', () => {
    const plan = chain(900);
    const job = freshJob('snapshots', plan);
    const results = runAll(createRunner(), job);
    const at = results.findIndex(({ snapshot }) => snapshot !== undefined);
    const { snapshot } = results[at]!;
    expect(snapshot?.seq).toBe(results[at]?.lastSeq);
    const from = (state: Extract<Job['state'], { kind: 'journal' }>) =>
      segments(runAll(createRunner(), { ...job, state, inputs: [] }));
    const before = segments(results.slice(0, at + 1));
    const text = (parts: readonly Uint8Array[]) => Buffer.concat(parts).toString();
    const whole = text(from({ kind: 'journal', snapshot: undefined, segments: before }));
    expect(text(from({ kind: 'journal', snapshot: snapshot?.bytes, segments: [] }))).toBe(whole);
    expect(text(from({ kind: 'journal', snapshot: snapshot?.bytes, segments: before }))).toBe(whole);
    expect(whole).toBe(text(segments(results.slice(at + 1))));
  });

  it('keeps large lists as blobs, and says which it needs when it does not have them', () => {
    const plan = planOf({
      nodes: {
        start: { type: 'test.start@1' },
        wide: { type: 'test.code@1', params: { code: "return { text: 'x'.repeat(20000) };" } },
        wait: {
          type: 'test.code@1',
          params: { code: "await effect('get', 'https://example.com/'); return { length: $json.text.length };" },
        },
      },
      edges: [
        { from: 'start.main', to: 'wide.main' },
        { from: 'wide.main', to: 'wait.main' },
      ],
    });
    const job = freshJob('wide', plan);
    const first = createRunner().run(job);
    expect(first.newBlobs).toMatchObject([
      { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), text: expect.stringContaining('xxx') },
    ]);
    const [blob] = first.newBlobs;
    const settled = {
      type: 'effect-settled',
      at: AT + 1,
      node: 'wait',
      scope: '',
      attempt: 1,
      index: 0,
      result: { ok: true, value: { value: 1 } },
    } as const;
    const state = { kind: 'journal', snapshot: undefined, segments: segments([first]) } as const;
    const other = createRunner();
    const second = other.run({ ...job, state, inputs: [settled] });
    expect(second).toMatchObject({ missingBlobs: [blob?.sha256], firstSeq: first.lastSeq + 1 });
    const third = other.run({
      ...job,
      state: { kind: 'cached', seq: second.lastSeq },
      inputs: [],
      blobs: { [blob!.sha256]: blob!.text },
    });
    expect(third).toMatchObject({ status: 'completed', output: { value: [{ length: 20_000 }] } });
  });

  it('gives a large output as a blob of its own', () => {
    const result = createRunner().run(freshJob('output', codePlan("return { text: 'é'.repeat(10000) };")));
    expect(result.output).toMatchObject({ blob: { size: expect.any(Number), mediaType: 'application/json' } });
    const blob = result.newBlobs.find(({ sha256 }) => 'blob' in result.output! && sha256 === result.output.blob.sha256);
    expect(JSON.parse(blob!.text)).toEqual([{ text: 'é'.repeat(10_000) }]);
  });

  it('asks for the journal when it does not have exactly that state, and after it was told to forget', () => {
    const runner = createRunner();
    const job = freshJob('forgotten', codePlan("return await effect('get', 'https://example.com/');"));
    const { lastSeq } = runner.run(job);
    expect(runner.run({ ...job, inputs: [], state: { kind: 'cached', seq: lastSeq - 1 } })).toMatchObject({ needState: true });
    runner.run(job);
    runner.forget('forgotten');
    expect(runner.run({ ...job, inputs: [], state: { kind: 'cached', seq: lastSeq } })).toMatchObject({ needState: true });
  });

  it('carries any text to and fro unharmed', () => {
    const texts = ['\u0000', '\ud800', '\udc00x', '😀', '\u2028', '"\\', 'é'.repeat(3), '__proto__'];
    const result = createRunner().run(
      freshJob('texts', codePlan('return { text: $json.text, units: $json.text.length };'), {
        items: texts.map((text) => ({ text })),
      }),
    );
    expect(result.output).toEqual({ value: texts.map((text) => ({ text, units: text.length })) });
  });
});
