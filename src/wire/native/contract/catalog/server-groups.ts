import * as z from 'zod'
import { FILLS } from '../../../../catalog/servers/server.ts'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, oneOf, text } from '../values.ts'

const details = {
  name: text(255),
  fill: oneOf(FILLS).meta({ id: 'ServerGroupFill', description: 'Which of its servers takes the next account' }),
  serverIds: z.array(id).max(1000),
}
const group = z
  .object({ id, ...details })
  .meta({ id: 'ServerGroup', description: 'Servers among which accounts are spread' })

export const serverGroups = {
  list: apiOperation({
    id: 'serverGroups.list',
    method: 'GET',
    path: '/server-groups',
    summary: 'The server groups, by id',
    permission: 'catalog.read',
    response: z.object({ items: z.array(group) }).meta({ id: 'ServerGroups' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'serverGroups.get',
    method: 'GET',
    path: '/server-groups/{id}',
    summary: 'One server group',
    permission: 'catalog.read',
    params: idPath,
    response: group,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'serverGroups.create',
    method: 'POST',
    path: '/server-groups',
    summary: 'Creates a server group; its name is its own',
    permission: 'catalog.write',
    body: z.strictObject({
      name: details.name,
      fill: details.fill.default('least-full'),
      serverIds: details.serverIds.default([]),
    }),
    response: group,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'serverGroups.update',
    method: 'PATCH',
    path: '/server-groups/{id}',
    summary: 'Changes what is sent, and leaves the rest; the servers are all or nothing',
    permission: 'catalog.write',
    params: idPath,
    body: z.strictObject(details).partial(),
    response: group,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'serverGroups.delete',
    method: 'DELETE',
    path: '/server-groups/{id}',
    summary: 'Deletes a server group that no product and no add-on names; its servers stay',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use'],
  }),
}
