import {
  type ExecutionDetail,
  getExecution,
  getExecutionState,
  replayExecution,
  runDocument,
  type WorkflowDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { answerJson, FarSide } from './lib/far-side.ts';
import { journalOf, whenEnded, whenStatus } from './lib/watch.ts';
import { code, http, manual, workflow } from './lib/workflow.ts';

let sluice: TestSluice;
let far: FarSide;
/** When each request came, ms. */
const cameAt = new Map<string, number[]>();

beforeAll(async () => {
  // `/fails/2/x` answers 503 twice, then 200; `/echo/x` its own path, slowly.
  far = await FarSide.start(({ url }, response, number) => {
    if (url.startsWith('/echo/')) return void setTimeout(() => answerJson(response, 200, { path: url }), 400);
    cameAt.set(url, [...(cameAt.get(url) ?? []), Date.now()]);
    answerJson(response, number <= Number(url.split('/')[2] ?? 0) ? 503 : 200, { number });
  });
  sluice = await TestSluice.start({ env: { SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port}` } });
});

afterAll(async () => {
  await sluice.stop();
  await far.stop();
});

const run = async (document: WorkflowDocument, items: { [key: string]: number | string }[] = [{}]): Promise<ExecutionDetail> => {
  const { executionId } = await sluice.call(runDocument, { body: { document, items, wait: false } });
  return whenEnded(sluice, executionId);
};
const calling = (path: string, settings: Record<string, unknown>) =>
  workflow({
    nodes: { start: manual, call: http({ url: `${far.url}${path}`, gives: 'body' }, settings) },
    chains: [['start', 'call']],
  });

describe('retry', () => {
  it('tries again, each time later than the last, and journals the timers', async () => {
    const { id, output } = await run(calling('/fails/3/a', { retry: { attempts: 4, backoff: 'exponential', delayMs: 100 } }));
    expect(output).toEqual([{ number: 4 }]);
    const times = cameAt.get('/fails/3/a') ?? [];
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps).toHaveLength(3);
    for (const [index, gap] of gaps.entries()) expect(gap).toBeGreaterThanOrEqual(100 * 2 ** index - 5);
    const events = await journalOf(sluice, id);
    expect(events.filter(({ type }) => type === 'retry-scheduled')).toHaveLength(3);
    expect(events.filter(({ type }) => type === 'timer-fired')).toHaveLength(3);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('gives up after so many attempts, with the last error', async () => {
    const { status, error } = await run(calling('/fails/9/b', { retry: { attempts: 2, delayMs: 10 } }));
    expect({ status, error }).toEqual({
      status: 'failed',
      error: expect.objectContaining({ code: 'http_status', nodeId: 'call' }),
    });
    expect(error?.message).toContain('503');
    expect(far.countOf('/fails/9/b')).toBe(2);
  });

  it('goes on after a kill -9 between two attempts', async () => {
    const { executionId: id } = await sluice.call(runDocument, {
      body: { document: calling('/fails/1/c', { retry: { attempts: 2, delayMs: 5000 } }), wait: false },
    });
    const retrying = [
      { node: 'call', nodeName: 'HTTP request', scope: '', index: 0, wait: { kind: 'retry', dueAt: expect.any(Number) } },
    ];
    expect((await whenStatus(sluice, id, 'waiting')).waits).toEqual(retrying);
    await sluice.killEngine();
    await sluice.startEngine();
    expect((await sluice.call(getExecution, { params: { id } })).waits).toEqual(retrying);
    expect((await whenEnded(sluice, id)).output).toEqual([{ number: 2 }]);
  });

  it('does not give the slow answer of an earlier attempt to a later one that asks for something else', async () => {
    const source = `
      const asked = '/echo/' + $now.getTime();
      const slow = effect('get', $vars.url + asked);
      await effect('get', $vars.url + '/fails/1/quick');
      return { asked, answered: (await slow).body.path };`;
    const document = workflow({
      settings: { vars: { url: far.url } },
      nodes: { start: manual, call: code(source, { retry: { attempts: 2, delayMs: 10 } }) },
      chains: [['start', 'call']],
    });
    const { output } = await run(document);
    const [{ asked, answered }] = output as [{ asked: string; answered: string }];
    expect(answered).toBe(asked);
    expect(far.requests.filter(({ url }) => url.startsWith('/echo/'))).toHaveLength(2);
  });
});

describe('onError', () => {
  const source = "if ($json.n === 2) throw new Error('two is bad'); return { n: $json.n * 10 };";
  const three = [{ n: 1 }, { n: 2 }, { n: 3 }];

  it('stop fails the execution and names the item', async () => {
    const { status, error } = await run(
      workflow({ nodes: { start: manual, work: code(source) }, chains: [['start', 'work']] }),
      three,
    );
    expect({ status, error }).toEqual({
      status: 'failed',
      error: expect.objectContaining({ code: 'code_failed', nodeId: 'work', item: 1 }),
    });
    expect(error?.message).toContain('two is bad');
  });

  it('continue lets the item go on, marked', async () => {
    const document = workflow({
      nodes: {
        start: manual,
        work: code(source, { onError: 'continue' }),
        see: code('return { n: $json.n, failed: $item.error?.code ?? null };'),
      },
      chains: [['start', 'work', 'see']],
    });
    const { id, output } = await run(document, three);
    expect(output).toEqual([
      { n: 10, failed: null },
      { n: 2, failed: 'code_failed' },
      { n: 30, failed: null },
    ]);
    expect(await sluice.call(replayExecution, { params: { id } })).toMatchObject({ identical: true });
  });

  it('route sends the item out by the error port, and the others go on', async () => {
    const document = workflow({
      nodes: {
        start: manual,
        work: code(source, { onError: 'route' }),
        good: code('return { good: $json.n };'),
        bad: code('return { bad: $json.n };'),
      },
      chains: [
        ['start', 'work', 'good'],
        ['work.error', 'bad'],
      ],
    });
    const { output } = await run(document, three);
    expect(output).toEqual(expect.arrayContaining([{ good: 10 }, { good: 30 }, { bad: 2 }]));
    expect(output).toHaveLength(3);
  });

  it('comes after the retries', async () => {
    const document = workflow({
      nodes: {
        start: manual,
        call: http({ url: `${far.url}/fails/9/d` }, { onError: 'continue', retry: { attempts: 3, delayMs: 5 } }),
        see: code('return { code: $item.error.code };'),
      },
      chains: [['start', 'call', 'see']],
    });
    const { id, output } = await run(document);
    expect(output).toEqual([{ code: 'http_status' }]);
    expect(far.countOf('/fails/9/d')).toBe(3);
    const { steps } = await sluice.call(getExecutionState, { params: { id } });
    expect(steps.find(({ node }) => node === 'call')).toMatchObject({ attempt: 3, status: 'completed' });
  });
});
