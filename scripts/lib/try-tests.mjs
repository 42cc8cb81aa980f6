import { readFileSync, rmSync } from 'node:fs';

/**
 * Tests that drive a browser: what a busy machine does to them is no fault of theirs, so their files have a second try, from the beginning and
 * with nothing beside them. All others have one.
 */
const SECOND_TRY = /^tests\/e2e\//;
/** More than that is no accident. */
const MOST_FILES = 3;

/**
 * Runs tests and, where that may be, those of a browser once more that failed, and says so. `runVitest` gets the files to run, none for all, and
 * gives its exit code; it leaves its summary at `summaryPath`.
 */
export async function tryTests(runVitest, { summaryPath, mayTryAgain }) {
  const first = await attempt(runVitest, [], summaryPath);
  const failed = Object.keys(first.files).filter((file) => first.files[file].failed > 0);
  const isAccident = failed.length > 0 && failed.length <= MOST_FILES && failed.every((file) => SECOND_TRY.test(file));
  if (!mayTryAgain || !isAccident || first.elsewhere > 0) return totals(first);
  console.log(`\nOnce more, from the beginning and alone, since a test in it failed (see above):\n  ${failed.join('\n  ')}\n`);
  const second = await attempt(runVitest, failed, summaryPath);
  return totals({ code: second.code, files: { ...first.files, ...second.files }, elsewhere: second.elsewhere });
}

/** Without a summary the runner itself broke, which is one failure. */
async function attempt(runVitest, files, summaryPath) {
  rmSync(summaryPath, { force: true });
  const code = await runVitest(files);
  try {
    return { code, ...JSON.parse(readFileSync(summaryPath, 'utf8')) };
  } catch {
    return { code, files: {}, elsewhere: 1 };
  }
}

function totals({ code, files, elsewhere }) {
  const all = { code, passed: 0, failed: elsewhere, skipped: 0 };
  for (const counts of Object.values(files)) for (const state of ['passed', 'failed', 'skipped']) all[state] += counts[state];
  return all;
}
