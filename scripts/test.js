// The whole suite, from nothing: npm test [-- --long] [what vitest takes]. The last line is "N passed, N failed".

import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { inRoot, readJson } from './lib/files.js'
import { ensureInstalled } from './lib/install.js'
import { endLike } from './lib/node.js'
import { giveUp, vitest } from './lib/program.js'

const results = '.cache/test-results.json'
const args = process.argv.slice(2)
const long = args.includes('--long')
const rest = args.filter((arg) => arg !== '--long')
const reporters = rest.some((arg) => arg.startsWith('--reporter')) ? [] : ['--reporter=default']

rmSync(inRoot(results), { force: true })
rmSync(inRoot('.cache/closing-line'), { force: true })
await ensureInstalled('everything').catch(giveUp)
const end = await vitest(
  [...rest, ...reporters, '--reporter=json', `--outputFile.json=${results}`],
  long ? { PROVISOR_LONG: '1' } : {},
)

const line = closingLine(readJson(results), end.code === 0)
mkdirSync(inRoot('.cache'), { recursive: true })
writeFileSync(inRoot('.cache/closing-line'), `${line}\n`)
console.log(line)
endLike(end)

/** A file that could not be loaded counts as a failure, and so does a runner that found fault with no test in particular. */
function closingLine(found, succeeded) {
  if (!found) return '0 passed, 1 failed'
  const unloaded = found.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every(isFine))
  const failed = found.numFailedTests + unloaded.length
  return `${found.numPassedTests} passed, ${succeeded ? failed : Math.max(failed, 1)} failed`
}

function isFine({ status }) {
  return status !== 'failed'
}
