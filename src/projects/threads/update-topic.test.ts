import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { KIM, openProjects, SAM } from '../../../test/support/threads.ts'
import { openTicketWorld } from '../../../test/support/ticket-world.ts'

forEachEngine((engine) => {
  test('a thread can be taken to another action or project; posts go along', async () => {
    const world = await openTicketWorld(engine)
    const { topics } = await openProjects(world)
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
})
