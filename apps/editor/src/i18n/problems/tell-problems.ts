import i18next from 'i18next';
import { speakers } from '../say-problem.ts';
import type { ProblemTexts } from './problem-texts.ts';

/** Problems come soon after the page, whether it shows any or not: a page that goes offline still has to say so. */
const AFTER_MS = 1500;

/** Sees to it that problems are said in this language: the texts are fetched when one is shown, or once the page has come to rest. */
export function tellProblems(language: string, load: () => Promise<ProblemTexts>): void {
  let isFetching = false;
  const fetch = async (): Promise<void> => {
    if (isFetching) return;
    isFetching = true;
    try {
      const [texts, { readProblems }] = await Promise.all([load(), import('./read-problems.ts')]);
      speakers.set(language, readProblems(texts));
      i18next.addResourceBundle(language, 'problems', {}); // tells what is drawn that there are new texts
    } catch {
      isFetching = false; // asked for again by the next problem
    }
  };
  speakers.set(language, () => void fetch());
  setTimeout(() => void fetch(), AFTER_MS);
}
