import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { section } from '../section.ts'

export const roles = section({
  name: 'roles',
  item: z.strictObject({
    name: z.string().trim(),
    /** Names of rights, rooms (`services.*`) or `*`; `!services.passwords` takes one away. */
    permissions: z
      .array(z.string())
      .min(1)
      .transform((patterns) => [...new Set(patterns)].sort())
      .optional(),
    /** Whoever signs in with this role and has no second factor sets one up before anything else. */
    requiresSecondFactor: z.boolean().optional(),
  }),
  keyOf: ({ name }) => name,
  required: ['permissions'],
  defaults: { requiresSecondFactor: false },
  async open({ domain: { access } }) {
    const present = await access.roles.list(SYSTEM)
    return {
      present: present.map(({ id, name, permissions, requiresSecondFactor }) => ({
        id,
        item: { name, permissions: [...permissions], requiresSecondFactor },
      })),
      add: (item) => access.roles.create(SYSTEM, item),
      change: (id, { permissions, requiresSecondFactor }) =>
        access.roles.update(SYSTEM, id, { permissions, requiresSecondFactor }),
    }
  },
})
