import { z } from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { requireRange } from '../../access/details.ts'
import { Refusal } from '../../refusal.ts'
import { section } from '../section.ts'

/** An address or network in the one form in which it is stored. */
const range = z.string().transform((text, context) => {
  try {
    return requireRange(text)
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure
    context.addIssue({ code: 'custom', message: failure.message })
    return z.NEVER
  }
})

/** From where the faces listen at all; none means from anywhere. */
export const allowedAddresses = section({
  name: 'allowedAddresses',
  item: z.preprocess(
    (given) => (typeof given === 'string' ? { address: given } : given),
    z.strictObject({ address: range, note: z.string().trim().optional() }),
  ),
  keyOf: ({ address }) => address,
  defaults: { note: '' },
  async open({ domain: { access } }) {
    const present = await access.allowedAddresses.list(SYSTEM)
    return {
      present: present.map(({ id, cidr, note }) => ({ id, item: { address: cidr, note } })),
      add: ({ address, note }) => access.allowedAddresses.allow(SYSTEM, address, note),
      async change(id, _differing, { address, note }) {
        await access.allowedAddresses.disallow(SYSTEM, id)
        await access.allowedAddresses.allow(SYSTEM, address, note)
      },
    }
  },
})
