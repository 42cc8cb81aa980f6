import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { personName } from './person-name.ts';

it('says in the language of the page what the gateway calls its own key, and leaves names that people gave', () => {
  const t = ((key: string) => `<${key}>`) as TFunction;
  expect(['this machine', 'Ada'].map((name) => personName(name, t))).toEqual(['<together.thisMachine>', 'Ada']);
});
