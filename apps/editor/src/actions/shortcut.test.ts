import { describe, expect, it } from 'vitest';
import { isPressed, type KeyPress, shortcutKeys } from './shortcut.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...more,
});

describe('shortcuts', () => {
  it('are pressed with exactly their modifiers', () => {
    expect(isPressed('Mod+Z', press('z', { ctrlKey: true }))).toBe(true);
    expect(isPressed('Mod+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(false);
    expect(isPressed('Mod+Shift+Z', press('Z', { ctrlKey: true, shiftKey: true }))).toBe(true);
    expect(isPressed('D', press('d'))).toBe(true);
    expect(isPressed('D', press('d', { ctrlKey: true }))).toBe(false);
    expect(isPressed('Delete', press('Delete'))).toBe(true);
    expect(isPressed('Shift+ArrowLeft', press('ArrowLeft', { shiftKey: true }))).toBe(true);
  });

  it('are found however a keyboard makes the sign', () => {
    expect(isPressed('?', press('?', { shiftKey: true }))).toBe(true);
    expect(isPressed('Mod++', press('+', { ctrlKey: true, shiftKey: true }))).toBe(true);
  });

  it('are shown key by key', () => {
    expect(shortcutKeys('Mod+Shift+ArrowUp')).toEqual(['Ctrl', 'Shift', '↑']);
    expect(shortcutKeys('Mod++')).toEqual(['Ctrl', '+']);
    expect(shortcutKeys('+')).toEqual(['+']);
    expect(shortcutKeys('-')).toEqual(['-']);
  });
});
