import { describe, expect, it } from 'vitest';
import { searchEntries } from './search-entries.ts';

const entry = (title: string, summary = '', words = '') => ({ title, summary, words });
const entries = [
  entry('Set fields', 'Sets or computes fields', 'core.set@1 data'),
  entry('HTTP request', 'Calls an address', 'core.http@1 network'),
  entry('Sort', 'Brings items in order; does not reset them', 'core.sort@1 data'),
  entry('Webhook', 'Starts by an HTTP request', 'core.webhook@1 trigger'),
];
const titles = (query: string) => searchEntries(entries, query).map(({ title }) => title);

describe('searching entries', () => {
  it('gives all of them in their order for nothing', () => {
    expect(titles('  ')).toEqual(entries.map(({ title }) => title));
  });

  it('puts what begins with a word before what only mentions it', () => {
    expect(titles('set')).toEqual(['Set fields', 'Sort']);
    expect(titles('http')).toEqual(['HTTP request', 'Webhook']);
  });

  it('wants all words, in any order', () => {
    expect(titles('request http')).toEqual(['HTTP request', 'Webhook']);
    expect(titles('set webhook')).toEqual([]);
  });

  it('finds by a whole type or id, with dots and dashes', () => {
    expect(titles('core.sort@1')).toEqual(['Sort']);
    expect(searchEntries([entry('Run', '', '0190-ab12-cd34')], 'ab12-cd')).toHaveLength(1);
  });

  it('finds by category, and by some letters of the title', () => {
    expect(titles('data')).toEqual(['Set fields', 'Sort']);
    expect(titles('htrq')).toEqual(['HTTP request']);
  });
});
