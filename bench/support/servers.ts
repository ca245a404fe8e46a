import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Place } from './fill.ts'
import type { PeerPlace } from './peers.ts'

export type Server = { url: string; pid: number; stop(): Promise<void>; kill(): Promise<void> }

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The product as it is shipped: the built bundle. */
export const startProduct = ({ dataDir, databaseUrl }: Place, more: readonly string[] = []): Promise<Server> =>
  start([
    path('../../bin/provisor.js'),
    'serve',
    '--port',
    '0',
    '--data-dir',
    dataDir,
    '--log-level',
    'warn',
    ...(databaseUrl ? ['--database-url', databaseUrl] : []),
    ...more,
  ])

export const startBare = ({ dataDir, databaseUrl }: Place): Promise<Server> =>
  start([path('./bare-server.ts'), dataDir, databaseUrl])

export const startPeer = ({ peer, url }: PeerPlace, secret: string): Promise<Server> =>
  start([path('./peer-server.ts'), peer, url, secret])

async function start(args: string[]): Promise<Server> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /listening on (http\S+)/.exec(line)?.[1]
    if (!url) continue
    child.stdout!.resume()
    return { url, pid: child.pid!, stop: () => end(child, 'SIGTERM'), kill: () => end(child, 'SIGKILL') }
  }
  throw new Error(`${args[0]} ended before it listened`)
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await gone
}
