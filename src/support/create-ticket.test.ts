import { expect, test } from 'vitest'
import { NOW } from '../../test/support/app.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { openTicketWorld, SAM, staff, type TicketWorld } from '../../test/support/ticket-world.ts'
import type { TicketForm } from './create-ticket.ts'

const ALL = { offset: 0, limit: 1000 }

const ask = (world: TicketWorld, form: Partial<TicketForm> = {}) =>
  world.support.tickets.create(SAM, { clientId: 1, departmentId: 1, subject: 'It is down', message: 'Help', ...form })

forEachEngine((engine) => {
  test('a ticket that is refused leaves neither row nor bytes', async () => {
    const world = await openTicketWorld(engine, { uploadLimitMb: '1', uploadTypes: 'txt' })
    const big = Array.from({ length: 17 }, () => Buffer.alloc(64 * 1024))
    const form = { clientId: 1, departmentId: 1, subject: 'S', message: 'M' }
    const attempt = (given: Partial<TicketForm>, filename: string, bytes: Iterable<Uint8Array>) =>
      world.support.tickets.create(SAM, { ...form, ...given }, [{ filename, bytes }])
    await expect(attempt({}, 'a.txt', big)).rejects.toMatchObject({ code: 'file_too_large' })
    await expect(attempt({}, 'a.exe', [])).rejects.toMatchObject({ code: 'file_type_refused' })
    await expect(attempt({ departmentId: 99 }, 'a.txt', [Buffer.from('x')])).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(ask(world, { clientId: 9 })).rejects.toMatchObject({ code: 'not_found' })
    await expect(ask(world, { contactId: 1, clientId: 2 })).rejects.toMatchObject({ code: 'contact_not_owned' })
    await expect(ask(world, { userId: 2 })).rejects.toMatchObject({ code: 'user_not_linked' })
    await expect(ask(world, { related: { type: 'service', id: 5 } })).rejects.toMatchObject({
      code: 'related_not_owned',
    })
    await expect(ask(world, { openedAt: NOW + 1 })).rejects.toMatchObject({ code: 'in_the_future' })
    await expect(ask(world, { clientId: undefined, name: 'X' })).rejects.toMatchObject({ code: 'guest_incomplete' })
    await expect(world.support.tickets.create(staff(1, 'x', []), form)).rejects.toMatchObject({
      code: 'permission_refused',
    })
    expect((await world.support.tickets.list(SAM, {}, ALL)).total).toBe(0)
    expect(await world.read.files.unneeded(Number.MAX_SAFE_INTEGER, 10)).toEqual([])
  })

  test('tickets opened at once have numbers of their own, and replies at once are all there', async () => {
    const world = await openTicketWorld(engine)
    const tickets = await Promise.all(Array.from({ length: 20 }, () => ask(world)))
    expect(new Set(tickets.map(({ mask }) => mask)).size).toBe(20)
    const { id } = tickets[0]!
    await Promise.all([
      ...Array.from({ length: 10 }, (_, index) =>
        world.support.tickets.reply(SAM, id, { clientId: 1, message: `reply ${index}` }),
      ),
      ...Array.from({ length: 5 }, () => world.support.tickets.update(SAM, id, { status: 'In Progress' })),
    ])
    expect((await world.support.tickets.getWithDetails(SAM, { id })).replies.length).toBe(10)
  })
})
