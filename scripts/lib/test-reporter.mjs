import { writeFileSync } from 'node:fs';

/**
 * A vitest reporter: says of every skipped test why, and leaves what became of each file for `scripts/test.mjs` in the file that
 * SLUICE_TEST_SUMMARY names. A file that does not load counts as a failure; errors outside of any file are counted apart.
 */
export default class TestReporter {
  onTestRunEnd(modules, unhandledErrors) {
    const files = {};
    const reasons = new Map();
    for (const module of modules) {
      const counts = { passed: 0, failed: module.errors().length, skipped: 0 };
      for (const test of module.children.allTests()) {
        const { state, note } = test.result();
        if (state === 'pending') continue;
        counts[state]++;
        if (state !== 'skipped') continue;
        const reason = note ?? 'skipped by its file';
        reasons.set(reason, [...(reasons.get(reason) ?? []), `${module.relativeModuleId}: ${test.fullName}`]);
      }
      files[module.relativeModuleId] = counts;
    }
    for (const [reason, names] of reasons) console.log(`Skipped (${reason}):\n${names.map((name) => `  ${name}`).join('\n')}`);
    const path = process.env.SLUICE_TEST_SUMMARY;
    if (path) writeFileSync(path, JSON.stringify({ files, elsewhere: unhandledErrors.length }));
  }
}
