import { beforeEach, describe, expect, test } from 'vitest'
import { openTeam, PAGE, type Team } from '../../../test/support/projects.ts'
import { SYSTEM } from '../../access/actor.ts'

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

const add = (form: object = {}) => team.actions.create(SYSTEM, { projectId, name: 'A', ...form })

describe('an action', () => {
  test('with time on an invoice stays unless that is forced', async () => {
    const { id } = await add()
    const { id: child } = await add({ parentId: id })
    const log = await team.timeLogs.create(SYSTEM, { parentType: 'action', parentId: child, durationSeconds: 60 })
    await team.timeLogs.invoice(SYSTEM, [log.id], 12)
    await expect(team.actions.delete(SYSTEM, id)).rejects.toMatchObject({ code: 'time_invoiced', facts: { logs: 1 } })
    await expect(team.projects.delete(SYSTEM, projectId)).rejects.toMatchObject({ code: 'time_invoiced' })
    await team.actions.delete(SYSTEM, id, { force: true })
    expect(await team.projects.get(SYSTEM, projectId)).toMatchObject({ actionCount: 0, elapsedSeconds: 0 })
    expect((await team.timeLogs.list(SYSTEM, {}, PAGE)).total).toBe(0)
  })
})
