import type { Issue, WorkflowDocument } from '@sluice/protocol';
import { applyChanges, workflowDocument } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NodeCatalog } from '../../queries/use-catalog.ts';
import { IssueClient, type IssuePort } from './issue-client.ts';
import type { FromIssueWorker, ToIssueWorker } from './issue-messages.ts';

const catalog: NodeCatalog = new Map();
const first = workflowDocument.parse({ format: 'sluice/1', name: 'one', nodes: {}, edges: [] });
const named = (name: string): WorkflowDocument => ({ ...first, name });
const issue = (message: string): Issue => ({ code: 'node_type_unknown', message }) as Issue;

/** Workers whose answers the test gives; each knows the document as it was told of it. */
class Workers {
  started = 0;
  ended = 0;
  readonly asked: string[] = [];
  readonly posted: ToIssueWorker['type'][] = [];
  tell: (message: FromIssueWorker) => void = () => {};
  fail: () => void = () => {};

  readonly start = (onMessage: (message: FromIssueWorker) => void, onFailure: () => void): IssuePort => {
    this.started += 1;
    this.tell = onMessage;
    this.fail = onFailure;
    let document: WorkflowDocument | undefined;
    return {
      post: (message) => {
        this.posted.push(message.type);
        if (message.type === 'document') document = message.document;
        if (message.type === 'changes') document = applyChanges(document!, message.changes);
        if (message.type === 'check') this.asked.push(document?.name ?? 'nothing');
      },
      terminate: () => (this.ended += 1),
    };
  };

  find(message: string): void {
    this.tell({ type: 'found', issues: [issue(message)] });
  }
}

describe('checks of a draft in a worker', () => {
  let workers: Workers;
  let client: IssueClient;
  beforeEach(() => {
    vi.useFakeTimers();
    workers = new Workers();
    client = new IssueClient({ start: workers.start, limitMs: 1000, mostFailures: 3, pauseMs: (failures) => 100 * failures });
  });
  afterEach(() => void vi.useRealTimers());

  it('run one after the other: the newest draft counts, and what is asked under another name is asked too', async () => {
    const answers = ['one', 'two', 'three'].map((name) => client.check('draft', named(name), catalog));
    const other = client.check('saved', named('saved'), catalog);
    expect(workers.asked).toEqual(['one']);
    workers.find('1');
    expect(await answers[0]).toEqual({ kind: 'found', issues: [issue('1')] });
    expect(await answers[1]).toEqual({ kind: 'superseded' });
    workers.find('3');
    workers.find('s');
    expect([await answers[2], await other]).toMatchObject([{ issues: [issue('3')] }, { issues: [issue('s')] }]);
    expect(workers.asked).toEqual(['one', 'three', 'saved']);
  });

  it('send a document once and then what changed in it', async () => {
    const one = client.check('draft', first, catalog);
    workers.find('1');
    await one;
    const again = client.check('draft', named('renamed'), catalog);
    workers.find('2');
    await again;
    expect(workers.posted).toEqual(['catalog', 'document', 'check', 'changes', 'check']);
    expect(workers.asked).toEqual(['one', 'renamed']);
  });

  it('are asked again of a new worker when theirs dies, after a pause that grows', async () => {
    const answer = client.check('draft', first, catalog);
    workers.fail();
    expect([workers.started, workers.ended]).toEqual([1, 1]);
    await vi.advanceTimersByTimeAsync(100);
    expect(workers.started).toBe(2);
    workers.fail();
    await vi.advanceTimersByTimeAsync(199);
    expect(workers.started).toBe(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers.asked).toEqual(['one', 'one', 'one']); // the new one was told everything
    workers.find('at last');
    expect(await answer).toMatchObject({ issues: [issue('at last')] });
  });

  it('are given up when no worker can be had, and the next one is tried all the same', async () => {
    const answer = client.check('draft', first, catalog);
    for (const pause of [100, 200, 300]) {
      workers.fail();
      await vi.advanceTimersByTimeAsync(pause);
    }
    expect(await answer).toEqual({ kind: 'failed' });
    const next = client.check('draft', named('next'), catalog);
    workers.find('next');
    expect(await next).toMatchObject({ issues: [issue('next')] });
  });

  it('go on with the newest draft when the worker dies over an older one, or falls silent', async () => {
    const older = client.check('draft', first, catalog);
    const newer = client.check('draft', named('newer'), catalog);
    const late = workers.tell;
    await vi.advanceTimersByTimeAsync(1000);
    expect(await older).toEqual({ kind: 'superseded' });
    await vi.advanceTimersByTimeAsync(100);
    late({ type: 'found', issues: [issue('of the dead one')] });
    expect(workers.asked).toEqual(['one', 'newer']);
    workers.find('new');
    expect(await newer).toMatchObject({ issues: [issue('new')] });
    await vi.advanceTimersByTimeAsync(5000);
    expect(workers.started).toBe(2); // who has answered may rest
  });

  it('say so when the compiler breaks, and go on', async () => {
    const broken = client.check('draft', first, catalog);
    workers.tell({ type: 'failed', message: 'too deep' });
    expect(await broken).toEqual({ kind: 'failed' });
    const next = client.check('draft', named('fine'), catalog);
    workers.find('fine');
    expect(await next).toMatchObject({ kind: 'found' });
  });
});
