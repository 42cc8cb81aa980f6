import { describe, expect, it } from 'vitest';
import { decideAccess } from './decide-access.ts';
import { includesRight } from './endpoint.ts';

describe('access to an endpoint', () => {
  it('is by the role, wherever that is enough', () => {
    expect(decideAccess('viewer', { access: 'viewer' })).toBe('by-role');
    expect(decideAccess('owner', { access: 'operator', shared: { right: 'run', of: 'workflow' } })).toBe('by-role');
    expect(decideAccess('guest', { access: 'any-key' })).toBe('by-role');
    expect(decideAccess('none', { access: 'public' })).toBe('by-role');
  });

  it('is left to shares where the endpoint says so, and refused where it does not', () => {
    expect(decideAccess('guest', { access: 'viewer', shared: { right: 'view', of: 'workflow' } })).toBe('by-share');
    expect(decideAccess('viewer', { access: 'operator', shared: { right: 'run', of: 'workflow' } })).toBe('by-share');
    expect(decideAccess('guest', { access: 'viewer' })).toBe('refused');
    expect(decideAccess('viewer', { access: 'operator' })).toBe('refused');
  });

  it('is never for somebody who did not sign, unless it is for everybody', () => {
    expect(decideAccess('none', { access: 'any-key' })).toBe('refused');
    expect(decideAccess('none', { access: 'viewer', shared: { right: 'view', of: 'list' } })).toBe('refused');
  });
});

describe('rights on a workflow', () => {
  it('include those below them', () => {
    expect(includesRight('edit', 'run')).toBe(true);
    expect(includesRight('run', 'run')).toBe(true);
    expect(includesRight('view', 'run')).toBe(false);
  });
});
