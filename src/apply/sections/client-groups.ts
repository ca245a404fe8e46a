import { z } from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { section } from '../section.ts'

export const clientGroups = section({
  name: 'clientGroups',
  item: z.strictObject({ name: z.string().trim(), colour: z.string().optional() }),
  keyOf: ({ name }) => name,
  defaults: { colour: '' },
  async open({ domain: { clients } }) {
    const present = await clients.listGroups(SYSTEM)
    return {
      present: present.map(({ id, name, colour }) => ({ id, item: { name, colour } })),
      add: (item) => clients.addGroup(SYSTEM, item),
      change: (id, differing) => clients.changeGroup(SYSTEM, id, differing),
    }
  },
})
