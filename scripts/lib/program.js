import { existsSync } from 'node:fs'
import { inRoot, root } from './files.js'
import { findNode, runInOurPlace } from './node.js'

/** Runs a JavaScript or TypeScript program of the clone, named from its root, on the clone's own Node.js. */
export function runProgram(file, args = [], env = {}) {
  return runInOurPlace(findNode(), [inRoot(file), ...args], { cwd: root, env: { ...process.env, ...env } })
}

/** The same with the programs that the packages bring. */
export const vitest = (args, env) => runProgram('node_modules/vitest/vitest.mjs', ['run', ...args], env)
export const typescript = (args) => runProgram('node_modules/typescript/bin/tsc', args)
export const biome = (args) => runProgram('node_modules/@biomejs/biome/bin/biome', args)
export const knip = (args) =>
  runProgram('node_modules/knip/bin/knip.js', ['--no-progress', '--treat-config-hints-as-errors', ...args])

/** For scripts: says in one line why it cannot go on. */
export function giveUp(error) {
  console.error(error.message)
  process.exit(1)
}

export const isThere = (file) => existsSync(inRoot(file))
