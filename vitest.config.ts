import { defineConfig } from 'vitest/config'

// Read here, not in src: the runner's own switches, set by the scripts.
const long = process.env.PROVISOR_LONG === '1'
const quick = process.env.PROVISOR_QUICK === '1'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'client/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      ...(long ? [] : ['**/*.long.test.ts']),
      // Whole processes, browsers and other people's clients: minutes, not for every save.
      ...(quick ? ['test/{cli,crash,browser,foreign,launcher}/**'] : []),
    ],
    globalSetup: ['test/support/databases-setup.ts'],
    // Native modules and signals behave in processes as they do in production.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
