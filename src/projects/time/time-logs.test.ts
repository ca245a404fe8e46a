import { beforeEach, describe, expect, test } from 'vitest'
import { member, openTeam, PAGE, type Team } from '../../../test/support/projects.ts'
import { NOW, nobody } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

describe('time', () => {
  const log = (form: object = {}) =>
    team.timeLogs.create(member(1), { parentType: 'project', parentId: projectId, ...form })

  test('runs until it is stopped, and counts then', async () => {
    const { id } = await log()
    team.clock.advance(90_500)
    expect(await team.timeLogs.get(SYSTEM, id)).toMatchObject({ state: 'active', elapsedSeconds: 90, stoppedAt: null })
    expect(await team.projects.get(SYSTEM, projectId)).toMatchObject({ elapsedSeconds: 0 })
    const stopped = await team.timeLogs.stop(SYSTEM, id)
    expect(stopped).toMatchObject({ state: 'complete', elapsedSeconds: 90, startedAt: NOW })
    team.clock.advance(1000)
    expect(await team.timeLogs.stop(SYSTEM, id)).toEqual(stopped)
    expect(await team.projects.get(SYSTEM, projectId)).toMatchObject({ elapsedSeconds: 90 })
    await team.timeLogs.update(SYSTEM, id, { durationSeconds: 30 })
    expect(await team.projects.get(SYSTEM, projectId)).toMatchObject({ elapsedSeconds: 30 })
    await team.timeLogs.delete(SYSTEM, id)
    expect(await team.projects.get(SYSTEM, projectId)).toMatchObject({ elapsedSeconds: 0 })
  })

  test('needs the right', async () => {
    await expect(team.timeLogs.list(nobody, {}, PAGE)).rejects.toMatchObject({ code: 'permission_refused' })
    await expect(team.settings.set(member(1), {})).rejects.toMatchObject({ facts: { permission: 'projects.all' } })
  })
})
