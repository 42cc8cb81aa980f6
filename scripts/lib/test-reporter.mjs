import { writeFileSync } from 'node:fs';

/**
 * A vitest reporter: says of every skipped test why, and leaves the counts for `scripts/test.mjs` in the file that
 * SLUICE_TEST_SUMMARY names. A file that does not load and an error outside any test count as failures.
 */
export default class TestReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const summary = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const reasons = new Map();
    for (const module of modules) {
      summary.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === 'pending') continue;
        summary[state]++;
        if (state !== 'skipped') continue;
        const reason = note ?? 'skipped by its file';
        reasons.set(reason, [...(reasons.get(reason) ?? []), `${module.relativeModuleId}: ${test.fullName}`]);
      }
    }
    for (const [reason, names] of reasons) console.log(`Skipped (${reason}):\n${names.map((name) => `  ${name}`).join('\n')}`);
    const path = process.env.SLUICE_TEST_SUMMARY;
    if (path) writeFileSync(path, JSON.stringify(summary));
  }
}
