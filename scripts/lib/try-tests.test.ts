import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { tryTests } from './try-tests.mjs';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-tries-'));
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const good = { passed: 5, failed: 0, skipped: 1 };
const bad = { passed: 3, failed: 2, skipped: 1 };

interface Run {
  readonly code: number;
  readonly files?: Readonly<Record<string, typeof good>>;
  readonly elsewhere?: number;
}

/** The result of runs that go so one after the other, and which files each was asked for. */
async function trying(runs: readonly Run[], mayTryAgain = true) {
  const summaryPath = join(folder, 'summary.json');
  const asked: (readonly string[])[] = [];
  const result = await tryTests(
    async (files) => {
      const { code, files: counts, elsewhere = 0 } = runs[asked.push(files) - 1] ?? { code: 1 };
      if (counts !== undefined) writeFileSync(summaryPath, JSON.stringify({ files: counts, elsewhere }));
      return code;
    },
    { summaryPath, mayTryAgain },
  );
  return { result, asked };
}

describe('trying tests', () => {
  it('runs them once when all pass', async () => {
    const { result, asked } = await trying([{ code: 0, files: { 'tests/e2e/a.test.ts': good, 'kernel/b.test.ts': good } }]);
    expect(result).toEqual({ code: 0, passed: 10, failed: 0, skipped: 2 });
    expect(asked).toEqual([[]]);
  });

  it('runs a file of a browser again that fails, and counts its second try', async () => {
    const { result, asked } = await trying([
      { code: 1, files: { 'tests/e2e/a.test.ts': bad, 'kernel/b.test.ts': good } },
      { code: 0, files: { 'tests/e2e/a.test.ts': good } },
    ]);
    expect(result).toEqual({ code: 0, passed: 10, failed: 0, skipped: 2 });
    expect(asked).toEqual([[], ['tests/e2e/a.test.ts']]);
  });

  it('fails when the second try fails, too, or leaves no summary', async () => {
    const first = { code: 1, files: { 'tests/e2e/a.test.ts': bad, 'kernel/b.test.ts': good } };
    const again = { code: 1, files: { 'tests/e2e/a.test.ts': bad } };
    expect((await trying([first, again])).result).toEqual({ code: 1, passed: 8, failed: 2, skipped: 2 });
    expect((await trying([first, { code: 139 }])).result).toEqual({ code: 139, passed: 8, failed: 3, skipped: 2 });
  });

  it.each([
    ['another test', { code: 1, files: { 'tests/kill/kill.test.ts': bad } }],
    ['another test beside', { code: 1, files: { 'tests/e2e/a.test.ts': bad, 'kernel/b.test.ts': bad } }],
    ['something outside of any file', { code: 1, files: { 'tests/e2e/a.test.ts': bad }, elsewhere: 1 }],
    ['the runner', { code: 134 }],
    ['many', { code: 1, files: Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`tests/e2e/${name}.test.ts`, bad])) }],
  ])('gives no second try when %s fails', async (_, run) => {
    const { result, asked } = await trying([run]);
    expect(asked).toHaveLength(1);
    expect(result.code).toBe(run.code);
    expect(result.failed).toBeGreaterThan(0);
  });

  it('gives none to who asked for some tests only', async () => {
    const { asked } = await trying([{ code: 1, files: { 'tests/e2e/a.test.ts': bad } }], false);
    expect(asked).toEqual([[]]);
  });
});
