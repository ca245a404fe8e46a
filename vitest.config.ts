import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join, relative } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Read here, not in src: the runner's own switches, set by the scripts.
const long = process.env.PROVISOR_LONG === '1'
const quick = process.env.PROVISOR_QUICK === '1'

const include = ['src/**/*.test.ts', 'test/**/*.test.ts', 'client/**/*.test.ts', 'console/**/*.test.ts']

/** Files that put something in place of a module, which others may have loaded before. */
const mocking = globSync(include, { cwd: import.meta.dirname, exclude: ['**/node_modules/**'] }).filter((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8').includes('vi.mock('),
)

const exclude = [
  '**/node_modules/**',
  ...(long ? [] : ['**/*.long.test.ts']),
  // Whole processes, browsers and other people's clients: minutes, not for every save.
  ...(quick ? ['test/{cli,crash,browser,foreign,launcher,packed}/**', 'src/cli/**', 'src/index.test.ts'] : []),
]

/** Files of few lines that take long: with data beside them, processes to start, or much to do. */
const slow =
  /^test\/(browser|contract|crash|cli|concurrency|http|launcher|outbound|packed)\/|^src\/(cli|index|wire\/(bodies|connections|[^/]+$))|\/(flood|client|send-chunks)\./

/** In a clone without records of earlier runs long files go by their size; one that starts last is waited for alone. */
class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const rank = ({ moduleId, project }: TestSpecification) =>
      project.config.isolate ? 0 : slow.test(relative(import.meta.dirname, moduleId)) ? 1 : 2
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}

export default defineConfig({
  // As it stands in this clone, built or not.
  resolve: { alias: { '@provisor/client': join(import.meta.dirname, 'client/src/index.ts') } },
  test: {
    globalSetup: ['test/support/databases-setup.ts', 'test/support/browser-setup.ts'],
    // Native modules and signals behave in processes as they do in production.
    pool: 'forks',
    // The default leaves a core to the runner, of which two cores are half.
    maxWorkers: availableParallelism(),
    sequence: { sequencer: SlowFirst },
    // They find what hangs; a busy machine takes four times as long as an idle one.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A second, which it is else, is not long on a busy machine.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include,
          exclude: [...exclude, ...mocking],
          // A process takes file after file: it starts, and loads the product, once instead of two hundred times.
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: mocking, exclude } },
    ],
  },
})
