import { beforeEach, expect, test } from 'vitest'
import { member, openTeam, type Team } from '../../../test/support/projects.ts'
import { SYSTEM } from '../../access/actor.ts'

const MINE = 1
const THEIRS = 2
/** Anybody of the team, and one who may speak for the others. */
const actor = member(MINE)
const lead = member(MINE, 'projects.read', 'projects.write', 'projects.time_others')

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

const log = (staffId: number, form: object = { durationSeconds: 60 }, by = SYSTEM) =>
  team.timeLogs.create(by, { parentType: 'project', parentId: projectId, staffId, ...form })

/** Every way to say what somebody has worked. */
const WAYS: Record<string, (by: typeof actor, staffId: number) => Promise<unknown>> = {
  enter: (by, staffId) => log(staffId, undefined, by),
  'start a watch': (by, staffId) => log(staffId, {}, by),
  change: async (by, staffId) => team.timeLogs.update(by, (await log(staffId)).id, { durationSeconds: 90 }),
  'stop a watch': async (by, staffId) => team.timeLogs.stop(by, (await log(staffId, {})).id),
  delete: async (by, staffId) => team.timeLogs.delete(by, (await log(staffId)).id),
  'hand over': async (by, staffId) => team.timeLogs.update(by, (await log(MINE)).id, { staffId }),
  'stop a watch of': async (by, staffId) => team.timeLogs.stop(by, (await log(MINE, {})).id, { staffId }),
  copy: async (by, staffId) => {
    await log(staffId)
    return team.projects.copy(by, projectId, { name: 'C', include: { timeLogs: true } })
  },
}

test.each(Object.entries(WAYS))(
  '%s: of oneself with the right to write, of others with a right of its own',
  async (_, way) => {
    const before = await team.timeLogs.sums(SYSTEM, {}, ['person'])
    await way(actor, MINE)
    await expect(way(actor, THEIRS)).rejects.toMatchObject({
      code: 'permission_refused',
      facts: { permission: 'projects.time_others' },
    })
    await way(lead, THEIRS)
    expect(await team.timeLogs.sums(SYSTEM, {}, ['person'])).not.toBe(before)
  },
)

test('time that is not seen is not even refused', async () => {
  const hidden = await team.projects.create(SYSTEM, { name: 'H', staffAccess: 'manager' })
  const { id } = await log(THEIRS, { durationSeconds: 60, parentId: hidden.id })
  await expect(team.timeLogs.update(actor, id, { durationSeconds: 90 })).rejects.toMatchObject({ code: 'not_visible' })
})

test("nobody's time is anybody's, and who archives a project ends what runs in it", async () => {
  const { id } = await team.timeLogs.create(SYSTEM, { parentType: 'project', parentId: projectId, durationSeconds: 60 })
  expect(await team.timeLogs.update(actor, id, { durationSeconds: 90, staffId: MINE })).toMatchObject({ staffId: MINE })
  const running = await log(THEIRS, {})
  await team.projects.update(actor, projectId, { function: 'archive' })
  expect(await team.timeLogs.get(SYSTEM, running.id)).toMatchObject({ state: 'complete' })
})
