import { describe, expect, it } from 'vitest';
import { parseExecutionFilter } from './execution-filter.ts';

describe('parseExecutionFilter', () => {
  it('takes what the list can be filtered by', () => {
    expect(parseExecutionFilter({ status: 'failed', workflowId: 'w', search: 'ada' })).toEqual({
      status: 'failed',
      workflowId: 'w',
      search: 'ada',
    });
  });

  it('leaves out what makes no sense', () => {
    expect(parseExecutionFilter({ status: 'broken', workflowId: 3, search: '', page: 2 })).toEqual({});
  });
});
