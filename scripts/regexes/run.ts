// Finds regular expressions that take more than linear time. With files as arguments it looks at those instead of our own.

import { globSync, readFileSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXCEPTIONS } from './exceptions.ts'
import { faultsOf, staleExceptions } from './faults.ts'
import { findRegexes } from './find.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const OURS = ['src/**/*.{ts,js}', 'client/src/**/*.ts', 'console/src/**/*.{ts,tsx}', 'bin/*.js', 'scripts/**/*.{ts,js}']

const given = process.argv.slice(2)
const files = given.length > 0 ? given : ourFiles()
const found = files.flatMap((file) => findRegexes(file, readFileSync(resolve(root, file), 'utf8')))
const stale = given.length > 0 ? [] : staleExceptions(found, EXCEPTIONS)
const faults = [...(await faultsOf(found, EXCEPTIONS)), ...stale]
for (const fault of faults) console.error(fault)
if (faults.length > 0) {
  console.error('Somebody else\'s text can make these take for ever: CONTRIBUTING.md says what to do ("Foreign text").')
  process.exitCode = 1
}

/** Tests left out: they choose their texts. */
function ourFiles(): string[] {
  const all = globSync(OURS, { cwd: root, exclude: ['**/node_modules/**'] }).map((file) => file.split(sep).join('/'))
  return all.filter((file) => !file.endsWith('.test.ts')).sort()
}
