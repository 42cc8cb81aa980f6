import type { NodeType } from '@sluice/protocol';
import type { Language } from './languages.ts';

type Texts = Readonly<Record<string, string>>;

const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Texts>>> = {
  de: async () => (await import('./de/node-texts.ts')).nodeTexts,
};

const SAID: ReadonlySet<string> = new Set(['title', 'summary', 'help']);
/** Values of parameters: data, whatever they look like. */
const DATA: ReadonlySet<string> = new Set(['default', 'value', 'is']);

/** Node types as a language says them. What it has no text for, and all while its texts cannot be had, stays as the manifest says it. */
export async function sayNodes(nodes: NodeType[], language: string): Promise<NodeType[]> {
  const load = (loaders as Partial<Record<string, () => Promise<Texts>>>)[language];
  const texts = await load?.().catch(() => undefined);
  return texts === undefined ? nodes : nodes.map((node) => said(node, texts));
}

function said<Value>(value: Value, texts: Texts): Value {
  if (Array.isArray(value)) return value.map((each) => said(each, texts)) as Value; // as many, each of its kind
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (SAID.has(name) && typeof member === 'string') return [name, texts[member] ?? member];
    return [name, DATA.has(name) ? member : said(member, texts)];
  });
  return Object.fromEntries(members) as Value; // the same members
}
