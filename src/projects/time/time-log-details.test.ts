import { beforeEach, describe, expect, test } from 'vitest'
import { member, openTeam, type Team } from '../../../test/support/projects.ts'
import { NOW } from '../../../test/support/shop.ts'
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

  test.each([
    [{ durationSeconds: -1 }, 'durationSeconds'],
    [{ durationSeconds: 367 * 86_400 }, 'durationSeconds'],
    [{ startedAt: NOW, stoppedAt: NOW - 1000 }, 'stoppedAt'],
    [{ startedAt: NOW + 60_000 }, 'startedAt'],
    [{ startedAt: Number.NaN }, 'startedAt'],
    [{ stoppedAt: NOW, state: 'active' }, 'state'],
    [{ type: 'Slow' }, 'type'],
    [{ staffId: 99 }, 'staffId'],
  ])('%j is refused by name', async (form, field) => {
    await expect(log(form)).rejects.toMatchObject({ code: 'invalid', facts: { field } })
  })
})
