import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { openTicketWorld, staff } from '../../test/support/ticket-world.ts'
import { SYSTEM } from '../access/actor.ts'

forEachEngine((engine) => {
  test('a department is deleted when no ticket lies there', async () => {
    const { support, happenings } = await openTicketWorld(engine)
    await support.tickets.create(SYSTEM, { departmentId: 1, clientId: 1, subject: 'Help', message: 'Please' })
    await expect(support.departments.delete(SYSTEM, 1)).rejects.toMatchObject({ code: 'department_in_use' })
    await support.departments.delete(SYSTEM, 2)
    await expect(support.departments.get(SYSTEM, 2)).rejects.toMatchObject({ code: 'not_found' })
    expect(await support.departments.get(SYSTEM, 1)).toMatchObject({ id: 1, active: 1 })
    expect((await happenings()).at(-1)).toMatchObject({ kind: 'department.deleted', subjectId: 2 })
    await expect(support.departments.delete(SYSTEM, 2)).rejects.toMatchObject({ code: 'not_found' })
    await expect(support.departments.delete(staff(1, 'sam'), 1)).rejects.toMatchObject({ code: 'permission_refused' })
  })
})
