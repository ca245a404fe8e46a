import type { StaffMember } from '../access/staff/staff-member.ts'
import { randomToken } from '../base/ids.ts'
import { fullName } from '../clients/client.ts'
import { NOBODY } from '../support/author.ts'
import { DEPARTMENT_DEFAULTS } from '../support/departments.ts'
import type { TicketPriority } from '../support/ticket.ts'
import type { TicketStatus } from '../support/ticket-status.ts'
import { makeRandom } from './random.ts'
import type { DemoStores } from './stores.ts'

const DAY = 86_400_000
const HOUR = 3_600_000

const DEPARTMENTS = [
  { id: 1, name: 'Technical Support', description: 'What does not work', email: 'support@example.com' },
  { id: 2, name: 'Sales', description: 'What we could do for you', email: 'sales@example.com' },
  { id: 3, name: 'Abuse', description: 'Reports from outside', email: 'abuse@example.com', hidden: true },
]

const QUESTIONS = [
  [
    'The website shows an error 500',
    'Since this morning every page says "Internal Server Error". Nothing was changed.',
  ],
  ['E-mail does not arrive', 'Messages from one supplier never reach us. Others do.'],
  ['More disk space, please', 'We are close to the limit. What would the next package cost?'],
  ['Certificate about to expire', 'The browser warns about the certificate of our shop.'],
  ['Cannot sign in to the panel', 'It says that the password is wrong, but I just set it.'],
  ['Moving a domain to you', 'What do you need from us to take over the domain?'],
] as const

const ANSWERS = [
  'Thank you for writing. We are looking into it and come back to you today.',
  'This should work again. Please tell us if it does not.',
  'We have found the cause and changed the setting. Could you check?',
]

const LIFE: readonly { status: TicketStatus; replies: readonly ('staff' | 'client')[] }[] = [
  { status: 'Open', replies: [] },
  { status: 'Answered', replies: ['staff'] },
  { status: 'Customer-Reply', replies: ['staff', 'client'] },
  { status: 'In Progress', replies: ['staff', 'client', 'staff'] },
  { status: 'Closed', replies: ['staff', 'client'] },
]

/**
 * The ticket of the Remote API's document, which is linked to project 219, and some more in every status. Whoever answers
 * is one of the staff.
 */
export async function addTickets({ support, at }: DemoStores, { id: staffId, ...staff }: StaffMember): Promise<void> {
  for (const [index, department] of DEPARTMENTS.entries())
    await support.departments.insert({ ...DEPARTMENT_DEFAULTS, ...department, position: index + 1 })
  const random = makeRandom(2038)
  const answerer = { ...NOBODY, staffId, staffName: fullName(staff) }
  for (let id = 2001; id <= 2038; id++) {
    const documented = id === 2038
    const { status, replies } = documented ? LIFE[2]! : random.pick(LIFE)
    const [subject, message] = documented ? QUESTIONS[0] : random.pick(QUESTIONS)
    const client = { ...NOBODY, clientId: documented ? 1 : 2 + random.below(49) }
    const openedAt = at - (2039 - id) * DAY - random.below(DAY / 2)
    const lastReplyAt = openedAt + replies.length * HOUR
    const priority = random.pick<TicketPriority>(['Low', 'Medium', 'Medium', 'High'])
    const departmentId = 1 + (id % 2)
    const ticket = { ...usualTicket(id), ...client, departmentId, subject, message, status, priority }
    await support.tickets.insert({ ...ticket, openedAt, lastReplyAt }, at)
    for (const [index, who] of replies.entries())
      await support.replies.insert({
        ...(who === 'staff' ? answerer : client),
        ...USUAL_REPLY,
        ticketId: id,
        message: who === 'staff' ? random.pick(ANSWERS) : 'Thank you. Is there anything that I should do meanwhile?',
        at: openedAt + (index + 1) * HOUR,
      })
  }
  await support.tickets.insert(
    {
      ...usualTicket(2039),
      ...NOBODY,
      name: 'Robin Visitor',
      email: 'robin@example.net',
      departmentId: 3,
      subject: 'Spam from one of your servers',
      message: 'We get unsolicited mail from 198.51.100.7.',
      openedAt: at - 3 * HOUR,
      lastReplyAt: at - 3 * HOUR,
    },
    at,
  )
  const note = { ticketId: 2038, message: 'The log of the web server has the cause.', markdown: false }
  await support.notes.insert({ ...note, staffId, staffName: fullName(staff), at: at - 2 * HOUR })
}

const usualTicket = (id: number) => ({
  id,
  mask: String(516757 + (id - 2038) * 1009),
  accessKey: randomToken(8),
  cc: '',
  markdown: false,
  status: 'Open' as const,
  priority: 'Medium' as const,
  flaggedTo: null,
  related: null,
  preventClientClosure: false,
})

const USUAL_REPLY = { markdown: false, rating: 0 }
