import { describe, expect, it } from 'vitest';
import { hookMethod, hookTriggerOf } from './hook-trigger.ts';

describe('hookTriggerOf', () => {
  it('reads the parameters, with what holds when nothing is said', () => {
    expect(hookTriggerOf({})).toEqual({ respond: 'result', protection: { kind: 'none' } });
    expect(hookTriggerOf({ respond: 'accepted', protection: 'bearer', secret: 'S' })).toEqual({
      respond: 'accepted',
      protection: { kind: 'bearer', secret: 'S' },
    });
    expect(hookTriggerOf({ protection: 'signed', allow: ['a', 1] })).toEqual({
      respond: 'result',
      protection: { kind: 'signed', allow: ['a'] },
    });
  });

  it('reads the same parameters once', () => {
    const params = { protection: 'bearer', secret: 'S' };
    expect(hookTriggerOf(params)).toBe(hookTriggerOf(params));
  });

  it('opens no hook whose protection it does not know', () => {
    expect(hookTriggerOf({ protection: 'mtls' }).protection).toMatchObject({ kind: 'signed', allow: ['nobody'] });
  });
});

describe('hookMethod', () => {
  it('is upper case, POST by default, and * for any', () => {
    expect([undefined, 'get', 'ANY', '*'].map(hookMethod)).toEqual(['POST', 'GET', '*', '*']);
  });
});
