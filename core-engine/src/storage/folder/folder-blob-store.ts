import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { SluiceError } from '@sluice/protocol';
import type { BlobStore, NewBlob } from '../ports/blob-store.ts';
import { folderFailure } from './folder-failure.ts';
import { KeyedQueue } from './keyed-queue.ts';

const HASH = /^[0-9a-f]{64}$/;
/** So that a large batch does not use up the process's file descriptors. */
const FILES_AT_ONCE = 64;

/**
 * Blobs as files: `<folder>/ab/cdef…`. A file comes to its name only after its bytes were synced, by a rename, so that whatever has a
 * blob's name is whole; `tmp/` holds what was under way in a crash and is emptied at start.
 */
export class FolderBlobStore implements BlobStore {
  readonly #folder: string;
  /** A write and a delete of one hash must not cross. */
  readonly #queue = new KeyedQueue();

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Makes the folder when it is missing. Only one process may have it open. */
  static async open(folder: string): Promise<FolderBlobStore> {
    try {
      await rm(join(folder, 'tmp'), { recursive: true, force: true });
      await mkdir(join(folder, 'tmp'), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw folderFailure(error, folder);
    }
    return new FolderBlobStore(folder);
  }

  async writeMany(blobs: readonly NewBlob[]): Promise<void> {
    for (const blob of blobs) checkHash(blob);
    try {
      for (let at = 0; at < blobs.length; at += FILES_AT_ONCE) {
        const part = blobs.slice(at, at + FILES_AT_ONCE);
        await Promise.all(part.map(({ sha256, bytes }) => this.#queue.run(sha256, () => this.#write(sha256, bytes))));
      }
      await syncFolders(new Set(blobs.map(({ sha256 }) => this.#folderOf(sha256))));
    } catch (error) {
      throw folderFailure(error, this.#folder);
    }
  }

  async writeStream(source: AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number }> {
    const temporary = this.#temporary();
    const hash = createHash('sha256');
    let size = 0;
    try {
      await writeSynced(temporary, async (file) => {
        for await (const chunk of source) {
          hash.update(chunk);
          size += chunk.byteLength;
          await file.writeFile(chunk);
        }
      });
      const sha256 = hash.digest('hex');
      await this.#queue.run(sha256, () => this.#settle(temporary, sha256));
      await syncFolders(new Set([this.#folderOf(sha256)]));
      return { sha256, size };
    } catch (error) {
      await rm(temporary, { force: true });
      throw folderFailure(error, this.#folder);
    }
  }

  async read(sha256: string): Promise<Uint8Array> {
    const bytes = await this.#found(sha256, readFile(this.#file(sha256)));
    if (hashOf(bytes) !== sha256)
      throw new SluiceError('blob_corrupt', `The file of blob ${sha256} has other bytes than were written.`);
    return bytes;
  }

  async readStream(
    sha256: string,
    { start = 0, end }: { start?: number; end?: number } = {},
  ): Promise<AsyncIterable<Uint8Array>> {
    const file = await this.#found(sha256, open(this.#file(sha256)));
    const { size } = await file.stat();
    const last = Math.min(end ?? size, size) - 1;
    if (last < start) {
      await file.close();
      return (async function* () {})();
    }
    return createReadStream('', { fd: file, start, end: last });
  }

  async stat(sha256: string): Promise<{ size: number } | undefined> {
    if (!HASH.test(sha256)) return undefined;
    try {
      const { size } = await stat(this.#file(sha256));
      return { size };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw folderFailure(error, this.#folder);
    }
  }

  async delete(sha256: string, unusedSinceMs: number): Promise<boolean> {
    if (!HASH.test(sha256)) return false;
    return this.#queue.run(sha256, async () => {
      try {
        const { mtimeMs } = await stat(this.#file(sha256));
        if (mtimeMs >= unusedSinceMs) return false;
        await rm(this.#file(sha256));
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw folderFailure(error, this.#folder);
      }
    });
  }

  async *list(): AsyncIterable<string> {
    for (const folder of await entriesOf(this.#folder)) {
      if (!folder.isDirectory() || folder.name === 'tmp') continue;
      for (const file of await entriesOf(join(this.#folder, folder.name))) {
        const sha256 = folder.name + file.name;
        if (HASH.test(sha256)) yield sha256;
      }
    }
  }

  async #write(sha256: string, bytes: Uint8Array): Promise<void> {
    if (await this.#touch(sha256, bytes.byteLength)) return;
    const temporary = this.#temporary();
    try {
      await writeSynced(temporary, (file) => file.writeFile(bytes));
      await this.#settle(temporary, sha256);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Whether it is there; then it is marked as used just now. A file of another size is damaged and gets written again. */
  async #touch(sha256: string, size: number): Promise<boolean> {
    try {
      const file = this.#file(sha256);
      if ((await stat(file)).size !== size) return false;
      const now = new Date();
      await utimes(file, now, now);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async #settle(temporary: string, sha256: string): Promise<void> {
    const made = await mkdir(this.#folderOf(sha256), { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(this.#folder);
    await rename(temporary, this.#file(sha256));
  }

  /** What reading gave, with the codes that callers know. */
  async #found<T>(sha256: string, reading: Promise<T>): Promise<T> {
    try {
      return await reading;
    } catch (error) {
      if (isMissing(error)) throw new SluiceError('blob_unknown', `There is no blob ${sha256}.`);
      throw folderFailure(error, this.#folder);
    }
  }

  #folderOf(sha256: string): string {
    return join(this.#folder, sha256.slice(0, 2));
  }

  /** Nothing but a hash becomes a path. */
  #file(sha256: string): string {
    if (!HASH.test(sha256)) throw new SluiceError('blob_unknown', 'A blob is named by 64 lower-case hex digits.');
    return join(this.#folderOf(sha256), sha256.slice(2));
  }

  #temporary(): string {
    return join(this.#folder, 'tmp', randomUUID());
  }
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function checkHash({ sha256, bytes }: NewBlob): void {
  if (hashOf(bytes) !== sha256) throw new SluiceError('blob_corrupt', `The bytes given for blob ${sha256} have another hash.`);
}

async function writeSynced(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await write(file);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolders(folders: ReadonlySet<string>): Promise<void> {
  await Promise.all([...folders].map(syncFolder));
}

/** Makes the names in it durable. Windows cannot open folders, and needs no such call. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    throw folderFailure(error, folder);
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
