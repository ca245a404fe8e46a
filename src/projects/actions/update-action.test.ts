import { beforeEach, describe, expect, test } from 'vitest'
import { openTeam, type Team } from '../../../test/support/projects.ts'
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
  test('takes the status of what is complete, and loses it when it is begun again', async () => {
    const { id } = await add()
    expect(await team.actions.update(SYSTEM, id, { complete: 100 })).toMatchObject({ status: 'Complete' })
    expect(await team.actions.update(SYSTEM, id, { complete: 99 })).toMatchObject({ status: '' })
    expect(await kinds()).toEqual([
      ...['project.created', 'action.created'],
      ...['action.updated', 'action.key_fields_updated', 'action.updated', 'action.key_fields_updated'],
    ])
  })
})
