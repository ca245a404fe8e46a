import { beforeEach, describe, expect, test } from 'vitest'
import { date, openTeam, type Team } from '../../../test/support/projects.ts'
import { TODAY } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

const kinds = async () => (await team.happenings()).map(({ kind }) => kind)
const add = (form: object = {}) => team.actions.create(SYSTEM, { projectId, name: 'A', ...form })

describe('an action', () => {
  test('near its finish is told of once for each finish', async () => {
    const { id } = await add({ startOn: date(TODAY), finishOn: date('2026-02-06') })
    await add({ startOn: date(TODAY), finishOn: date('2026-02-07') })
    expect(await team.expiring.tell()).toBe(1)
    expect(await team.expiring.tell()).toBe(0)
    await team.actions.update(SYSTEM, id, { finishOn: date(TODAY) })
    expect(await team.expiring.tell()).toBe(1)
    expect((await kinds()).filter((kind) => kind === 'action.deadline_approached')).toHaveLength(2)
  })
})
