import i18next from 'i18next';
import { afterEach, describe, expect, it } from 'vitest';
import { germanKeys } from '../i18n/de/key-names.ts';
import { isPressed, type KeyPress, keyNames, shortcutKeys } from './shortcut.ts';

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

  describe('in another language', () => {
    const { resolvedLanguage } = i18next;
    afterEach(() => Object.assign(i18next, { resolvedLanguage }));

    it('are shown as its keyboards have them', () => {
      keyNames.set('de', germanKeys);
      i18next.resolvedLanguage = 'de';
      expect(shortcutKeys('Mod+Shift+ArrowUp')).toEqual(['Strg', 'Umschalt', '↑']);
      expect(['Delete', 'Escape', 'Enter', 'Home', 'A'].flatMap(shortcutKeys)).toEqual(['Entf', 'Esc', 'Eingabe', 'Pos1', 'A']);
      i18next.resolvedLanguage = 'en';
      expect(shortcutKeys('Mod+Delete')).toEqual(['Ctrl', 'Del']);
    });
  });
});
