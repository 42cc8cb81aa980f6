import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { BlobStore } from '../ports/blob-store.ts';
import type { CreateStorageFixture, StorageFixture } from './storage-fixture.ts';

const blobOf = (bytes: Uint8Array) => ({ sha256: createHash('sha256').update(bytes).digest('hex'), bytes });
const NOBODY = 'f'.repeat(64);

/** What every blob store must do, whatever it stands on. */
export function describeBlobStore(createFixture: CreateStorageFixture): void {
  let fixture: StorageFixture;
  let store: BlobStore;
  beforeEach(async () => {
    fixture = await createFixture();
    store = fixture.storage.blobs;
  });
  afterEach(() => fixture.dispose());

  const collect = async (stream: AsyncIterable<Uint8Array>) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of stream) chunks.push(chunk);
    return Buffer.concat(chunks).toString('latin1');
  };
  const listed = async () => (await Array.fromAsync(store.list())).sort();

  describe('blobs', () => {
    it('are kept by their hash, over a restart, the empty one too', async () => {
      const blobs = [blobOf(new Uint8Array()), blobOf(Buffer.from('hello')), blobOf(randomBytes(300_000))];
      await store.writeMany(blobs);
      store = (await fixture.reopen()).blobs;
      for (const { sha256, bytes } of blobs) {
        expect(Buffer.compare(await store.read(sha256), bytes)).toBe(0);
        expect(await store.stat(sha256)).toEqual({ size: bytes.byteLength });
      }
      expect(await listed()).toEqual(blobs.map(({ sha256 }) => sha256).sort());
    });

    it('are written many times at once without harm', async () => {
      const blobs = Array.from({ length: 40 }, (_, at) => blobOf(Buffer.from(`blob ${at % 10}`)));
      await Promise.all([store.writeMany(blobs), store.writeMany(blobs), store.writeMany([])]);
      expect(await listed()).toHaveLength(10);
    });

    it('are refused when the hash does not fit, and then none of the call is there', async () => {
      const good = blobOf(Buffer.from('good'));
      await expect(store.writeMany([good, { sha256: NOBODY, bytes: Buffer.from('bad') }])).rejects.toMatchObject({
        code: 'blob_corrupt',
      });
      expect(await listed()).toEqual([]);
    });

    it('come from a stream of unknown length, and one that breaks leaves nothing', async () => {
      const parts = [Buffer.from('one '), Buffer.from('two '), randomBytes(100_000)];
      const whole = blobOf(Buffer.concat(parts));
      const stream = async function* () {
        yield* parts;
      };
      expect(await store.writeStream(stream())).toEqual({ sha256: whole.sha256, size: whole.bytes.byteLength });
      expect(Buffer.compare(await store.read(whole.sha256), whole.bytes)).toBe(0);
      const broken = async function* () {
        yield Buffer.from('start');
        throw new Error('the caller hung up');
      };
      await expect(store.writeStream(broken())).rejects.toThrow('the caller hung up');
      expect(await listed()).toEqual([whole.sha256]);
    });

    it('are read in ranges', async () => {
      const { sha256, bytes } = blobOf(Buffer.from('0123456789'));
      await store.writeMany([{ sha256, bytes }]);
      const range = async (at: { start?: number; end?: number }) => collect(await store.readStream(sha256, at));
      expect(await collect(await store.readStream(sha256))).toBe('0123456789');
      expect(await range({ start: 3, end: 6 })).toBe('345');
      expect(await range({ start: 8 })).toBe('89');
      expect(await range({ end: 2 })).toBe('01');
      expect(await range({ start: 8, end: 99 })).toBe('89');
      expect(await range({ start: 5, end: 5 })).toBe('');
      expect(await range({ start: 99 })).toBe('');
    });

    it('that are not there, or have a name that is no hash, are unknown', async () => {
      for (const name of [NOBODY, '../../etc/passwd', 'F'.repeat(64), '']) {
        await expect(store.read(name)).rejects.toMatchObject({ code: 'blob_unknown' });
        await expect(store.readStream(name)).rejects.toMatchObject({ code: 'blob_unknown' });
        expect(await store.stat(name)).toBeUndefined();
        expect(await store.delete(name, Number.MAX_SAFE_INTEGER)).toBe(false);
      }
    });

    it('are deleted only when they were not written since', async () => {
      const blob = blobOf(Buffer.from('x'));
      const before = Date.now() - 10_000;
      await store.writeMany([blob]);
      expect(await store.delete(blob.sha256, before)).toBe(false);
      expect(await store.delete(blob.sha256, Date.now() + 10_000)).toBe(true);
      expect(await store.stat(blob.sha256)).toBeUndefined();
      await store.writeMany([blob]);
      expect(await store.stat(blob.sha256)).toEqual({ size: 1 });
    });
  });
}
