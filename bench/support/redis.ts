import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type Redis = { url: string; stop(): Promise<void> }

/** A Redis of our own on a free port that syncs each command; undefined when this machine has none. */
export async function startRedis(): Promise<Redis | undefined> {
  const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-redis-'))
  const port = await freePort()
  const settings = { port, bind: '127.0.0.1', dir: folder, appendonly: 'yes', appendfsync: 'always' }
  const args = Object.entries({ ...settings, save: '' }).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn('redis-server', args, { stdio: 'ignore' })
  const missing = await Promise.race([
    once(child, 'spawn').then(() => undefined),
    once(child, 'error').then(([fault]: unknown[]) => fault as NodeJS.ErrnoException),
  ]).catch((fault: NodeJS.ErrnoException) => fault)
  if (missing) {
    rmSync(folder, { recursive: true, force: true })
    if (missing.code === 'ENOENT') return undefined
    throw missing
  }
  const ended = once(child, 'exit')
  await untilItListens(port, child)
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || !address) throw new Error('No free port')
  return address.port
}

async function untilItListens(port: number, child: { exitCode: number | null }): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1')
    const reached = await once(socket, 'connect').then(
      () => true,
      () => false,
    )
    socket.destroy()
    if (reached) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error('redis-server ended before it listened')
}
