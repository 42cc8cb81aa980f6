import { SluiceError } from '@sluice/protocol';
import type { BlobReader } from '../run/run.ts';

/** @throws SluiceError `blob_unknown` when something that was read was not there */
export function readOrThrow<T>(reader: BlobReader, read: () => T): T {
  const value = read();
  const [missing] = reader.missing;
  if (missing !== undefined) throw new SluiceError('blob_unknown', `The blob ${missing} is not there any more.`);
  return value;
}
