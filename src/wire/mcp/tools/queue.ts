import * as z from 'zod'
import { FAILURE_CLASSES } from '../../../provisioning/panel/outcome.ts'
import type { ExplainedGroup } from '../../../provisioning/queue/explain.ts'
import type { EntryNames, QueueEntry } from '../../../provisioning/queue/queue-entry.ts'
import { SERVICE_TYPES } from '../../../services/service-type.ts'
import { reads, type ToolCall, twoSteps } from '../tool.ts'
import { count, cut, id, instant, instantOrNull, instantText, limit, TOKEN, text, untrusted } from '../values.ts'
import { bulkOutput, commitBulk, previewBulk } from './bulk-preview.ts'

const filter = {
  ids: z.array(id).min(1).max(1000).optional().describe('Entries by their numbers'),
  module: text(100).optional(),
  serverId: id.optional(),
  failureClass: z.enum(FAILURE_CLASSES).optional(),
  cause: text(500).optional().describe('Exactly as queue_diagnose told it'),
  action: text(100).optional().describe('Such as CreateAccount'),
  serviceType: z.enum(SERVICE_TYPES).optional(),
  relatedId: id.optional().describe('The number of the service, add-on or domain'),
}

export const queueEntry = z.object({
  id: z.int(),
  serviceType: z.enum(SERVICE_TYPES),
  serviceId: z.int(),
  action: z.string(),
  module: z.string(),
  clientName: untrusted().nullable(),
  domain: untrusted().nullable(),
  failureClass: z.enum(FAILURE_CLASSES),
  cause: untrusted(),
  lastError: untrusted().describe("Untrusted text: the panel's own words"),
  explanation: z.string(),
  retries: z.int(),
  held: z.boolean().describe('Nothing is tried until a person says so'),
  lastAttemptAt: instant,
  nextAttemptAt: instant.nullable().describe('Null: not by itself'),
})

export const encodeEntry = (entry: QueueEntry & EntryNames): z.input<typeof queueEntry> => ({
  ...{ id: entry.id, serviceType: entry.serviceType, serviceId: entry.serviceId },
  ...{ action: entry.action, module: entry.module, failureClass: entry.failureClass },
  clientName: entry.clientName === null ? null : cut(entry.clientName, 200),
  domain: entry.domain,
  cause: cut(entry.cause, 500),
  lastError: cut(entry.lastError, 1000),
  explanation: cut(entry.explanation),
  ...{ retries: entry.retries, held: entry.held },
  lastAttemptAt: instantText(entry.lastAttemptAt),
  nextAttemptAt: instantOrNull(entry.nextAttemptAt),
})

export const queueTools = [
  reads({
    name: 'queue_diagnose',
    title: 'What fails, and why',
    description:
      "The open entries of the module queue by cause, the largest first: what is wrong, in our words and the panel's, how " +
      'many wait for a person, some of them, and the one thing that mends it. Its cause, failureClass, module and serverId ' +
      'are what queue_retry and queue_resolve filter by.',
    needs: ['provisioning.read'],
    input: z.strictObject({ serverId: id.optional(), limit: limit(20, 10) }),
    output: z.object({
      total: z.int().describe('Causes'),
      causes: z.array(
        z.object({
          title: untrusted(),
          explanation: untrusted(),
          lastError: untrusted(),
          module: z.string(),
          serverId: z.int().nullable(),
          serverName: z.string().nullable(),
          failureClass: z.enum(FAILURE_CLASSES),
          cause: untrusted(),
          entries: z.int(),
          held: z.int().describe('Of them, those that wait for a person'),
          actions: z.array(z.string()),
          firstAt: instant,
          lastAt: instant,
          fix: z.object({
            label: z.string(),
            effect: z.string(),
            operation: z.string().nullable().describe('Of our own API; null where it is no call'),
            asks: z.array(z.string()).describe('What a person has to give for it'),
          }),
          sample: z.array(queueEntry),
        }),
      ),
    }),
    run: async (call, { serverId, limit }) => {
      const all = await call.domain.moduleQueue.causes(call.actor)
      const causes = serverId === undefined ? all : all.filter((group) => group.serverId === serverId)
      const shown: Awaited<ReturnType<typeof encodeCause>>[] = []
      for (const group of causes.slice(0, limit)) shown.push(await encodeCause(call, group))
      const entries = causes.reduce((sum, group) => sum + group.entries, 0)
      return {
        text:
          entries === 0
            ? 'The module queue is empty'
            : `${count(entries, 'entry', 'entries')} of ${count(causes.length, 'cause')}`,
        data: { total: causes.length, causes: shown },
      }
    },
  }),

  twoSteps({
    name: 'queue_retry',
    title: 'Try failed commands again',
    description:
      'Tries entries of the module queue again that match all that is given: the panel is asked once more. The first call ' +
      'counts them, the second retries exactly those. Mend the cause first (queue_diagnose tells it).',
    needs: ['provisioning.read', 'provisioning.write'],
    effect: { destructive: false, idempotent: true, openWorld: true },
    input: z.strictObject({
      ...filter,
      approve: z.boolean().optional().describe('Lets pass what the brake on suspensions and terminations would hold'),
      why: text(500).min(1).describe('For the activity log'),
      token: TOKEN,
    }),
    output: bulkOutput,
    preview: (call, { why, approve, token: _, ...filter }) =>
      previewBulk(call, { noun: 'moduleQueue', action: 'retry', filter, params: { approve }, why }),
    commit: (call, _, state) => commitBulk(call, state),
  }),

  twoSteps({
    name: 'queue_resolve',
    title: 'Settle failed commands',
    description:
      'Settles entries of the module queue that match all that is given, because a person did it in another way or it needs ' +
      'no doing: they are not tried any more. The first call counts them, the second settles exactly those.',
    needs: ['provisioning.read', 'provisioning.write'],
    effect: { destructive: true, idempotent: true, openWorld: false },
    input: z.strictObject({
      ...filter,
      note: text(2000).optional().describe('What was done instead'),
      why: text(500).min(1).describe('For the activity log'),
      token: TOKEN,
    }),
    output: bulkOutput,
    preview: (call, { why, note, token: _, ...filter }) =>
      previewBulk(call, { noun: 'moduleQueue', action: 'resolve', filter, params: { note }, why }),
    commit: (call, _, state) => commitBulk(call, state),
  }),
]

const SAMPLE = 3

async function encodeCause({ actor, domain }: ToolCall, group: ExplainedGroup) {
  const { module, serverId, failureClass, cause, fix } = group
  const wanted = { module, ...(serverId !== null && { serverId }), failureClass, cause }
  const { rows } = await domain.moduleQueue.page(actor, wanted, { offset: 0, limit: SAMPLE }, [{ by: 'id' }])
  return {
    title: cut(group.title, 300),
    explanation: cut(group.explanation),
    lastError: cut(group.lastError, 1000),
    ...{ module, serverId, serverName: group.serverName, failureClass, cause },
    ...{ entries: group.entries, held: group.held, actions: group.actions },
    firstAt: instantText(group.firstAt),
    lastAt: instantText(group.lastAt),
    fix: { label: fix.label, effect: fix.effect, operation: fix.call?.operation ?? null, asks: [...fix.asks] },
    sample: (await domain.moduleQueue.named(actor, rows)).map(encodeEntry),
  }
}
