import { describe, expect, it } from 'vitest';
import { innerAddress } from './inner-address.ts';

const origin = 'https://sluice.example';
const inner = (value: unknown) => innerAddress(value, origin);

describe('innerAddress', () => {
  it('takes paths of this site, with what follows', () => {
    expect(inner('/executions/e1?node=check#end')).toBe('/executions/e1?node=check#end');
    expect(inner('/')).toBe('/');
  });

  it('takes nothing that leads elsewhere', () => {
    for (const value of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      '',
      3,
    ])
      expect(inner(value), String(value)).toBeUndefined();
  });
});
