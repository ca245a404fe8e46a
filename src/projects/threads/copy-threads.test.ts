import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { ALL, bytesOf, openProjects, SAM, text } from '../../../test/support/threads.ts'
import { openTicketWorld } from '../../../test/support/ticket-world.ts'

forEachEngine((engine) => {
  test('what is attached goes with its action and with its project; tickets and shared bytes stay', async () => {
    const world = await openTicketWorld(engine)
    const { projects, actions, topics, files, links, support, ticket } = await openProjects(world)
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
    expect(await world.files.sweep()).toBe(0)
    await projects.delete(SAM, copy.id)
    expect(await counts(1)).toEqual([2, 2, 1])
    expect(await world.files.sweep()).toBe(4)
    const [file] = (await files.list(SAM, { projectId: [1] }, ALL)).rows
    expect(await text((await files.open(SAM, file!.id)).bytes)).toBe('a')
    await projects.delete(SAM, 1)
    expect(await world.files.sweep()).toBe(2)
    expect((await support.tickets.get(SAM, { id: a })).id).toBe(a)
    expect(await world.read.threads.of({ projectId: 1 })).toEqual([])
  })
})
