import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { section } from '../section.ts'

export const clientGroups = section({
  name: 'clientGroups',
  item: z.strictObject({ name: z.string().trim(), colour: z.string().optional() }),
  keyOf: ({ name }) => name,
  defaults: { colour: '' },
  async open({ domain: { clients } }) {
    const present = await clients.groups.list(SYSTEM)
    return {
      present: present.map(({ id, name, colour }) => ({ id, item: { name, colour } })),
      add: (item) => clients.groups.create(SYSTEM, item),
      change: (id, differing) => clients.groups.update(SYSTEM, id, differing),
    }
  },
})
