import { expect, test } from 'vitest'
import { openTeam } from '../../../test/support/projects.ts'
import { SYSTEM } from '../../access/actor.ts'

const HOUR = 3_600_000

test('a task goes to another project with what is below it and its time, and both projects count anew', async () => {
  const team = await openTeam()
  const [from, to] = [
    await team.projects.create(SYSTEM, { name: 'From', clientId: 1 }),
    await team.projects.create(SYSTEM, { name: 'To' }),
  ]
  const add = (form: object) => team.actions.create(SYSTEM, { projectId: from.id, name: 'A', ...form })
  const stays = await add({ name: 'Stays' })
  const goes = await add({ name: 'Goes' })
  const below = await add({ name: 'Below', parentId: goes.id, complete: 50 })
  await team.timeLogs.create(SYSTEM, {
    parentType: 'action',
    parentId: below.id,
    staffId: 1,
    startedAt: HOUR,
    stoppedAt: 2 * HOUR,
  })

  await team.actions.update(SYSTEM, goes.id, { toProject: to.id })

  const of = async (id: number) => (await team.projects.get(SYSTEM, id)) as unknown as Record<string, unknown>
  expect(await of(from.id)).toMatchObject({ actionCount: 1, elapsedSeconds: 0, complete: 0 })
  expect(await of(to.id)).toMatchObject({ actionCount: 2, elapsedSeconds: 3600, complete: 50 })
  expect(await team.actions.get(SYSTEM, below.id)).toMatchObject({ projectId: to.id, parentId: goes.id })
  expect(await team.actions.get(SYSTEM, goes.id)).toMatchObject({ projectId: to.id, parentId: null, position: 1 })
  expect(await team.actions.get(SYSTEM, stays.id)).toMatchObject({ projectId: from.id, position: 1 })
  const { rows } = await team.timeLogs.list(SYSTEM, {}, { offset: 0, limit: 10 })
  expect(rows).toMatchObject([{ projectId: to.id, clientId: null }])

  await team.actions.update(SYSTEM, goes.id, { toProject: to.id })
  await expect(team.actions.update(SYSTEM, goes.id, { toProject: 4711 })).rejects.toMatchObject({ code: 'not_found' })
})
