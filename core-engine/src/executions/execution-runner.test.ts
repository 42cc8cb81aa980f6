import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { NewInput } from '@sluice/kernel';
import type { Wait } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppendRefused } from '../journal/append-refused.ts';
import { codePlan } from '../sandbox/test-support.ts';
import { newExecutionOf } from './execution-change.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import type { Ending, LiveExecution, Waiter } from './live-execution.ts';
import { createGate, createWaiter, startedInput, TestSurroundings } from './test-support.ts';

let around: TestSurroundings;
let runner: ExecutionRunner;

beforeEach(async () => {
  around = await TestSurroundings.open();
  runner = around.createRunner();
});

afterEach(async () => {
  around.beforeCommit = () => undefined;
  await runner.close();
  await around[Symbol.asyncDispose]();
});

const GET = "return await effect('get', 'https://a.example/');";
const POST = "return await effect('post', 'https://a.example/');";
const resumeWait: Wait = { kind: 'resume', token: 'a-token-of-enough-length' };

/** Starts an execution; resolves once it has ended or its effects are being performed. */
async function start(id: string, code: Parameters<TestSurroundings['headOf']>[1] = GET, waiter?: Waiter): Promise<void> {
  const head = around.headOf(id, code);
  await runner.start(head, startedInput(head), waiter);
  await until(() => !runner.liveIds().includes(id) || around.effects.some(({ context }) => context.executionId === id));
}

/** Starts an execution and parks it on its effect. */
async function park(id: string, wait: Wait = resumeWait, code = GET): Promise<void> {
  await start(id, code);
  around.effects.at(-1)?.defer(wait);
  await until(() => !runner.liveIds().includes(id));
}

async function until(check: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 2000; turn += 1) {
    if (await check()) return;
    await nextTurn();
  }
  expect.unreachable('it did not come to that');
}

const cancel = (): NewInput => ({ type: 'cancel-requested', at: around.now });
const settled = (value: string, attempt = 1): NewInput => ({
  type: 'effect-settled',
  at: around.now,
  node: 'code',
  scope: '',
  attempt,
  index: 0,
  result: { ok: true, value: { value } },
});
const typesOf = async (id: string) => (await around.journalOf(id)).map(({ type }) => type);
const codeOf = (error: unknown) => (error as { code?: string }).code;

describe('a run', () => {
  it('that needs nothing from outside is one commit, and its caller is answered after it', async () => {
    const gate = createGate();
    around.beforeCommit = () => gate.passed;
    const { waiter, ending } = createWaiter();
    const head = around.headOf('e1', 'return { n: 1 };');
    const started = runner.start(head, startedInput(head), waiter);
    const early = await Promise.race([ending, started, sleep(30, 'nobody was told')]);
    expect(early).toBe('nobody was told');
    gate.open();
    await started;
    expect(await ending).toMatchObject({ kind: 'final', executionId: 'e1', status: 'completed', output: [{ n: 1 }] });
    expect(around.commits).toHaveLength(1);
    expect(around.ended).toEqual(['e1']);
    expect(runner.liveIds()).toEqual([]);
  });

  it('has no effect performed before its request is committed', async () => {
    const gate = createGate();
    around.beforeCommit = () => gate.passed;
    const started = start('e1');
    await sleep(30);
    expect(around.effects).toEqual([]);
    gate.open();
    await started;
    expect(around.effects).toHaveLength(1);
    expect(await typesOf('e1')).toContain('effect-requested');
  });

  it('that cannot be committed never was, and its caller learns why', async () => {
    around.beforeCommit = () => Promise.reject(Object.assign(new Error('full'), { code: 'disk_full' }));
    const { waiter, ending } = createWaiter();
    const head = around.headOf('e1', GET);
    await expect(runner.start(head, startedInput(head), waiter)).rejects.toMatchObject({ code: 'disk_full' });
    await expect(ending).rejects.toMatchObject({ code: 'disk_full' });
    expect(await around.statusOf('e1')).toBeUndefined();
    expect(around.effects).toEqual([]);
    expect(runner.liveIds()).toEqual([]);
  });

  it('goes on from its journal when the sandbox has forgotten it', async () => {
    await start('e1');
    around.pool.forget('e1');
    around.effects[0]?.settle('late');
    await until(async () => (await around.statusOf('e1')) === 'completed');
  });

  it('is refused when there are too many, and when the engine stops', async () => {
    const small = around.createRunner({ maxLive: 1 });
    const [one, two] = [around.headOf('e1', GET), around.headOf('e2', GET)];
    await small.start(one, startedInput(one));
    expect(() => small.start(two, startedInput(two))).toThrow(expect.objectContaining({ code: 'overloaded' }));
    await small.close();
    expect(() => small.start(two, startedInput(two))).toThrow(expect.objectContaining({ code: 'shutting_down' }));
  });
});

