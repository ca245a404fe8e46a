import { expect, test } from 'vitest'
import { NOW } from '../../test/support/app.ts'
import { forEachEngine } from '../../test/support/databases.ts'
import { KIM, openTicketWorld, SAM } from '../../test/support/ticket-world.ts'

const HOUR = 3_600_000

const readAll = async (bytes: AsyncIterable<Uint8Array>) => {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}

forEachEngine((engine) => {
  test('gives back every field of a ticket, who asked, and all that was said about it', async () => {
    const world = await openTicketWorld(engine)
    const opened = await world.support.tickets.create(
      SAM,
      {
        mask: '516757',
        clientId: 1,
        contactId: 1,
        departmentId: 2,
        subject: 'It is down',
        message: 'Help\nme',
        markdown: true,
        cc: 'a@example.com, b@example.com',
        priority: 'High',
        preventClientClosure: true,
        flaggedTo: 2,
        byStaff: true,
        openedAt: NOW - HOUR,
      },
      [{ filename: '../../log.txt', bytes: [Buffer.from('one '), Buffer.from('two')] }],
    )
    await world.support.tickets.reply(KIM, opened.id, { staffUsername: 'kim', message: 'We look' })
    await world.support.tickets.reply(KIM, opened.id, { clientId: 1, message: 'Thanks', at: NOW - HOUR / 2 })
    await world.support.tickets.createNote(KIM, { mask: '516757' }, { message: 'Not again' })

    const { ticket, replies, notes } = await world.support.tickets.getWithDetails(SAM, { mask: '516757' })
    expect(ticket).toEqual({
      id: opened.id,
      mask: '516757',
      accessKey: expect.stringMatching(/^[0-9A-Za-z]{8}$/),
      departmentId: 2,
      departmentName: 'Abuse',
      clientId: 1,
      contactId: 1,
      userId: null,
      staffId: 1,
      staffName: 'Sam Support',
      name: '',
      email: '',
      cc: 'a@example.com,b@example.com',
      subject: 'It is down',
      message: 'Help\nme',
      markdown: true,
      status: 'Customer-Reply',
      priority: 'High',
      flaggedTo: 2,
      related: null,
      preventClientClosure: true,
      openedAt: NOW - HOUR,
      lastReplyAt: NOW,
      updatedAt: NOW,
      version: 3,
      ownerName: 'Ada Lovelace',
      ownerEmail: 'ada@example.com',
      requestor: { kind: 'contact', name: 'Annabella Lovelace', email: 'annabella@example.com' },
      attachments: [{ id: expect.any(Number), index: 0, filename: 'log.txt', contentId: expect.any(Number), size: 7 }],
    })
    expect(replies.map(({ message, requestor, at }) => ({ message, requestor, at }))).toEqual([
      {
        message: 'Thanks',
        requestor: { kind: 'owner', name: 'Ada Lovelace', email: 'ada@example.com' },
        at: NOW - HOUR / 2,
      },
      { message: 'We look', requestor: { kind: 'staff', name: 'Kim Support', email: '' }, at: NOW },
    ])
    expect(notes.map(({ message, staffId, staffName }) => ({ message, staffId, staffName }))).toEqual([
      { message: 'Not again', staffId: 2, staffName: 'Kim Support' },
    ])
    const { bytes } = await world.support.tickets.openAttachment(SAM, ticket.id, ticket.attachments[0]!.id)
    expect(await readAll(bytes)).toBe('one two')
    expect((await world.happenings()).map(({ kind }) => kind).slice(-4)).toEqual([
      'ticket.created',
      'ticket.reply_created',
      'ticket.reply_created',
      'ticket.note_created',
    ])
  })

  test('a deleted ticket takes what was said and what was attached along, and a deleted reply its own', async () => {
    const world = await openTicketWorld(engine)
    const file = (text: string) => [{ filename: 'f.txt', bytes: [Buffer.from(text)] }]
    const { id } = await world.support.tickets.create(
      SAM,
      { clientId: 1, departmentId: 1, subject: 'S', message: 'M' },
      file('first'),
    )
    const reply = await world.support.tickets.reply(SAM, id, { clientId: 1, message: 'more' }, file('second'))
    await world.support.tickets.createNote(SAM, { id }, { message: 'note' }, file('third'))
    const ids = (await world.read.support.attachments.contentsOfTicket(id)).sort()
    expect(ids.length).toBe(3)
    const states = () => Promise.all(ids.map(async (each) => (await world.read.files.get(each))?.state))
    expect(await states()).toEqual(['kept', 'kept', 'kept'])
    await expect(world.support.tickets.deleteReply(SAM, id + 1, reply)).rejects.toMatchObject({ code: 'not_found' })
    await world.support.tickets.deleteReply(SAM, id, reply)
    expect(await states()).toEqual(['kept', 'dropped', 'kept'])
    await world.support.tickets.delete(SAM, id)
    expect(await states()).toEqual(['dropped', 'dropped', 'dropped'])
    expect(await world.files.sweep()).toBe(3)
    expect(await states()).toEqual([undefined, undefined, undefined])
    await expect(world.support.tickets.getWithDetails(SAM, { id })).rejects.toMatchObject({ code: 'not_found' })
  })
})
