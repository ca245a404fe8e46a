import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { forEachEngine } from '../support/databases.ts'
import { member, openTeam, PAGE } from '../support/projects.ts'

forEachEngine((engine) => {
  test('two at once lose nothing: moves keep the order, timers the sums, and one runs at a time', async () => {
    const { actions, projects, settings, timeLogs } = await openTeam(engine)
    const project = await projects.create(SYSTEM, { name: 'P' })
    const make = (parentId: number | null) => actions.create(SYSTEM, { projectId: project.id, name: 'A', parentId })
    const [left, right] = [await make(null), await make(null)]
    const children = await Promise.all(Array.from({ length: 6 }, () => make(left.id)))
    await Promise.all(
      children.map(({ id }, index) =>
        actions.update(SYSTEM, id, { parentId: index % 2 ? right.id : left.id, position: 1 }),
      ),
    )
    for (const parent of [left, right]) {
      const found = await actions.list(SYSTEM, { parentId: [parent.id] }, PAGE, { by: 'position' })
      expect(found.rows.map(({ position }) => position)).toEqual([1, 2, 3])
    }
    await settings.set(SYSTEM, { 'timelog.autostop_timelog': true })
    const watch = (id: number) => timeLogs.create(member(1), { parentType: 'action', parentId: id })
    await Promise.all(children.map(({ id }) => watch(id)))
    expect((await timeLogs.list(SYSTEM, { state: ['active'] }, PAGE)).total).toBe(1)
    const worked = { parentType: 'action' as const, durationSeconds: 10 }
    await Promise.all(children.map(({ id }) => timeLogs.create(member(2), { ...worked, parentId: id })))
    expect(await projects.get(SYSTEM, project.id)).toMatchObject({ elapsedSeconds: 60, actionCount: 8 })
  })
})
