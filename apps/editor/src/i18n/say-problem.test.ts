import { codes } from '@sluice/protocol';
import i18next from 'i18next';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { tellProblems } from './problems/tell-problems.ts';
import { sayProblem } from './say-problem.ts';

const { title } = codes.workflow_unknown;

describe('sayProblem', () => {
  beforeAll(() =>
    i18next.init({
      lng: 'en',
      fallbackLng: 'en',
      resources: { en: { translation: {} }, de: { translation: { loading: 'Wird geladen …' } } },
    }),
  );

  it('says English as it is, and fetches nothing', () => {
    expect(sayProblem(title)).toBe('There is no such workflow');
  });

  it('speaks another language as soon as its texts are there, and says that they are; what fails is asked for again', async () => {
    const load = vi.fn(async () => (await import('./de/problems/index.ts')).problems);
    load.mockRejectedValueOnce(new Error('away'));
    await i18next.changeLanguage('de');
    tellProblems('de', load);
    const told = new Promise((resolve) => i18next.store.on('added', resolve));
    expect(load).not.toHaveBeenCalled();
    expect(sayProblem(title)).toBe('There is no such workflow');
    expect(sayProblem(title)).toBe('There is no such workflow');
    expect(load).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => {
      sayProblem(title);
      expect(load).toHaveBeenCalledTimes(2);
    });
    await told;
    expect(sayProblem(title)).toBe('Diesen Workflow gibt es nicht');
    expect(sayProblem('nobody knows this')).toBe('nobody knows this');
    expect(load).toHaveBeenCalledTimes(2);
    await i18next.changeLanguage('en');
    expect(sayProblem(title)).toBe('There is no such workflow');
  });
});
