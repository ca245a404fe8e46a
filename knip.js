// What `npm run check -- unused` goes by. Ordinary mode finds what no other file imports; production mode, where the tests
// do not count, what nothing but tests uses, be it in its own file.

export default ({ production = false }) => ({
  vitest: false,
  // The tools of contributors are listed in one workspace and used in all; a file may offer a name twice.
  exclude: ['unlisted', 'binaries', 'duplicates', 'devDependencies', 'optionalPeerDependencies'],
  ignoreExportsUsedInFile: production,
  workspaces: {
    '.': {
      entry: [
        'src/main.ts!',
        'src/index.ts!',
        // Loaded by their addresses, in a thread.
        'src/storage/engine/sqlite-reader.ts!',
        'src/local/backup-worker.ts!',
        'src/**/*.test.ts',
        'scripts/*.js!',
        'scripts/generators/*.ts!',
        'scripts/regexes/run.ts!',
        'vitest.config.ts',
      ],
      project: ['src/**/*.{ts,js}!', '!src/**/*.test.ts!', 'bin/*.js', 'scripts/**/*.{ts,js}!'],
    },
    client: { entry: ['test/*.test.ts', 'test/usage.ts'], project: ['src/**/*.ts!', 'test/**/*.ts'] },
    // Fonts are named by styles, and the drawing of icons by the build.
    console: {
      entry: ['src/{main,standalone,kit/kit}.tsx!', 'src/parts/icon-shape.ts!', 'src/**/*.test.ts'],
      project: ['src/**/*.{ts,tsx}!', '!src/**/*.test.ts!'],
      ignoreDependencies: [/^@fontsource-variable\//],
    },
    runtime: {},
    test: {
      entry: [
        '**/*.test.ts',
        'crash/*-child.ts',
        'packed/day.ts',
        'support/databases-setup.ts',
        'support/browser-setup.ts',
      ],
      project: ['**/*.{ts,js}'],
    },
    bench: { entry: ['*.bench.ts', 'peers/*.ts', 'support/{bare,peer}-server.ts'], project: ['**/*.{ts,js}'] },
  },
})
