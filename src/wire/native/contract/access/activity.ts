import * as z from 'zod'
import { event } from '../event.ts'
import { apiOperation } from '../operation.ts'
import { filterText, id, idText, moment, oneOf, page, pageQuery, text } from '../values.ts'

export const activity = {
  list: apiOperation({
    id: 'activity.list',
    method: 'GET',
    path: '/activity',
    summary: 'The activity log, newest first',
    permission: 'activity.read',
    query: z.strictObject({
      ...pageQuery,
      clientId: idText.optional(),
      subject: filterText.optional().meta({ description: 'The noun, such as `service`' }),
      subjectId: idText.optional(),
      description: filterText.optional().meta({ description: 'Part of it, without regard to case' }),
      actorName: filterText.optional(),
      address: filterText.optional(),
      from: moment.optional().meta({ description: 'Inclusive' }),
      before: moment.optional().meta({ description: 'Exclusive' }),
    }),
    response: page(
      event
        .extend({
          subject: z.string(),
          subjectId: z.int().min(0).meta({ description: '0 for what there is only one of' }),
          clientId: id.nullable(),
          position: id.meta({ description: 'In the sealed log, without gaps' }),
        })
        .meta({ id: 'ActivityEvent' }),
    ).meta({ id: 'ActivityEvents' }),
    errors: [],
  }),
  verify: apiOperation({
    id: 'activity.verify',
    method: 'POST',
    path: '/activity/verify',
    summary: 'Whether the activity log is as it was written, a part at a time, for one caller at a time',
    permission: 'activity.read',
    body: z.strictObject({
      after: z.int().min(0).default(0).meta({ description: '`through` of the part before; 0 begins anew' }),
    }),
    response: z
      .object({
        intact: z.boolean(),
        start: z.int().min(0).nullable().meta({ description: 'Through where lines were removed by age' }),
        through: z.int().min(0).nullable().meta({ description: 'Through where it is proved now' }),
        head: z
          .int()
          .min(0)
          .nullable()
          .meta({ description: 'The last position; the whole is proved when `through` is it' }),
        position: z.int().nullable().meta({ description: 'The first line that is not as it was written' }),
        why: oneOf(['missing', 'altered']).nullable(),
      })
      .meta({ id: 'ActivityVerified' }),
    errors: [],
  }),
  log: apiOperation({
    id: 'activity.log',
    method: 'POST',
    path: '/activity',
    summary: "Writes a line of the caller's own into the activity log",
    permission: 'activity.write',
    body: z.strictObject({ description: text(10_000), clientId: id.nullable().default(null) }),
    response: z.object({}).meta({ id: 'ActivityLogged' }),
    errors: [],
  }),
}
