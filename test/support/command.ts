import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { isLong } from './long.ts'
import { scratchName } from './scratch.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const BUILD = new URL('../../scripts/lib/build.js', import.meta.url).href

/** Each process loads the same files again: from the second one on they are compiled already. */
const NODE_COMPILE_CACHE = fileURLToPath(new URL('../../.cache/node-compile', import.meta.url))

export type Ended = { code: number | null; stdout: string; stderr: string }
/** `launched`: by a parent that keeps a channel open, as the launcher does. */
type Surroundings = { stdin?: string; env?: Record<string, string>; cwd?: string; launched?: boolean }

let built: Promise<string> | undefined

/** What `provisor` runs, as it is published: it starts in half the time that its sources take. */
export function program(): Promise<string> {
  built ??= (async () => {
    const { ensureBuilt } = (await import(BUILD)) as { ensureBuilt(): Promise<void> }
    await ensureBuilt()
    return `${ROOT}dist/main.js`
  })()
  return built
}

/** A data folder that does not exist yet, gone when the test ends. */
export function freshFolder(): string {
  const parent = mkdtempSync(scratchName('cli'))
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  return `${parent}/data`
}

/** Runs one command line of `provisor` to its end. */
export async function run(args: readonly string[], { stdin = '', ...surroundings }: Surroundings = {}): Promise<Ended> {
  const child = await start(args, surroundings)
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
  const child = await start(['serve', '--port', '0', ...args], surroundings)
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

/** Where commands work: on the folder itself, and through the server that has it. */
export const BOTH_PLACES = [
  ['without a server', async () => undefined],
  ['beside a running server', async (folder: string) => startServer(['--data-dir', folder])],
] as const

/** The way to the server is the same for all commands: a short run goes it with some. */
export const PLACES = isLong ? BOTH_PLACES : BOTH_PLACES.slice(0, 1)

/** A data folder, and how to run commands on it. */
export async function openInstallation<Server>(prepare: (folder: string) => Promise<Server>) {
  const folder = freshFolder()
  const server = await prepare(folder)
  const here = (args: string[]) => [...args, '--data-dir', folder]
  return {
    folder,
    server,
    run: (args: string[], stdin = '') => run(here(args), { stdin }),
    json: <T>(args: string[], stdin = '') => runJson<T>(here(args), { stdin }),
  }
}

async function start(
  args: readonly string[],
  { env = {}, cwd = ROOT, launched = false }: Omit<Surroundings, 'stdin'>,
): Promise<ChildProcess> {
  return spawn(process.execPath, [await program(), ...args], {
    cwd,
    env: { ...plainEnvironment(), ...env },
    stdio: ['pipe', 'pipe', 'pipe', ...(launched ? (['ipc'] as const) : [])],
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
        end.then(({ code, stderr }) => reject(new Error(`provisor ended with ${code}: ${stderr}`)))
      })
  }
  return { stdout: waitFor('stdout'), stderr: waitFor('stderr') }
}