describe('parking', () => {
  it('drops the execution from memory and gives its lease back', async () => {
    await park('e1');
    expect(await around.storage.executions.find('e1')).toMatchObject({
      status: 'waiting',
      waits: [{ node: 'code', scope: '', index: 0, wait: resumeWait }],
    });
    const claim = { owner: 'engine-b', untilMs: around.now + 1, nowMs: around.now };
    expect(await around.storage.executions.take('e1', claim)).toMatchObject({ ok: true });
  });

  it('loses no input that comes in while the commit of it is under way', async () => {
    await start('e1');
    const gate = createGate();
    around.beforeCommit = () => gate.passed;
    around.effects[0]?.defer(resumeWait);
    await sleep(20); // the turn that parks is computed, and its commit waits
    const given = runner.deliver('e1', () => settled('in time'));
    await sleep(20);
    around.beforeCommit = () => undefined;
    gate.open();
    await given;
    await until(async () => (await around.statusOf('e1')) === 'completed');
    expect((await around.journalOf('e1')).at(-1)).toMatchObject({ output: { items: [{ json: 'in time' }] } });
  });

  it('brings it back once when two wake it at the same time, and takes both their inputs', async () => {
    await park('e1');
    const fence = async () => {
      const found = await around.storage.executions.find('e1');
      return (found as { fence?: number } | undefined)?.fence ?? 0;
    };
    const before = await fence();
    const takes = around.commits.length;
    await Promise.all([
      runner.deliver('e1', () => ({ type: 'pause-requested', at: around.now })),
      runner.deliver('e1', () => settled('both')),
      runner.adopt('e1'),
    ]);
    expect(await fence()).toBe(before + 1);
    expect(around.commits.length).toBeGreaterThan(takes);
    const types = await typesOf('e1');
    expect(types.filter((type) => type === 'pause-requested')).toHaveLength(1);
    expect(types.filter((type) => type === 'effect-settled')).toHaveLength(1);
  });

  it('tells a caller who gives an input while it ends that it has ended', async () => {
    await start('e1');
    const gate = createGate();
    around.beforeCommit = () => gate.passed;
    around.effects[0]?.settle('the end');
    await sleep(20);
    const late = runner.deliver('e1', cancel);
    await sleep(20);
    gate.open();
    await expect(late).rejects.toMatchObject({ code: 'execution_final' });
    expect(await around.statusOf('e1')).toBe('completed');
    await expect(runner.deliver('e1', cancel)).rejects.toMatchObject({ code: 'execution_final' });
    await expect(runner.deliver('nobody', cancel)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('takes no harm from a timer of an execution that has just ended', async () => {
    await start('e1');
    around.effects[0]?.settle('the end');
    await until(async () => (await around.statusOf('e1')) === 'completed');
    await runner.fireTimer('e1', () => ({ type: 'execution-timed-out', at: around.now }));
    expect(await around.statusOf('e1')).toBe('completed');
  });

  it('overlooks no input, in whichever moment it comes', async () => {
    for (let moment = 0; moment < 30; moment += 1) {
      const head = around.headOf(`e${moment}`, POST);
      await runner.start(head, startedInput(head));
      for (let tick = 0; tick < moment; tick += 1) await Promise.resolve();
      await runner.deliver(head.id, cancel);
      expect(await around.statusOf(head.id)).toBe('cancelled');
    }
  });

  it('answers everybody, in whichever moment of its end they come', async () => {
    for (let moment = 0; moment < 30; moment += 1) {
      const id = `e${moment}`;
      await start(id);
      around.effects.at(-1)?.settle('the end');
      const callers = Array.from({ length: 5 }, async (_, caller) => {
        for (let tick = 0; tick < moment + caller; tick += 1) await Promise.resolve();
        return runner.deliver(id, cancel).then(
          () => 'taken',
          (error: unknown) => codeOf(error),
        );
      });
      const answers = await Promise.all(callers);
      expect(answers.every((answer) => answer === 'taken' || answer === 'execution_final')).toBe(true);
      await until(async () => ['completed', 'cancelled'].includes((await around.statusOf(id)) ?? ''));
    }
  });

  it('lets one of a timer and a person end a wait', async () => {
    await park('e1', { ...resumeWait, dueAt: around.now + 10 });
    await Promise.all([runner.fireTimer('e1', () => settled('timer')), runner.fireTimer('e1', () => settled('timer again'))]);
    expect((await typesOf('e1')).filter((type) => type === 'effect-settled')).toHaveLength(1);
  });
});

describe('a lease that somebody else has taken', () => {
  const thief = () => ({ owner: 'engine-b', untilMs: around.now + 60_000, nowMs: around.now + 20_000 });

  it('makes the commit be refused: memory is dropped, waiters fail, effects are let go of, nothing is written', async () => {
    const { waiter, ending } = createWaiter();
    await start('e1', GET, waiter);
    const before = await typesOf('e1');
    await around.storage.executions.take('e1', thief());
    const given = runner.deliver('e1', () => ({ type: 'pause-requested', at: around.now }));
    await expect(given).rejects.toBeInstanceOf(AppendRefused);
    await expect(ending).rejects.toMatchObject({ reason: 'fenced' });
    expect(around.effects[0]?.signal.aborted).toBe(true);
    expect(runner.liveIds()).toEqual([]);
    expect(await typesOf('e1')).toEqual(before);
    // The other one still holds it.
    expect(await around.storage.executions.renew('engine-b', ['e1'], around.now + 90_000)).toEqual(['e1']);
  });

  it('keeps us from waking it', async () => {
    await park('e1');
    await around.storage.executions.take('e1', { ...thief(), nowMs: around.now });
    await expect(runner.deliver('e1', cancel)).rejects.toMatchObject({ code: 'overloaded' });
  });

  it('by ourselves, late, is simply ours again', async () => {
    await start('e1');
    const [claimed] = await around.storage.executions.claim({
      owner: 'engine-a',
      untilMs: around.now + 60_000,
      nowMs: around.now + 20_000,
      limit: 10,
    });
    await runner.adopt('e1', claimed?.fence ?? 0);
    expect(around.effects).toHaveLength(1);
    around.effects[0]?.settle('not disturbed');
    await until(async () => (await around.statusOf('e1')) === 'completed');
  });
});

describe('an effect', () => {
  it('that finishes after the execution was cancelled is nothing any more', async () => {
    await start('e1', POST);
    await runner.deliver('e1', cancel);
    const events = await around.journalOf('e1');
    expect(around.effects[0]?.signal.aborted).toBe(true);
    around.effects[0]?.settle('too late');
    await sleep(20);
    expect(await around.journalOf('e1')).toEqual(events);
    expect(await around.statusOf('e1')).toBe('cancelled');
  });

  it('that finishes while another result is being committed is taken after it', async () => {
    const both = "return await Promise.all([effect('get', 'https://a.example/'), effect('get', 'https://b.example/')]);";
    await start('e1', both);
    const gate = createGate();
    around.beforeCommit = () => gate.passed;
    around.effects[0]?.settle('a');
    await sleep(10);
    around.effects[1]?.settle('b');
    await sleep(10);
    gate.open();
    await until(async () => (await around.statusOf('e1')) === 'completed');
    expect((await around.journalOf('e1')).at(-1)).toMatchObject({ output: { items: [{ json: 'a' }, { json: 'b' }] } });
  });

  it('of an attempt that is over does not stand for the one of the next attempt', async () => {
    const code = `
      const slow = effect('get', 'https://slow.example/' + $now.getTime());
      await effect('get', 'https://quick.example/');
      return await slow;`;
    const plan = codePlan(code, { retry: { attempts: 2, delayMs: 5 } });
    await start('e1', plan);
    around.effects[1]?.fail('http_status');
    await until(async () => (await around.statusOf('e1')) === 'waiting');
    around.now += 1000;
    const [retry] = (await around.storage.executions.load('e1'))?.timers ?? [];
    await runner.fireTimer('e1', () => ({ type: 'timer-fired', at: around.now, timer: retry?.id ?? '' }));
    await until(() => around.effects.length === 4);
    around.effects[0]?.settle('old');
    around.effects[3]?.settle('quick');
    await sleep(20);
    expect(await around.statusOf('e1')).toBe('running');
    around.effects[2]?.settle('new');
    await until(async () => (await around.statusOf('e1')) === 'completed');
    expect((await around.journalOf('e1')).at(-1)).toMatchObject({ output: { items: [{ json: 'new' }] } });
  });
});

describe('the inbox', () => {
  const parent = () => park('e1', { kind: 'execution', executionId: 'child' });

  it('that is pulled twice at once gives its inputs once', async () => {
    await parent();
    await around.storage.executions.addInput('e1', settled('from the child'));
    const gate = createGate();
    const pulls = [runner.pullInbox('e1')];
    around.beforeCommit = () => gate.passed;
    pulls.push(runner.pullInbox('e1'), runner.pullInbox('e1'));
    await sleep(20);
    gate.open();
    await Promise.all(pulls);
    await until(async () => (await around.statusOf('e1')) === 'completed');
    expect((await typesOf('e1')).filter((type) => type === 'effect-settled')).toHaveLength(1);
  });

  it('gives its input to the attempt that waits, whichever its sender knew', async () => {
    const plan = codePlan("return await effect('run', 'workflow:child');", { retry: { attempts: 3, delayMs: 5 } });
    await start('e1', plan);
    around.effects[0]?.fail('overloaded');
    await until(async () => (await around.statusOf('e1')) === 'waiting');
    const [retry] = (await around.storage.executions.load('e1'))?.timers ?? [];
    await runner.fireTimer('e1', () => ({ type: 'timer-fired', at: around.now, timer: retry?.id ?? '' }));
    await until(() => around.effects.length === 2);
    around.effects[1]?.defer({ kind: 'execution', executionId: 'child' });
    await until(() => runner.liveIds().length === 0);
    await around.storage.executions.addInput('e1', settled('for attempt 2', 1));
    await runner.pullInbox('e1');
    await until(async () => (await around.statusOf('e1')) === 'completed');
    expect((await around.journalOf('e1')).findLast(({ type }) => type === 'effect-settled')).toMatchObject({ attempt: 2 });
  });
});

describe('a queued execution', () => {
  const queue = async (id: string, plan = codePlan('return 1;')) => {
    const head = around.headOf(id, plan);
    const waiting = createWaiter();
    await runner.queue(head, startedInput(head), waiting.waiter);
    return { ending: waiting.ending };
  };

  it('does not begin before it is adopted, and then answers who waited', async () => {
    const { ending } = await queue('e1');
    expect(await around.storage.executions.find('e1')).toMatchObject({ status: 'queued', lastSeq: 1 });
    await runner.adopt('e1');
    expect(await ending).toMatchObject({ kind: 'final', output: [1] });
  });

  it('is cancelled without ever having begun', async () => {
    const { ending } = await queue('e1');
    await runner.deliver('e1', cancel);
    expect(await typesOf('e1')).toEqual(['execution-started', 'cancel-requested', 'execution-cancelled']);
    expect(await ending).toMatchObject({ kind: 'final', status: 'cancelled' });
  });

  it('is not begun by an input that is refused', async () => {
    await queue('e1');
    const refuse = (live: LiveExecution): NewInput => {
      expect(live.isHeldBack).toBe(true);
      throw new Error('no');
    };
    await expect(runner.deliver('e1', refuse)).rejects.toThrow('no');
    await sleep(20);
    expect(await around.storage.executions.find('e1')).toMatchObject({ status: 'queued', lastSeq: 1 });
    expect(runner.liveIds()).toEqual([]);
  });

  it('has its time limit from the start', async () => {
    const limited = codePlan('return 1;');
    const plan = { ...limited, key: 'limited', plan: { ...limited.plan, settings: { timeoutMs: 500 } } };
    await queue('e1', plan);
    const [timer] = (await around.storage.executions.load('e1'))?.timers ?? [];
    expect(timer?.dueAt).toBe(around.now + 500);
  });
});

describe('who waits', () => {
  const waitFor = async (code: string, over = {}) => {
    runner = around.createRunner(over);
    const { waiter, ending } = createWaiter();
    await start('e1', code, waiter);
    return { ending };
  };
  const told = (ending: Promise<Ending>) => Promise.race([ending, sleep(60, 'not told')]);

  it('goes on waiting while the execution is parked on a short time, and is answered when it ends', async () => {
    const { ending } = await waitFor(GET);
    around.effects[0]?.defer({ kind: 'time', dueAt: around.now + 1000 });
    expect(await told(ending)).toBe('not told');
    await runner.fireTimer('e1', () => settled('woken'));
    expect(await ending).toMatchObject({ kind: 'final', output: ['woken'] });
  });

  it('is told that it is parked when a person has to act, or the time is long', async () => {
    const { ending: forPerson } = await waitFor(GET);
    around.effects[0]?.defer(resumeWait);
    expect(await forPerson).toEqual({ kind: 'parked', executionId: 'e1', status: 'waiting' });
    await runner.deliver('e1', cancel);

    const { waiter, ending } = createWaiter();
    await start('e2', GET, waiter);
    around.effects[1]?.defer({ kind: 'time', dueAt: around.now + 86_400_000 });
    expect(await ending).toEqual({ kind: 'parked', executionId: 'e2', status: 'waiting' });
  });

  it('is told how things stand when it takes too long', async () => {
    const { ending } = await waitFor(GET, { answerWaitMs: 30 });
    expect(await ending).toEqual({ kind: 'parked', executionId: 'e1', status: 'running' });
  });

  it('learns that the engine stops', async () => {
    const { ending } = await waitFor(GET);
    await runner.close();
    expect(codeOf(await ending.catch((error: unknown) => error))).toBe('shutting_down');
    expect(
      await around.storage.executions.claim({ owner: 'engine-b', untilMs: around.now + 1, nowMs: around.now, limit: 5 }),
    ).toHaveLength(1);
  });
});

describe('an engine that stops', () => {
  it('lets an effect that is under way come to its end, and takes nothing new meanwhile', async () => {
    runner = around.createRunner({ stopGraceMs: 5000 });
    await start('e1', POST);
    const closed = runner.close();
    const other = around.headOf('e2', GET);
    expect(() => runner.start(other, startedInput(other))).toThrow(expect.objectContaining({ code: 'shutting_down' }));
    await sleep(30);
    around.effects[0]?.settle('in time');
    await closed;
    expect(await around.statusOf('e1')).toBe('completed');
  });

  it('does not wait for ever', async () => {
    runner = around.createRunner({ stopGraceMs: 50 });
    await start('e1', POST);
    await runner.close();
    expect(around.effects[0]?.signal.aborted).toBe(true);
    expect(await around.statusOf('e1')).toBe('running');
  });
});

describe('after a crash', () => {
  /** Another process takes over what this one had under way. */
  async function crash(): Promise<ExecutionRunner> {
    await around.storage.executions.release('engine-a', runner.liveIds());
    runner = around.createRunner({ leaseOwner: 'engine-c' });
    await runner.adopt('e1');
    return runner;
  }

  it('an effect that may be repeated is done again, with the same key', async () => {
    await start('e1', GET);
    await crash();
    await until(() => around.effects.length === 2);
    expect(around.effects[1]?.pending.key).toBe(around.effects[0]?.pending.key);
    around.effects[1]?.settle('second try');
    await until(async () => (await around.statusOf('e1')) === 'completed');
  });

  it('one that may be done once is in doubt until somebody decides', async () => {
    await start('e1', POST);
    await crash();
    await until(async () => (await around.statusOf('e1')) === 'in-doubt');
    expect(around.effects).toHaveLength(1);
    expect(await around.storage.executions.find('e1')).toMatchObject({
      waits: [{ node: 'code', wait: { kind: 'doubt', verb: 'post', uri: 'https://a.example/' } }],
    });
    const step = { node: 'code', scope: '', attempt: 1, index: 0 };
    await runner.deliver('e1', () => ({ type: 'doubt-resolved', at: around.now, ...step, decision: 'retry' }));
    await until(() => around.effects.length === 2);
  });

  it('a doubt that the node decides leaves one trace of it in the journal', async () => {
    await start('e1', codePlan(POST, { onDoubt: 'done' }));
    await crash();
    await until(async () => (await around.statusOf('e1')) === 'completed');
    const types = await typesOf('e1');
    expect([types.filter((type) => type === 'effect-in-doubt').length, types.includes('doubt-resolved')]).toEqual([1, false]);
  });
});

it('what a failure starts is committed with it, and begins after it', async () => {
  let began = 0;
  const child = around.headOf('child', 'return 1;');
  runner = around.createRunner({
    followUp: async () => ({
      child: { id: 'child', execution: newExecutionOf(child), input: startedInput(child) },
      begin: () => {
        began += 1;
      },
    }),
  });
  await start('e1', "throw new Error('broken');");
  expect([await around.statusOf('e1'), await around.statusOf('child'), began]).toEqual(['failed', 'queued', 1]);
  expect(around.commits).toHaveLength(1);
  await runner.adopt('child');
  await until(async () => (await around.statusOf('child')) === 'completed');
});

it('what stops an execution is told with the name that its node has in this run', async () => {
  await start('named', codePlan("throw new Error('broken');", { name: 'Ask the shop' }));
  expect((await around.storage.executions.find('named'))?.error).toMatchObject({ nodeId: 'code', nodeName: 'Ask the shop' });
  const unnamed = codePlan(GET);
  await start('unnamed', unnamed);
  around.effects.at(-1)?.defer(resumeWait);
  await until(() => !runner.liveIds().includes('unnamed'));
  const title = unnamed.plan.nodes.find(({ id }) => id === 'code')?.title;
  expect(title).toBeDefined();
  expect((await around.storage.executions.find('unnamed'))?.waits).toMatchObject([{ node: 'code', nodeName: title }]);
});
