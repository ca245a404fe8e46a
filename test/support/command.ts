import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { scratchName } from './scratch.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** Each command loads the same sources again: from the second one on they are compiled already. */
const NODE_COMPILE_CACHE = fileURLToPath(new URL('../../.cache/node-compile', import.meta.url))

export type Ended = { code: number | null; stdout: string; stderr: string }
type Surroundings = { stdin?: string; env?: Record<string, string>; cwd?: string }

/** A data folder that does not exist yet, gone when the test ends. */
export function freshFolder(): string {
  const parent = mkdtempSync(scratchName('cli'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return `${parent}/data`
}

/** Runs one command line of `provisor` to its end, straight from the sources. */
export async function run(args: readonly string[], { stdin = '', ...surroundings }: Surroundings = {}): Promise<Ended> {
  const child = start(args, surroundings)
  child.stdin!.on('error', () => {}) // it may have ended without reading
  child.stdin!.end(stdin)
  return ended(child)
}

/** The same, for a command that prints JSON. */
export async function runJson<T = unknown>(args: readonly string[], surroundings?: Surroundings): Promise<T> {
  const { code, stdout, stderr } = await run([...args, '--json'], surroundings)
  if (code !== 0) throw new Error(`provisor ${args.join(' ')} ended with ${code}: ${stderr}`)
  return JSON.parse(stdout) as T
}

export type Server = Awaited<ReturnType<typeof startServer>>

/** A server that listens. Killed when the test ends, unless it has ended before. */
export async function startServer(args: readonly string[], surroundings: Surroundings = {}) {
  const child = start(['serve', '--port', '0', ...args], surroundings)
  const end = ended(child)
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await end
  })
  const output = watch(child)
  const welcome = await output.stdout(/^(provisor: listening on |\{).*\n$/s, end)
  return {
    url: /https?:\/\/[\w.:[\]]+/.exec(welcome)![0],
    welcome,
    signal: (name: NodeJS.Signals) => child.kill(name),
    /** Waits until stderr has this. */
    says: (pattern: RegExp) => output.stderr(pattern, end),
    ended: end,
    async stop(): Promise<Ended> {
      child.kill('SIGTERM')
      return end
    },
  }
}

function start(args: readonly string[], { env = {}, cwd }: Omit<Surroundings, 'stdin'>): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], {
    cwd: cwd ?? dirname(dirname(MAIN)),
    env: { ...plainEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
}

/** Settings of the machine's own must not reach the tests. */
export function plainEnvironment(): Record<string, string | undefined> {
  const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('PROVISOR_'))
  return { ...Object.fromEntries(clean), NODE_COMPILE_CACHE }
}

async function ended(child: ChildProcess): Promise<Ended> {
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name]!.setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text
    })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, ...texts }
}

function watch(child: ChildProcess) {
  const waitFor = (name: 'stdout' | 'stderr') => {
    let seen = ''
    const waiting = new Set<() => void>()
    child[name]!.on('data', (text: string) => {
      seen += text
      for (const look of waiting) look()
    })
    return (pattern: RegExp, end: Promise<Ended>) =>
      new Promise<string>((resolve, reject) => {
        const look = () => {
          if (!pattern.test(seen)) return
          waiting.delete(look)
          resolve(seen)
        }
        waiting.add(look)
        look()
        end.then(({ code, stderr }) => reject(new Error(`${basename(MAIN)} ended with ${code}: ${stderr}`)))
      })
  }
  return { stdout: waitFor('stdout'), stderr: waitFor('stderr') }
}
