import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inject, onTestFinished } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const workspaces = ['client', 'console', 'runtime', 'test', 'bench']

/** Serves until it is told to stop, or does what its first argument says. */
const program = `
import { farewell } from './words.ts'
const [what, ...rest] = process.argv.slice(2)
if (what === 'exit') process.exit(Number(rest[0]))
process.on('SIGTERM', () => { console.log(farewell); process.exit(0) })
setInterval(() => {}, 1000)
console.log('ready', process.version, what, ...rest)
`

export const oldNode = 'data:text/javascript,Object.defineProperty(process.versions,"node",{value:"20.0.0"})'

/** A clone with a tiny program in place of ours, and the packages of this one. */
export function makeClone({ installed = true } = {}) {
  const folder = mkdtempSync(join(inject('databases').folder, 'clone-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const part of ['bin', 'scripts', 'package.json', 'package-lock.json']) {
    cpSync(join(root, part), join(folder, part), { recursive: true })
  }
  for (const name of workspaces) cpSync(join(root, name, 'package.json'), join(folder, name, 'package.json'))
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), content)
  }
  write('src/main.ts', program)
  // What a build runs of what it made is for our Node.js too.
  write('src/wire/native/reference/page.ts', 'export const referencePage = () => process.versions.node')
  write('src/words.ts', "export const farewell = 'bye'\n")
  write('src/storage/migrations/0001_start.sql', 'SELECT 1;\n')
  if (installed) symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return { folder, write, modules: join(root, 'node_modules') }
}

/** A start of the launcher; every process it leads to ends with the test at the latest. */
export function start(folder: string, args: string[], { node = [] as string[], env = {} as NodeJS.ProcessEnv } = {}) {
  return watch(spawn(process.execPath, [...node, join(folder, 'bin/provisor.js'), ...args], { env: cleanEnv(env) }))
}

/** The same for a script of the clone. */
export function startScript(folder: string, name: string, args: string[] = []) {
  return watch(spawn(process.execPath, [join(folder, 'scripts', name), ...args], { env: cleanEnv({}) }))
}

export function startThroughShell(folder: string, args: string[], env: NodeJS.ProcessEnv) {
  const line = `"${process.execPath}" "${join(folder, 'bin/provisor.js')}" ${args.join(' ')}; true`
  return watch(spawn('sh', ['-c', line], { env: cleanEnv(env) }))
}

function cleanEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, HOME: process.env.HOME, ...env }
}

function watch(child: ChildProcess) {
  let said = ''
  // Streams stay open until the last process that writes to them is gone: that is what "closed" means here.
  const closed = once(child, 'close').then(([code, signal]) => ({ code, signal, said }))
  const ready = new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (/^ready .*\n/m.test(said)) resolve(said)
      })
    }
    closed.then(() => reject(new Error(`Ended before it was ready: ${said}`)), reject)
  })
  ready.catch(() => {})
  onTestFinished(() => {
    child.kill('SIGTERM')
  })
  return { child, ready, closed }
}
