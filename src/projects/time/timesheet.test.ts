import { beforeEach, describe, expect, test } from 'vitest'
import { member, openTeam, type Team } from '../../../test/support/projects.ts'
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

  test('has the rate of the chain, and is billed in steps', async () => {
    await team.settings.set(SYSTEM, {
      'billing.hourly_rate': '60',
      'billing.round_elapsed': 15,
      'timelog.type_rates': { Rush: '+50%' },
    })
    await team.projects.update(SYSTEM, projectId, { rate: '+10' })
    await team.settings.setStaffRate(SYSTEM, 1, '+5')
    await log({ type: 'rush', durationSeconds: 901 })
    const [sum] = await team.timeLogs.sums(SYSTEM, {}, ['client', 'person'])
    expect(sum).toMatchObject({ of: { person: { name: 'ann' } }, seconds: 901, billedSeconds: 1800, amount: 5625 })
  })
})
