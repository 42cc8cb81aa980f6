import { saveBlob } from './save-blob.ts';

/** Gives a value to the person as a file of JSON. */
export function saveJson(fileName: string, value: unknown): void {
  saveBlob(new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }), fileName);
}

/** A name as part of a file's name: letters and digits of any script, the rest as hyphens. */
export function fileNameOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80);
  return plain === '' ? 'workflow' : plain;
}
