import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import type { Domain } from '../../domain.ts'
import type { Purge } from '../../jobs/purges/purge.ts'
import type { ServiceQueue } from '../../outbound/queues/queue.ts'
import type { Start } from '../../outbound/starts/start.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'
import { accountNamed, accountNames, serviceNamed } from './outbound-names.ts'

const one = { service: z.string() }
const why = z.string().default('')

/** All of them by account and name, or those of one account or the ones named. */
export const outboundList = localOperation(
  z.object({ account: z.string().optional(), services: z.array(z.string()).default([]) }),
  async ({ domain }, { account, services }) => {
    const filter = account === undefined ? {} : { accountId: (await accountNamed(domain, account)).id }
    const wanted = new Set((await Promise.all(services.map((name) => serviceNamed(domain, name)))).map(({ id }) => id))
    const names = await accountNames(domain)
    const queues = await domain.outbound.queues.list(SYSTEM, filter)
    return queues
      .filter(({ service }) => wanted.size === 0 || wanted.has(service.id))
      .map((queue) => shownQueue(queue, names))
  },
)

const SHOWN_WAITING = 10
const SHOWN_PURGES = 5

export const outboundShow = localOperation(z.object(one), async ({ domain }, { service: name }) => {
  const { queues, starts } = domain.outbound
  const { id } = await serviceNamed(domain, name)
  const [queue, next, purges] = [
    await queues.get(SYSTEM, { id }),
    await starts.waiting(SYSTEM, { id }, { limit: SHOWN_WAITING }),
    await queues.purges(SYSTEM, { id }),
  ]
  return {
    ...shownQueue(queue, await accountNames(domain)),
    settings: settingsOf(queue),
    next: next.map(({ startsAt, waitsFor, position, ...start }) => ({
      ...shownStart(start),
      position,
      waitsFor,
      startsAt: isoText(startsAt),
    })),
    purges: purges.slice(0, SHOWN_PURGES).map(shownPurge),
  }
})

const call = z.union([
  z.strictObject({ to: z.string(), from: z.string().optional(), token: z.string().optional() }),
  z.strictObject({ parameters: z.string() }),
])

export const outboundStart = localOperation(
  z.object({ ...one, calls: z.array(call).min(1).max(100_000) }),
  async ({ domain }, { service, calls }) => {
    const { id } = await serviceNamed(domain, service)
    return { references: await domain.outbound.starts.startMany(SYSTEM, { id }, calls) }
  },
)

const references = z.array(z.string()).min(1).max(100_000)

export const outboundStatus = localOperation(z.object({ references }), async ({ domain }, asked) => {
  const starts = await domain.outbound.starts.status(SYSTEM, asked.references)
  return asked.references.map((reference, index) => {
    const start = starts[index]
    return start ? shownStart(start) : { reference, status: 'UNKNOWN' as const, detail: '', finishedAt: null }
  })
})

export const outboundCancel = localOperation(z.object({ references, why }), async ({ domain }, asked) => {
  const { cancelled, others, purge } = await domain.outbound.starts.cancel(SYSTEM, asked.references, { why: asked.why })
  return { cancelled, others, purge: purge ? shownPurge(purge) : null }
})

export const outboundPurge = localOperation(z.object({ ...one, why }), async ({ domain }, { service, why }) => {
  const { id } = await serviceNamed(domain, service)
  const purged = await domain.outbound.queues.purge(SYSTEM, { id }, { why })
  return { service: purged.service.name, ...shownPurge(purged.purge) }
})

/** What a purge took, a page at a time. */
export const outboundPurged = localOperation(
  z.object({ purge: z.number().int().positive(), after: z.number().int().default(0) }),
  async ({ domain }, { purge, after }) => domain.outbound.queues.purged(SYSTEM, purge, { after, limit: 10_000 }),
)

export const outboundUndo = localOperation(
  z.object({ purge: z.number().int().positive() }),
  async ({ domain }, { purge }) => shownPurge(await domain.outbound.queues.undo(SYSTEM, purge)),
)

export const outboundPause = localOperation(z.object(one), async ({ domain }, { service }) =>
  changed(domain, service, (id) => domain.outbound.services.pause(SYSTEM, { id })),
)

export const outboundResume = localOperation(z.object(one), async ({ domain }, { service }) =>
  changed(domain, service, (id) => domain.outbound.services.resume(SYSTEM, { id })),
)

export const outboundPassword = localOperation(
  z.object({ ...one, password: z.string() }),
  async ({ domain }, { service, password }) =>
    changed(domain, service, (id) => domain.outbound.services.update(SYSTEM, { id }, { password })),
)

const limit = z.number().nonnegative().nullable().optional()

export const outboundRate = localOperation(
  z.object({ ...one, perSecond: limit, concurrency: limit }),
  async ({ domain }, { service, perSecond, concurrency }) =>
    changed(domain, service, (id) =>
      domain.outbound.services.update(SYSTEM, { id }, { startsPerSecond: perSecond, concurrency }),
    ),
)

async function changed(domain: Domain, name: string, change: (id: number) => Promise<unknown>) {
  const { id } = await serviceNamed(domain, name)
  await change(id)
  return shownQueue(await domain.outbound.queues.get(SYSTEM, { id }), await accountNames(domain))
}

const shownQueue = ({ service, waiting, running, stopped, opensAt }: ServiceQueue, names: Map<number, string>) => ({
  id: service.id,
  account: names.get(service.accountId)!,
  service: service.name,
  kind: service.kind,
  runner: service.runner,
  state: stopped ?? ('running' as const),
  waiting,
  running,
  startsPerSecond: service.startsPerSecond,
  concurrency: service.concurrency,
  opensAt: isoText(opensAt),
})

function settingsOf({ service }: ServiceQueue) {
  const { queueLimit, expireAfterMs, runLimitMs, callingWindow, weight, onLost, applicationName } = service
  const { firstPage, fallbackPage, finalPage } = service
  const limits = { queueLimit, expireAfterMs, runLimitMs, callingWindow, weight, onLost }
  return { ...limits, applicationName, firstPage, fallbackPage, finalPage }
}

const shownStart = ({ enqueuedAt, startedAt, finishedAt, expiresAt, ...start }: Start) => ({
  ...start,
  enqueuedAt: isoText(enqueuedAt),
  startedAt: isoText(startedAt),
  finishedAt: isoText(finishedAt),
  expiresAt: isoText(expiresAt),
})

const shownPurge = ({ id, count, by, why, at, undoUntil, undoneAt }: Purge) => ({
  purge: id,
  count,
  by,
  why,
  at: isoText(at),
  undoUntil: isoText(undoUntil),
  undoneAt: isoText(undoneAt),
})
