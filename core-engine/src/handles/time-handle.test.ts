import { describe, expect, it } from 'vitest';
import { answeredValue, failureOf, perform } from './test-support.ts';
import { createTimeHandle } from './time-handle.ts';

const NOW = Date.parse('2026-11-20T10:00:00Z');
const handle = createTimeHandle({ now: () => NOW });

describe('the time handle', () => {
  it('tells the time in ms since the epoch', async () => {
    expect(await answeredValue(perform(handle, 'now', 'time:'))).toBe(NOW);
  });

  it.each([
    [{ ms: 1 }, NOW + 1],
    [{ ms: 0.2 }, NOW + 1],
    [{ ms: 86_400_000 }, NOW + 86_400_000],
    [{ until: '2026-11-20T12:00:00+01:00' }, NOW + 3_600_000],
    [{ until: NOW + 5 }, NOW + 5],
  ])('parks the execution: %j', async (args, dueAt) => {
    expect(await perform(handle, 'sleep', 'time:', { args })).toEqual({ kind: 'deferred', wait: { kind: 'time', dueAt } });
  });

  it.each([{ ms: 0 }, { until: '2020-01-01T00:00:00Z' }, { until: NOW }])(
    'does not park for a time that has come: %j',
    async (args) => {
      expect(await answeredValue(perform(handle, 'sleep', 'time:', { args }))).toBeNull();
    },
  );

  it.each([
    {},
    { ms: -1 },
    { ms: '5' },
    { ms: 1e15 },
    { until: 'tomorrow' },
    { until: '2026-11-20' },
    { until: '9999-01-01T00:00:00Z' },
    { ms: 1, until: 2 },
  ])('refuses %j', async (args) => {
    expect((await failureOf(perform(handle, 'sleep', 'time:', { args }))).code).toBe('effect_args_invalid');
  });
});
