import { isUtf8 } from 'node:buffer'
import { Refusal } from '../../../../base/refusal.ts'
import type { WallClock } from '../../../../base/wall-clock.ts'
import type { GivenAttachment } from '../../../../support/attachments.ts'
import { TICKET_PRIORITIES, type TicketPriority } from '../../../../support/ticket.ts'
import { TICKET_STATUSES, type TicketStatus } from '../../../../support/ticket-status.ts'
import { base64Pieces } from '../../../codec/base64.ts'
import { type JsonLimits, parseJson, UnreadableJson } from '../../../codec/json.ts'
import { MalformedRequest } from '../../../codec/malformed.ts'
import { type Param, type ParamMap, valuesOf } from '../../../codec/php-value.ts'
import { inSlices } from '../../../codec/slices.ts'
import { storableText } from '../../../codec/text.ts'
import { id, type Parameter, raw, required, text } from '../../parameters.ts'

/** A number of somebody who may be named: `0` and empty are nobody, and what is no number is nobody there is. */
export const idIfAny = (about: string): Parameter<number | undefined> => ({
  ...text(about),
  kind: 'int',
  decode(sent, name) {
    const value = text(about).decode(sent, name)?.trim()
    if (!value || value === '0') return undefined
    return /^\d{1,15}$/.test(value) ? Number(value) : 0
  },
})

/** The number of the record to act on; its absence is refused in these words. */
export const requiredId = (about: string, words: string): Parameter<number> =>
  required({
    ...id(about),
    decode(sent, name) {
      if (sent === undefined || sent === '') throw new Refusal('id_required', words)
      return id(about).decode(sent, name)
    },
  })

/** The instant as it was sent: the server's zone is known only to the call. */
export const createdParameter = text('When it was said: ISO 8601 or Y-m-d H:i:s, not later than now')

/** An instant with a zone of its own, or a wall-clock text of the server's zone. Empty and not sent are undefined. */
export function instantOf(sent: string | undefined, wallClock: WallClock): number | undefined {
  const value = sent?.trim()
  if (!value) return undefined
  const local = wallClock.parse(value)
  if (local !== undefined) return local
  const zoned = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})$/.exec(value)
  const instant = zoned
    ? Date.parse(`${zoned[1]}T${zoned[2]}${zoned[3]!.replace(/(\d{2})(\d{2})$/, '$1:$2')}`)
    : Number.NaN
  if (Number.isNaN(instant)) throw new Refusal('invalid_created', 'Invalid Date Format')
  return instant
}

const wordOf = <Word extends string>(sent: string | undefined, words: readonly Word[]): Word | undefined => {
  const value = sent?.trim().toLowerCase()
  return value ? (words.find((word) => word.toLowerCase() === value) ?? (value as Word)) : undefined
}

/** In any case; what is none goes to the verb, which refuses it by name. */
export const ticketStatusOf = (sent: string | undefined): TicketStatus | undefined => wordOf(sent, TICKET_STATUSES)
export const priorityOf = (sent: string | undefined): TicketPriority | undefined => wordOf(sent, TICKET_PRIORITIES)

/**
 * base64 of a JSON list of `{name, data}`, with base64 again in `data`; the same as brackets; or files of a multipart
 * form, which arrive here as brackets (`body.ts`). Read by `attachmentsOf`, since they may be all that a body holds.
 */
export const attachmentsParameter = raw(
  'array or base64',
  'Files: base64 of a JSON list of name and data, or uploaded ones',
)

export async function attachmentsOf(sent: Param | undefined): Promise<GivenAttachment[]> {
  if (sent === undefined || sent === '') return []
  const attachments: GivenAttachment[] = []
  for (const given of await listed(sent)) attachments.push(await attachmentOf(given))
  return attachments
}

const EXPECTED = 'Invalid attachments: expected base64 of a JSON list of name and data'

type Given = { name: unknown; data: unknown }

async function listed(sent: Param): Promise<Given[]> {
  if (sent instanceof Map) return valuesOf(sent).map(fieldsOf)
  const list = await fromJson(sent)
  if (!Array.isArray(list)) return malformed()
  return list.map((each: unknown) => (typeof each === 'object' && each !== null ? (each as Given) : malformed()))
}

const fieldsOf = (each: Param): Given =>
  each instanceof Map ? { name: (each as ParamMap).get('name'), data: (each as ParamMap).get('data') } : malformed()

/** Far more than a ticket takes. */
const LIMITS: JsonLimits = { depth: 5, values: 10_000 }

async function fromJson(sent: string): Promise<unknown> {
  const bytes = Buffer.concat(await base64Of(sent))
  try {
    return await parseJson(isUtf8(bytes) ? bytes : Buffer.from(bytes.toString('utf8')), LIMITS)
  } catch (cause) {
    throw cause instanceof UnreadableJson ? new MalformedRequest(EXPECTED, { cause }) : cause
  }
}

async function attachmentOf({ name, data }: Given): Promise<GivenAttachment> {
  if (typeof name !== 'string' || typeof data !== 'string') return malformed()
  return { filename: storableText(name), bytes: await base64Of(data) }
}

async function base64Of(text: string): Promise<Buffer[]> {
  return (await inSlices(base64Pieces(text))) ?? malformed()
}

function malformed(): never {
  throw new MalformedRequest(EXPECTED)
}

type Words = Readonly<Record<string, string | ((refusal: Refusal) => string | undefined)>>

/** The documented words for what the verbs of tickets refuse; where the documents have two spellings, each action its own. */
export const ticketRefusals = ({
  ticket = 'Ticket ID Not Found',
  department = 'Department ID Not Found',
  future = 'Ticket creation date cannot be in the future',
}: {
  ticket?: string
  department?: string
  future?: string
} = {}): Words => ({
  not_found: ({ facts }) =>
    ({
      Ticket: ticket,
      Department: department,
      Client: 'Client ID Not Found',
      User: 'The system cannot find the provided user ID.',
      Reply: 'Reply ID Not Found',
      Note: 'Note ID Not Found',
      'Staff member': 'Admin ID Not Found',
    })[String(facts.noun)],
  user_not_linked: 'The system cannot find the provided user ID.',
  contact_not_owned: 'Contact ID Not Found',
  related_not_owned: ({ facts }) => ('service' in facts ? 'Service ID Not Found' : 'Domain ID Not Found'),
  guest_incomplete: 'Name and email address are required if not a client',
  email_invalid: 'Email Address Invalid',
  subject_required: 'Subject is required',
  message_required: 'Message is required',
  in_the_future: future,
  no_ticket_number: 'Unable to generate ticket number',
  invalid: ({ facts }) =>
    facts.field === 'priority'
      ? `Invalid Ticket Priority. Valid priorities are: ${TICKET_PRIORITIES.join(',')}`
      : undefined,
})
