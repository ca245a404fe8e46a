import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { NOW } from '../../../test/support/app.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { ALL, bytesOf, KIM, openProjects, SAM, text } from '../../../test/support/threads.ts'
import { openTicketWorld } from '../../../test/support/ticket-world.ts'

forEachEngine((engine) => {
  test('a file comes down as it went up; further versions have numbers, and the latest is known', async () => {
    const world = await openTicketWorld(engine)
    const { files } = await openProjects(world)
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
})
