import { describe, expect, it } from 'vitest';
import { namesOf } from './names-of.ts';

describe('namesOf', () => {
  it('counts by workflow, the most first, and leaves the many out', () => {
    const of = (...names: string[]) => namesOf(names.map((workflowName) => ({ workflowName })));
    expect(of('a', 'b', 'b')).toBe('b (2), a (1)');
    expect(of('a', 'b', 'c', 'd', 'e', 'e')).toBe('e (2), a (1), b (1), c (1), …');
  });
});
