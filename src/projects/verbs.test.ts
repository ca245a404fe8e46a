import { beforeEach, describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { date, member, openTeam, PAGE, type Team } from '../../test/support/projects.ts'
import { NOW, nobody, TODAY } from '../../test/support/shop.ts'
import { SYSTEM } from '../access/actor.ts'

let team: Team
let projectId: number

beforeEach(async () => {
  team = await openTeam()
  projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
})

const kinds = async () => (await team.happenings()).map(({ kind }) => kind)
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

  test('takes the status of what is complete, and loses it when it is begun again', async () => {
    const { id } = await add()
    expect(await team.actions.update(SYSTEM, id, { complete: 100 })).toMatchObject({ status: 'Complete' })
    expect(await team.actions.update(SYSTEM, id, { complete: 99 })).toMatchObject({ status: '' })
    expect(await kinds()).toEqual([
      ...['project.created', 'action.created'],
      ...['action.updated', 'action.key_fields_updated', 'action.updated', 'action.key_fields_updated'],
    ])
  })

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

  test('is copied with its tree and all dates moved; nothing in the copy is done', async () => {
    await team.projects.update(SYSTEM, projectId, { startOn: date('2026-03-01'), function: 'template' })
    const parent = await add({ startOn: date('2026-03-02'), finishOn: date('2026-03-04') })
    await add({ parentId: parent.id, startOn: date('2026-03-03'), finishOn: date('2026-03-04'), complete: 100 })
    const copy = await team.projects.copy(SYSTEM, projectId, { name: 'Copy', startOn: date('2026-04-01'), clientId: 2 })
    expect(copy).toMatchObject({ function: 'default', clientId: 2, actionCount: 2, complete: 0, startOn: '2026-04-01' })
    const { rows: actions } = await team.actions.list(SYSTEM, { projectId: [copy.id] }, PAGE)
    expect(actions).toMatchObject([
      { name: 'A', childCount: 1, startOn: '2026-04-02', finishOn: '2026-04-04', complete: 0 },
      { parentId: actions[0]!.id, startOn: '2026-04-03', complete: 0, status: '' },
    ])
    expect(await team.actions.get(SYSTEM, parent.id)).toMatchObject({ complete: 100, startOn: '2026-03-02' })
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

  test('needs the right', async () => {
    await expect(team.timeLogs.list(nobody, {}, PAGE)).rejects.toMatchObject({ code: 'permission_refused' })
    await expect(team.settings.set(member(1), {})).rejects.toMatchObject({ facts: { permission: 'projects.all' } })
  })
})

forEachEngine((engine) => {
  test('two at once lose nothing: moves keep the order, timers the sums, and one runs at a time', async () => {
    const { actions, projects, settings, timeLogs } = await openTeam(engine)
    const project = await projects.create(SYSTEM, { name: 'P' })
    const make = (parentId: number | null) => actions.create(SYSTEM, { projectId: project.id, name: 'A', parentId })
    const [left, right] = [await make(null), await make(null)]
    const children = await Promise.all(Array.from({ length: 6 }, () => make(left.id)))
    await Promise.all(
      children.map(({ id }, index) =>
        actions.update(SYSTEM, id, { parentId: index % 2 ? right.id : left.id, position: 1 }),
      ),
    )
    for (const parent of [left, right]) {
      const found = await actions.list(SYSTEM, { parentId: [parent.id] }, PAGE, { by: 'position' })
      expect(found.rows.map(({ position }) => position)).toEqual([1, 2, 3])
    }
    await settings.set(SYSTEM, { 'timelog.autostop_timelog': true })
    const watch = (id: number) => timeLogs.create(member(1), { parentType: 'action', parentId: id })
    await Promise.all(children.map(({ id }) => watch(id)))
    expect((await timeLogs.list(SYSTEM, { state: ['active'] }, PAGE)).total).toBe(1)
    const worked = { parentType: 'action' as const, durationSeconds: 10 }
    await Promise.all(children.map(({ id }) => timeLogs.create(member(2), { ...worked, parentId: id })))
    expect(await projects.get(SYSTEM, project.id)).toMatchObject({ elapsedSeconds: 60, actionCount: 8 })
  })
})
