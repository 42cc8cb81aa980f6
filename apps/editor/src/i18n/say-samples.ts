import type { WorkflowDocument } from '@sluice/protocol';
import type { Language } from './languages.ts';

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A sample workflow as the engine lists it. */
interface Sample {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly document: WorkflowDocument;
}

const loaders: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Texts>>> = {
  de: async () => (await import('./de/sample-texts.ts')).sampleTexts,
};

/** Samples as a language says them. What it has no text for, and all while its texts cannot be had, stays as the sample says it. */
export async function saySamples<Each extends Sample>(samples: readonly Each[], language: string): Promise<Each[]> {
  const load = (loaders as Partial<Record<string, () => Promise<Texts>>>)[language];
  const texts = await load?.().catch(() => undefined);
  return samples.map((sample) => {
    const own = texts?.[sample.id];
    if (own === undefined) return sample;
    const { name: title = sample.title, description: summary = sample.summary } = own;
    return { ...sample, title, summary, document: said(sample.document, own, '') };
  });
}

function said<Value>(value: Value, texts: Texts[string], path: string): Value {
  const at = (name: string | number) => (path === '' ? String(name) : `${path}.${name}`);
  if (typeof value === 'string') return (texts[path] ?? value) as Value; // a text for a text
  if (Array.isArray(value)) return value.map((each, index) => said(each, texts, at(index))) as Value; // as many, each of its kind
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]): [string, unknown] => [name, said(member, texts, at(name))]);
  return Object.fromEntries(members) as Value; // the same members
}
