import { SluiceError } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import type { ChildRequest } from './ports.ts';
import { executionOfResumeToken } from './resume-token.ts';
import { answeredValue, failureOf, perform } from './test-support.ts';
import { createWorkflowHandle, MAX_WORKFLOW_DEPTH } from './workflow-handle.ts';

const NOW = 1_000_000;

function setUp(tokenKey: Uint8Array = new Uint8Array(32).fill(7)) {
  const started: ChildRequest[] = [];
  const executions = {
    async startChild(request: ChildRequest) {
      if (request.workflowId === 'gone') throw new SluiceError('workflow_unknown', 'There is no workflow gone.');
      started.push(request);
      return { executionId: request.executionId, status: 'queued' as const };
    },
  };
  return { started, handle: createWorkflowHandle({ executions, now: () => NOW, tokenKey }) };
}

describe('running another workflow', () => {
  it('starts it as a child one level deeper, and parks until it ends', async () => {
    const { started, handle } = setUp();
    const answer = await perform(handle, 'run', 'workflow:child', {
      args: { items: [{ a: 1 }, 2] },
      context: { depth: 3, actor: 'did:key:me' },
    });
    const [request] = started;
    expect(answer).toEqual({ kind: 'deferred', wait: { kind: 'execution', executionId: request?.executionId } });
    expect(request).toMatchObject({
      workflowId: 'child',
      items: [{ a: 1 }, 2],
      depth: 4,
      wait: true,
      actor: 'did:key:me',
      parent: { executionId: '01900000-0000-7000-8000-000000000001', node: 'n', scope: '', attempt: 1, index: 0 },
    });
  });

  it('gives the child an id that follows from the effect, so that doing it again starts the same one', async () => {
    const { started, handle } = setUp();
    for (const key of ['e1', 'e1', 'e2']) await perform(handle, 'run', 'workflow:child', { key });
    const [first, again, other] = started.map(({ executionId }) => executionId);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('answers at once when it need not wait', async () => {
    const { started, handle } = setUp();
    const value = await answeredValue(perform(handle, 'run', 'workflow:child', { args: { wait: false } }));
    expect(value).toEqual({ executionId: started[0]?.executionId, status: 'queued' });
    expect(started[0]).toMatchObject({ wait: false, items: [{}] });
  });

  it('goes sixteen levels deep and no further', async () => {
    const { started, handle } = setUp();
    await perform(handle, 'run', 'workflow:child', { context: { depth: MAX_WORKFLOW_DEPTH - 1 } });
    expect(started).toHaveLength(1);
    const error = await failureOf(perform(handle, 'run', 'workflow:child', { context: { depth: MAX_WORKFLOW_DEPTH } }));
    expect(error.code).toBe('workflow_depth');
    expect(started).toHaveLength(1);
  });

  it('fails as the starting fails, and on bad arguments', async () => {
    const { handle } = setUp();
    expect((await failureOf(perform(handle, 'run', 'workflow:gone'))).code).toBe('workflow_unknown');
    for (const [uri, args] of [
      ['workflow:', {}],
      ['workflow:c', { items: {} }],
      ['workflow:c', { version: 'latest' }],
      ['workflow:c', { wait: 'no' }],
    ] as const) {
      expect((await failureOf(perform(handle, 'run', uri, { args }))).code).toBe('effect_args_invalid');
    }
  });
});

describe('waiting for a resume link', () => {
  it('parks with a token that is the same for the same effect and of its execution', async () => {
    const { handle } = setUp();
    const tokenOf = async (of: typeof handle, key: string) => {
      const answer = await perform(of, 'await', 'workflow:resume', { key });
      return answer.kind === 'deferred' && answer.wait.kind === 'resume' ? answer.wait.token : '';
    };
    const token = await tokenOf(handle, 'e1');
    expect(await tokenOf(handle, 'e1')).toBe(token);
    expect(await tokenOf(handle, 'e2')).not.toBe(token);
    expect(await tokenOf(setUp(new Uint8Array(32).fill(8)).handle, 'e1')).not.toBe(token);
    expect(executionOfResumeToken(token)).toBe('01900000-0000-7000-8000-000000000001');
  });

  it('takes a limit and a note', async () => {
    const { handle } = setUp();
    const args = { timeoutMs: 500, until: new Date(NOW + 2000).toISOString(), note: 'Approve order 7' };
    expect(await perform(handle, 'await', 'workflow:resume', { args })).toMatchObject({
      wait: { kind: 'resume', dueAt: NOW + 500, note: 'Approve order 7' },
    });
    expect(await perform(handle, 'await', 'workflow:resume')).toEqual({
      kind: 'deferred',
      wait: { kind: 'resume', token: expect.any(String) },
    });
    expect((await failureOf(perform(handle, 'await', 'workflow:resume', { args: { note: 'x'.repeat(2001) } }))).detail).toContain(
      'note',
    );
  });

  it.each(['', 'nope', 'id.short', `${'x'.repeat(65)}.${'a'.repeat(43)}`, `../x.${'a'.repeat(43)}`])(
    'finds no execution in %j',
    (token) => {
      expect(executionOfResumeToken(token)).toBeUndefined();
    },
  );
});
