import { first } from './first.ts';
import { further } from './further.ts';

/**
 * Every text of the editor in English, a file per area. Flat keys, `area.what`; `_one` and `_other` are plural forms by `count`. Another language is
 * another folder with the same keys.
 */
export const en = { ...first, ...further };
