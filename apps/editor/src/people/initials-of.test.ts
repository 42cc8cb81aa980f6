import { describe, expect, it } from 'vitest';
import { initialsOf } from './initials-of.ts';

describe('initialsOf', () => {
  it.each([
    ['Ada Lovelace', 'AL'],
    ['Ada King Lovelace', 'AL'],
    ['  ada ', 'A'],
    ['Ada 💧 Lovelace', 'AL'],
    ['Ada 💧', 'A'],
    ['💧', '💧'],
    ['Élodie 王', 'É王'],
    ['z6MkfQr4', 'FQ'],
    ['', ''],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
