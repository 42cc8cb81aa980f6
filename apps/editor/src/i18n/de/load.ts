import { keyNames } from '../../actions/shortcut.ts';
import { tellProblems } from '../problems/tell-problems.ts';
import { de } from './index.ts';
import { germanKeys } from './key-names.ts';

/** The texts of the editor and the names of keys; what is said of problems comes later. */
export function load(): Record<string, string> {
  tellProblems('de', async () => (await import('./problems/index.ts')).problems);
  keyNames.set('de', germanKeys);
  return de;
}
