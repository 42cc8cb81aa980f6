import { afterAll, describe, expect, it } from 'vitest';
import { CalledOff } from './called-off.ts';
import { startLatenessProbe } from './lateness-probe.ts';
import { createSandboxPool } from './pool.ts';
import { AT, codePlan, eventsOf, freshJob, planOf } from './test-support.ts';

const pool = createSandboxPool({ workers: 2, limits: { stepTimeoutMs: 1000 } });
const probe = startLatenessProbe();
afterAll(() => Promise.all([pool.close(), probe.stop()]));

/** Hangs in native code, where QuickJS's interrupt handler is not asked. */
const NATIVE_HANG = 'return Array.prototype.indexOf.call({ length: 2 ** 40 }, 1);';

describe('the sandbox pool', () => {
  it('runs an execution to its end and hands its events over as JSON Lines', async () => {
    const result = await pool.run(freshJob('one', codePlan('return { sum: $json.a + 1 };'), { items: [{ a: 1 }, { a: 2 }] }));
    expect(result).toMatchObject({ status: 'completed', firstSeq: 1, output: { value: [{ sum: 2 }, { sum: 3 }] }, more: false });
    expect(eventsOf(result).map(({ type }) => type)).toEqual([
      'execution-started',
      'step-started',
      'step-completed',
      'step-started',
      'step-completed',
      'execution-completed',
    ]);
    expect(result.perf.map(({ node }) => node)).toEqual(['code']);
  });

  it('parks a step that awaits an effect and goes on from its cache when the result is there', async () => {
    const plan = codePlan("const a = await effect('get', 'https://example.com/'); return { a };");
    const first = await pool.run(freshJob('two', plan));
    expect(first.effects).toMatchObject([{ node: 'code', index: 0, verb: 'get', uri: 'https://example.com/' }]);
    const settled = {
      type: 'effect-settled',
      at: AT + 5,
      node: 'code',
      scope: '',
      attempt: 1,
      index: 0,
      result: { ok: true, value: { value: 42 } },
    } as const;
    const job = { executionId: 'two', owner: 'did:key:alice', plan, inputs: [settled] };
    const second = await pool.run({ ...job, state: { kind: 'cached', seq: first.lastSeq } });
    expect(second).toMatchObject({ status: 'completed', output: { value: [{ a: 42 }] }, firstSeq: first.lastSeq + 1 });
    expect(await pool.run({ ...job, state: { kind: 'cached', seq: first.lastSeq } })).toMatchObject({ needState: true });
    const again = await pool.run({ ...job, state: { kind: 'journal', snapshot: undefined, segments: [first.segment!] } });
    expect(new TextDecoder().decode(again.segment)).toBe(new TextDecoder().decode(second.segment));
  });

  it('ends a step that hangs in native code with its worker, and only that attempt is lost', async () => {
    const hang = codePlan(NATIVE_HANG, { timeoutMs: 300 });
    const fine = codePlan('return { ok: 1 };');
    const [start, lateBefore] = [performance.now(), probe.lateMs];
    const others = Array.from({ length: 20 }, (_, index) => pool.run(freshJob(`fine-${index}`, fine, { owner: 'did:key:bob' })));
    const result = await pool.run(freshJob('hang', hang));
    expect(performance.now() - start - (probe.lateMs - lateBefore)).toBeLessThan(300 + 500); // the hostile programs hold the exact bound
    expect(result).toMatchObject({ status: 'failed', error: { code: 'step_timeout', nodeId: 'code' } });
    expect(eventsOf(result).map(({ type }) => type)).toContain('step-aborted');
    for (const other of await Promise.all(others))
      expect(other).toMatchObject({ status: 'completed', output: { value: [{ ok: 1 }] } });
  });

  it("ends native code with its worker when the execution's time is over", async () => {
    const hang = codePlan(NATIVE_HANG, { timeoutMs: 20_000 });
    const result = await pool.run({ ...freshJob('over', hang), remainingMs: 150 });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'execution_timeout', nodeId: 'code' } });
  });

  it('calls a job off whose step goes on, and does the jobs of others again', async () => {
    const busy = codePlan('for (;;);', { timeoutMs: 20_000 });
    const begun = performance.now();
    const called = pool.run(freshJob('called', busy)).catch((error: unknown) => error);
    const calling = setInterval(() => pool.callOff('called'), 50);
    const other = pool.run(freshJob('neighbour', codePlan('return { ok: 1 };')));
    expect(await called).toBeInstanceOf(CalledOff);
    clearInterval(calling);
    expect(performance.now() - begun).toBeLessThan(15_000);
    expect(await other).toMatchObject({ status: 'completed' });
    pool.callOff('neighbour');
    pool.callOff('nobody');
  });

  it('ends an execution though all workers are busy with steps of others', async () => {
    const busy = codePlan('for (;;);', { timeoutMs: 20_000 });
    const others = ['busy-1', 'busy-2', 'busy-3'].map((id) => pool.run(freshJob(id, busy)).catch((error: unknown) => error));
    const begun = performance.now();
    const { inputs, ...job } = freshJob('ended', busy);
    const cancel = { type: 'cancel-requested', at: AT, actor: 'did:key:alice' } as const;
    expect(await pool.run({ ...job, inputs: [...inputs, cancel] })).toMatchObject({ status: 'cancelled' });
    expect(await pool.run({ ...job, state: { kind: 'cached', seq: 1 }, inputs: [cancel] })).toMatchObject({ needState: true });
    expect(performance.now() - begun).toBeLessThan(15_000);
    const calling = setInterval(() => ['busy-1', 'busy-2', 'busy-3'].forEach((id) => void pool.callOff(id)), 50);
    for (const other of await Promise.all(others)) expect(other).toBeInstanceOf(CalledOff);
    clearInterval(calling);
  });

  it('retries a step whose worker was killed as its policy says', async () => {
    const plan = codePlan(`if ($execution.mode === 'manual') { ${NATIVE_HANG} }`, {
      timeoutMs: 100,
      retry: { attempts: 2, delayMs: 10 },
    });
    const first = await pool.run(freshJob('retried', plan));
    expect(first).toMatchObject({ status: 'waiting', timers: [{}] });
    const timer = first.timers[0]!;
    const job = {
      executionId: 'retried',
      owner: 'did:key:alice',
      plan,
      inputs: [{ type: 'timer-fired', at: timer.dueAt, timer: timer.id } as const],
    };
    const second = await pool.run({ ...job, state: { kind: 'cached', seq: first.lastSeq } });
    // The worker with the state dies of the second attempt: the journal is asked for, and the end of that attempt is remembered.
    expect(second.needState).toBe(true);
    const third = await pool.run({ ...job, state: { kind: 'journal', snapshot: undefined, segments: [first.segment!] } });
    expect(third).toMatchObject({ status: 'failed', error: { code: 'step_timeout' } });
    expect(eventsOf(third).filter(({ type }) => type === 'step-aborted')).toMatchObject([{ attempt: 2 }]);
  });

  it('replays a run byte for byte, aborted steps included', async () => {
    const plan = planOf({
      nodes: {
        start: { type: 'test.start@1' },
        roll: { type: 'test.code@1', params: { code: 'return { roll: Math.random(), at: new Date() };' } },
        hang: { type: 'test.code@1', params: { code: 'for (;;);' }, timeoutMs: 50, onError: 'continue' },
      },
      edges: [
        { from: 'start.main', to: 'roll.main' },
        { from: 'roll.main', to: 'hang.main' },
      ],
    });
    const results = [await pool.run(freshJob('replayed', plan))];
    const job = { executionId: 'replayed', owner: 'did:key:alice', plan, blobs: {} };
    for (let last = results[0]!; last.more; last = results.at(-1)!)
      results.push(await pool.run({ ...job, inputs: [], state: { kind: 'cached', seq: last.lastSeq } }));
    expect(results.at(-1)?.status).toBe('completed');
    const events = results.flatMap(eventsOf);
    expect(await pool.replay({ ...job, events })).toEqual({ events: events.length, identical: true, divergence: null });
    const tampered = events.map((event) => JSON.parse(JSON.stringify(event).replace(/"roll":0\.\d+/, '"roll":0.5')));
    expect(await pool.replay({ ...job, events: tampered })).toMatchObject({
      identical: false,
      divergence: { seq: expect.any(Number) },
    });
  });

  it('rejects what the kernel refuses with its code', async () => {
    const plan = codePlan('return 1;');
    const broken = new TextEncoder().encode('{"seq":7,"type":"execution-completed","output":{"items":[]}}\n');
    const job = {
      executionId: 'broken',
      owner: 'did:key:alice',
      plan,
      inputs: [],
      state: { kind: 'journal', snapshot: undefined, segments: [broken] },
    } as const;
    await expect(pool.run(job)).rejects.toMatchObject({ code: 'journal_invalid' });
  });

  it('rejects what is under way when it is closed', async () => {
    const closing = createSandboxPool({ workers: 1 });
    const run = closing.run(freshJob('closing', codePlan('for (;;);')));
    const rejected = expect(run).rejects.toMatchObject({ code: 'shutting_down' });
    await closing.close();
    await rejected;
    await expect(closing.run(freshJob('late', codePlan('return 1;')))).rejects.toMatchObject({ code: 'shutting_down' });
  });
});
