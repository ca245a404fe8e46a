import * as z from 'zod'
import { may } from '../../../access/actor.ts'
import { Invalid } from '../../../base/refusal.ts'
import { fullName } from '../../../clients/client.ts'
import { reads, type ToolCall } from '../tool.ts'
import { count, cut, id, instant, instantText, text, untrusted } from '../values.ts'
import { encodeTicket, ticket } from './tickets.ts'

const counted = z.object({ active: z.int(), total: z.int() })

export const clientTools = [
  reads({
    name: 'client_find',
    title: 'Find clients',
    description: 'Clients whose e-mail address, name or company begins so.',
    needs: ['clients.read'],
    input: z.strictObject({ search: text(255).min(1) }),
    output: z.object({
      total: z.int(),
      clients: z.array(
        z.object({ id: z.int(), name: untrusted(), company: untrusted(), email: untrusted(), status: z.string() }),
      ),
    }),
    run: async ({ actor, domain }, { search }) => {
      const { total, rows } = await domain.clients.list(actor, { search }, { offset: 0, limit: FOUND })
      return {
        text: count(total, 'client'),
        data: {
          total,
          clients: rows.map((client) => ({
            ...{ id: client.id, name: fullName(client), company: client.companyName },
            ...{ email: client.email, status: client.status },
          })),
        },
      }
    },
  }),

  reads({
    name: 'client_overview',
    title: 'A client at a glance',
    description: 'Who a client is, what they hold, and their tickets, by number or e-mail address.',
    needs: ['clients.read'],
    input: z.strictObject({ clientId: id.optional(), email: text(255).optional() }),
    output: z.object({
      id: z.int(),
      name: untrusted(),
      company: untrusted(),
      email: untrusted(),
      country: z.string(),
      status: z.string(),
      notes: untrusted(),
      createdAt: instant,
      holds: z.object({ services: counted, domains: counted, tickets: counted }),
      services: z
        .array(z.object({ id: z.int(), productName: z.string(), domain: untrusted(), status: z.string() }))
        .nullable()
        .describe('The first ones; null: not for the caller'),
      tickets: z.array(ticket).nullable().describe('The last ones; null: not for the caller'),
    }),
    run: async (call, sent) => {
      const { actor, domain } = call
      const client = await domain.clients.get(actor, await clientIdOf(call, sent))
      const clientId = client.id
      const { services, domains } = await domain.holdings.countOf(actor, clientId)
      const held = Object.values(services)
      const tickets = await domain.support.tickets.countOfClient(actor, clientId)
      const active = sum(held.map(({ active }) => active))
      return {
        text: `Client ${clientId} is ${client.status}: ${count(active, 'active service')}, ${count(tickets.active, 'open ticket')}`,
        data: {
          ...{ id: clientId, name: fullName(client), company: client.companyName, email: client.email },
          ...{ country: client.country, status: client.status, notes: cut(client.notes, 1000) },
          createdAt: instantText(client.createdAt),
          holds: { services: { active, total: sum(held.map(({ total }) => total)) }, domains, tickets },
          services: may(actor, 'services.read') ? await servicesOf(call, clientId) : null,
          tickets: may(actor, 'support.read') ? await ticketsOf(call, clientId) : null,
        },
      }
    },
  }),
]

const FOUND = 20
const SERVICES = 20
const TICKETS = 5

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

async function clientIdOf(
  { actor, domain }: ToolCall,
  { clientId, email }: { clientId?: number | undefined; email?: string | undefined },
): Promise<number> {
  if ((clientId === undefined) === (email === undefined)) throw new Invalid('clientId', 'either it or email')
  return clientId ?? (await domain.clients.getByEmail(actor, email!)).id
}

async function servicesOf({ actor, domain }: ToolCall, clientId: number) {
  const { rows } = await domain.services.list(actor, { clientId }, { offset: 0, limit: SERVICES })
  return rows.map(({ id, productName, domain, status }) => ({ id, productName, domain: cut(domain, 255), status }))
}

async function ticketsOf({ actor, domain }: ToolCall, clientId: number) {
  const { rows } = await domain.support.tickets.list(actor, { clientId }, { offset: 0, limit: TICKETS })
  return rows.map(encodeTicket)
}
