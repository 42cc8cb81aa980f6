import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { sampleTexts as de } from '../../apps/editor/src/i18n/de/sample-texts.ts';
import { saySamples } from '../../apps/editor/src/i18n/say-samples.ts';

const folder = resolve(import.meta.dirname, '../../examples');
const samples = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => {
    const document = workflowDocument.parse(JSON.parse(readFileSync(resolve(folder, file), 'utf8')));
    return { id: file.replace('.json', ''), title: document.name, summary: document.description ?? '', document };
  });

/** Every text of a document by its place, without what is none: the types of nodes, and what wires connect. */
function textsOf(document: WorkflowDocument): ReadonlyMap<string, string> {
  const walk = (value: unknown, path: string): [string, string][] => {
    if (typeof value === 'string') return [[path, value]];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, member]) => walk(member, path === '' ? name : `${path}.${name}`));
  };
  return new Map(walk(document, '').filter(([path]) => !/^(format|edges)\b|^nodes\.[^.]+\.(type|onError|retry)\b/.test(path)));
}

/** What a person reads: names and descriptions, a comment or a message of code, prose between expressions. */
function isRead(path: string, text: string): boolean {
  if (/^(name|description)$|^nodes\.[^.]+\.(name|notes)$|^layout\..*(text|title)$/.test(path)) return true;
  if (path.endsWith('.code')) return /^\/\/ |Error\(/m.test(text);
  if (text.startsWith('=')) return /\p{L}/u.test(text.slice(1).replaceAll(/\{\{.*?\}\}/gs, ''));
  return /\p{L} \p{L}/u.test(text) && !/[=;]/.test(text);
}

/** What a text does: its expressions or its code, in any order, without comments and without what stands in quotes. */
function workOf(path: string, text: string): readonly string[] {
  const parts = path.endsWith('.code') ? [text] : (text.startsWith('=') && text.match(/\{\{.*?\}\}/gs)) || [];
  const bare = (part: string) =>
    part
      .replaceAll(/^\/\/.*$/gm, '')
      .replaceAll(/'[^']*'/g, "''")
      .replaceAll(/`[^`]*`/g, (quoted) => (quoted.match(/\$\{[^}]*\}/g) ?? []).join(''));
  return parts.map(bare).sort();
}

describe.each(Object.entries({ de }))('the samples in “%s”', (language, texts) => {
  it('are all there, and no others', () => {
    expect(Object.keys(texts).sort()).toEqual(samples.map(({ id }) => id).sort());
  });

  it.each(samples)('say all of $id, and nothing that it does not say', ({ id, document }) => {
    const own = texts[id] ?? {};
    const english = textsOf(document);
    expect([...english].filter(([path, text]) => isRead(path, text) && own[path] === undefined).map(([path]) => path)).toEqual(
      [],
    );
    expect(Object.keys(own).filter((path) => !english.has(path))).toEqual([]);
  });

  it.each(samples)('leave alone what $id does', async (sample) => {
    const [said] = await saySamples([sample], language);
    if (said === undefined) throw new Error('No sample came back.');
    expect(() => workflowDocument.parse(said.document)).not.toThrow();
    expect([said.title, said.summary]).toEqual([said.document.name, said.document.description]);
    expect(said.document.name).not.toBe('');
    const after = textsOf(said.document);
    for (const [path, text] of textsOf(sample.document))
      expect(workOf(path, after.get(path) ?? ''), path).toEqual(workOf(path, text));
  });
});
