import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ExpressionData } from '../expression-data.ts';
import { PreviewClient, type PreviewPort } from './preview-client.ts';
import type { FromWorker, Preview, PreviewRequest, ToWorker } from './preview-messages.ts';

const data = { items: [] } as unknown as ExpressionData;
const request = (text: string): PreviewRequest => ({ kind: 'template', text, item: 0, nowMs: 0 });
const value = (text: string): Preview => ({ kind: 'value', type: 'text', text, isCut: false, logs: [] });

/** Workers whose answers the test gives. */
class Workers {
  readonly posted: ToWorker[] = [];
  started = 0;
  ended = 0;
  tell: (message: FromWorker) => void = () => {};
  fail: (reason: string) => void = () => {};

  readonly start = (onMessage: (message: FromWorker) => void, onFailure: (reason: string) => void): PreviewPort => {
    this.started += 1;
    this.tell = onMessage;
    this.fail = onFailure;
    return { post: (message) => this.posted.push(message), terminate: () => (this.ended += 1) };
  };

  get asked(): readonly string[] {
    return this.posted.flatMap((message) => (message.type === 'evaluate' ? [message.request.text] : []));
  }
}

describe('previews', () => {
  let workers: Workers;
  let client: PreviewClient;
  beforeEach(() => {
    vi.useFakeTimers();
    workers = new Workers();
    client = new PreviewClient({ start: workers.start, limitMs: 250 });
  });
  afterEach(() => void vi.useRealTimers());

  it('run one after the other, and of one field the last counts', async () => {
    const first = client.evaluate('a', data, request('1'));
    const second = client.evaluate('a', data, request('2'));
    const third = client.evaluate('a', data, request('3'));
    const other = client.evaluate('b', data, request('4'));
    expect(workers.asked).toEqual(['1']);
    workers.tell({ type: 'done', preview: value('one') });
    expect(await first).toEqual(value('one'));
    expect(await second).toBeUndefined();
    workers.tell({ type: 'done', preview: value('three') });
    workers.tell({ type: 'done', preview: value('four') });
    expect([await third, await other]).toEqual([value('three'), value('four')]);
    expect(workers.asked).toEqual(['1', '3', '4']);
    expect(workers.posted.filter(({ type }) => type === 'data')).toHaveLength(1);
  });

  it('are ended with their worker when they take too long, and go on in a new one', async () => {
    const first = client.evaluate('a', data, request('loop'));
    await vi.advanceTimersByTimeAsync(10_000); // the sandbox is still being loaded: that does not count
    workers.tell({ type: 'started' });
    await vi.advanceTimersByTimeAsync(250);
    expect(await first).toEqual({ kind: 'slow', limitMs: 250 });
    expect(workers.ended).toBe(1);
    const second = client.evaluate('a', data, request('fine'));
    workers.tell({ type: 'started' });
    workers.tell({ type: 'done', preview: value('ok') });
    expect(await second).toEqual(value('ok'));
    await vi.advanceTimersByTimeAsync(1000);
    expect([workers.started, workers.ended]).toEqual([2, 1]);
  });

  it('say so when the worker breaks', async () => {
    const first = client.evaluate('a', data, request('x'));
    workers.fail('it could not be loaded');
    expect(await first).toMatchObject({ kind: 'error', message: 'it could not be loaded' });
  });
});
