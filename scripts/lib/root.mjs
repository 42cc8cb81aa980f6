import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's top folder, absolute. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
