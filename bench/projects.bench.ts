// What do the calls of the Remote API cost that tools make all day: a time log, an action, a page of a project's ten
// thousand actions? Beside them a call of the same server that signs in, is read, and finds no such method.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { SYSTEM } from '../src/access/actor.ts'
import { md5Hex } from '../src/access/sign-in/passwords.ts'
import { startPostgres } from '../test/support/postgres-server.ts'
import { createDatabase } from './support/create-database.ts'
import type { Place } from './support/fill.ts'
import { openHouse } from './support/outbound-house.ts'
import { inFlight, inRounds, type Took, tell, timed } from './support/rounds.ts'
import { type Server, startProduct } from './support/servers.ts'
import { syncOf } from './support/sync-of.ts'

const small = process.argv.includes('--small')
const ROUNDS = small ? 1 : 5
const SECONDS = small ? 1 : 2
const ACTIONS = small ? 200 : 10_000
const CONNECTIONS = 8
const CALLS = 1_000
const SIGN_IN = { username: 'bench', password: md5Hex('mountain harbour seven') }

const folder = mkdtempSync(join(tmpdir(), 'provisor-bench-'))
const postgres = await startPostgres({ durable: true })
try {
  await measure('SQLite', { dataDir: join(folder, 'sqlite'), databaseUrl: '' })
  const databaseUrl = await createDatabase(postgres.url, 'projects')
  await measure('PostgreSQL', { dataDir: join(folder, 'postgres'), databaseUrl })
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function measure(engine: string, place: Place): Promise<void> {
  const { projectId, about, synced } = await fill(place)
  console.log(`\nProvisor on ${engine}: ${about}`)
  const server = await startProduct(place)
  const create = { project_id: projectId, action_name: 'One more' }
  const log = { parent_type: 'project', parent_id: projectId, timelog_start: '2026-02-03 08:00:00' }
  const calls = [
    { name: 'no such method', run: () => flood(server, 'GET', 'nothing', {}, 404) },
    { name: 'a time log', run: () => flood(server, 'POST', 'timelogs', { ...log, timelog_duration: '600' }) },
    { name: 'an action', run: () => flood(server, 'POST', 'actions', create) },
    { name: 'a page of its actions', run: () => flood(server, 'GET', `projects/${projectId}/actions`, {}) },
  ].map((call) => ({ ...call, synced }))
  try {
    const found = await inRounds(calls, ROUNDS, ({ run }) => run())
    tell(
      `Provisor on ${engine}: the Remote API, ${CONNECTIONS} connections, ${ACTIONS.toLocaleString('en')} actions`,
      found,
      {
        jobs: CALLS,
        isOurs: (call) => call !== calls[0],
      },
    )
  } finally {
    await server.stop()
  }
}

/** A project with its actions, and somebody who may change them. */
async function fill(place: Place): Promise<{ projectId: number; about: string; synced: boolean }> {
  const house = await openHouse(place)
  const { access, actions, projects } = house.domain
  try {
    const permissions = ['api.access', 'projects.read', 'projects.write']
    const role = await access.roles.create(SYSTEM, { name: 'Projects', permissions })
    await access.staff.create(SYSTEM, {
      ...{ username: SIGN_IN.username, roleId: role.id, password: 'mountain harbour seven', legacyLogin: true },
    })
    const { id: projectId } = await projects.create(SYSTEM, { name: 'Relaunch' })
    await inFlight(ACTIONS, 64, (n) => actions.create(SYSTEM, { projectId, name: `Action ${n}` }))
    return { projectId, ...(await syncOf(house.database)) }
  } finally {
    await house.close()
  }
}

/** As long as `CALLS` of them took, of all that were answered in the time. */
async function flood(
  server: Server,
  method: 'GET' | 'POST',
  chain: string,
  fields: Record<string, string | number>,
  status = 200,
): Promise<Took> {
  const form = new URLSearchParams({
    ...SIGN_IN,
    ...Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)])),
  }).toString()
  const url = `${server.url}/modules/addons/wbteampro/api.php/v1/${chain}/json`
  let answered = 0
  const { ms, cpuMs } = await timed(async () => {
    const result = await autocannon({
      url: method === 'GET' ? `${url}?${form}` : url,
      connections: CONNECTIONS,
      duration: SECONDS,
      method,
      ...(method === 'POST' && { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form }),
    })
    const codes = Object.entries(result.statusCodeStats ?? {})
    answered = codes.find(([code]) => Number(code) === status)?.[1].count ?? 0
    const others = codes.map(([code]) => Number(code)).filter((code) => code !== status)
    if (others.length > 0 || result.errors > 0) throw new Error(`${chain}: ${others} answered, ${result.errors} failed`)
  })
  const share = CALLS / answered
  return { ms: ms * share, cpuMs: cpuMs === undefined ? undefined : cpuMs * share }
}
