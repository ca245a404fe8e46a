import { expect, test } from 'vitest'
import { NOW } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { KIM, openTicketWorld, SAM, type TicketWorld } from '../../../test/support/ticket-world.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { TicketForm } from '../../support/create-ticket.ts'
import type { TicketFilter } from '../../support/ticket.ts'

const ALL = { offset: 0, limit: 1000 }
const HOUR = 3_600_000

const ask = (world: TicketWorld, form: Partial<TicketForm> = {}) =>
  world.support.tickets.create(SAM, { clientId: 1, departmentId: 1, subject: 'It is down', message: 'Help', ...form })

forEachEngine((engine) => {
  test('finds tickets by every filter, the latest reply first', async () => {
    const world = await openTicketWorld(engine)
    const guest = { clientId: undefined, name: 'Guest', email: 'Guest@Example.com' }
    const forms: Partial<TicketForm>[] = [
      { subject: 'Mail 100% gone', flaggedTo: 1 },
      { clientId: 2, departmentId: 2, subject: 'MAIL again' },
      { ...guest, departmentId: 2, subject: 'Other', status: 'Closed', flaggedTo: 1 },
    ]
    for (const [index, form] of forms.entries()) await ask(world, { ...form, openedAt: NOW - index * HOUR })
    const found = async (filter: TicketFilter, actor = SAM) =>
      (await world.support.tickets.list(actor, filter, ALL)).rows.map(({ id }) => id)
    expect(await found({})).toEqual([1, 2, 3])
    expect(await found({ ids: [3, 1, 99] })).toEqual([1, 3])
    expect(await found({ clientId: 2 })).toEqual([2])
    expect(await found({ departmentId: 2 })).toEqual([2, 3])
    expect(await found({ email: 'GUEST@example.COM' })).toEqual([3])
    expect(await found({ email: 'grace@example.com' })).toEqual([2])
    expect(await found({ email: '' })).toEqual([])
    expect(await found({ statuses: ['Closed', 'On Hold'] })).toEqual([3])
    expect(await found({ statuses: [] })).toEqual([])
    expect(await found({ flaggedTo: 1 })).toEqual([1, 3])
    expect(await found({ subject: 'mail' })).toEqual([1, 2])
    expect(await found({ subject: '0% g' })).toEqual([1])
    expect(await found({ subject: '%' })).toEqual([1])
    expect(await found({ ownDepartments: true })).toEqual([1])
    expect(await found({ ownDepartments: true, departmentId: 2 })).toEqual([])
    expect(await found({ ownDepartments: true }, KIM)).toEqual([1, 2, 3])
    expect(await found({ ownDepartments: true }, SYSTEM)).toEqual([1, 2, 3])
    const page = await world.support.tickets.list(SAM, {}, { offset: 1, limit: 1 })
    expect([page.total, page.rows.map(({ id }) => id)]).toEqual([3, [2]])
    expect(await world.support.tickets.list(SAM, {}, { offset: 9, limit: 1 })).toEqual({ total: 3, rows: [] })
    expect(await world.support.tickets.count(SAM, { ownDepartments: true })).toEqual({
      departmentIds: [1],
      active: 1,
      awaiting: 1,
      flagged: 1,
      byStatus: ['Open', 'Answered', 'Customer-Reply', 'On Hold', 'In Progress', 'Closed'].map((status) => ({
        status,
        count: status === 'Open' ? 1 : 0,
      })),
    })
    const departments = await world.support.departments.list(KIM, { ownDepartments: true })
    expect(departments.map(({ name, active, awaiting }) => [name, active, awaiting])).toEqual([
      ['General', 1, 1],
      ['Abuse', 1, 1],
    ])
  })
})
