import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { id, idPath, instant, text } from '../values.ts'

const permissions = z.array(text(64)).max(200).meta({
  description:
    'Rights such as `services.read`, of a room (`services.*`), all (`*`), or without one (`!services.passwords`)',
})

const requiresSecondFactor = z.boolean().meta({
  description: 'Whoever signs in with this role and has none sets one up before anything else',
})

const role = z
  .object({
    ...{ id, name: z.string(), permissions, requiresSecondFactor, createdAt: instant },
    version: z.int().meta({ description: 'Moves with every change; the ETag' }),
  })
  .meta({ id: 'Role' })

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
  get: apiOperation({
    id: 'roles.get',
    method: 'GET',
    path: '/roles/{id}',
    summary: 'One role',
    permission: 'access.read',
    params: idPath,
    response: role,
    versioned: true,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'roles.create',
    method: 'POST',
    path: '/roles',
    summary: 'Creates a role',
    permission,
    body: z.strictObject({ name: text(64), permissions, requiresSecondFactor: requiresSecondFactor.optional() }),
    response: role,
    versioned: true,
    errors: [],
  }),
  update: apiOperation({
    id: 'roles.update',
    method: 'PATCH',
    path: '/roles/{id}',
    summary: 'Gives a role these rights instead of those that it has, or asks for a second factor',
    permission,
    params: idPath,
    body: z.strictObject({ permissions, requiresSecondFactor }).partial(),
    response: role,
    versioned: true,
    errors: ['not_found'],
  }),
}
