import { describe, expect, it } from 'vitest';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { groupFailures } from './group-failures.ts';

const failed = (id: string, workflowId: string): ExecutionSummary => ({
  id,
  workflowId,
  workflowName: workflowId,
  version: '0'.repeat(64),
  status: 'failed',
  mode: 'manual',
  trigger: 'start',
  startedAt: '2026-11-20T12:00:00.000Z',
  endedAt: '2026-11-20T12:00:01.000Z',
  lastSeq: 4,
  parentId: null,
  startedBy: null,
  error: { code: 'code_failed', message: `broke in ${id}`, nodeId: 'break' },
  waits: [],
});

describe('groupFailures', () => {
  it('puts the workflow that failed last first, with its newest failure and how often it failed', () => {
    const groups = groupFailures([failed('4', 'b'), failed('3', 'a'), failed('2', 'b'), failed('1', 'b')]);
    expect(groups.map(({ workflowId, count, newest }) => [workflowId, count, newest.id])).toEqual([
      ['b', 3, '4'],
      ['a', 1, '3'],
    ]);
  });

  it('makes nothing of nothing', () => {
    expect(groupFailures([])).toEqual([]);
  });
});
