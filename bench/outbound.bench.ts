// What do the outbound web services cost over HTTP: starting one by one and at once, all lengths, purging? Beside them an
// authenticated form route of the same server that asks no database, and other queues behind the same kind of route.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { startPostgres } from '../test/support/postgres-server.ts'
import { createDatabase } from './support/create-database.ts'
import type { Place } from './support/fill.ts'
import { tellGreatPurge } from './support/great-purge.ts'
import { ACCOUNT, addServices, openHouse, SECRET } from './support/outbound-house.ts'
import { preparePeers } from './support/peers.ts'
import { isAsked } from './support/questions.ts'
import { inRounds, type Took, tell, timed } from './support/rounds.ts'
import { type Server, startPeer, startProduct } from './support/servers.ts'
import { syncOf } from './support/sync-of.ts'

const small = process.argv.includes('--small')
const alone = process.argv.includes('--alone')
const ROUNDS = small ? 1 : 5
/** Requests one by one: for so long, told for so many. */
const SECONDS = small ? 1 : 2
const SINGLES = 1_000
const IN_FLIGHT = 64
const MANY = small ? 1_000 : 10_000
const SERVICES = small ? 20 : 1_000
const EACH = small ? 50 : 1_000
const PARAMETERS = 'outbound_parameters=to=441908273800'
const GREAT = small ? 2_000 : 1_000_000

const count = (n: number) => n.toLocaleString('en')
const services = Array.from({ length: SERVICES }, (_, n) => `lane-${n}`)

type Behind = { name: string; about: string; synced: boolean; isOurs: boolean; server: Server }

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
const all: Behind[] = []
const places: Record<string, Place> = {
  SQLite: { dataDir: join(folder, 'sqlite'), databaseUrl: '' },
  PostgreSQL: { dataDir: join(folder, 'postgres'), databaseUrl: await createDatabase(postgres.url, 'ours') },
}
for (const [engine, place] of Object.entries(places)) all.push(await openOurs(engine, place))
const { peers, stop } = alone ? { peers: [], stop: async () => {} } : await preparePeers(postgres.url)
for (const peer of peers) {
  const server = await startPeer(peer, SECRET)
  const about = (await (await ask({ server }, 'GET', '/about')).json()) as Pick<Behind, 'name' | 'about' | 'synced'>
  all.push({ ...about, isOurs: false, server })
}

const own = all.filter(({ isOurs }) => isOurs)
const questions: Record<string, () => Promise<void>> = {
  empty: async () => {
    for (const queue of own) await tellEmptyRoute(queue)
  },
  singles: () =>
    compare(`service_start one by one, ${IN_FLIGHT} in flight`, SINGLES, (queue) => start(queue, 'singles')),
  batches: () =>
    compare(`${count(MANY)} starts in one request`, undefined, (queue) => timed(() => startMany(queue, 'many', MANY))),
  purges: () =>
    compare(`purge ${count(MANY)} and tell what they were`, undefined, async (queue) => {
      await startMany(queue, 'purged', MANY)
      return timed(() => text(queue, 'DELETE', '/service/v1/outbound/purged/queue'))
    }),
  lengths: async () => {
    for (const queue of all) for (const service of services) await startMany(queue, service, EACH)
    await compare(`all lengths: ${count(SERVICES)} services, ${count(SERVICES * EACH)} waiting`, undefined, (queue) =>
      timed(() => text(queue, 'GET', '/service/v1/outbound_queues')),
    )
  },
  'great-purge': async () => {
    for (const queue of own) {
      for (let n = 0; n < GREAT; n += MANY) await startMany(queue, 'great', MANY)
      await tellGreatPurge(queue, () => ask(queue, 'DELETE', '/service/v1/outbound/great/queue'))
    }
  },
}

try {
  for (const { name, about } of all) console.log(`${name}: ${about}`)
  for (const [name, tellAnswer] of Object.entries(questions)) if (isAsked(name)) await tellAnswer()
} finally {
  for (const { server } of all) await server.stop()
  await stop()
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function openOurs(engine: string, place: Place): Promise<Behind> {
  const house = await openHouse(place)
  await addServices(house, [...services, 'singles', 'many', 'purged', 'great'])
  const kept = await syncOf(house.database)
  await house.close()
  return { name: `Provisor on ${engine}`, ...kept, isOurs: true, server: await startProduct(place) }
}

async function compare(
  question: string,
  jobs: number | undefined,
  measure: (queue: Behind) => Promise<Took>,
): Promise<void> {
  const found = await inRounds(all, ROUNDS, measure)
  tell(question, found, { ...(jobs && { jobs }), isOurs: ({ isOurs }) => isOurs })
}

/** Asking for a reference that cannot be ours signs in and reads the form, and no database. */
async function tellEmptyRoute(own: Behind): Promise<void> {
  const kinds = [
    { name: 'empty route', synced: own.synced, run: () => flood(own, 'singles', '/service_status', 'service_refs=x') },
    { name: 'service_start', synced: own.synced, run: () => start(own, 'singles') },
  ]
  const found = await inRounds(kinds, ROUNDS, ({ run }) => run())
  tell(`${own.name}: a start beside an empty route (bar: 0.60 x)`, found, {
    jobs: SINGLES,
    isOurs: (kind) => kind === kinds[1],
  })
}

function start(queue: Behind, service: string): Promise<Took> {
  return flood(queue, service, '/service_start', PARAMETERS)
}

function signIn(service?: string): string {
  const user = [ACCOUNT.cloudId, ACCOUNT.username, ...(service ? [service] : [])].join('/')
  return `Basic ${Buffer.from(`${user}:${SECRET}`).toString('base64')}`
}

/** As long as `SINGLES` of them took, of all that were answered in the time. */
async function flood({ server }: Behind, service: string, path: string, body: string): Promise<Took> {
  let answered = 0
  const { ms, cpuMs } = await timed(async () => {
    const result = await autocannon({
      url: server.url + path,
      connections: IN_FLIGHT,
      duration: SECONDS,
      method: 'POST',
      headers: { authorization: signIn(service), 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} failed`)
    answered = result['2xx']
  })
  const share = SINGLES / answered
  return { ms: ms * share, cpuMs: cpuMs === undefined ? undefined : cpuMs * share }
}

async function startMany(queue: Behind, service: string, n: number): Promise<void> {
  const answer = await ask(queue, 'POST', '/service_start', { service, body: `${PARAMETERS}&count=${n}` })
  await answer.text()
}

async function text(queue: Behind, method: string, path: string): Promise<void> {
  await (await ask(queue, method, path)).text()
}

/** With the password of a service, or with the account's key. */
async function ask(
  { server }: Pick<Behind, 'server'>,
  method: string,
  path: string,
  { service, body }: { service?: string; body?: string } = {},
): Promise<Response> {
  const answer = await fetch(server.url + path, {
    method,
    headers: {
      authorization: signIn(service),
      ...(body !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(body !== undefined && { body }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer
}
