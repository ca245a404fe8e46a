import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Contender } from './contender.ts'
import { createDatabase } from './create-database.ts'
import { startRedis } from './redis.ts'

const folder = fileURLToPath(new URL('../peers/', import.meta.url))

/** The queues that others would pick, with a Redis of their own and databases on this PostgreSQL: names and addresses. */
export async function preparePeers(postgresUrl: string): Promise<{ peers: PeerPlace[]; stop(): Promise<void> }> {
  await install()
  const redis = await startRedis()
  if (!redis)
    console.log('BullMQ is left out: there is no redis-server in PATH. "apt-get install redis-server" brings it.')
  const peers: PeerPlace[] = redis ? [{ peer: 'bullmq', url: redis.url }] : []
  for (const peer of ['pg-boss', 'graphile-worker'])
    peers.push({ peer, url: await createDatabase(postgresUrl, `peer_${peer.replace('-', '_')}`) })
  return { peers, stop: async () => redis?.stop() }
}

export type PeerPlace = { peer: string; url: string }

/** The same in this process. */
export async function openPeers(postgresUrl: string): Promise<{ peers: Contender[]; stop(): Promise<void> }> {
  const { peers, stop } = await preparePeers(postgresUrl)
  const opened: Contender[] = []
  for (const { peer, url } of peers) opened.push(await openPeer(peer, url))
  return { peers: opened, stop }
}

/** Not imported by name, because the packages are there only after `install`. */
export async function openPeer(peer: string, url: string): Promise<Contender> {
  const found = (await import(new URL(`../peers/${peer}.ts`, import.meta.url).href)) as Peer
  return found.open(url)
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
