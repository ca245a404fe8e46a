import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { NOW } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { type HelpDesk, openHelpDesk, staff } from '../../../test/support/help-desk.ts'
import { type Actor, SYSTEM } from '../../access/actor.ts'

const ALL = { offset: 0, limit: 1000 }
const RIGHTS = ['support.*', 'projects.read', 'projects.write']
const SAM = staff(1, 'Sam', RIGHTS)
const KIM = staff(2, 'Kim', RIGHTS)

/** Project 1 is everybody's and has the actions 1 and, below it, 2. Project 2 is Sam's alone, its action 3 is Kim's. */
async function openProjects(desk: HelpDesk) {
  const { projects, actions, topics, projectFiles, ticketLinks, support } = desk.app.provisor.domain
  await projects.create(SAM, { name: 'Open', clientId: 1 })
  await projects.create(SAM, { name: 'Closed', staffAccess: 'manager', managerId: 1 })
  await actions.create(SAM, { projectId: 1, name: 'Above' })
  await actions.create(SAM, { projectId: 1, name: 'Below', parentId: 1 })
  await actions.create(SAM, { projectId: 2, name: 'Of Kim', assignedId: 2 })
  const ticket = async (subject: string) =>
    (await support.openTicket(SAM, { clientId: 1, departmentId: 1, subject, message: `Grüße ${subject}` })).id
  return { projects, actions, topics, files: projectFiles, links: ticketLinks, support, ticket }
}

const text = async (bytes: AsyncIterable<Uint8Array>) => {
  const pieces: Uint8Array[] = []
  for await (const piece of bytes) pieces.push(piece)
  return Buffer.concat(pieces).toString()
}
const bytesOf = (words: string) => [Buffer.from(words)]

