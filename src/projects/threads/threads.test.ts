import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { bytesOf, openProjects, SAM, text, unread } from '../../../test/support/threads.ts'
import { openTicketWorld } from '../../../test/support/ticket-world.ts'

forEachEngine((engine) => {
  test('a closed thread takes no change until it is opened again', async () => {
    const world = await openTicketWorld(engine)
    const { topics, files } = await openProjects(world)
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

  test('nothing in an archived project changes, and its files can be read', async () => {
    const world = await openTicketWorld(engine)
    const { projects, topics, files } = await openProjects(world)
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
