import {
  activateWorkflow,
  cancelExecution,
  changeDraft,
  deleteExecution,
  pauseExecution,
  publishWorkflow,
  replayExecution,
  resolveDoubt,
  resumeExecution,
  retryExecution,
  runWorkflow,
} from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { type Lack, lackOf, type Standing } from './lack-of.ts';

const none = { role: 'guest', right: undefined } as const;
const view = { role: 'guest', right: 'view' } as const;
const run = { role: 'guest', right: 'run' } as const;
const edit = { role: 'guest', right: 'edit' } as const;

/** For a guest with each right the lack that `tests/engine/shared-access.test.ts` finds at a real engine. */
const expected: readonly [endpoint: Parameters<typeof lackOf>[0] & { readonly name: string }, ...(Lack | undefined)[]][] = [
  [runWorkflow, 'role', 'right', undefined, undefined],
  [changeDraft, 'role', 'right', 'right', undefined],
  [retryExecution, 'role', 'right', undefined, undefined],
  [replayExecution, 'role', undefined, undefined, undefined],
  [cancelExecution, 'role', 'right', 'own', 'own'],
  [pauseExecution, 'role', 'role', 'role', 'role'],
  [resumeExecution, 'role', 'role', 'role', 'role'],
  [resolveDoubt, 'role', 'role', 'role', 'role'],
  [deleteExecution, 'role', 'role', 'role', 'role'],
  [publishWorkflow, 'role', 'role', 'role', 'role'],
  [activateWorkflow, 'role', 'role', 'role', 'role'],
];

describe('what a control lacks', () => {
  it.each(expected.map(([endpoint, ...lacks]) => [endpoint.name, endpoint, lacks] as const))(
    'is what the engine says of %s, for no share and for view, run and edit',
    (_, endpoint, lacks) => {
      expect([none, view, run, edit].map((standing: Standing) => lackOf(endpoint, standing))).toEqual(lacks);
    },
  );

  it('is nothing for the role, whatever is shared', () => {
    expect(lackOf(retryExecution, { role: 'operator', right: undefined })).toBeUndefined();
    expect(lackOf(cancelExecution, { role: 'operator', right: 'view', isOwn: false })).toBeUndefined();
    expect(lackOf(changeDraft, { role: 'operator', right: undefined })).toBe('role');
    expect(lackOf(changeDraft, { role: 'viewer', right: 'edit' })).toBeUndefined();
  });

  it('is nothing for what one has started oneself, with the right to run', () => {
    expect(lackOf(cancelExecution, { ...run, isOwn: true })).toBeUndefined();
    expect(lackOf(cancelExecution, { ...view, isOwn: true })).toBe('right');
  });
});
