import { beforeEach, describe, expect, test } from 'vitest'
import { date, openTeam, PAGE, type Team } from '../../test/support/projects.ts'
import { SYSTEM } from '../access/actor.ts'

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

const add = (form: object = {}) => team.actions.create(SYSTEM, { projectId, name: 'A', ...form })

describe('a project', () => {
  test('is copied with its tree and all dates moved; nothing in the copy is done', async () => {
    await team.projects.update(SYSTEM, projectId, { startOn: date('2026-03-01'), function: 'template' })
    const parent = await add({ startOn: date('2026-03-02'), finishOn: date('2026-03-04') })
    await add({ parentId: parent.id, startOn: date('2026-03-03'), finishOn: date('2026-03-04'), complete: 100 })
    const copy = await team.projects.copy(SYSTEM, projectId, { name: 'Copy', startOn: date('2026-04-01'), clientId: 2 })
    expect(copy).toMatchObject({ function: 'default', clientId: 2, actionCount: 2, complete: 0, startOn: '2026-04-01' })
    const { rows: actions } = await team.actions.list(SYSTEM, { projectId: [copy.id] }, PAGE)
    expect(actions).toMatchObject([
      { name: 'A', childCount: 1, startOn: '2026-04-02', finishOn: '2026-04-04', complete: 0 },
      { parentId: actions[0]!.id, startOn: '2026-04-03', complete: 0, status: '' },
    ])
    expect(await team.actions.get(SYSTEM, parent.id)).toMatchObject({ complete: 100, startOn: '2026-03-02' })
  })
})
