import * as z from 'zod'
import type { QueuePurge } from '../../../outbound/queues/queue.ts'
import { changes, commits, previews, reads } from '../tool.ts'
import { count, id, instant, instantOrNull, instantText, text } from '../values.ts'

const purgeFields = z.object({
  purgeId: z.int(),
  count: z.int(),
  at: instant,
  why: z.string(),
  undoUntil: instant.nullable().describe('Null: final'),
  undoneAt: instant.nullable(),
})

const encodePurge = ({
  id,
  count,
  at,
  why,
  undoUntil,
  undoneAt,
}: QueuePurge['purge']): z.input<typeof purgeFields> => ({
  ...{ purgeId: id, count, at: instantText(at), why },
  undoUntil: instantOrNull(undoUntil),
  undoneAt: instantOrNull(undoneAt),
})

const MOST = 200

export const outboundTools = [
  reads({
    name: 'outbound_status',
    title: 'Outbound queues',
    description:
      'How the queue of each outbound service goes: what waits and runs, what stops it, and when it is empty.',
    needs: ['outbound.read'],
    input: z.strictObject({ accountId: id.optional() }),
    output: z.object({
      total: z.int(),
      waiting: z.int(),
      running: z.int(),
      services: z.array(
        z.object({
          serviceId: z.int(),
          accountId: z.int(),
          name: z.string(),
          waiting: z.int(),
          running: z.int(),
          stopped: z.string().nullable().describe('Why nothing begins'),
          workers: z.int(),
          startsPerSecond: z.number().nullable(),
          opensAt: instant.nullable(),
          heldUntil: instant.nullable(),
        }),
      ),
    }),
    run: async ({ actor, domain }, { accountId }) => {
      const queues = await domain.outbound.queues.list(actor, accountId === undefined ? {} : { accountId })
      const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0)
      const running = queues.reduce((sum, queue) => sum + queue.running, 0)
      return {
        text: `${count(queues.length, 'queue')}: ${waiting} wait, ${running} run`,
        data: {
          ...{ total: queues.length, waiting, running },
          services: queues.slice(0, MOST).map(({ service, ...queue }) => ({
            ...{ serviceId: service.id, accountId: service.accountId, name: service.name },
            ...{ waiting: queue.waiting, running: queue.running, stopped: queue.stopped, workers: queue.workers },
            startsPerSecond: service.startsPerSecond,
            opensAt: instantOrNull(queue.opensAt),
            heldUntil: instantOrNull(queue.heldUntil),
          })),
        },
      }
    },
  }),

  previews({
    name: 'outbound_purge_preview',
    before: 'outbound_purge',
    title: 'What a purge would take',
    description:
      'Counts what waits in the queue of an outbound service and keeps it for five minutes: outbound_purge with its token ' +
      'takes back exactly that. With holdStill nothing of the queue begins meanwhile.',
    needs: ['outbound.write'],
    effect: { destructive: false, idempotent: false, openWorld: false },
    input: z.strictObject({
      serviceId: id,
      holdStill: z.boolean().default(false),
      why: text(500).optional().describe('For the activity log'),
    }),
    output: z.object({
      serviceId: z.int(),
      count: z.int(),
      oldest: z.array(z.string()).describe('References of the oldest'),
      firstEnqueuedAt: instant.nullable(),
      lastEnqueuedAt: instant.nullable(),
      expiresAt: instant,
      token: z.string().optional(),
    }),
    preview: async ({ actor, domain }, { serviceId, holdStill, why }) => {
      const preview = await domain.outbound.purgePreviews.create(actor, { id: serviceId }, { holdStill })
      const { count: counted, expiresAt } = preview
      return {
        text: `A purge would take back ${count(counted, 'start')}`,
        data: {
          ...{ serviceId, count: counted },
          oldest: preview.sample.map(({ reference }) => reference),
          firstEnqueuedAt: instantOrNull(preview.firstEnqueuedAt),
          lastEnqueuedAt: instantOrNull(preview.lastEnqueuedAt),
          expiresAt: instantText(expiresAt),
        },
        state: { serviceId, previewId: preview.id, why },
        expiresAt,
      }
    },
  }),

  commits({
    name: 'outbound_purge',
    title: 'Purge an outbound queue',
    description:
      'Takes back exactly what outbound_purge_preview counted, as far as it still waits: nothing of it begins any more. For ' +
      'a day outbound_purge_undo brings it back.',
    needs: ['outbound.write'],
    effect: { destructive: true, idempotent: true, openWorld: false },
    input: z.strictObject({ token: z.string().max(1000).describe('Of outbound_purge_preview') }),
    output: purgeFields,
    commit: async ({ actor, domain }, _, state: { serviceId: number; previewId: number; why?: string }) => {
      const { serviceId, previewId, why } = state
      const options = { previewId, ...(why !== undefined && { why }) }
      const { purge } = await domain.outbound.queues.purge(actor, { id: serviceId }, options)
      return { text: `Purge ${purge.id} took back ${count(purge.count, 'start')}`, data: encodePurge(purge) }
    },
  }),

  changes({
    name: 'outbound_purge_undo',
    title: 'Undo a purge',
    description: 'The starts of a purge wait again, in their old places.',
    needs: ['outbound.write'],
    effect: { destructive: false, idempotent: true, openWorld: false },
    input: z.strictObject({ purgeId: id }),
    output: purgeFields,
    run: async ({ actor, domain }, { purgeId }) => {
      const purge = await domain.outbound.queues.undo(actor, purgeId)
      return { text: `${count(purge.count, 'start')} of purge ${purgeId} wait again`, data: encodePurge(purge) }
    },
  }),
]
