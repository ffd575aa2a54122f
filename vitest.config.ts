import { defineConfig } from 'vitest/config';

/**
 * One project per kind of test, each with the time its kind may take. Files share their processes: none of them leaves
 * anything behind, and loading everything anew for each took longer than the tests.
 */
const project = (name: string, testTimeout: number) => ({
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout, hookTimeout: testTimeout, isolate: false },
});

export default defineConfig({
  test: {
    // Two at a time even on two cores, where vitest would take one: most of a test's time is spent on other processes.
    maxWorkers: 2,
    projects: [
      // Making the first text of a kind up takes a second of a busy machine's time; hundreds of thousands are made on demand.
      project('unit', process.env.FUZZ === undefined ? 20_000 : 3_600_000),
      project('contract', 30_000),
      project('loops', 10_000),
      project('integration', 30_000),
      project('e2e', 60_000),
      project('oracle', 120_000),
      // Minutes by design, and only when they are asked for.
      ...(process.env.SOAK === undefined ? [] : [project('soak', 3_600_000)]),
      // Hundreds of runs when all of it is asked for.
      project('faults', process.env.FAULTS === 'all' ? 3_600_000 : 120_000),
    ],
  },
});
