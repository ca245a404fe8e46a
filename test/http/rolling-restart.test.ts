import { cpSync, mkdirSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readDemo } from '../../src/demo/seed.ts'
import type { DemoCredentials } from '../../src/demo/stores.ts'
import { demonstration } from '../support/app.ts'
import { freshFolder, startServer } from '../support/command.ts'
import { postgres } from '../support/databases-postgres.ts'
import { openBalancer } from '../support/faults/balancer.ts'

const CLIENTS = 12
const engines = process.env.PROVISOR_TEST_ENGINES?.split(',') ?? ['postgres']

/** What a node needs to join. */
function folderWithKeyOf(first: string): string {
  const folder = freshFolder()
  mkdirSync(folder, { mode: 0o700 })
  cpSync(join(first, 'secret.key'), join(folder, 'secret.key'))
  return folder
}

/** Every client keeps its connection, asks at once again, and starts a service with every other request. */
function load(url: string, { aculab, token }: DemoCredentials) {
  const { name, password } = aculab.services[0]!
  const start = {
    method: 'POST',
    path: '/service_start',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${Buffer.from(`${aculab.username}/${name}:${password}`).toString('base64')}`,
    },
  }
  const look = { method: 'GET', path: '/api/v1/me', headers: { authorization: `Bearer ${token}` } }
  const body = new URLSearchParams({ rest_calls: JSON.stringify({ to: 'sip:a@example.com' }) }).toString()
  const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
  const statuses = new Map<number, number>()
  let goesOn = true
  const askOnce = (options: typeof start | typeof look) =>
    new Promise<number>((resolve) => {
      const asked = request(url, { ...options, agent })
      asked.on('error', () => resolve(0))
      asked.on('response', (response) => response.resume().on('end', () => resolve(response.statusCode!)))
      asked.end(options === start ? body : undefined)
    })
  const clients = Array.from({ length: CLIENTS }, async () => {
    for (let number = 0; goesOn; number++) {
      const status = await askOnce(number % 2 === 0 ? start : look)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  })
  return {
    statuses,
    async end() {
      goesOn = false
      await Promise.all(clients)
      agent.destroy()
    },
  }
}

test.runIf(engines.includes('postgres'))(
  'three nodes are restarted one after the other under load, and no caller notices',
  async () => {
    const place = await postgres.fresh(demonstration)
    onTestFinished(() => place.drop())
    const balancer = await openBalancer()
    const folders = [place.dataDir, ...[2, 3].map(() => folderWithKeyOf(place.dataDir))]
    const serve = async (folder: string, port = 0) => {
      const node = await startServer([
        ...['--data-dir', folder, '--database-url', place.url!, '--log-level', 'error'],
        ...['--drain-seconds', '1', '--port', String(port)],
      ])
      balancer.add(node.url)
      await expect.poll(() => balancer.isReady(node.url), { interval: 20 }).toBe(true)
      return node
    }
    const nodes = await Promise.all(folders.map((folder) => serve(folder)))
    const { statuses, end } = load(balancer.url, readDemo(place.dataDir) as DemoCredentials)
    for (const [index, node] of nodes.entries()) {
      const before = statuses.get(200) ?? 0
      await expect.poll(() => statuses.get(200) ?? 0, { interval: 20 }).toBeGreaterThan(before + 100)
      expect(await node.stop()).toMatchObject({ code: 0 })
      balancer.remove(node.url)
      nodes[index] = await serve(folders[index]!)
    }
    await end()
    expect({ broken: balancer.broken, statuses: [...statuses.keys()] }).toEqual({ broken: [], statuses: [200] })
    await Promise.all(nodes.map((node) => node.stop()))
  },
)
