// npm run bench [-- name …]: each question of bench/ in a process of its own. Tells first what it ran on.

import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { cpus, loadavg, release, totalmem, type } from 'node:os'
import { inRoot, readJson, root } from './lib/files.js'
import { ensureInstalled } from './lib/install.js'
import { findNode } from './lib/node.js'
import { giveUp, runProgram } from './lib/program.js'

const names = process.argv.slice(2).filter((arg) => !arg.startsWith('-'))
const options = process.argv.slice(2).filter((arg) => arg.startsWith('-'))
const all = readdirSync(inRoot('bench')).filter((file) => file.endsWith('.bench.ts'))
const chosen = all.filter((file) => names.length === 0 || names.some((name) => file.includes(name)))
if (chosen.length === 0) giveUp(new Error(`No such bench. There are: ${all.join(', ')}`))

await ensureInstalled('everything').catch(giveUp)
tellMachine()
let failed = false
for (const file of chosen) {
  console.log(`\n${file}`)
  const { code } = await runProgram(`bench/${file}`, options)
  failed ||= code !== 0
}
process.exit(failed ? 1 : 0)

function tellMachine() {
  const { version, dependencies } = readJson('package.json')
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  const load = loadavg()[0].toFixed(1)
  console.log(
    `${type()} ${release()}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, ${gigabytes} GiB, load ${load} before we begin`,
  )
  console.log(
    `Node.js ${output(findNode(), ['--version'])}, provisor ${version} at ${output('git', ['describe', '--always', '--dirty'])}`,
  )
  const told = ['better-sqlite3', 'pg', 'fastify']
  console.log(told.map((name) => `${name} ${dependencies[name]}`).join(', '))
}

function output(command, args) {
  try {
    return execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return 'unknown'
  }
}
