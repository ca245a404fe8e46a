import { expect, test } from 'vitest'
import { NOW } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { ALL, bytesOf, KIM, openProjects, SAM } from '../../../test/support/threads.ts'
import { openTicketWorld } from '../../../test/support/ticket-world.ts'
import { type Actor, SYSTEM } from '../../access/actor.ts'

forEachEngine((engine) => {
  test('a thread is its first post: it counts its posts, knows the latest, and ends with the first', async () => {
    const world = await openTicketWorld(engine)
    const { topics } = await openProjects(world)
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
    world.clock.advance(1000)
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
    expect((await world.happenings()).filter(({ subject }) => subject === 'topic').map(({ kind }) => kind)).toEqual([
      'topic.created',
      'topic.created',
      'topic.created',
      'topic.created',
      'topic.deleted',
      'topic.deleted',
    ])
  })

  test('shows what belongs to projects and actions that somebody sees, and finds it by every filter', async () => {
    const world = await openTicketWorld(engine)
    const { topics, files } = await openProjects(world)
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

  test('posts at once are all counted, also while others delete and close', async () => {
    const world = await openTicketWorld(engine)
    const { topics } = await openProjects(world)
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
})
