import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'
import { staffNamed } from './staff.ts'

export const mailSettings = localOperation(z.object({}), ({ domain: { notices } }) => notices.mailSettings.get(SYSTEM))

export const mailTest = localOperation(z.object({ username: z.string() }), async ({ domain }, { username }) => {
  const { id } = await staffNamed(domain.access, username)
  return domain.notices.mailSettings.test(SYSTEM, id)
})

export const mailList = localOperation(
  z.object({ state: z.enum(['queued', 'sent', 'failed']).optional(), limit: z.number().int().min(1).max(500) }),
  async ({ domain }, { state, limit }) => {
    const { total, rows } = await domain.notices.mails.list(SYSTEM, { state }, { offset: 0, limit })
    return {
      total,
      mails: rows.map(({ plain: _, createdAt, endedAt, ...mail }) => ({
        ...mail,
        createdAt: isoText(createdAt),
        endedAt: isoText(endedAt),
      })),
    }
  },
)
