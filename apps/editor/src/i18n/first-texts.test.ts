import { describe, expect, it } from 'vitest';
import { first } from './en/first.ts';
import { en } from './en/index.ts';

/** The files of the editor by their path from `src`. */
const sources = Object.entries(import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }));
const textOf = new Map(sources.map(([path, text]) => [pathFrom('i18n/here', path), text]));
const texts = [...Object.keys(en)];
const plural = /_(zero|one|two|few|many|other)$/;
const known = new Set(Object.keys(first).map((key) => key.replace(plural, '')));

/** What is drawn before anything was opened. */
const beginnings = ['main.tsx', 'pages/workflow/workflow-page.tsx'];

/** A file with all that it imports from here, but for what it fetches later. */
function reach(paths: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const waiting = [...paths];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const text = textOf.get(path);
    if (found.has(path) || text === undefined || path.startsWith('i18n/')) continue;
    found.set(path, text);
    for (const [, what = '', from = ''] of text.matchAll(/^(?:import|export) ([^;]*?) ?(?:from )?'(\.[^']+\.tsx?)';$/gms))
      if (!what.startsWith('type ')) waiting.push(pathFrom(path, from));
  }
  return found;
}

function pathFrom(file: string, relative: string): string {
  return new URL(relative, `file:///${file}`).pathname.slice(1);
}

/** The keys that are named in a file, and those that begin as one that is put together there. */
function keysIn(text: string): readonly string[] {
  const named = [...text.matchAll(/['"`]([a-z][\w]*(?:\.[\w.]+)?)['"`]/gi)].map(([, key = '']) => key);
  const begun = [...text.matchAll(/`([a-z]\w*\.[\w.]*)\$\{/gi)].map(([, begin = '']) => begin);
  return texts
    .map((key) => key.replace(plural, ''))
    .filter((key) => named.includes(key) || begun.some((each) => key.startsWith(each)));
}

describe('the texts of the first load', () => {
  const files = reach(beginnings);

  it('are asked of all that is drawn first', () => {
    expect(files.size).toBeGreaterThan(150);
    expect([...files.keys()].some((path) => path.endsWith('canvas/step-node.tsx'))).toBe(true);
  });

  it('say all that is said before anything was opened', () => {
    const missing = [...files].flatMap(([path, text]) =>
      keysIn(text)
        .filter((key) => !known.has(key))
        .map((key) => `${path}: ${key}`),
    );
    expect(missing).toEqual([]);
  });
});
