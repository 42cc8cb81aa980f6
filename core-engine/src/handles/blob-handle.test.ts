import type { BlobRef, Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { createBlobHandle, MAX_READ_BYTES } from './blob-handle.ts';
import { answeredValue, failureOf, memoryBlobs, perform } from './test-support.ts';

const blobs = memoryBlobs();
const handle = createBlobHandle({ blobs });
const ask = (verb: string, uri: string, args: Json = {}) => perform(handle, verb, uri, { args });
const write = async (args: Json) => (await answeredValue(ask('write', 'blob:', args))) as unknown as BlobRef; // what write answers with

describe('the blob handle', () => {
  it('writes text, bytes and JSON, and reads them back', async () => {
    const text = await write({ text: 'grüß', name: 'a.txt' });
    expect(text).toEqual({
      sha256: '0be03191333143d96baa686cb1084f775f1d73d7d580b35367694594f4904c48',
      size: 6,
      mediaType: 'text/plain; charset=utf-8',
      name: 'a.txt',
    });
    expect(await answeredValue(ask('read', `blob:${text.sha256}`))).toBe('grüß');
    const bytes = await write({ base64: 'AAECAw==', mediaType: 'image/x-test' });
    expect(bytes).toMatchObject({ size: 4, mediaType: 'image/x-test' });
    expect(await answeredValue(ask('read', `blob:${bytes.sha256}`, { as: 'base64', offset: 1, length: 2 }))).toBe('AQI=');
    const object = await write({ json: { a: [1] } });
    expect(await answeredValue(ask('read', `blob:${object.sha256}`, { as: 'json' }))).toEqual({ a: [1] });
  });

  it('gives the same reference for the same bytes', async () => {
    expect((await write({ text: 'same' })).sha256).toBe((await write({ base64: Buffer.from('same').toString('base64') })).sha256);
  });

  it('says how large one is, or that there is none', async () => {
    const { sha256 } = await write({ text: 'abc' });
    expect(await answeredValue(ask('stat', `blob:${sha256}`))).toEqual({ sha256, size: 3 });
    expect(await answeredValue(ask('stat', `blob:${'0'.repeat(64)}`))).toBeNull();
    expect((await failureOf(ask('read', `blob:${'0'.repeat(64)}`))).code).toBe('blob_unknown');
  });

  it('reads nothing beyond the end, and a large blob only in parts', async () => {
    const { sha256 } = await write({ text: 'abc' });
    expect(await answeredValue(ask('read', `blob:${sha256}`, { offset: 2, length: 100 }))).toBe('c');
    expect(await answeredValue(ask('read', `blob:${sha256}`, { offset: 100 }))).toBe('');
    const large = await write({ text: 'x'.repeat(MAX_READ_BYTES + 1) });
    const error = await failureOf(ask('read', `blob:${large.sha256}`));
    expect(error.code).toBe('effect_args_invalid');
    expect(error.detail).toContain('length');
    expect(await answeredValue(ask('read', `blob:${large.sha256}`, { offset: MAX_READ_BYTES }))).toBe('x');
  });

  it.each([
    ['read', 'blob:xyz', {}, '64 lower-case hex'],
    ['read', 'blob:../../etc/passwd', {}, '64 lower-case hex'],
    ['stat', `blob:${'A'.repeat(64)}`, {}, '64 lower-case hex'],
    ['read', `blob:${'0'.repeat(64)}`, { as: 'xml' }, 'as'],
    ['read', `blob:${'0'.repeat(64)}`, { offset: -1 }, 'offset'],
    ['write', 'blob:', {}, 'arguments'],
    ['write', 'blob:', { text: 1 }, 'arguments'],
    ['write', 'blob:', { base64: '***' }, 'base64'],
  ])('refuses %s %s %j', async (verb, uri, args, says) => {
    const error = await failureOf(ask(verb, uri, args));
    expect(error.code).toBe('effect_args_invalid');
    expect(error.detail).toContain(says);
  });
});
