import { merge } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { MASK } from '../../base/secrets/sealed.ts'
import { hmacKey, keyedDigest, sameSecret } from '../../base/secrets/secrets.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { OutboundActor } from '../accounts/caller.ts'
import { passwordDigest } from '../accounts/digests.ts'
import { accountOf, mayDo, mayDoForAccount, reach } from '../accounts/rights.ts'
import type { OutboundTx, VerbParts } from '../parts.ts'
import { laneKind, laneName, laneParent, laneSettings, standsStill, toService } from '../queues/lane.ts'
import { purgeQueue } from '../queues/purge-queue.ts'
import type { QueuePurge } from '../queues/queue.ts'
import { OutboundRefused } from '../refused.ts'
import type { ServiceRow } from '../store.ts'
import type { OutboundServiceChanges, OutboundServiceConfig } from './service.ts'
import { type OutboundService, SERVICE_DEFAULTS, type ServiceRef, type ServiceSettings } from './service.ts'
import { checkedSettings, chooseRunner, requireComplete, requirePassword, requireServiceName } from './settings.ts'

export function makeServices(parts: VerbParts) {
  const { read, change, queue, key, known } = parts
  const pageKey = hmacKey(key, 'outbound pages')
  const digestOf = (accountId: number, name: string, password: string) =>
    passwordDigest(key, accountId, name, requirePassword(password))

  const shown = async (row: ServiceRow): Promise<OutboundService> => toService(row, await queue.lanes.get(row.laneId))

  async function create(
    tx: OutboundTx,
    actor: OutboundActor,
    accountId: number,
    name: string,
    { id, kind = 'rest', runner, password, ...given }: OutboundServiceConfig,
  ): Promise<OutboundService> {
    if (password === undefined) throw new Invalid('service password', 'a password for a new service')
    const chosen = chooseRunner(kind, runner)
    const settings = merge(SERVICE_DEFAULTS, checkedSettings(given))
    requireComplete(settings, chosen)
    const row = { id, accountId, name: requireServiceName(name), kind, runner: chosen, ...ownFields(settings) }
    const serviceId = await tx.outbound.services.insert(
      { ...row, laneId: 0, passwordDigest: digestOf(accountId, name, password) },
      tx.at,
    )
    const lane = await queue.lanes.ensure(tx, {
      name: laneName(serviceId),
      kind: laneKind(chosen),
      parent: laneParent(accountId),
      ...laneSettings(settings, chosen, await tx.jobs.now()),
    })
    if (standsStill(settings)) await queue.lanes.pause(tx, lane.id)
    await tx.outbound.services.update(serviceId, { laneId: lane.id }, tx.at)
    await record(tx, actor, {
      kind: 'outbound_service.created',
      subjectId: serviceId,
      description: `Outbound service ${name} created`,
      changes: changesBetween({}, { kind, runner: chosen, ...settings }),
    })
    return stored(tx, serviceId)
  }

  async function write(
    tx: OutboundTx,
    actor: OutboundActor,
    before: OutboundService,
    { kind, runner, password, ...given }: OutboundServiceChanges,
    base: ServiceSettings,
  ): Promise<OutboundService> {
    if (kind !== undefined && kind !== before.kind) throw fixed('kind', before.kind)
    if (runner !== undefined && runner !== before.runner) throw fixed('runner', before.runner)
    const settings = merge(base, checkedSettings(given))
    requireComplete(settings, before.runner)
    const differences = changesBetween<object>(before, settings)
    const newDigest = password === undefined ? undefined : digestOf(before.accountId, before.name, password)
    if (Object.keys(differences).length === 0 && newDigest === undefined) return before
    await tx.outbound.services.update(
      before.id,
      { ...ownFields(settings), ...(newDigest !== undefined && { passwordDigest: newDigest }) },
      tx.at,
    )
    await queue.lanes.update(tx, before.laneId, laneSettings(settings, before.runner, await tx.jobs.now()))
    if (standsStill(settings)) await queue.lanes.pause(tx, before.laneId)
    else if (standsStill(before)) await queue.lanes.resume(tx, before.laneId)
    await record(tx, actor, {
      kind: 'outbound_service.updated',
      subjectId: before.id,
      description: `Outbound service ${before.name} changed`,
      changes: { ...differences, ...(newDigest !== undefined && { password: [MASK, MASK] as const }) },
    })
    return stored(tx, before.id)
  }

  async function patch(
    actor: OutboundActor,
    ref: ServiceRef,
    changes: OutboundServiceChanges,
  ): Promise<OutboundService> {
    mayDo(actor, 'manage')
    const { id } = await reach(known, actor, ref)
    return change(async (tx) => {
      const before = await lockService(tx, id)
      return write(tx, actor, before, changes, settingsOf(before))
    })
  }

  return {
    /** By name; staff get those of all accounts unless they name one. */
    async list(actor: OutboundActor, { accountId }: { accountId?: number } = {}): Promise<OutboundService[]> {
      mayDoForAccount(actor, 'read')
      const account = accountOf(actor, accountId)
      const rows = account === undefined ? await read.outbound.services.list() : await known.ofAccount(account)
      const parent = account === undefined ? {} : { parent: laneParent(account) }
      const lanes = new Map((await queue.lanes.list(parent)).map((lane) => [lane.id, lane]))
      return rows.flatMap((row) => {
        const lane = lanes.get(row.laneId)
        return lane ? [toService(row, lane)] : []
      })
    },

    async get(actor: OutboundActor, ref: ServiceRef): Promise<OutboundService> {
      mayDo(actor, 'read')
      return shown(await reach(known, actor, ref))
    },

    /** Creates or replaces: what is left out gets its default, but a pause and the password stay. A new one needs a password. */
    async put(
      actor: OutboundActor,
      { name, accountId }: { name: string; accountId?: number | undefined },
      config: OutboundServiceConfig,
    ): Promise<{ service: OutboundService; created: boolean }> {
      mayDo(actor, 'manage')
      const account = accountOf(actor, accountId)
      if (account === undefined) throw new Invalid('account', 'the account whose service it is')
      return change(async (tx) => {
        // Held, so that two who put the same name at once do not both create it.
        if (!(await tx.outbound.accounts.lock(account))) throw new NotFound('outbound account', account)
        const found = await tx.outbound.services.byName(account, requireServiceName(name))
        if (!found) return { service: await create(tx, actor, account, name, config), created: true }
        const before = await lockService(tx, found.id)
        const { id: _, ...changes } = config
        const base = { ...SERVICE_DEFAULTS, paused: before.paused }
        return { service: await write(tx, actor, before, changes, base), created: false }
      })
    },

    /** What is left out stays. */
    update: patch,

    /** Purges and deletes. Refused (`service_busy`) while anything runs. */
    async delete(actor: OutboundActor, ref: ServiceRef): Promise<QueuePurge> {
      mayDo(actor, 'manage')
      const { id } = await reach(known, actor, ref)
      return change(async (tx) => {
        const service = await lockService(tx, id)
        const purged = await purgeQueue(tx, parts, actor, service, { why: 'the service was removed', final: true })
        const { running } = (await tx.jobs.lanes.get(service.laneId))!
        if (running > 0) throw busy(service.name, running)
        await queue.lanes.delete(tx, service.laneId)
        await tx.outbound.services.delete(id)
        await record(tx, actor, {
          kind: 'outbound_service.deleted',
          subjectId: id,
          description: `Outbound service ${service.name} removed`,
        })
        return purged
      })
    },

    pause: (actor: OutboundActor, ref: ServiceRef): Promise<OutboundService> => patch(actor, ref, { paused: true }),
    resume: (actor: OutboundActor, ref: ServiceRef): Promise<OutboundService> => patch(actor, ref, { paused: false }),

    async hasPassword(actor: OutboundActor, ref: ServiceRef, password: string): Promise<boolean> {
      mayDo(actor, 'manage')
      const { accountId, name, passwordDigest: digest } = await reach(known, actor, ref)
      return sameSecret(passwordDigest(key, accountId, name, password), digest)
    },

    /** What requests to its pages are signed with (`whsec_…`). Changes with its password. */
    async signingSecret(actor: OutboundActor, ref: ServiceRef): Promise<string> {
      mayDo(actor, 'manage')
      return pageSecret(pageKey, await reach(known, actor, ref))
    },
  }
}

