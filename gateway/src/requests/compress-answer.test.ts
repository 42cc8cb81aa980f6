import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressAnswer } from './compress-answer.ts';

const text = JSON.stringify(Array.from({ length: 500 }, (_, id) => ({ id, name: 'a node' })));
const headers = { 'content-type': 'application/json', 'content-length': String(text.length) };
const json = { status: 200, headers, body: Buffer.from(text) };

describe('compressAnswer', () => {
  it.each([
    ['bytes', () => json],
    ['a stream', () => ({ ...json, body: Readable.from([Buffer.from(text.slice(0, 9)), Buffer.from(text.slice(9))]) })],
    [
      'a stream of unknown length',
      () => ({ ...json, headers: { 'content-type': 'application/json' }, body: Readable.from([Buffer.from(text)]) }),
    ],
  ])('makes long JSON short: %s', async (_what, answer) => {
    const sent = compressAnswer(answer(), 'gzip, deflate, br');
    expect(sent.headers).toEqual({ 'content-type': 'application/json', 'content-encoding': 'gzip', vary: 'accept-encoding' });
    const bytes = await buffer(sent.body as Readable);
    expect(bytes.length).toBeLessThan(text.length / 4);
    expect(gunzipSync(bytes).toString()).toBe(text);
  });

  it('leaves what is short, no JSON, a problem, or for somebody who takes no gzip', () => {
    const short = { ...json, body: Buffer.from('{}') };
    expect(compressAnswer(short, 'gzip')).toBe(short);
    const blob = { ...json, headers: { 'content-type': 'application/octet-stream' } };
    expect(compressAnswer(blob, 'gzip')).toBe(blob);
    const problem = { ...json, status: 400 };
    expect(compressAnswer(problem, 'gzip')).toBe(problem);
    expect(compressAnswer(json, 'identity')).toBe(json);
    expect(compressAnswer(json, undefined)).toBe(json);
  });

  it('hands on the error of a stream that breaks off', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from(text.slice(0, 100));
        throw new Error('gone');
      })(),
    );
    const sent = compressAnswer({ ...json, body: broken }, 'gzip');
    await expect(buffer(sent.body as Readable)).rejects.toThrow('gone');
  });
});
