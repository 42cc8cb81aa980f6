import { describe, expect, it } from 'vitest';
import { changedFiling, commonFiling, filingChange } from './filing-change.ts';

const a = { folder: 'Sales', tags: ['eu', 'daily'] };
const b = { folder: 'Ops', tags: ['eu'] };

describe('filing several workflows', () => {
  it('shows what they have in common', () => {
    expect(commonFiling([a, b])).toEqual({ folder: undefined, tags: ['eu'] });
    expect(commonFiling([a])).toEqual(a);
  });

  it('changes only what was changed', () => {
    const change = filingChange(commonFiling([a, b]), { folder: '', tags: ['new', 'EU'] });
    expect(change).toEqual({ added: ['new', 'EU'], removed: ['eu'] });
    expect(changedFiling(a, change)).toEqual({ folder: 'Sales', tags: ['daily', 'new', 'EU'] });
    expect(changedFiling(b, filingChange(commonFiling([b]), { folder: '', tags: ['eu'] }))).toEqual({ folder: '', tags: ['eu'] });
  });

  it('gives no tag twice in two letter cases', () => {
    expect(changedFiling(a, { added: ['Daily'], removed: [] }).tags).toEqual(['eu', 'daily']);
  });
});
