// One throwaway PostgreSQL server. Prints its url as a line when it is ready; ends, and removes what it made, when its
// standard input does: so however the process that holds the other end dies, nothing stays behind. The line `crash` there
// kills the server and starts it again over its data; the url is printed once more.
// By hand: node test/support/postgres-process.ts [durable], and Ctrl-D.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Owner, postgresBinaries, serverOwner } from './postgres-binaries.ts'
import { scratchName } from './scratch.ts'

// Losing the machine loses the tests too, so ordinary tests do not wait for the disk.
const fast = ['fsync=off', 'full_page_writes=off', 'wal_level=minimal', 'max_wal_senders=0']
const common = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=300',
  'logging_collector=off',
]

const durable = process.argv.includes('durable')
const owner = serverOwner()
const folder = mkdtempSync(scratchName('postgres', owner ? 'shared' : 'own'))
const data = join(folder, 'data')
const password = randomBytes(12).toString('hex')
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const bin = postgresBinaries(owner, folder)
if (owner) chownSync(folder, owner.uid, owner.gid)
initialise()
let { server, port } = await start()
guard()

let restarted: Promise<void> | undefined
const orders = createInterface(process.stdin)
orders.on('line', (line) => {
  if (line === 'crash') restarted = crash()
})
orders.once('close', stop)
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

function guard() {
  server.once('exit', (code, signal) => {
    console.error(`The test PostgreSQL ended by itself (${signal ?? code}).`)
    process.exit(1)
  })
  console.log(`postgres://provisor:${password}@127.0.0.1:${port}/postgres`)
}

async function crash() {
  const ended = once(server.removeAllListeners('exit'), 'exit')
  server.kill('SIGKILL')
  await ended
  // Its children hold the shared memory until they see that it is gone, and until then no other one starts.
  ;({ server } = await start(100, port))
  guard()
}

async function stop() {
  await restarted
  server.removeAllListeners('exit').once('exit', () => process.exit(0))
  server.kill('SIGQUIT')
}

function initialise() {
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, password)
  if (owner) chownSync(passwordFile, owner.uid, owner.gid)
  const args = ['-D', data, '-U', 'provisor', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--no-sync']
  // The default 4096 rounds guard a weak password and cost milliseconds per connection.
  args.push('-c', 'scram_iterations=1')
  // Real servers sort as people do, SQLite sorts bytes: a statement that leaves the order to the locale shows itself here.
  args.push('--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US')
  const { status, stderr, error } = spawnSync(join(bin, 'initdb'), args, asOwner(owner))
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`)
}

/** Another process may take the free port before the server does; then there is another one. */
async function start(tries = 5, samePort?: number): Promise<{ server: ChildProcess; port: number }> {
  const port = samePort ?? (await freePort())
  const settings = [...common, ...(durable ? [] : fast)].flatMap((setting) => ['-c', setting])
  const server = spawn(join(bin, 'postgres'), ['-D', data, '-p', String(port), ...settings], {
    ...asOwner(owner),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  for await (const line of createInterface(server.stderr)) {
    said.push(line)
    if (line.includes('database system is ready to accept connections')) {
      server.stderr.resume()
      return { server, port }
    }
  }
  if (tries > 1) return start(tries - 1, samePort)
  throw new Error(`PostgreSQL does not start:\n${said.join('\n')}`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  return typeof address === 'object' && address ? address.port : 0
}

function asOwner(user: Owner | undefined) {
  return { ...user, cwd: folder, encoding: 'utf8', env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } } as const
}
