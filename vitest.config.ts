import { configDefaults, defineConfig } from 'vitest/config';
import { LongFirst } from './tests/support/long-first.ts';

/**
 * Frame times and memory, which measure Sluice and not each other with nothing beside them; and the look at every page and dialog in both schemes.
 * That is what `npm run measure` is for.
 */
const MEASURED = ['tests/e2e/{canvas-speed,data,every-page,heap}.test.ts'];
/** Tests of Sluice as it is started, with processes, browsers and kills; and of programs that take all that they can get. */
const WHOLE = ['tests/{cli,e2e,engine,gateway,kill}/**/*.test.ts', 'core-engine/src/sandbox/hostile/hostile.test.ts'];

const everything = {
  include: ['**/src/**/*.test.{ts,tsx}', '{tests,examples,bench,scripts}/**/*.test.ts'],
  exclude: [...configDefaults.exclude, '**/dist/**'],
  // Processes, not threads: the engine has worker threads and a native database of its own.
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
  // What is waited for comes when it comes: a second, as it is by default, is little on a busy machine.
  expect: { poll: { timeout: 15_000 } },
} as const;

export default defineConfig({
  test: {
    reporters: ['default', './scripts/lib/test-reporter.mjs'],
    sequence: { sequencer: LongFirst },
    // Two cores are what CI has. The long tests mostly wait for a browser, a restart or a kill: three keep the cores busy.
    projects: [
      {
        test: {
          ...everything,
          name: 'whole',
          include: WHOLE,
          exclude: [...everything.exclude, ...MEASURED],
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...everything,
          name: 'parts',
          exclude: [...everything.exclude, ...WHOLE, ...MEASURED],
          // Most of what such a file takes is reading the modules that it is about: a process reads them once, for all its files.
          isolate: false,
          maxWorkers: 3,
          sequence: { groupOrder: 0 },
        },
      },
      { test: { ...everything, name: 'measured', include: MEASURED, maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});
