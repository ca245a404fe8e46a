import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { FILLS } from '../../catalog/servers/server.ts'
import { openNames, sortedSet } from '../references.ts'
import { section } from '../section.ts'

export const serverGroups = section({
  name: 'serverGroups',
  item: z.strictObject({
    name: z.string().trim(),
    /** Which server takes the next account. */
    fill: z.enum(FILLS).optional(),
    /** By name. */
    servers: z.array(z.string().trim()).transform(sortedSet).optional(),
  }),
  keyOf: ({ name }) => name,
  defaults: { fill: 'least-full', servers: [] },
  async open({ domain: { catalog } }) {
    const servers = openNames('servers', 'the name of a server', await catalog.servers.list(SYSTEM))
    const present = await catalog.serverGroups.list(SYSTEM)
    return {
      present: present.map(({ id, name, fill, serverIds }) => ({
        id,
        item: { name, fill, servers: serverIds.map(servers.nameOf).sort() },
      })),
      add: ({ name, fill = 'least-full', servers: names = [] }) =>
        catalog.serverGroups.create(SYSTEM, { name, fill, serverIds: names.map(servers.idOf) }),
      change: (id, { fill, servers: names }) =>
        catalog.serverGroups.update(SYSTEM, id, { fill, serverIds: names?.map(servers.idOf) }),
    }
  },
})
