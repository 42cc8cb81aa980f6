import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/src/**/*.test.{ts,tsx}', '{tests,examples,bench,scripts}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    // Processes, not threads: the engine has worker threads and a native database of its own. Two cores are what CI has.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // What is waited for comes when it comes: a second, as it is by default, is little on a busy machine.
    expect: { poll: { timeout: 15_000 } },
    reporters: ['default', './scripts/lib/test-reporter.mjs'],
  },
});
