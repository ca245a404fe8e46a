import type { DepartmentCounts } from '../../../../support/department.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { departments } from '../../contract/support/departments.ts'
import { handle } from '../../handler.ts'

export const departmentHandlers = [
  handle(departments.get, async ({ actor, domain }, { params }) =>
    encodeDepartment(await domain.support.departments.get(actor, params.id)),
  ),
  handle(departments.create, async ({ actor, domain }, { body }) => {
    const { id } = await domain.support.departments.create(actor, body)
    return { id }
  }),
  handle(departments.update, async ({ actor, domain }, { params, body }) => {
    const { id } = await domain.support.departments.update(actor, params.id, body)
    return { id }
  }),
  handle(departments.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.support.departments.delete(actor, id)
    return { id }
  }),
]

export const encodeDepartment = ({
  position: _,
  ...department
}: DepartmentCounts): AnswerOf<typeof departments.get> => ({ ...department, staffIds: [...department.staffIds] })
