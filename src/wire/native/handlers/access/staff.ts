import type { StaffMember } from '../../../../access/staff/staff-member.ts'
import { staff } from '../../contract/access/staff.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const staffHandlers = [
  handle(staff.list, async ({ actor, domain }) => ({
    items: (await domain.access.staff.list(actor)).map(encodeMember),
  })),
  handle(staff.create, async ({ actor, domain }, { body }) =>
    encodeMember(await domain.access.staff.create(actor, body)),
  ),
  handle(staff.update, async ({ actor, domain }, { params, body }) =>
    encodeMember(await domain.access.staff.update(actor, params.id, body)),
  ),
  handle(staff.setPassword, async ({ actor, domain }, { params, body }) => {
    await domain.access.staff.setPassword(actor, params.id, body.password)
    return { id: params.id }
  }),
  handle(staff.secondFactors, async ({ actor, domain }) => ({
    items: (await domain.access.secondFactors.ofEverybody(actor)).map(({ staffId, factors }) => ({
      staffId,
      factors: [...factors],
    })),
  })),
  handle(staff.resetSecondFactors, async ({ actor, domain }, { params }) => {
    await domain.access.secondFactors.reset(actor, params.id)
    return params
  }),
  handle(staff.disable, async ({ actor, domain }, { params }) =>
    encodeMember(await domain.access.staff.disable(actor, params.id)),
  ),
  handle(staff.enable, async ({ actor, domain }, { params }) =>
    encodeMember(await domain.access.staff.enable(actor, params.id)),
  ),
]

const encodeMember = (member: StaffMember): AnswerOf<typeof staff.create> => ({
  id: member.id,
  uuid: member.uuid,
  username: member.username,
  email: member.email,
  firstName: member.firstName,
  lastName: member.lastName,
  roleId: member.roleId,
  legacyLogin: member.legacyLogin,
  numbers: member.numbers,
  stringifyColumns: member.stringifyColumns,
  httpStatus: member.httpStatus,
  notes: member.notes,
  signature: member.signature,
  active: member.active,
  createdAt: instantText(member.createdAt),
  updatedAt: instantText(member.updatedAt),
})
