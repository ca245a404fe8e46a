import { z } from 'zod'
import { apiOperation } from '../operation.ts'
import { id, idPath, instant, text } from '../values.ts'

const permissions = z.array(text(64)).max(200).meta({
  description:
    'Rights such as `services.read`, of a room (`services.*`), all (`*`), or without one (`!services.passwords`)',
})

const role = z.object({ id, name: z.string(), permissions, createdAt: instant }).meta({ id: 'Role' })

const permission = 'access.write'

export const roles = {
  list: apiOperation({
    id: 'roles.list',
    method: 'GET',
    path: '/roles',
    summary: 'The roles with their rights, by name',
    permission: 'access.read',
    response: z.object({ items: z.array(role) }).meta({ id: 'Roles' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'roles.create',
    method: 'POST',
    path: '/roles',
    summary: 'Creates a role',
    permission,
    body: z.strictObject({ name: text(64), permissions }),
    response: role,
    errors: [],
  }),
  setPermissions: apiOperation({
    id: 'roles.setPermissions',
    method: 'PUT',
    path: '/roles/{id}/permissions',
    summary: 'Gives a role these rights instead of those that it has',
    permission,
    params: idPath,
    body: z.strictObject({ permissions }),
    response: role,
    errors: ['not_found'],
  }),
}
