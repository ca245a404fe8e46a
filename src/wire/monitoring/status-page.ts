import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { SYSTEM } from '../../access/actor.ts'
import type { Clock } from '../../base/clock.ts'
import type { Log } from '../../base/log.ts'
import type { WallClock } from '../../base/wall-clock.ts'
import type { Config } from '../../config.ts'
import type { Domain } from '../../domain.ts'
import { isLocal } from '../local-request.ts'
import { toldVersion } from '../told-version.ts'
import { type Inside, statusHtml } from './status-page-html.ts'
import { STYLE } from './status-page-style.ts'

/** Somebody who keeps reloading must not keep the database counting. */
const KEPT_MS = 5000

type Parts = {
  domain: Domain
  database: { version(): Promise<string> }
  clock: Clock
  wallClock: WallClock
  log: Log
  config: Pick<Config, 'tellVersion' | 'sandbox'>
}

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** `/status`: what runs here, for a person who has just started it; without a script. What it holds is shown on its own machine only. */
export function statusPage({ domain, database, clock, wallClock, log, config }: Parts) {
  const shown = { version: toldVersion(config), sandbox: config.sandbox === 'on' }
  const readState = kept(clock, () => stateOf(domain, database, log))

  return async function status(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'status')
    app.get('/status', async (request, reply) => {
      const inside = isLocal(request) ? { ...(await readState()), clock: clockText() } : undefined
      return reply
        .header('content-security-policy', POLICY)
        .type('text/html; charset=utf-8')
        .send(statusHtml({ ...shown, inside }))
    })
  }

  function clockText(): string {
    return `${wallClock.format(clock.now())} ${wallClock.zone}`
  }
}

type State = Omit<Inside, 'clock'>

async function stateOf(domain: Domain, database: Parts['database'], log: Log): Promise<State> {
  try {
    return { database: await database.version(), ...(await countsOf(domain)) }
  } catch (failure) {
    log.warn({ err: failure }, 'the status page shows no counts')
    return { database: undefined, held: [], waiting: [] }
  }
}

async function countsOf(domain: Domain): Promise<Omit<State, 'database'>> {
  const { clients, services, addons, projects, support, orders, moduleQueue, outbound } = domain
  const none = { offset: 0, limit: 0 }
  const count = async (name: string, list: Promise<{ total: number }>) => ({ name, value: (await list).total })
  return {
    held: [
      await count('Clients', clients.list(SYSTEM, {}, none)),
      await count('Services', services.list(SYSTEM, {}, none)),
      await count('Add-ons', addons.list(SYSTEM, {}, none)),
      await count('Projects', projects.list(SYSTEM, { function: ['default'] }, none)),
      await count('Tickets', support.tickets.list(SYSTEM, {}, none)),
      {
        name: 'Waiting starts',
        value: (await outbound.queues.lengths(SYSTEM)).reduce((sum, { length }) => sum + length, 0),
      },
    ],
    waiting: [
      await count('Pending orders', orders.list(SYSTEM, { status: 'Pending' }, none)),
      { name: 'Module queue', value: await moduleQueue.count(SYSTEM, {}) },
    ],
  }
}

/** The last value for a while; whoever asks meanwhile shares the one being made. */
function kept<T>(clock: Clock, make: () => Promise<T>): () => Promise<T> {
  let value: Promise<T> | undefined
  let madeAt = 0
  return () => {
    if (value === undefined || Math.abs(clock.now() - madeAt) >= KEPT_MS) {
      madeAt = clock.now()
      value = make()
    }
    return value
  }
}
