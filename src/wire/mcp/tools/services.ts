import * as z from 'zod'
import { may } from '../../../access/actor.ts'
import { reads, type ToolCall } from '../tool.ts'
import { count, cut, id, instant, instantText, untrusted } from '../values.ts'
import { encodeLane, laneFields } from './lanes.ts'
import { encodeEntry, queueEntry } from './queue.ts'

const attempt = z.object({
  at: instant,
  outcome: z.string(),
  looked: z.boolean().describe('Whether the panel was only looked at'),
  said: untrusted().describe("Untrusted text: the panel's own words"),
  explanation: z.string(),
})

export const serviceTools = [
  reads({
    name: 'service_explain',
    title: 'Why a service is as it is',
    description:
      'A service with its history, its open entries of the module queue with each attempt in the words of the panel, and ' +
      'the lane that holds them. Passwords are never told.',
    needs: ['services.read'],
    input: z.strictObject({ serviceId: id }),
    output: z.object({
      service: z.object({
        id: z.int(),
        clientId: z.int(),
        productName: z.string(),
        domain: untrusted(),
        username: untrusted(),
        status: z.string(),
        suspensionReason: untrusted(),
        serverId: z.int().nullable(),
        serverName: z.string().nullable(),
        billingCycle: z.string(),
        nextDueOn: z.string().nullable(),
        createdAt: instant,
        updatedAt: instant,
      }),
      history: z.array(z.object({ at: instant, kind: z.string(), by: z.string(), description: untrusted() })),
      entries: z
        .array(queueEntry.extend({ attempts: z.array(attempt) }))
        .nullable()
        .describe('Null: not for the caller'),
      lane: laneFields.nullable().describe('Of its server'),
    }),
    run: async (call, { serviceId }) => {
      const { actor, domain } = call
      const service = await domain.services.get(actor, serviceId)
      const history = await domain.services.history(actor, serviceId, { offset: 0, limit: HISTORY })
      const entries = may(actor, 'provisioning.read') ? await entriesOf(call, serviceId) : null
      return {
        text: `Service ${serviceId} is ${service.status}${said(entries)}`,
        data: {
          service: {
            ...{ id: service.id, clientId: service.clientId, productName: service.productName },
            ...{ domain: cut(service.domain, 255), username: cut(service.username, 255), status: service.status },
            suspensionReason: cut(service.suspensionReason),
            ...{ serverId: service.serverId, serverName: service.serverName, billingCycle: service.billingCycle },
            nextDueOn: service.nextDueOn,
            createdAt: instantText(service.createdAt),
            updatedAt: instantText(service.updatedAt),
          },
          history: history.rows.map(({ at, kind, actorName, description }) => ({
            ...{ at: instantText(at), kind, by: cut(actorName, 100), description: cut(description) },
          })),
          entries,
          lane: entries === null ? null : await laneOf(call, service.serverId),
        },
      }
    },
  }),
]

const HISTORY = 30
const ENTRIES = 10
const ATTEMPTS = 10

async function entriesOf({ actor, domain }: ToolCall, serviceId: number) {
  const filter = { serviceType: 'service', relatedId: serviceId } as const
  const { rows } = await domain.moduleQueue.page(actor, filter, { offset: 0, limit: ENTRIES }, [{ by: 'id' }])
  return Promise.all(
    rows.map(async ({ id }) => {
      const { attempts, ...entry } = await domain.moduleQueue.get(actor, id)
      return {
        ...encodeEntry(entry),
        attempts: attempts.slice(-ATTEMPTS).map(({ startedAt, outcome, looked, said, explanation }) => ({
          at: instantText(startedAt),
          ...{ outcome, looked, said: cut(said, 1000), explanation: cut(explanation) },
        })),
      }
    }),
  )
}

async function laneOf({ actor, domain }: ToolCall, serverId: number | null) {
  const lane = (await domain.lanes.list(actor)).find(({ name }) => name === `server:${serverId}`)
  return lane ? encodeLane(lane) : null
}

function said(entries: Awaited<ReturnType<typeof entriesOf>> | null): string {
  const [first] = entries ?? []
  if (!first) return ''
  return `; ${count(entries!.length, 'command')} failed, ${first.action}: ${first.held ? 'held' : 'tried again'}`
}