forEachEngine((engine) => {
  it('a thread is its first post: it counts its posts, knows the latest, and ends with the first', async () => {
    const desk = await openHelpDesk(engine)
    const { topics } = await openProjects(desk)
    const first = await topics.create(SAM, { actionId: 2, title: 'Colours', detail: 'Which?', clientAccess: 'view' })
    expect(first).toEqual({
      id: first.id,
      threadId: first.id,
      projectId: 1,
      actionId: 2,
      status: 'open',
      clientAccess: 'view',
      title: 'Colours',
      detail: 'Which?',
      ownerId: 1,
      ownerClientId: null,
      ownerContactId: null,
      createdAt: NOW,
      updatedAt: NOW,
      version: 1,
    })
    await topics.create(KIM, { projectId: 1, title: 'Other' })
    desk.clock.advance(1000)
    const reply = await topics.create(KIM, { threadId: first.id, detail: 'Blue' })
    expect(reply).toMatchObject({ threadId: first.id, projectId: 1, actionId: 2, title: '', ownerId: 2 })
    const { total, rows: threads } = await topics.listThreads(SAM, {}, ALL)
    expect(total).toBe(2)
    expect(threads.map(({ title }) => title)).toEqual(['Colours', 'Other'])
    expect(threads[0]).toEqual({ ...first, entries: 2, activityAt: NOW + 1000, latest: reply })
    expect((await topics.list(SAM, { threadId: [first.id] }, ALL)).rows).toEqual([first, reply])

    const third = await topics.create(SAM, { threadId: first.id, detail: 'Green' })
    await topics.delete(SAM, third.id)
    expect((await topics.listThreads(SAM, { threadId: [first.id] }, ALL)).rows[0]).toMatchObject({
      entries: 2,
      latest: { id: reply.id },
    })
    await topics.delete(SAM, first.id)
    await expect(topics.get(SAM, reply.id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await topics.list(SAM, {}, ALL)).rows.map(({ title }) => title)).toEqual(['Other'])
    await expect(topics.create(SAM, { threadId: first.id, detail: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    expect((await desk.happenings()).filter(({ subject }) => subject === 'topic').map(({ kind }) => kind)).toEqual([
      'topic.created',
      'topic.created',
      'topic.created',
      'topic.created',
      'topic.deleted',
      'topic.deleted',
    ])
  })

  it('a closed thread takes no change until it is opened again', async () => {
    const desk = await openHelpDesk(engine)
    const { topics, files } = await openProjects(desk)
    const topic = await topics.create(SAM, { projectId: 1, title: 'T' })
    const file = await files.create(SAM, { projectId: 1, filename: 'a.txt' }, bytesOf('a'))
    await topics.update(SAM, topic.id, { status: 'closed' })
    await files.update(SAM, file.id, { status: 'closed' })
    const refused = { code: 'thread_closed' }
    await expect(topics.create(SAM, { threadId: topic.id, detail: 'x' })).rejects.toMatchObject(refused)
    await expect(topics.update(SAM, topic.id, { title: 'x' })).rejects.toMatchObject(refused)
    await expect(topics.delete(SAM, topic.id)).rejects.toMatchObject(refused)
    await expect(files.create(SAM, { threadId: file.id, filename: 'b' }, unread())).rejects.toMatchObject(refused)
    await expect(files.update(SAM, file.id, { label: 'x' })).rejects.toMatchObject(refused)
    await expect(files.delete(SAM, file.id)).rejects.toMatchObject(refused)
    expect(await topics.update(SAM, topic.id, { status: 'open', title: 'Again' })).toMatchObject({
      title: 'Again',
      status: 'open',
    })
    await topics.delete(SAM, topic.id)
    await files.update(SAM, file.id, { status: 'open' })
    await files.delete(SAM, file.id)
  })

  it('a thread can be taken to another action or project; posts go along', async () => {
    const desk = await openHelpDesk(engine)
    const { topics } = await openProjects(desk)
    const topic = await topics.create(SAM, { actionId: 2, title: 'T' })
    const reply = await topics.create(SAM, { threadId: topic.id, detail: 'more' })
    expect(await topics.update(SAM, reply.id, { actionId: 1 })).toMatchObject({ projectId: 1, actionId: 1 })
    expect(await topics.get(SAM, topic.id)).toMatchObject({ projectId: 1, actionId: 1 })
    expect(await topics.update(SAM, topic.id, { projectId: 2 })).toMatchObject({ projectId: 2, actionId: null })
    await expect(topics.update(SAM, topic.id, { actionId: 1 })).rejects.toMatchObject({ facts: { field: 'actionId' } })
    await expect(topics.update(KIM, topic.id, { title: 'x' })).rejects.toMatchObject({ code: 'not_visible' })
    await expect(topics.create(SAM, { projectId: 9, title: 'x' })).rejects.toMatchObject({ code: 'not_found' })
    await expect(topics.create(SAM, { title: 'x' })).rejects.toMatchObject({ facts: { field: 'projectId' } })
    await expect(topics.create(SAM, { projectId: 1 })).rejects.toMatchObject({ facts: { field: 'title' } })
    await expect(topics.update(SAM, topic.id, { title: '' })).rejects.toMatchObject({ facts: { field: 'title' } })
  })

  it('shows what belongs to projects and actions that somebody sees, and finds it by every filter', async () => {
    const desk = await openHelpDesk(engine)
    const { topics, files } = await openProjects(desk)
    await topics.create(SAM, { projectId: 1, title: 'One', detail: 'Ünïcode' })
    await topics.create(SAM, { actionId: 1, title: 'Two' })
    await topics.create(SAM, { actionId: 2, title: 'Three', clientAccess: 'modify' })
    await topics.create(SAM, { projectId: 2, title: 'Four' })
    await topics.create(SAM, { actionId: 3, title: 'Five' })
    const found = async (actor: Actor, filter = {}) =>
      (await topics.list(actor, filter, ALL)).rows.map(({ title }) => title)
    expect(await found(SAM)).toEqual(['One', 'Two', 'Three', 'Four', 'Five'])
    expect(await found(SYSTEM)).toEqual(['One', 'Two', 'Three', 'Four', 'Five'])
    expect(await found(KIM)).toEqual(['One', 'Two', 'Three', 'Five'])
    expect(await found(KIM, { projectId: [2] })).toEqual(['Five'])
    expect(await found(SAM, { projectId: [1] })).toEqual(['One', 'Two', 'Three'])
    expect(await found(SAM, { projectId: [1], actionId: [null] })).toEqual(['One'])
    expect(await found(SAM, { belowOrAt: [1] })).toEqual(['Two', 'Three'])
    expect(await found(SAM, { clientAccess: ['modify'] })).toEqual(['Three'])
    expect(await found(SAM, { search: 'ÜNÏ' })).toEqual(['One'])
    expect(await found(SAM, { id: [] })).toEqual([])
    expect((await topics.listThreads(KIM, {}, ALL)).total).toBe(4)
    await files.create(SAM, { projectId: 2, filename: 'secret.txt' }, bytesOf('s'))
    expect((await files.list(KIM, {}, ALL)).total).toBe(0)
    await expect(files.open(KIM, 1)).rejects.toMatchObject({ code: 'not_visible' })
    await expect(topics.get(KIM, 4)).rejects.toMatchObject({ code: 'not_visible' })
  })

  it('a file comes down as it went up; further versions have numbers, and the latest is known', async () => {
    const desk = await openHelpDesk(engine)
    const { files } = await openProjects(desk)
    const first = await files.create(
      SAM,
      {
        actionId: 1,
        filename: 'C:\\plans\\\u202egnp.plan.pdf',
        mediaType: 'Application/PDF; x=y',
        label: ' The plan ',
      },
      bytesOf('version one'),
    )
    expect(first).toMatchObject({
      threadId: first.id,
      projectId: 1,
      actionId: 1,
      label: 'The plan',
      versionLabel: '1',
      filename: 'gnp.plan.pdf',
      mediaType: 'application/pdf',
      size: 11,
      sha256: createHash('sha256').update('version one').digest('hex'),
      ownerId: 1,
    })
    const second = await files.create(KIM, { threadId: first.id, filename: 'plan.pdf' }, bytesOf('two'))
    const third = await files.create(KIM, { threadId: first.id, filename: 'p', versionLabel: 'final' }, bytesOf('3'))
    await files.delete(KIM, second.id)
    const fourth = await files.create(KIM, { threadId: first.id, filename: 'p' }, bytesOf('4'))
    expect([second, third, fourth].map(({ versionLabel }) => versionLabel)).toEqual(['2', 'final', '4'])
    const { rows: threads } = await files.listThreads(SAM, {}, ALL)
    expect(threads).toEqual([{ ...first, entries: 3, activityAt: NOW, latest: fourth }])
    const { file, bytes } = await files.open(SAM, first.id)
    expect([file.id, await text(bytes)]).toEqual([first.id, 'version one'])
    expect(await files.update(SAM, third.id, { label: 'Plan', filename: 'a/b.pdf', detail: 'D' })).toMatchObject({
      label: 'Plan',
      filename: 'b.pdf',
      detail: 'D',
    })
    expect(await files.get(SAM, first.id)).toMatchObject({ label: 'Plan', filename: 'gnp.plan.pdf' })
  })

  it('links a ticket to a place once, and lists tickets with the links that one sees', async () => {
    const desk = await openHelpDesk(engine)
    const { links, ticket } = await openProjects(desk)
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

  it('links end with their ticket, and go along when it becomes part of another one', async () => {
    const desk = await openHelpDesk(engine)
    const { links, support, ticket } = await openProjects(desk)
    const [a, b, c] = [await ticket('Alpha'), await ticket('Beta'), await ticket('Gamma')]
    await links.create(SAM, { ticketId: a, projectId: 1 })
    const moved = await links.create(SAM, { ticketId: b, actionId: 1 })
    await links.create(SAM, { ticketId: b, projectId: 1 })
    await links.create(SAM, { ticketId: c, projectId: 1 })
    await support.mergeTickets(SAM, a, [b])
    await support.deleteTicket(SAM, c)
    const left = (await links.list(SAM, {}, ALL)).rows.map(({ ticketId, actionId }) => [ticketId, actionId])
    expect(left).toEqual([
      [a, null],
      [a, 1],
    ])
    expect((await links.get(SAM, moved.id)).ticketId).toBe(a)
  })

  it('what is attached goes with its action and with its project; tickets and shared bytes stay', async () => {
    const desk = await openHelpDesk(engine)
    const { projects, actions, topics, files, links, support, ticket } = await openProjects(desk)
    const a = await ticket('Alpha')
    for (const place of [{ projectId: 1 }, { actionId: 1 }, { actionId: 2 }]) {
      const topic = await topics.create(SAM, { ...place, title: 'T' })
      await topics.create(SAM, { threadId: topic.id, detail: 'more' })
      const file = await files.create(SAM, { ...place, filename: 'a' }, bytesOf('a'))
      await files.create(SAM, { threadId: file.id, filename: 'b' }, bytesOf('b'))
      await links.create(SAM, { ...place, ticketId: a })
    }
    const copy = await projects.copy(SAM, 1, {
      name: 'Copy',
      include: { topics: true, files: true, ticketLinks: true },
    })
    const counts = async (projectId: number) => [
      (await topics.list(SAM, { projectId: [projectId] }, ALL)).total,
      (await files.list(SAM, { projectId: [projectId] }, ALL)).total,
      (await links.list(SAM, { projectId: [projectId] }, ALL)).total,
    ]
    expect([await counts(1), await counts(copy.id)]).toEqual([
      [6, 6, 3],
      [6, 6, 3],
    ])
    await actions.delete(SAM, 1)
    expect([await counts(1), await counts(copy.id)]).toEqual([
      [2, 2, 1],
      [6, 6, 3],
    ])
    expect(await desk.files.sweep()).toBe(0)
    await projects.delete(SAM, copy.id)
    expect(await counts(1)).toEqual([2, 2, 1])
    expect(await desk.files.sweep()).toBe(4)
    const [file] = (await files.list(SAM, { projectId: [1] }, ALL)).rows
    expect(await text((await files.open(SAM, file!.id)).bytes)).toBe('a')
    await projects.delete(SAM, 1)
    expect(await desk.files.sweep()).toBe(2)
    expect((await support.getTicket(SAM, { id: a })).id).toBe(a)
    expect(await desk.read.threads.of({ projectId: 1 })).toEqual([])
  })

  it('posts at once are all counted, also while others delete and close', async () => {
    const desk = await openHelpDesk(engine)
    const { topics } = await openProjects(desk)
    const { id } = await topics.create(SAM, { projectId: 1, title: 'T' })
    const replies = await Promise.all(
      Array.from({ length: 12 }, (_, index) => topics.create(SAM, { threadId: id, detail: String(index) })),
    )
    await Promise.all([
      ...replies.slice(0, 4).map((reply) => topics.delete(SAM, reply.id)),
      ...Array.from({ length: 4 }, () => topics.create(SAM, { threadId: id, detail: 'more' })),
      topics.update(SAM, id, { title: 'U' }),
    ])
    const [thread] = (await topics.listThreads(SAM, {}, ALL)).rows
    const all = (await topics.list(SAM, { threadId: [id] }, ALL)).rows
    expect([thread!.entries, thread!.latest.id]).toEqual([13, all.at(-1)!.id])
    expect(all.length).toBe(13)
  })

  it('nothing in an archived project changes, and its files can be read', async () => {
    const desk = await openHelpDesk(engine)
    const { projects, topics, files } = await openProjects(desk)
    const topic = await topics.create(SAM, { projectId: 1, title: 'T' })
    const file = await files.create(SAM, { projectId: 1, filename: 'a' }, bytesOf('a'))
    await projects.update(SAM, 1, { function: 'archive' })
    await expect(topics.update(SAM, topic.id, { title: 'x' })).rejects.toMatchObject({ code: 'project_archived' })
    await expect(files.create(SAM, { projectId: 1, filename: 'b' }, unread())).rejects.toMatchObject({
      code: 'project_archived',
    })
    expect(await text((await files.open(SAM, file.id)).bytes)).toBe('a')
  })
})

/** Bytes that nobody should ask for. */
function unread(): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]: () => {
      throw new Error('the bytes were read')
    },
  }
}
