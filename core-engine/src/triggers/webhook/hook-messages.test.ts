import { expect, it } from 'vitest';
import type { ExecutionRow } from '../../storage/ports/execution-store.ts';
import { createHookAnswer } from './hook-answer.ts';
import { HookMessages } from './hook-messages.ts';

/** Executions that are committed when `commit` is called. */
function createMessages() {
  const rows = new Map<string, Partial<ExecutionRow>>();
  const started: string[] = [];
  const messages = new HookMessages({ find: async (id) => rows.get(id) as ExecutionRow | undefined });
  const start = async (executionId: string) => {
    started.push(executionId);
    await new Promise((resolve) => setTimeout(resolve, 5));
    rows.set(executionId, { status: 'completed' });
    return createHookAnswer({ kind: 'completed', executionId, output: [1] });
  };
  return { messages, rows, started, start };
}

const message = { workflowId: 'w', nodeId: 'n', id: 'msg_1' };

it('starts one execution for a message, whether it comes again later or at the same time', async () => {
  const { messages, started, start } = createMessages();
  const answers = await Promise.all(Array.from({ length: 20 }, () => messages.once(message, start)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 202)]);
  const again = await messages.once(message, start);
  expect([again.status, JSON.parse(again.body)]).toEqual([202, { executionId: started[0], status: 'completed' }]);
  expect(started).toHaveLength(1);
});

it('starts one for each trigger and message', async () => {
  const { messages, started, start } = createMessages();
  for (const other of [message, { ...message, workflowId: 'v' }, { ...message, nodeId: 'm' }, { ...message, id: 'msg_2' }])
    expect((await messages.once(other, start)).status).toBe(200);
  expect(new Set(started).size).toBe(4);
});

it('takes a message whose start failed once more', async () => {
  const { messages, started, start } = createMessages();
  await expect(messages.once(message, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect((await messages.once(message, start)).status).toBe(200);
  expect(started).toHaveLength(1);
});
