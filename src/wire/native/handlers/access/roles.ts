import type { Role } from '../../../../access/staff/role.ts'
import { roles } from '../../contract/access/roles.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const roleHandlers = [
  handle(roles.list, async ({ actor, domain }) => ({ items: (await domain.access.roles.list(actor)).map(encodeRole) })),
  handle(roles.get, async ({ actor, domain }, { params }) =>
    encodeRole(await domain.access.roles.get(actor, params.id)),
  ),
  handle(roles.create, async ({ actor, domain }, { body }) =>
    encodeRole(await domain.access.roles.create(actor, body)),
  ),
  handle(roles.update, async ({ actor, domain }, { params, body }) =>
    encodeRole(await domain.access.roles.update(actor, params.id, body)),
  ),
]

const encodeRole = ({
  id,
  name,
  permissions,
  requiresSecondFactor,
  createdAt,
  version,
}: Role): AnswerOf<typeof roles.create> => ({
  id,
  name,
  permissions: [...permissions],
  requiresSecondFactor,
  createdAt: instantText(createdAt),
  version,
})
