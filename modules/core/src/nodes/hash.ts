import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { base64, base64url, hex } from '@scure/base';
import { defineNode, p } from '@sluice/kit';
import { canonicalKey } from '../lib/canonical-key.ts';
import { given } from '../lib/given.ts';
import { withField } from '../lib/with-field.ts';

export default defineNode({
  type: 'core.hash@1',
  title: 'Hash',
  summary: 'Makes a fingerprint of a value, or signs it with a secret (HMAC).',
  category: 'text',
  icon: 'fingerprint',
  params: {
    operation: p.select({
      title: 'What to do',
      options: { hash: 'Fingerprint', hmac: 'HMAC with a secret' },
      default: 'hash',
      template: false,
    }),
    value: p.json({
      title: 'Value',
      help: 'Text is taken as UTF-8, anything else as its canonical JSON (RFC 8785).',
      placeholder: '={{ $json.email }}',
      required: true,
    }),
    algorithm: p.select({
      title: 'Algorithm',
      help: 'SHA-1 and MD5 protect nothing any more; they are here for old formats.',
      options: { sha256: 'SHA-256', sha512: 'SHA-512', sha1: 'SHA-1', md5: 'MD5' },
      default: 'sha256',
    }),
    secret: p.secret({
      title: 'Secret',
      help: 'Must be bound to hmac. HMAC takes SHA-256 or SHA-512.',
      when: { param: 'operation', is: ['hmac'] },
    }),
    encoding: p.select({
      title: 'Write it as',
      options: { hex: 'Hex', base64: 'Base64', base64url: 'Base64 for addresses' },
      default: 'hex',
    }),
    as: p.string({ title: 'Put it under', default: 'hash' }),
  },
  effects: ['hmac secret'],
  mode: 'each',
  async run({ item, params: { operation, value, algorithm, secret, encoding, as }, effect }) {
    const text = typeof value === 'string' ? value : canonicalKey(value);
    if (operation === 'hmac')
      return {
        main: [
          withField(item, as, await effect('hmac', `secret:${given(secret, 'secret', 'Secret')}`, { text, encoding, algorithm })),
        ],
      };
    return { main: [withField(item, as, encodings[encoding].encode(algorithms[algorithm](new TextEncoder().encode(text))))] };
  },
  examples: [
    {
      name: 'makes a SHA-256 fingerprint',
      params: { value: '={{ $json.text }}' },
      input: { main: [{ text: 'abc' }] },
      output: { main: [{ text: 'abc', hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad' }] },
    },
    {
      name: 'makes an MD5 fingerprint in base64',
      params: { value: 'Grüße, 世界 🌍', algorithm: 'md5', encoding: 'base64', as: 'etag' },
      input: { main: [{}] },
      output: { main: [{ etag: 'wkfsJBptL1wqNjDcJr6lVg==' }] },
    },
    {
      name: 'does not mind the order of fields',
      params: { value: '={{ $json }}', algorithm: 'sha1' },
      input: { main: [{ b: 1, a: [true, null] }] },
      output: { main: [{ b: 1, a: [true, null], hash: '8e65cec576db9bcf754bd373cc3797d80047a8b1' }] },
    },
    {
      name: 'signs with a secret that it never sees',
      params: { operation: 'hmac', value: '={{ $json.body }}', secret: 'shop', encoding: 'base64' },
      input: { main: [{ body: 'x=1' }] },
      effects: [
        {
          verb: 'hmac',
          uri: 'secret:shop',
          args: { text: 'x=1', encoding: 'base64', algorithm: 'sha256' },
          result: 'c2lnbmF0dXJl',
        },
      ],
      output: { main: [{ body: 'x=1', hash: 'c2lnbmF0dXJl' }] },
    },
    {
      name: 'needs a secret to sign with',
      params: { operation: 'hmac', value: 'x' },
      input: { main: [{}] },
      error: { code: 'param_missing', param: 'secret' },
    },
  ],
});

const algorithms = { sha256, sha512, sha1, md5 };
const encodings = { hex, base64, base64url };
