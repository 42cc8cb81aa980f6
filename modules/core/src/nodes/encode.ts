import { base64, base64url, hex } from '@scure/base';
import { defineNode, fail, p } from '@sluice/kit';
import { withField } from '../lib/with-field.ts';

export default defineNode({
  type: 'core.encode@1',
  title: 'Encode',
  summary: 'Writes text as base64, hex or for an address, and reads it back.',
  category: 'text',
  icon: 'binary',
  params: {
    operation: p.select({
      title: 'What to do',
      options: { encode: 'Encode', decode: 'Decode' },
      default: 'encode',
      template: false,
    }),
    text: p.text({ title: 'Text', placeholder: '={{ $json.text }}', required: true }),
    format: p.select({
      title: 'Format',
      options: { base64: 'Base64', base64url: 'Base64 for addresses', hex: 'Hex', url: 'Percent encoding' },
      default: 'base64',
    }),
    as: p.string({ title: 'Put it under', default: 'text' }),
  },
  mode: 'each',
  run({ item, params: { operation, text, format, as } }) {
    return { main: [withField(item, as, operation === 'encode' ? encode(text, format) : decode(text, format))] };
  },
  examples: [
    {
      name: 'writes base64',
      params: { text: '={{ $json.user }}:{{ $json.key }}', as: 'basic' },
      input: { main: [{ user: 'ada', key: 'ü' }] },
      output: { main: [{ user: 'ada', key: 'ü', basic: 'YWRhOsO8' }] },
    },
    {
      name: 'reads base64, with or without padding',
      params: { operation: 'decode', text: '={{ $json.data }}' },
      input: { main: [{ data: 'aGk' }, { data: 'aGk=' }] },
      output: {
        main: [
          { data: 'aGk', text: 'hi' },
          { data: 'aGk=', text: 'hi' },
        ],
      },
    },
    {
      name: 'writes text for an address',
      params: { text: 'a b/ü&c', format: 'url' },
      input: { main: [{}] },
      output: { main: [{ text: 'a%20b%2F%C3%BC%26c' }] },
    },
    {
      name: 'reads hex',
      params: { operation: 'decode', format: 'hex', text: 'C3BC' },
      input: { main: [{}] },
      output: { main: [{ text: 'ü' }] },
    },
    {
      name: 'fails on what is not in the format',
      params: { operation: 'decode', text: 'a*b' },
      input: { main: [{}] },
      error: { code: 'parse_failed', param: 'text' },
    },
    {
      name: 'fails on bytes that are no text',
      params: { operation: 'decode', format: 'hex', text: 'ff' },
      input: { main: [{}] },
      error: { code: 'parse_failed', message: 'UTF-8', param: 'text' },
    },
  ],
});

type Format = 'base64' | 'base64url' | 'hex' | 'url';
const coders = { base64, base64url, hex };

function encode(text: string, format: Format): string {
  return format === 'url' ? encodeURIComponent(text.toWellFormed()) : coders[format].encode(new TextEncoder().encode(text));
}

function decode(text: string, format: Format): string {
  if (format === 'url') return attempt(() => decodeURIComponent(text), 'The text is not percent encoded.');
  const given = format === 'hex' ? text.trim().toLowerCase() : padded(text);
  const bytes = attempt(() => coders[format].decode(given), `The text is not ${format}.`);
  return attempt(
    () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
    'The decoded bytes are no UTF-8 text.',
  );
}

function attempt<T>(read: () => T, failure: string): T {
  try {
    return read();
  } catch {
    return fail('parse_failed', failure, { param: 'text' });
  }
}

function padded(text: string): string {
  const bare = text.replace(/\s+|=+\s*$/g, '');
  return bare.padEnd(Math.ceil(bare.length / 4) * 4, '=');
}
