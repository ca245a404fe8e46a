import { SYSTEM } from '../../access/actor.ts'
import type { AttentionItem } from '../../attention/item.ts'
import type { Disk } from '../../attention/machine.ts'
import type { Backlog } from '../../base/measuring/backlog.ts'
import type { BulkState } from '../../bulk/bulk-action.ts'
import type { Domain } from '../../domain.ts'
import type { QueueMeasure } from '../../provisioning/queue/queue-entry.ts'

/** Entries are counted that are so old, or older. */
export const AGES_SECONDS = [60, 600, 3600, 6 * 3600, 24 * 3600, 7 * 24 * 3600] as const
/** So many lanes are told of one by one, the others together as `other`. */
const MOST_LANES = 500

/** A queue as it is now. `lane` is our own name for it, such as `server:3` or `outbound:7`. */
export type LaneNow = { lane: string; waiting: number; running: number; stopped: number; broken: number }

type WebhookStates = { working: number; failing: number; disabled: number; off: number }

/** What the database tells, all at nearly one time. */
export type DatabaseNow = {
  readonly at: number
  /** Calls by face of what callers asked for and we do not have. */
  readonly unknownActions: ReadonlyMap<string, number>
  readonly attention: readonly Pick<AttentionItem, 'kind'>[]
  readonly moduleQueue: readonly QueueMeasure[]
  readonly lanes: readonly LaneNow[]
  /** `sinceSuccessMs` by the database's clock; since it is known where it never succeeded. */
  readonly schedules: readonly { name: string; sinceSuccessMs: number; lateSince: number | null }[]
  readonly webhooks: WebhookStates
  readonly messages: Backlog
  readonly mails: Backlog
  readonly bulk: readonly { state: BulkState; actions: number }[]
  readonly nodes: number
  readonly disk: { free: number; total: number }
}

/** Through the verbs of the rooms, some twenty questions in all. */
export async function measureDatabase(domain: Domain, disk: Disk, now: number): Promise<DatabaseNow> {
  const { access, attention, moduleQueue, schedules, webhooks, notices, bulk, keys } = domain
  const ages = AGES_SECONDS.map((seconds) => now - seconds * 1000)
  const [missing, items, entries, lanes, runs, endpoints, messages, mails, actions, { nodes }, space] =
    await Promise.all([
      access.missingActions.list(SYSTEM),
      attention.list(SYSTEM),
      moduleQueue.measure(SYSTEM, ages),
      lanesOf(domain),
      schedules.list(SYSTEM),
      webhooks.list(SYSTEM),
      webhooks.deliveries.backlog(SYSTEM),
      notices.mails.backlog(SYSTEM),
      bulk.countStates(SYSTEM),
      keys.get(SYSTEM),
      disk.space(),
    ])
  const unknownActions = new Map<string, number>()
  for (const { face, calls } of missing) unknownActions.set(face, (unknownActions.get(face) ?? 0) + calls)
  const states: WebhookStates = { working: 0, failing: 0, disabled: 0, off: 0 }
  for (const endpoint of endpoints) states[stateOf(endpoint)] += 1
  return {
    ...{ at: now, unknownActions, attention: items.items, moduleQueue: entries, lanes, schedules: runs },
    ...{ webhooks: states, messages, mails, bulk: actions, nodes: nodes.length, disk: space },
  }
}

type EndpointState = { active: boolean; failingSince: number | null; disabledAt: number | null }

function stateOf({ active, failingSince, disabledAt }: EndpointState): keyof WebhookStates {
  if (disabledAt !== null) return 'disabled'
  if (!active) return 'off'
  return failingSince === null ? 'working' : 'failing'
}

async function lanesOf({ lanes, outbound }: Domain): Promise<LaneNow[]> {
  const [panels, queues] = await Promise.all([lanes.list(SYSTEM), outbound.queues.list(SYSTEM)])
  return bounded([
    ...panels.map(({ name, waiting, running, state }) => ({
      ...{ lane: name, waiting, running },
      stopped: state === 'running' ? 0 : 1,
      broken: state === 'broken' ? 1 : 0,
    })),
    ...queues.map(({ service, waiting, running, stopped }) => ({
      ...{ lane: `outbound:${service.id}`, waiting, running },
      stopped: stopped === null ? 0 : 1,
      broken: stopped === 'breaker' ? 1 : 0,
    })),
  ])
}

function bounded(lanes: readonly LaneNow[]): LaneNow[] {
  if (lanes.length <= MOST_LANES) return [...lanes]
  const other = { lane: 'other', waiting: 0, running: 0, stopped: 0, broken: 0 }
  for (const { waiting, running, stopped, broken } of lanes.slice(MOST_LANES)) {
    other.waiting += waiting
    other.running += running
    other.stopped += stopped
    other.broken += broken
  }
  return [...lanes.slice(0, MOST_LANES), other]
}
