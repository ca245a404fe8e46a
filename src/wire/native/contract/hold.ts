import * as z from 'zod'
import { WORKS } from '../../../hold/work.ts'
import { apiOperation } from './operation.ts'
import { instant, text } from './values.ts'

const work = z.enum(WORKS)

const status = z
  .object({
    held: z
      .object({ since: instant, why: z.string() })
      .nullable()
      .meta({ description: 'Null while it goes on as usual' }),
    waiting: z
      .array(
        z.object({
          work,
          count: z.int().min(1),
          oldest: instant.meta({ description: 'When the oldest of it was enqueued' }),
        }),
      )
      .meta({ description: 'What would be carried out; kinds of which nothing waits are missing' }),
  })
  .meta({ id: 'Hold' })

export const hold = {
  get: apiOperation({
    id: 'hold.get',
    method: 'GET',
    path: '/hold',
    summary: 'Whether the installation is held, why, and what waits in it',
    permission: 'system.read',
    response: status,
    errors: [],
  }),
  begin: apiOperation({
    id: 'hold.begin',
    method: 'POST',
    path: '/hold',
    summary: 'Nothing leaves any more: no panel, page, webhook or mail server is asked, and workers get no starts',
    permission: 'system.write',
    body: z.strictObject({ why: text(200).optional() }),
    response: status,
    errors: [],
  }),
  release: apiOperation({
    id: 'hold.release',
    method: 'POST',
    path: '/hold/release',
    summary:
      'Lets it go. Of what waits, each kind is named to run or to be dropped, or nothing is let go (`work_waits`)',
    permission: 'system.write',
    body: z.strictObject({
      run: z.array(work).max(WORKS.length).default([]),
      drop: z.array(work).max(WORKS.length).default([]),
    }),
    response: status,
    errors: ['refused'],
  }),
}
