import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Contender } from './contender.ts'
import { createDatabase } from './create-database.ts'
import { startRedis } from './redis.ts'

const folder = fileURLToPath(new URL('../peers/', import.meta.url))

/** The queues that others would pick, with a Redis of their own and databases on this PostgreSQL. */
export async function openPeers(postgresUrl: string): Promise<{ peers: Contender[]; stop(): Promise<void> }> {
  await install()
  const redis = await startRedis()
  if (!redis)
    console.log('BullMQ is left out: there is no redis-server in PATH. "apt-get install redis-server" brings it.')
  const peers: Contender[] = []
  if (redis) peers.push(await open('bullmq', redis.url))
  peers.push(await open('pg-boss', await createDatabase(postgresUrl, 'peer_pg_boss')))
  peers.push(await open('graphile-worker', await createDatabase(postgresUrl, 'peer_graphile_worker')))
  return { peers, stop: async () => redis?.stop() }
}

/** Not imported by name, because the packages are there only after `install`. */
async function open(name: string, url: string): Promise<Contender> {
  const peer = (await import(new URL(`../peers/${name}.ts`, import.meta.url).href)) as Peer
  return peer.open(url)
}

type Peer = { open(url: string): Promise<Contender> }

async function install(): Promise<void> {
  const wanted = packagesIn('package-lock.json')
  const present = packagesIn('node_modules/.package-lock.json')
  const { dependencies } = JSON.parse(readFileSync(`${folder}package.json`, 'utf8')) as { dependencies: object }
  const isThere = (name: string) => present[`node_modules/${name}`]?.version === wanted[`node_modules/${name}`]?.version
  if (Object.keys(dependencies).every(isThere)) return
  console.error('Installing the peers into bench/peers, a moment please …')
  const npm = spawn('npm', ['ci', '--loglevel=error'], { cwd: folder, stdio: ['ignore', 2, 2] })
  const [code] = await once(npm, 'exit')
  if (code !== 0) throw new Error('"npm ci" in bench/peers did not succeed; what it said is above.')
}

function packagesIn(file: string): Record<string, { version: string } | undefined> {
  if (!existsSync(folder + file)) return {}
  return (JSON.parse(readFileSync(folder + file, 'utf8')) as { packages: Record<string, { version: string }> }).packages
}
