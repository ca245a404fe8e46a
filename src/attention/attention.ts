import { type Actor, may } from '../access/actor.ts'
import type { Clock } from '../base/clock.ts'
import type { Schedules } from '../duties/schedules.ts'
import type { HoldVerbs } from '../hold/hold.ts'
import type { JobStores } from '../jobs/store.ts'
import type { KeyVerbs } from '../keys/keys.ts'
import type { ServiceQueue } from '../outbound/queues/queue.ts'
import type { LaneShown } from '../provisioning/lanes/lane-shown.ts'
import type { ExplainedGroup } from '../provisioning/queue/explain.ts'
import { causeItem } from './causes.ts'
import type { AttentionItem } from './item.ts'
import { laneItems } from './lanes.ts'
import { type Disk, diskItems, holdItems, keyItems, schedulerItems } from './machine.ts'
import { scheduleItems } from './schedules.ts'
import { type MissedEvents, type WebhookLook, webhookItems } from './webhooks.ts'
import { workerItems } from './workers.ts'

export type Attention = {
  /** The oldest first. */
  items: AttentionItem[]
  counts: {
    /** Commands that wait for a person; null where the caller may not see them. */
    held: number | null
    /** Commands that failed and are tried again by themselves. */
    retrying: number | null
    /** Outbound starts that have not begun. */
    waiting: number | null
  }
}

/** Other rooms' verbs, which see to the rights; and the machine. */
export type AttentionParts = {
  read: JobStores
  clock: Clock
  disk: Disk
  moduleQueue: { causes(actor: Actor): Promise<ExplainedGroup[]> }
  lanes: { list(actor: Actor): Promise<LaneShown[]> }
  outbound: { queues: { list(actor: Actor): Promise<ServiceQueue[]> } }
  keys: Pick<KeyVerbs, 'get'>
  schedules: Pick<Schedules, 'list'>
  hold: Pick<HoldVerbs, 'get'>
  webhooks: {
    list(actor: Actor): Promise<readonly WebhookLook[]>
    missed(actor: Actor): Promise<MissedEvents | undefined>
  }
}

/** What needs a person, of everything that the caller may read: the same for every face. */
export function makeAttention(parts: AttentionParts) {
  return async function list(actor: Actor): Promise<Attention> {
    const [panels, starts, machine] = [
      may(actor, 'provisioning.read') ? await ofPanels(parts, actor) : undefined,
      may(actor, 'outbound.read') ? await ofStarts(parts, actor) : undefined,
      may(actor, 'system.read') ? await ofMachine(parts, actor) : [],
    ]
    const items = [...(panels?.items ?? []), ...(starts?.items ?? []), ...machine]
    return {
      items: items.sort((a, b) => a.since - b.since || (a.id < b.id ? -1 : 1)),
      counts: {
        held: panels?.held ?? null,
        retrying: panels?.retrying ?? null,
        waiting: starts?.waiting ?? null,
      },
    }
  }
}

async function ofPanels({ moduleQueue, lanes, clock }: AttentionParts, actor: Actor) {
  const groups = await moduleQueue.causes(actor)
  const held = sum(groups.map((group) => group.held))
  return {
    items: [...groups.map(causeItem), ...laneItems(await lanes.list(actor), groups, clock.now())],
    held,
    retrying: sum(groups.map(({ entries }) => entries)) - held,
  }
}

async function ofStarts({ read, outbound }: AttentionParts, actor: Actor) {
  const queues = await outbound.queues.list(actor)
  return {
    items: await workerItems(read, queues),
    waiting: sum(queues.map(({ waiting }) => waiting)),
  }
}

async function ofMachine(
  { read, keys, schedules, hold, webhooks, disk, clock }: AttentionParts,
  actor: Actor,
): Promise<AttentionItem[]> {
  const held = await hold.get(actor)
  return [
    ...holdItems(held, clock.now()),
    // What is held is late because it is.
    ...(held.held ? [] : await schedulerItems(read)),
    ...(await diskItems(disk, clock.now())),
    ...keyItems(await keys.get(actor), clock.now()),
    ...scheduleItems(await schedules.list(actor)),
    ...webhookItems(await webhooks.list(actor), await webhooks.missed(actor), clock.now()),
  ]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
