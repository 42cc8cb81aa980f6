import type { Json } from '@sluice/protocol';

/**
 * Takes secrets out of what the far side sent back, before it reaches guest, journal or logs (I7): a service that echoes its request
 * would give them away. Finds a secret as it is, URL-encoded and in base64; not what the far side made of it otherwise.
 */
export interface Redactor {
  text(text: string): string;
  json(value: Json): Json;
  /** Same length: each byte of a secret becomes `*`. */
  bytes(bytes: Buffer): Buffer;
}

export function createRedactor(secrets: readonly { readonly name: string; readonly forms: readonly string[] }[]): Redactor {
  const needles = secrets
    .flatMap(({ name, forms }) => spellings(forms).map((needle) => ({ needle, mark: `[secret ${name}]` })))
    .sort((a, b) => b.needle.length - a.needle.length);
  if (needles.length === 0) return { text: (text) => text, json: (value) => value, bytes: (bytes) => bytes };

  const text = (from: string): string => needles.reduce((done, { needle, mark }) => done.replaceAll(needle, () => mark), from);

  const json = (value: Json): Json => {
    if (typeof value === 'string') return text(value);
    if (typeof value === 'number') return text(String(value)) === String(value) ? value : text(String(value));
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(json);
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [text(key), json(member)]));
  };

  const bytes = (from: Buffer): Buffer => {
    const done = Buffer.from(from);
    for (const { needle } of needles)
      for (const encoding of ['utf8', 'latin1'] as const) overwrite(done, Buffer.from(needle, encoding));
    return done;
  };

  return { text, json, bytes };
}

function overwrite(bytes: Buffer, pattern: Buffer): void {
  for (let at = bytes.indexOf(pattern); at !== -1; at = bytes.indexOf(pattern, at + pattern.length)) {
    bytes.fill('*', at, at + pattern.length);
  }
}

function spellings(forms: readonly string[]): readonly string[] {
  const all = forms.flatMap((form) => {
    const encoded = Buffer.from(form, 'utf8');
    // Headers go out as Latin-1, and may come back taken for UTF-8, or the other way round.
    const plain = [form, encoded.toString('latin1'), Buffer.from(form, 'latin1').toString('utf8')];
    return [
      ...plain,
      ...plain.map((text) => JSON.stringify(text).slice(1, -1)),
      encodeURIComponent(form),
      new URLSearchParams({ '': form }).toString().slice(1),
      encoded.toString('base64'),
      encoded.toString('base64url'),
    ];
  });
  return [...new Set(all)].filter((needle) => needle !== '');
}
