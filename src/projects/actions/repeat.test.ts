import { beforeEach, describe, expect, test } from 'vitest'
import { date, openTeam, PAGE, type Team } from '../../../test/support/projects.ts'
import { SYSTEM } from '../../access/actor.ts'

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

const add = (form: object = {}) => team.actions.create(SYSTEM, { projectId, name: 'A', ...form })

describe('an action', () => {
  test('that repeats becomes the summary of its occurrences; another rule keeps what was begun', async () => {
    const summary = await add({
      startOn: date('2026-03-02'),
      finishOn: date('2026-03-03'),
      recurRule: 'FREQ=DAILY;COUNT=4',
    })
    const occurrences = async () =>
      (await team.actions.list(SYSTEM, { recurParentId: [summary.id] }, PAGE, { by: 'startOn' })).rows
    expect(summary).toMatchObject({ childCount: 4, frequency: 'daily', finishOn: '2026-03-06' })
    const [first, second] = await occurrences()
    expect(first).toMatchObject({ startOn: '2026-03-02', finishOn: '2026-03-03', frequency: 'none', position: 1 })
    await team.actions.update(SYSTEM, second!.id, { complete: 50 })
    expect(await team.actions.get(SYSTEM, summary.id)).toMatchObject({ complete: 13 })
    await team.actions.update(SYSTEM, summary.id, { recurRule: 'FREQ=WEEKLY;COUNT=2' })
    const days = (await occurrences()).map(({ startOn }) => startOn)
    expect(days).toEqual(['2026-03-02', '2026-03-03', '2026-03-09'])
    await expect(add({ recurRule: 'FREQ=DAILY;COUNT=2', startOn: null })).rejects.toMatchObject({ code: 'invalid' })
    await expect(add({ recurRule: 'FREQ=DAILY;UNTIL=20300101' })).rejects.toMatchObject({ code: 'invalid' })
  })
})
