import { defineConfig } from 'vitest/config';

/** Tests of code that touches neither database nor network; everything else but the browser stories gets PostgreSQL. */
const pure = [
  'test/engine/{model,elements,compile,core,expression,expression-worker,decision,verify,simulate,fuzz,migrate}/**/*.test.{ts,tsx}',
  'test/{architecture,scripts,processes,designer,inbox,ui}/**/*.test.{ts,tsx}',
];

export default defineConfig({
  test: {
    // Two cores: more workers only wait for each other.
    maxWorkers: 2,
    // A guard against tests that hang, never a measure: the machine may be busy.
    testTimeout: 180_000,
    expect: { poll: { timeout: 60_000 } },
    projects: [
      { extends: true, test: { name: 'unit', include: pure } },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...pure, 'test/browser/**'],
          globalSetup: ['test/support/global.ts'],
          hookTimeout: 180_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/browser.ts', 'test/support/global.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
