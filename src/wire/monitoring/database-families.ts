import { ATTENTION_KINDS } from '../../attention/item.ts'
import type { Backlog } from '../../base/measuring/backlog.ts'
import { BULK_STATES } from '../../bulk/bulk-action.ts'
import { FAILURE_CLASSES } from '../../provisioning/panel/outcome.ts'
import type { QueueMeasure } from '../../provisioning/queue/queue-entry.ts'
import type { Family } from './family.ts'
import { AGES_SECONDS, type DatabaseNow, type LaneNow } from './measure.ts'

const queue = (
  name: string,
  help: string,
  of: (measured: QueueMeasure | undefined, now: number) => number,
): Family<DatabaseNow> => ({
  name: `provisor_module_queue_${name}`,
  help,
  type: 'gauge',
  labels: ['class'],
  of: ({ moduleQueue, at }) =>
    FAILURE_CLASSES.map((failureClass) => [
      [failureClass],
      of(
        moduleQueue.find((one) => one.failureClass === failureClass),
        at,
      ),
    ]),
})

const lane = (name: string, help: string, of: (lane: LaneNow) => number): Family<DatabaseNow> => ({
  name: `provisor_lane_${name}`,
  help,
  type: 'gauge',
  labels: ['lane'],
  of: ({ lanes }) => lanes.map((one) => [[one.lane], of(one)]),
})

const one = (name: string, help: string, of: (now: DatabaseNow) => number): Family<DatabaseNow> => ({
  name: `provisor_${name}`,
  help,
  type: 'gauge',
  labels: [],
  of: (now) => [[[], of(now)]],
})

const ageOf = (at: number | null | undefined, now: number): number =>
  at === null || at === undefined ? 0 : Math.max(0, now - at) / 1000

const backlog = (noun: string, what: string, of: (now: DatabaseNow) => Backlog): Family<DatabaseNow>[] => [
  one(`${noun}_waiting`, `${what} that are to go out`, (now) => of(now).waiting),
  one(`${noun}_oldest_waiting_seconds`, `Since when the oldest of these waits; 0 when none does`, (now) =>
    ageOf(of(now).oldestAt, now.at),
  ),
]

/** What stands in the database, the same on every node. Left out as a whole where the database does not tell in time. */
export const DATABASE_FAMILIES: readonly Family<DatabaseNow>[] = [
  {
    name: 'provisor_unknown_action_calls',
    help: 'Calls of actions that this server does not have, by face, as counted in the database since the start of time',
    type: 'gauge',
    labels: ['face'],
    of: ({ unknownActions }) => [...unknownActions].map(([face, calls]) => [[face], calls] as const),
  },
  {
    name: 'provisor_attention_items',
    help: 'Matters of GET /api/v1/attention by kind; those of kind cause may still mend themselves',
    type: 'gauge',
    labels: ['kind'],
    of: ({ attention }) =>
      ATTENTION_KINDS.map((kind) => [[kind], attention.filter((item) => item.kind === kind).length] as const),
  },
  queue('entries', 'Open entries of the module queue', (measured) => measured?.entries ?? 0),
  queue('held', 'Those of them that are held until a person says so', (measured) => measured?.held ?? 0),
  queue(
    'needs_person',
    'Those of them that do not mend themselves: held, or no try is planned',
    (measured) => measured?.needsPerson ?? 0,
  ),
  queue('retries', 'How often the open entries were tried again, all together', (measured) => measured?.retries ?? 0),
  queue('oldest_seconds', 'Since when the oldest open entry fails; 0 when there is none', (measured, now) =>
    ageOf(measured?.oldestAt, now),
  ),
  {
    name: 'provisor_module_queue_entries_older_than',
    help: 'Open entries of the module queue that fail for so many seconds, or longer',
    type: 'gauge',
    labels: ['seconds'],
    of: ({ moduleQueue }) =>
      AGES_SECONDS.map((seconds, index) => [
        [seconds],
        moduleQueue.reduce((sum, { older }) => sum + (older[index] ?? 0), 0),
      ]),
  },
  lane(
    'waiting',
    'What waits in a lane: a server, a registrar or an outbound service; exact',
    ({ waiting }) => waiting,
  ),
  lane('running', 'What runs in a lane', ({ running }) => running),
  lane(
    'stopped',
    '1 when a lane begins nothing: it is paused, closed for now, or its breaker open',
    ({ stopped }) => stopped,
  ),
  lane('broken', '1 when a lane begins nothing because what is behind it did not answer', ({ broken }) => broken),
  {
    name: 'provisor_schedule_seconds_since_success',
    help: 'Since a schedule last succeeded on any node, or since it is known when it never did',
    type: 'gauge',
    labels: ['schedule'],
    of: ({ schedules }) => schedules.map(({ name, sinceSuccessMs }) => [[name], sinceSuccessMs / 1000]),
  },
  {
    name: 'provisor_schedule_late',
    help: '1 when a schedule was due and has not ended in time',
    type: 'gauge',
    labels: ['schedule'],
    of: ({ schedules }) => schedules.map(({ name, lateSince }) => [[name], lateSince === null ? 0 : 1]),
  },
  {
    name: 'provisor_webhooks',
    help: 'Webhooks: working; failing, which nothing but failures came back from; disabled by the server; off by hand',
    type: 'gauge',
    labels: ['state'],
    of: ({ webhooks }) => Object.entries(webhooks).map(([state, number]) => [[state], number] as const),
  },
  ...backlog('webhook_messages', 'Messages to webhooks', ({ messages }) => messages),
  ...backlog('mails', 'Mails', ({ mails }) => mails),
  {
    name: 'provisor_bulk_actions',
    help: 'Bulk actions that are kept, by state',
    type: 'gauge',
    labels: ['state'],
    of: ({ bulk }) =>
      BULK_STATES.map((state) => [[state], bulk.find((one) => one.state === state)?.actions ?? 0] as const),
  },
  one('nodes', 'Nodes that run on this database', ({ nodes }) => nodes),
  one('disk_free_bytes', 'What is free where the data folder of this node is', ({ disk }) => disk.free),
  one('disk_size_bytes', 'How large that disk is', ({ disk }) => disk.total),
]
