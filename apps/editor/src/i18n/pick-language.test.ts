import { describe, expect, it } from 'vitest';
import { pickLanguage, pickLocale } from './pick-language.ts';

describe('pickLanguage', () => {
  it('takes the first that the browser prefers and that is there', () => {
    expect(pickLanguage('auto', ['fr-CH', 'de-CH', 'en'])).toBe('de');
    expect(pickLanguage('auto', ['en-GB', 'de'])).toBe('en');
  });

  it('speaks English where nothing fits', () => {
    expect(pickLanguage('auto', ['fr', 'toString'])).toBe('en');
    expect(pickLanguage('auto', [])).toBe('en');
  });

  it('does what was chosen, whatever the browser prefers', () => {
    expect(pickLanguage('en', ['de-DE'])).toBe('en');
    expect(pickLanguage('de', ['en-US'])).toBe('de');
  });
});

describe('pickLocale', () => {
  it('writes dates as the browser does in this language', () => {
    expect(pickLocale('en', ['de-AT', 'en-GB', 'en-US'])).toBe('en-GB');
    expect(pickLocale('de', ['en-US'])).toBe('de');
  });
});
