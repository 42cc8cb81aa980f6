import { createProblem } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { blockingError } from './blocking-error.ts';

const away = new ApiError(createProblem('engine_unreachable', 'no answer'));
const refused = new ApiError(createProblem('key_revoked', 'gone'));

describe('blockingError', () => {
  it('is none while all is well', () => {
    expect(blockingError({ data: 1, error: null }, { data: undefined, error: null })).toBeUndefined();
  });

  it('is the error of the query that has nothing to show', () => {
    expect(blockingError({ data: 1, error: null }, { data: undefined, error: away })).toBe(away);
  });

  it('leaves what was fetched on the page while the server is away, but not when it refuses', () => {
    expect(blockingError({ data: 1, error: away })).toBeUndefined();
    expect(blockingError({ data: 1, error: refused })).toBe(refused);
  });
});
