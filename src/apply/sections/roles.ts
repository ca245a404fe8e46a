import { z } from 'zod'
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
      .transform((patterns) => [...new Set(patterns)].sort()),
  }),
  keyOf: ({ name }) => name,
  defaults: {},
  async open({ domain: { access } }) {
    const present = await access.roles.list(SYSTEM)
    return {
      present: present.map(({ id, name, permissions }) => ({ id, item: { name, permissions: [...permissions] } })),
      add: (item) => access.roles.create(SYSTEM, item),
      change: (id, _differing, { permissions }) => access.roles.setPermissions(SYSTEM, id, permissions),
    }
  },
})