/** A service nobody else changes now. */
export async function lockService(tx: OutboundTx, id: number): Promise<OutboundService> {
  const row = await tx.outbound.services.lock(id)
  if (!row) throw new NotFound('outbound service', id)
  return toService(row, (await tx.jobs.lanes.get(row.laneId))!)
}

async function stored(tx: OutboundTx, id: number): Promise<OutboundService> {
  const row = (await tx.outbound.services.get(id))!
  return toService(row, (await tx.jobs.lanes.get(row.laneId))!)
}

/** Made of what is stored, so that it need not be kept, and of the password, so that it changes with it. */
export const pageSecret = (pageKey: Buffer, { id, passwordDigest: digest }: ServiceRow): string =>
  `whsec_${Buffer.from(keyedDigest(pageKey, String(id), digest), 'base64url').toString('base64')}`

function settingsOf(service: OutboundService): ServiceSettings {
  const {
    id: _,
    accountId: _a,
    name: _n,
    kind: _k,
    runner: _r,
    laneId: _l,
    createdAt: _c,
    updatedAt: _u,
    ...settings
  } = service
  return settings
}

/** What stands in the service's own row. */
function ownFields(settings: ServiceSettings) {
  const { startsPerSecond: _s, concurrency: _c, queueLimit: _q, expireAfterMs: _e, weight: _w, ...own } = settings
  return own
}

const fixed = (field: 'kind' | 'runner', is: string) =>
  new OutboundRefused('fixed', `The ${field} of a service cannot be changed: it is ${is}`, { field, is })

const busy = (service: string, running: number) =>
  new OutboundRefused('service_busy', `Service ${service} cannot be removed while ${running} of its starts run`, {
    service,
    running,
  })
