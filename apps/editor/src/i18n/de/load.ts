import { tellProblems } from '../problems/tell-problems.ts';
import { de } from './index.ts';

/** The texts of the editor; what is said of problems comes later. */
export function load(): Record<string, string> {
  tellProblems('de', async () => (await import('./problems/index.ts')).problems);
  return de;
}
