import type { JournalEvent } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { TestRun } from '../../testing/test-run.ts';
import { testPlan } from '../../testing/test-types.ts';
import { applyEvent } from './apply-event.ts';
import { decodeState } from './snapshot.ts';
import { createState } from './state.ts';

const plan = testPlan({ nodes: { start: 'start', a: 'step' }, edges: ['start > a'] });
const refusal = expect.objectContaining({ code: 'journal_invalid' });

describe('the fold', () => {
  it('refuses an event that does not follow on the state', () => {
    const run = new TestRun(plan);
    run.start();
    expect(() => applyEvent(plan, createState(), run.events[1]!)).toThrow(refusal);
    expect(() => applyEvent(plan, run.state, run.events[0]!)).toThrow(refusal);
  });

  it('refuses a second start', () => {
    const run = new TestRun(testPlan({ nodes: { start: 'start', a: 'step' }, edges: ['start > a'] }));
    run.start([{}], 'start', { maxSteps: 0 });
    expect(() => run.start()).toThrow(refusal);
  });

  it('refuses an event about a step that the plan or the state does not have', () => {
    for (const node of ['nobody', 'a']) {
      const run = new TestRun(plan);
      const state = createState();
      run.start();
      applyEvent(plan, state, run.events[0]!);
      const event: JournalEvent = { seq: 2, type: 'step-started', node, scope: '', attempt: 1 };
      expect(() => applyEvent(plan, state, event)).toThrow(refusal);
    }
  });

  it('does not read a snapshot of another format', () => {
    expect(() => decodeState('{"format":"sluice-state/9"}')).toThrow(refusal);
  });
});
