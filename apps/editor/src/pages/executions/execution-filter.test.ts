import { describe, expect, it } from 'vitest';
import { parseExecutionFilter } from './execution-filter.ts';

describe('parseExecutionFilter', () => {
  it('takes what the list can be filtered by', () => {
    const filter = { status: 'waiting,in-doubt', workflowId: 'w', search: 'ada', from: '2026-11-20T12:00:00.000Z' };
    expect(parseExecutionFilter(filter)).toEqual(filter);
  });

  it('takes a day for a time', () => {
    expect(parseExecutionFilter({ to: '2026-11-20' })).toEqual({ to: '2026-11-20T00:00:00.000Z' });
  });

  it('takes how far back in place of two times', () => {
    expect(parseExecutionFilter({ since: '24h', from: '2026-11-20' })).toEqual({ since: '24h' });
    expect(parseExecutionFilter({ since: 'toString' })).toEqual({});
  });

  it('leaves out what makes no sense', () => {
    expect(parseExecutionFilter({ status: 'broken', workflowId: 3, search: '', page: 2, from: 'soon' })).toEqual({});
    expect(parseExecutionFilter({ status: 'broken,failed' })).toEqual({ status: 'failed' });
  });
});
