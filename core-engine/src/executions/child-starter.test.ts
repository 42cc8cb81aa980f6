import type { Json } from '@sluice/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChildRequest } from '../handles/ports.ts';
import type { WorkflowService } from '../workflows/workflow-service.ts';
import { ChildStarter } from './child-starter.ts';
import type { ExecutionRunner } from './execution-runner.ts';
import type { StartRequest } from './execution-starter.ts';
import { startedInput, TestSurroundings } from './test-support.ts';

let around: TestSurroundings;
let children: ChildStarter;
let started: StartRequest[];
let whileStarting: (request: StartRequest) => Promise<void>;
let pulled: string[];
let runner: ExecutionRunner;

beforeEach(async () => {
  around = await TestSurroundings.open();
  started = [];
  whileStarting = async () => undefined;
  pulled = [];
  const parent = around.headOf('parent', "return await effect('run', 'workflow:child');");
  runner = around.createRunner();
  await runner.start(parent, startedInput(parent));
  const { loaded } = parent;
  children = new ChildStarter({
    // The one method that is used.
    workflows: {
      documentToRun: async () => ({ workflow: { id: 'child', name: 'Child', owner: 'did:key:bob' }, loaded }),
    } as unknown as WorkflowService,
    plans: { load: async () => loaded },
    starter: {
      start: async (request) => {
        started.push(request);
        await whileStarting(request);
        return request.id ?? '';
      },
    },
    runner: { pullInbox: async (id) => void pulled.push(id), deliver: (id, makeInput) => runner.deliver(id, makeInput) },
    store: around.storage.executions,
    blobs: around.storage.blobs,
    clock: () => around.now,
  });
});

afterEach(() => around[Symbol.asyncDispose]());

function request(attempt = 1, over: Partial<ChildRequest> = {}): ChildRequest {
  return {
    executionId: 'first-child',
    workflowId: 'child',
    version: undefined,
    trigger: undefined,
    items: [{ n: 1 }],
    depth: 1,
    parent: { executionId: 'parent', node: 'code', scope: '', attempt, index: 0 },
    wait: true,
    mode: 'manual',
    owner: 'did:key:alice',
    actor: undefined,
    ...over,
  };
}

/** An execution with this id that has come to this end. */
async function ended(id: string, code = 'return $json;', items: Json[] = [{ n: 7 }]): Promise<void> {
  const head = around.headOf(id, code);
  await around.createRunner().start(head, startedInput(head, items));
}

const inbox = async () => (await around.storage.executions.load('parent'))?.inbox.map(({ input }) => input) ?? [];

describe('a child', () => {
  it('is started with its parent, as its workflow’s owner', async () => {
    expect(await children.startChild(request())).toEqual({ executionId: 'first-child', status: 'queued' });
    expect(started).toEqual([
      expect.objectContaining({
        id: 'first-child',
        workflow: { id: 'child', name: 'Child', owner: 'did:key:bob' },
        items: [{ json: { n: 1 } }],
        parent: expect.objectContaining({ executionId: 'parent', node: 'code' }),
      }),
    ]);
  });

  it('that nobody waits for has no parent to tell', async () => {
    await children.startChild(request(1, { wait: false }));
    expect(started[0]).not.toHaveProperty('parent');
  });

  it('that is being made while its parent is cancelled is cancelled too', async () => {
    whileStarting = async ({ id = '', parent }) => {
      await runner.deliver('parent', () => ({ type: 'cancel-requested', at: around.now }));
      const head = around.headOf(id, "return await effect('get', 'https://a.example/');", { parent });
      await runner.start(head, startedInput(head));
    };
    await children.startChild(request());
    expect(await around.statusOf('first-child')).toBe('cancelled');
    expect((await around.journalOf('first-child')).at(-2)).toMatchObject({
      type: 'cancel-requested',
      reason: 'The execution parent, which waits for this one, was cancelled.',
    });
  });

  it('that is there already is not started again', async () => {
    await ended('first-child', "return await effect('get', 'https://a.example/');");
    expect(await children.startChild(request())).toEqual({ executionId: 'first-child', status: 'running' });
    expect([started, pulled, await inbox()]).toEqual([[], [], []]);
  });

  it('that has ended already tells its parent once more', async () => {
    await ended('first-child');
    expect(await children.startChild(request())).toEqual({ executionId: 'first-child', status: 'completed' });
    expect(started).toEqual([]);
    expect(pulled).toEqual(['parent']);
    expect(await inbox()).toEqual([
      expect.objectContaining({
        type: 'effect-settled',
        node: 'code',
        index: 0,
        result: { ok: true, value: { value: { executionId: 'first-child', status: 'completed', output: [{ n: 7 }] } } },
      }),
    ]);
  });

  it('tells an output that is larger than the journal holds as a blob', async () => {
    await ended('first-child', "return { text: 'x'.repeat(50_000) };");
    await children.startChild(request());
    const [told] = await inbox();
    const value = told?.type === 'effect-settled' && told.result.ok ? told.result.value : undefined;
    const blob = value !== undefined && 'blob' in value ? value.blob : undefined;
    const text = new TextDecoder().decode(await around.storage.blobs.read(blob?.sha256 ?? ''));
    expect(JSON.parse(text)).toEqual({ executionId: 'first-child', status: 'completed', output: [{ text: 'x'.repeat(50_000) }] });
  });
});

describe('the retry of a step', () => {
  it('makes a child that failed anew, under an id of its own, once', async () => {
    await ended('first-child', "throw new Error('not yet');");
    const second = await children.startChild(request(2));
    expect(second).toMatchObject({ status: 'queued' });
    expect(second.executionId).not.toBe('first-child');
    await ended(second.executionId);
    expect(await children.startChild(request(2))).toEqual({ executionId: second.executionId, status: 'completed' });
    expect(started).toHaveLength(1);
  });

  it('takes the result of one that completed', async () => {
    await ended('first-child');
    expect(await children.startChild(request(3))).toEqual({ executionId: 'first-child', status: 'completed' });
    expect(started).toEqual([]);
  });

  it('of the same attempt hears of the failure again', async () => {
    await ended('first-child', "throw new Error('not yet');");
    expect(await children.startChild(request(1))).toEqual({ executionId: 'first-child', status: 'failed' });
    expect(await inbox()).toEqual([
      expect.objectContaining({
        result: {
          ok: false,
          error: expect.objectContaining({ code: 'code_failed', message: expect.stringContaining('not yet') }),
        },
      }),
    ]);
  });
});
