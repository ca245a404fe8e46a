// How long does a server take from its start to its first answer, and how much memory does it hold when nobody asks
// anything? Beside a bare server on the same new database; both have started before, so that files are read and compiled.
// Of what is resident, half is the program file of Node, mapped and shared; the rest is told too.
import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const small = process.argv.includes('--small')
const ROUNDS = small ? 3 : 15
const IDLE_ROUNDS = small ? 1 : 3
/** Longer than what a server still does by itself after its start. */
const IDLE_MS = 15_000

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const dataDir = join(folder, 'data')
const programs = {
  bare: [join(root, 'bench/support/bare-server.ts'), dataDir],
  provisor: [
    join(folder, 'package/bin/provisor.js'),
    'serve',
    '--port',
    '0',
    '--data-dir',
    dataDir,
    '--log-level',
    'warn',
  ],
}
type Name = keyof typeof programs
const names = Object.keys(programs) as Name[]

try {
  await layOut()
  for (const name of ['provisor', 'bare'] as const) await started(name, stop)

  const took: Record<Name, number[]> = { bare: [], provisor: [] }
  for (let round = 0; round < ROUNDS; round++)
    for (const name of names)
      await started(name, async (server, ms) => {
        took[name].push(ms)
        await stop(server)
      })
  tell('start to first answer', took, 'ms', 500)

  const held: Record<Name, number[]> = { bare: [], provisor: [] }
  const own: Record<Name, number[]> = { bare: [], provisor: [] }
  for (let round = 0; round < IDLE_ROUNDS; round++)
    for (const name of names)
      await started(name, async (server) => {
        await pause(IDLE_MS)
        held[name].push(mibOf(server, 'VmRSS'))
        own[name].push(mibOf(server, 'RssAnon'))
        await stop(server)
      })
  tell('idle memory', held, 'MiB', 100)
  tell('of it not mapped from files', own, 'MiB')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** As it is published, which a clone is not. */
async function layOut(): Promise<void> {
  const builder = new URL('../scripts/lib/build.js', import.meta.url).href
  await ((await import(builder)) as { ensureBuilt(): Promise<void> }).ensureBuilt()
  for (const part of ['bin', 'dist', 'package.json'])
    cpSync(join(root, part), join(folder, 'package', part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'package/node_modules'))
}

/** From the start of the process to the end of its answer to the first request. */
async function started(name: Name, use: (server: ChildProcess, ms: number) => Promise<void>): Promise<void> {
  const began = performance.now()
  const server = spawn(process.execPath, programs[name], { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: server.stdout })) {
    const url = /listening on (http\S+)/.exec(line)?.[1]
    if (!url) continue
    await (await fetch(name === 'bare' ? url : `${url}/healthz`)).text()
    return use(server, performance.now() - began)
  }
  throw new Error(`${name} ended before it listened`)
}

async function stop(server: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await gone
}

function mibOf({ pid }: ChildProcess, figure: 'VmRSS' | 'RssAnon'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const [, kib] = new RegExp(`^${figure}:\\s+(\\d+) kB`, 'm').exec(status) ?? []
  return Number(kib) / 1024
}

function tell(what: string, of: Record<Name, number[]>, unit: string, bar?: number): void {
  const [bare, provisor] = [median(of.bare), median(of.provisor)]
  const least = Math.round(Math.min(...of.provisor))
  console.log(
    `${what}: ${Math.round(provisor)} ${unit} (least ${least}) against ${Math.round(bare)} bare, ` +
      `median of ${of.provisor.length}${bar ? ` (bar: ${bar} ${unit})` : ''}`,
  )
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
