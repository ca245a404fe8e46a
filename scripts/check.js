// What to run before a commit: types, lint, generated files, regular expressions, unused code and the quick tests, in
// about a minute.

import { ensureInstalled } from './lib/install.js'
import { biome, giveUp, isThere, knip, runProgram, typescript, vitest } from './lib/program.js'

const quick = { PROVISOR_TEST_ENGINES: 'sqlite', PROVISOR_QUICK: '1' }
const steps = {
  types: checkTypes,
  lint: () => biome(['check', '--error-on-warnings']),
  generated: () => runProgram('scripts/generators/run.ts', ['--check']),
  regexes: () => runProgram('scripts/regexes/run.ts'),
  unused: checkUnused,
  tests: () => vitest(['--reporter=dot'], quick),
}
const chosen = process.argv.slice(2).length > 0 ? process.argv.slice(2) : Object.keys(steps)
const unknown = chosen.filter((name) => !steps[name])
if (unknown.length > 0) giveUp(new Error(`Unknown check ${unknown}: there are ${Object.keys(steps).join(', ')}.`))

await ensureInstalled('everything').catch(giveUp)
const failed = []
for (const name of chosen) {
  const began = Date.now()
  const { code } = await steps[name]()
  console.log(`${name}: ${code === 0 ? 'fine' : 'FAILED'} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  if (code !== 0) failed.push(name)
}
if (failed.length > 0) giveUp(new Error(`Not fine: ${failed.join(', ')}.`))

/** What runs in browsers and what gets published as well, and the peers of the benches where a bench has installed them. */
async function checkTypes() {
  const found = await typescript([
    '-p',
    '.',
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    '.cache/types.tsbuildinfo',
  ])
  if (found.code !== 0) return found
  const inBrowsers = await typescript([
    '-p',
    'console',
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    '.cache/console.tsbuildinfo',
  ])
  if (inBrowsers.code !== 0) return inBrowsers
  const published = await typescript([
    '-p',
    'scripts/published.json',
    '--incremental',
    '--tsBuildInfoFile',
    '.cache/published.tsbuildinfo',
  ])
  if (published.code !== 0) return published
  return isThere('bench/peers/node_modules') ? typescript(['-p', 'bench/peers']) : published
}

/** What nobody uses, then what only tests use: knip.js tells the two apart. */
async function checkUnused() {
  const found = await knip([])
  return found.code === 0 ? knip(['--production']) : found
}
