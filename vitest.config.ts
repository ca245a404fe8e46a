import { defineConfig } from 'vitest/config'

// Read here, not in src: the runner's own switches, set by the scripts.
const long = process.env.PROVISOR_LONG === '1'
const quick = process.env.PROVISOR_QUICK === '1'

/** Files that put something in place of a module, which others may have loaded before. */
const mocking = ['src/access/passwords.test.ts', 'client/test/changes.test.ts']

const exclude = [
  '**/node_modules/**',
  ...(long ? [] : ['**/*.long.test.ts']),
  // Whole processes, browsers and other people's clients: minutes, not for every save.
  ...(quick ? ['test/{cli,crash,browser,foreign,launcher}/**'] : []),
]

export default defineConfig({
  test: {
    globalSetup: ['test/support/databases-setup.ts'],
    // Native modules and signals behave in processes as they do in production.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'client/**/*.test.ts'],
          exclude: [...exclude, ...mocking],
          // A process takes file after file: it starts, and loads the product, once instead of two hundred times.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: mocking, exclude } },
    ],
  },
})
