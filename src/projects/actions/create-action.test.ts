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

const add = (form: object = {}) => team.actions.create(SYSTEM, { projectId, name: 'A', ...form })

describe('an action', () => {
  test('starts and finishes by the settings', async () => {
    expect(await add()).toMatchObject({ startOn: TODAY, finishOn: '2026-02-05', durationSeconds: 3600 })
    await team.settings.set(SYSTEM, { 'action.date_start_offset': 'lastsibling', 'action.finish_offset': 3 * 86_400 })
    expect(await add()).toMatchObject({ startOn: '2026-02-05', finishOn: '2026-02-08', position: 2 })
    await team.settings.set(SYSTEM, { 'action.insert_position': 'first', 'action.date_start_offset': 'tomorrow' })
    expect(await add()).toMatchObject({ startOn: '2026-02-05', position: 1 })
  })

  test('has a finish before its start put after it', async () => {
    const { id } = await add({ startOn: date('2026-03-05'), finishOn: date('2026-03-01') })
    expect(await team.actions.get(SYSTEM, id)).toMatchObject({ startOn: '2026-03-05', finishOn: '2026-03-06' })
    expect(await team.actions.update(SYSTEM, id, { startOn: date('2026-04-01') })).toMatchObject({
      finishOn: '2026-04-02',
    })
    expect(await add({ finishOn: date('2026-01-01') })).toMatchObject({ startOn: '2026-01-01', finishOn: '2026-01-01' })
  })

  test('finds its words by text or slug and refuses others', async () => {
    expect(await add({ status: 'progress', type: 'SERVICE' })).toMatchObject({ status: 'Progress', type: 'Service' })
    await expect(add({ status: 'Pending' })).rejects.toMatchObject({ code: 'invalid', facts: { field: 'status' } })
    await expect(add({ parentId: 999 })).rejects.toMatchObject({ facts: { field: 'parentId' } })
    await expect(add({ assignedId: 99 })).rejects.toMatchObject({ facts: { field: 'assignedId' } })
    await expect(add({ complete: 101 })).rejects.toMatchObject({ facts: { field: 'complete' } })
  })
})
