import { type Item, item, type Json, type NewItem } from '@sluice/kit';
import { asObject } from './merge-objects.ts';
import { writePath } from './path.ts';

/** The item with a result written into a field, blobs kept. */
export function withField({ json, blobs }: Item, path: string, value: Json): NewItem {
  return item(writePath(asObject(json), path, value), blobs === undefined ? undefined : { blobs });
}
