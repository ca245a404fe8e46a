import { beforeEach, describe, expect, test } from 'vitest'
import { member, openTeam, type Team } from '../../test/support/projects.ts'
import { SYSTEM } from '../access/actor.ts'

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

const add = (form: object = {}) => team.actions.create(SYSTEM, { projectId, name: 'A', ...form })

describe('a project', () => {
  test('that is archived takes no change but to its function, and nothing runs in it', async () => {
    const watch = await team.timeLogs.create(member(1), { parentType: 'project', parentId: projectId })
    team.clock.advance(60_000)
    await team.projects.update(SYSTEM, projectId, { function: 'archive' })
    expect(await team.timeLogs.get(SYSTEM, watch.id)).toMatchObject({ state: 'complete', elapsedSeconds: 60 })
    const archived = { code: 'project_archived' }
    await expect(team.projects.update(SYSTEM, projectId, { name: 'Q' })).rejects.toMatchObject(archived)
    await expect(add()).rejects.toMatchObject(archived)
    await expect(team.timeLogs.delete(SYSTEM, watch.id)).rejects.toMatchObject(archived)
    await team.projects.update(SYSTEM, projectId, { name: 'P', function: 'default' })
    await add()
  })

  test('of another client loses contact and service, and its unbilled time changes hands', async () => {
    const contactId = (await team.read.clients.contacts.ofClient(1))[0]!.id
    await team.projects.update(SYSTEM, projectId, { contactId })
    const { id } = await team.timeLogs.create(SYSTEM, {
      parentType: 'project',
      parentId: projectId,
      durationSeconds: 1,
    })
    expect(await team.projects.update(SYSTEM, projectId, { clientId: 2 })).toMatchObject({ contactId: null })
    expect(await team.timeLogs.get(SYSTEM, id)).toMatchObject({ clientId: 2 })
    await expect(team.projects.update(SYSTEM, projectId, { contactId })).rejects.toMatchObject({
      facts: { field: 'contactId' },
    })
  })
})
