import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { nodeTexts as de } from '../../apps/editor/src/i18n/de/node-texts.ts';

const manifest = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../modules/core/dist/module.json'), 'utf8')) as {
  readonly nodes: readonly unknown[];
};

/** Titles, summaries and helps, wherever they stand. */
function saidIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'string' ? (['title', 'summary', 'help'].includes(name) ? [member] : []) : saidIn(member),
  );
}

it.each(Object.entries({ de }))('has all that the core nodes say of themselves in “%s”, and nothing else', (_, texts) => {
  const said = new Set(saidIn(manifest.nodes));
  expect(said.size).toBeGreaterThan(300);
  expect([...said].filter((text) => texts[text] === undefined)).toEqual([]);
  expect(Object.keys(texts).filter((text) => !said.has(text))).toEqual([]);
});
