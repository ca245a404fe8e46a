import { expect, test } from 'vitest'
import { NOW } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { ALL, KIM, openProjects, SAM } from '../../../test/support/threads.ts'
import { openTicketWorld } from '../../../test/support/ticket-world.ts'
import type { Actor } from '../../access/actor.ts'

forEachEngine((engine) => {
  test('links a ticket to a place once, and lists tickets with the links that one sees', async () => {
    const world = await openTicketWorld(engine)
    const { links, ticket } = await openProjects(world)
    const [a, b, c] = [await ticket('Alpha'), await ticket('Beta'), await ticket('Gamma')]
    const link = await links.create(SAM, { ticketId: a, projectId: 1 })
    expect(link).toEqual({ id: link.id, ticketId: a, projectId: 1, actionId: null, ownerId: 1, createdAt: NOW })
    await links.create(SAM, { ticketId: a, actionId: 2 })
    await links.create(SAM, { ticketId: b, projectId: 2 })
    await expect(links.create(SAM, { ticketId: a, projectId: 1 })).rejects.toMatchObject({ code: 'ticket_linked' })
    await expect(links.create(SAM, { ticketId: 99, projectId: 1 })).rejects.toMatchObject({
      facts: { field: 'ticketId' },
    })
    await expect(links.create(KIM, { ticketId: b, projectId: 2 })).rejects.toMatchObject({ code: 'not_visible' })
    await expect(links.update(SAM, link.id, { actionId: 2 })).rejects.toMatchObject({ code: 'ticket_linked' })
    const found = async (actor: Actor, filter = {}) =>
      (await links.listTickets(actor, filter, ALL, { by: 'id' })).rows.map(({ id, links: its }) => [id, its.length])
    expect(await found(SAM)).toEqual([
      [a, 2],
      [b, 1],
      [c, 0],
    ])
    expect(await found(KIM)).toEqual([
      [a, 2],
      [b, 0],
      [c, 0],
    ])
    expect(await found(KIM, { linked: true })).toEqual([[a, 2]])
    expect(await found(KIM, { linked: false })).toEqual([
      [b, 0],
      [c, 0],
    ])
    expect(await found(SAM, { linkedTo: { projectId: [2] } })).toEqual([[b, 1]])
    expect(await found(KIM, { linkedTo: { projectId: [2] } })).toEqual([])
    expect(await found(SAM, { linkedTo: { belowOrAt: [1] } })).toEqual([[a, 2]])
    expect(await found(SAM, { linkedTo: { actionId: [1] } })).toEqual([])
    expect(await found(SAM, { search: 'GRÜSSE', id: [c] })).toEqual([])
    expect(await found(SAM, { search: 'GRÜßE b' })).toEqual([[b, 1]])
    expect(await found(SAM, { search: 'gam', status: ['Open'] })).toEqual([[c, 0]])
    expect(await links.update(SAM, link.id, { projectId: 2 })).toMatchObject({ id: link.id, projectId: 2 })
    await links.delete(SAM, link.id)
    await expect(links.get(SAM, link.id)).rejects.toMatchObject({ code: 'not_found' })
    expect(await links.getTicket(SAM, a)).toMatchObject({ id: a, links: [{ actionId: 2 }] })
  })

  test('links end with their ticket, and go along when it becomes part of another one', async () => {
    const world = await openTicketWorld(engine)
    const { links, support, ticket } = await openProjects(world)
    const [a, b, c] = [await ticket('Alpha'), await ticket('Beta'), await ticket('Gamma')]
    await links.create(SAM, { ticketId: a, projectId: 1 })
    const moved = await links.create(SAM, { ticketId: b, actionId: 1 })
    await links.create(SAM, { ticketId: b, projectId: 1 })
    await links.create(SAM, { ticketId: c, projectId: 1 })
    await support.tickets.merge(SAM, a, [b])
    await support.tickets.delete(SAM, c)
    const left = (await links.list(SAM, {}, ALL)).rows.map(({ ticketId, actionId }) => [ticketId, actionId])
    expect(left).toEqual([
      [a, null],
      [a, 1],
    ])
    expect((await links.get(SAM, moved.id)).ticketId).toBe(a)
  })
})
