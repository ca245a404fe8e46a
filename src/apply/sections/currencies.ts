import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { section } from '../section.ts'

export const currencies = section({
  name: 'currencies',
  item: z.strictObject({
    /** ISO 4217. */
    code: z.string(),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
    /** One currency is the default; naming another one moves it. */
    default: z.literal(true).optional(),
  }),
  keyOf: ({ code }) => code,
  defaults: { prefix: '', suffix: '', default: undefined },
  async open({ domain: { clients } }) {
    const present = await clients.currencies.list(SYSTEM)
    return {
      present: present.map(({ id, code, prefix, suffix, isDefault }) => ({
        id,
        item: { code, prefix, suffix, default: isDefault || undefined },
      })),
      add: ({ code, prefix, suffix, default: isDefault }) =>
        clients.currencies.create(SYSTEM, { code, prefix, suffix, isDefault }),
      change: (id, { prefix, suffix, default: isDefault }) =>
        clients.currencies.update(SYSTEM, id, { prefix, suffix, isDefault }),
    }
  },
})
