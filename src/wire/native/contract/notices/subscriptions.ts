import * as z from 'zod'
import { ATTENTION_KINDS } from '../../../../attention/item.ts'
import { ATTENTION_LEVELS, DELIVERIES } from '../../../../notices/subscriptions/subscription.ts'
import { apiOperation } from '../operation.ts'
import { id, idPath, oneOf, text } from '../values.ts'

const time = text(5).regex(/^\d\d:\d\d$/, { error: 'expected a time such as 22:00' })

const details = {
  address: text(254).meta({ description: 'Empty: the e-mail address of the member' }),
  attention: oneOf(ATTENTION_LEVELS).meta({ description: 'Of what needs a person' }),
  attentionKinds: z.array(oneOf(ATTENTION_KINDS)).max(50).meta({ description: 'Only of these; none: of all' }),
  deadlines: z.boolean().meta({ description: 'Actions of theirs that are to finish soon, or should have' }),
  assignments: z.boolean().meta({ description: 'Projects and actions that somebody else assigns to them' }),
  tickets: z
    .boolean()
    .meta({ description: 'New tickets, and replies of clients, flagged to them or else in a department of theirs' }),
  trouble: z.boolean().meta({ description: 'Mails and webhooks that do not arrive; for who has `system.read`' }),
  delivery: oneOf(DELIVERIES),
  dailyHour: z.int().min(0).max(23).meta({ description: 'On their clock' }),
  timeZone: text(64).meta({ description: 'An IANA name', examples: ['Europe/Berlin'] }),
  quietFrom: time.nullable().meta({ description: 'On their clock; what falls in quiet hours is told together later' }),
  quietTo: time.nullable(),
  wakeForCritical: z.boolean().meta({ description: 'What is critical waits for nothing' }),
  tellOver: z.boolean().meta({ description: 'Whether they are told too that something is over' }),
}

const notices = z
  .object({ staffId: id, ...details, quietFrom: z.string().nullable(), quietTo: z.string().nullable() })
  .meta({ id: 'Notices', description: 'What a member of staff is told of by mail, and when' })

const body = z.strictObject(details).partial()

export const subscriptions = {
  getOwn: apiOperation({
    id: 'me.getNotices',
    method: 'GET',
    path: '/me/notices',
    summary: 'What you are told of by mail, and when',
    permission: null,
    admits: 'staff',
    response: notices,
    errors: [],
  }),
  putOwn: apiOperation({
    id: 'me.putNotices',
    method: 'PUT',
    path: '/me/notices',
    summary: 'All of that anew; what is left out is as it is at first, where nothing is told',
    permission: null,
    admits: 'person',
    body,
    response: notices,
    errors: [],
  }),
  get: apiOperation({
    id: 'staff.getNotices',
    method: 'GET',
    path: '/staff/{id}/notices',
    summary: 'What a member of staff is told of by mail, and when',
    permission: 'access.read',
    params: idPath,
    response: notices,
    errors: ['not_found'],
  }),
  put: apiOperation({
    id: 'staff.putNotices',
    method: 'PUT',
    path: '/staff/{id}/notices',
    summary: 'All of that anew; what is left out is as it is at first',
    permission: 'access.write',
    params: idPath,
    body,
    response: notices,
    errors: ['not_found'],
  }),
}
