import { describe, expect, it } from 'vitest';
import { fileNameOf } from './save-json.ts';

describe('fileNameOf', () => {
  it('keeps what file systems take, of any script', () => {
    expect(fileNameOf('Orders / EU: daily!')).toBe('orders-eu-daily');
    expect(fileNameOf('Überweisung 2')).toBe('überweisung-2');
    expect(fileNameOf('../..')).toBe('workflow');
  });
});
