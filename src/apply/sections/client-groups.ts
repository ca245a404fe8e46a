import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { formatMoney, parseMoney, toMinor } from '../../base/money.ts'
import { amount } from '../prices.ts'
import { section } from '../section.ts'

export const clientGroups = section({
  name: 'clientGroups',
  item: z.strictObject({
    name: z.string().trim(),
    colour: z.string().optional(),
    discount: amount.optional(),
    suspensionExempt: z.boolean().optional(),
    separateInvoices: z.boolean().optional(),
  }),
  keyOf: ({ name }) => name,
  defaults: { colour: '', discount: '0.00', suspensionExempt: false, separateInvoices: false },
  async open({ domain: { clients } }) {
    const present = await clients.groups.list(SYSTEM)
    return {
      present: present.map(({ id, discount, ...item }) => ({ id, item: { ...item, discount: formatMoney(discount) } })),
      add: (item) => clients.groups.create(SYSTEM, { ...item, discount: minorOf(item.discount) }),
      change: (id, differing) =>
        clients.groups.update(SYSTEM, id, { ...differing, discount: minorOf(differing.discount) }),
    }
  },
})

const minorOf = (text: string | undefined) => (text === undefined ? undefined : (parseMoney(text) ?? toMinor(0)))
