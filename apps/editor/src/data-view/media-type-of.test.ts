import { describe, expect, it } from 'vitest';
import { mediaTypeOf } from './media-type-of.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('mediaTypeOf', () => {
  it('knows files by how they begin', () => {
    expect(mediaTypeOf(bytes('\x89PNG\r\n\x1a\n....'))).toBe('image/png');
    expect(mediaTypeOf(bytes('%PDF-1.7\n%\xe2\xe3'))).toBe('application/pdf');
    expect(mediaTypeOf(bytes('RIFF\x24\x00\x00\x00WAVEfmt '))).toBe('audio/wav');
    expect(mediaTypeOf(bytes('RIFF\x24\x00\x00\x00WEBPVP8 '))).toBe('image/webp');
    expect(mediaTypeOf(bytes('\x00\x00\x00\x18ftypisom'))).toBe('video/mp4');
    expect(mediaTypeOf(bytes('\x1a\x45\xdf\xa3....'))).toBe('video/webm');
  });

  it('believes the bytes more than what was declared', () => {
    expect(mediaTypeOf(bytes('%PDF-1.7'), 'image/png')).toBe('application/pdf');
    expect(mediaTypeOf(utf8('<!doctype html><script>1</script>'), 'image/png')).toBe('text/html');
    expect(mediaTypeOf(utf8('not a film'), 'video/mp4')).toBe('text/plain');
    expect(mediaTypeOf(bytes('\x00\x01\x02\x03'), 'text/plain')).toBeUndefined();
  });

  it('lets the declared type say what the beginning leaves open', () => {
    expect(mediaTypeOf(bytes('\x1a\x45\xdf\xa3....'), 'audio/webm; codecs=opus')).toBe('audio/webm');
    expect(mediaTypeOf(bytes('OggS....'), 'application/ogg')).toBe('application/ogg');
    expect(mediaTypeOf(bytes('\xff\xfb\x90\x00'), 'Audio/MPEG')).toBe('audio/mpeg');
    expect(mediaTypeOf(utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml')).toBe('image/svg+xml');
    expect(mediaTypeOf(utf8('{"a":1}'), 'application/json')).toBe('application/json');
  });

  it('tells text from other bytes where nothing was declared', () => {
    expect(mediaTypeOf(utf8('Grüße\n\tund mehr'))).toBe('text/plain');
    expect(mediaTypeOf(utf8('ä').subarray(0, 1))).toBe('text/plain');
    expect(mediaTypeOf(bytes('\x00\x01\x02'))).toBeUndefined();
    expect(mediaTypeOf(bytes('\xff\xfe\xfa'))).toBeUndefined();
    expect(mediaTypeOf(bytes('\x00\x01\x02'), 'application/octet-stream')).toBe('application/octet-stream');
    expect(mediaTypeOf(new Uint8Array())).toBe('text/plain');
  });
});
