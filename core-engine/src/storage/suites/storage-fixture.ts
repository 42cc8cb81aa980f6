import type { Storage } from '../ports/storage.ts';

/** What a port's suite needs of an adapter: a fresh storage per test, which can be closed and opened again with its data. */
export interface StorageFixture {
  readonly storage: Storage;
  /** Closes the storage and gives it opened again. */
  reopen(): Promise<Storage>;
  dispose(): Promise<void>;
}
export type CreateStorageFixture = () => Promise<StorageFixture>;
