import type { ProblemTexts } from '../../problems/problem-texts.ts';
import { nodeTexts } from '../node-texts.ts';
import { codes } from './codes.ts';
import { issues } from './issues.ts';
import { requests } from './requests.ts';
import { runs } from './runs.ts';
import { scripts } from './scripts.ts';
import { shapes } from './shapes.ts';

/** What kernel, engine and gateway say in English about problems. Fetched after the page, when this language is spoken. */
export const problems: ProblemTexts = {
  codes,
  issues,
  sentences: { ...requests, ...runs, ...scripts, ...shapes },
  titles: nodeTexts,
  noNames: 'nichts',
  quotes: ['„', '“'],
};
