import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { CURRENCY_FORMATS, RATE_OF_DEFAULT } from '../../clients/currency.ts'
import { section } from '../section.ts'

export const currencies = section({
  name: 'currencies',
  item: z.strictObject({
    /** ISO 4217. */
    code: z.string(),
    prefix: z.string().optional(),
    suffix: z.string().optional(),
    format: z.literal(CURRENCY_FORMATS).optional(),
    /** What one unit of the default currency is in this one, in hundred-thousandths. */
    rate: z.int().min(1).optional(),
    /** One currency is the default; naming another one moves it. */
    default: z.literal(true).optional(),
  }),
  keyOf: ({ code }) => code,
  defaults: { prefix: '', suffix: '', format: 1, rate: RATE_OF_DEFAULT, default: undefined },
  async open({ domain: { clients } }) {
    const present = await clients.currencies.list(SYSTEM)
    return {
      present: present.map(({ id, isDefault, ...currency }) => ({
        id,
        item: { ...currency, default: isDefault || undefined },
      })),
      add: ({ default: isDefault, ...currency }) => clients.currencies.create(SYSTEM, { ...currency, isDefault }),
      change: (id, { code: _, default: isDefault, ...currency }) =>
        clients.currencies.update(SYSTEM, id, { ...currency, isDefault }),
    }
  },
})
