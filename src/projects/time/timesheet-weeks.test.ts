import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { date, member, openTeam } from '../../../test/support/projects.ts'
import { SYSTEM } from '../../access/actor.ts'

const WEEK = date('2026-01-26')
const INSIDE = Date.UTC(2026, 0, 28, 9)
const OUTSIDE = Date.UTC(2026, 1, 2, 9)
const ann = member(1)
const ben = member(2)
const lead = member(3, 'projects.*')

forEachEngine((engine) => {
  async function open() {
    const team = await openTeam(engine)
    const projectId = (await team.projects.create(SYSTEM, { name: 'P', clientId: 1 })).id
    const log = (form: object = {}, by = ann) =>
      team.timeLogs.create(by, {
        ...{ parentType: 'project', parentId: projectId, startedAt: INSIDE, durationSeconds: 600 },
        ...form,
      })
    return { ...team, projectId, log }
  }

  test('a week goes from open over submitted and approved to locked, and back to open, once each', async () => {
    const { timesheetWeeks: weeks, happenings } = await open()
    const states = async () => (await weeks.list(ann, { staffId: 1, from: WEEK })).map(({ state }) => state)
    expect(await states()).toEqual(['open'])
    await expect(weeks.approve(lead, 1, WEEK)).rejects.toMatchObject({ code: 'transition_refused' })
    for (let times = 0; times < 2; times++)
      expect(await weeks.submit(ann, 1, WEEK)).toMatchObject({ staffId: 1, week: WEEK, state: 'submitted' })
    await expect(weeks.lock(lead, 1, WEEK)).rejects.toMatchObject({ code: 'transition_refused' })
    await weeks.approve(lead, 1, WEEK)
    await weeks.lock(lead, 1, WEEK)
    expect(await states()).toEqual(['locked'])
    await expect(weeks.submit(ann, 1, WEEK)).rejects.toMatchObject({ code: 'transition_refused' })
    await weeks.reopen(lead, 1, WEEK)
    expect(await states()).toEqual(['open'])
    const told = (await happenings()).filter(({ kind }) => kind.startsWith('timesheet_week.'))
    expect(told.map(({ kind, changes }) => [kind, changes.state])).toEqual([
      ['timesheet_week.submitted', ['open', 'submitted']],
      ['timesheet_week.approved', ['submitted', 'approved']],
      ['timesheet_week.locked', ['approved', 'locked']],
      ['timesheet_week.reopened', ['locked', 'open']],
    ])
  })

  test('its member reopens what was only submitted; all else is for who manages all projects', async () => {
    const { timesheetWeeks: weeks } = await open()
    const refused = (permission: string) => ({ code: 'permission_refused', facts: { permission } })
    await expect(weeks.submit(ben, 1, WEEK)).rejects.toMatchObject(refused('projects.time_others'))
    await weeks.submit(ann, 1, WEEK)
    await expect(weeks.approve(ann, 1, WEEK)).rejects.toMatchObject(refused('projects.all'))
    await expect(weeks.reopen(ben, 1, WEEK)).rejects.toMatchObject(refused('projects.all'))
    expect(await weeks.reopen(ann, 1, WEEK)).toMatchObject({ state: 'open' })
    await weeks.submit(ann, 1, WEEK)
    await weeks.approve(lead, 1, WEEK)
    await expect(weeks.reopen(ann, 1, WEEK)).rejects.toMatchObject(refused('projects.all'))
    await expect(weeks.lock(ann, 1, WEEK)).rejects.toMatchObject(refused('projects.all'))
    expect(await weeks.reopen(lead, 1, WEEK)).toMatchObject({ state: 'open' })
  })

  test('time of a week that was handed in is not entered, changed, moved, deleted or copied', async () => {
    const { timesheetWeeks: weeks, timeLogs, projects, projectId, log } = await open()
    const inside = await log()
    const outside = await log({ startedAt: OUTSIDE })
    const others = await log({ staffId: 2 }, SYSTEM)
    await weeks.submit(ann, 1, WEEK)
    const ways = [
      () => log(),
      () => log({ durationSeconds: undefined }),
      () => timeLogs.update(ann, inside.id, { note: 'x' }),
      () => timeLogs.update(lead, inside.id, { startedAt: OUTSIDE, durationSeconds: 60 }),
      () => timeLogs.update(ann, outside.id, { startedAt: INSIDE, durationSeconds: 60 }),
      () => timeLogs.update(lead, others.id, { staffId: 1 }),
      () => timeLogs.update(lead, inside.id, { staffId: 2 }),
      () => timeLogs.delete(ann, inside.id),
      () => projects.copy(lead, projectId, { name: 'C', include: { timeLogs: true } }),
      () => projects.delete(lead, projectId),
    ]
    for (const way of ways) await expect(way()).rejects.toMatchObject({ code: 'week_closed' })
    await timeLogs.update(ann, outside.id, { note: 'y' })
    await timeLogs.update(ben, others.id, { note: 'z' })
    await timeLogs.invoice(lead, [inside.id], 7)
    await weeks.reopen(ann, 1, WEEK)
    await log({ note: 'more' })
    await projects.delete(lead, projectId, { force: true })
  })

  test('what is in no week that was handed in ends at its first and last instant', async () => {
    const { timesheetWeeks: weeks, wallClock, log } = await open()
    await weeks.submit(ann, 1, WEEK)
    const start = wallClock.startOfDay(WEEK)
    const end = wallClock.startOfDay(date('2026-02-02'))
    for (const startedAt of [start, end - 1000])
      await expect(log({ startedAt })).rejects.toMatchObject({ code: 'week_closed' })
    for (const startedAt of [start - 1000, end]) expect(await log({ startedAt })).toMatchObject({ startedAt })
  })

  test('nothing may run in a week that is handed in, and no other day than a Monday begins one', async () => {
    const { timesheetWeeks: weeks, timeLogs, log } = await open()
    const { id } = await log({ durationSeconds: undefined })
    await expect(weeks.submit(ann, 1, WEEK)).rejects.toMatchObject({ code: 'timer_running', facts: { timeLog: id } })
    await timeLogs.stop(ann, id)
    await weeks.submit(ann, 1, WEEK)
    await expect(weeks.submit(ann, 1, date('2026-01-27'))).rejects.toMatchObject({ facts: { field: 'week' } })
    await expect(weeks.approve(lead, 99, WEEK)).rejects.toMatchObject({ code: 'not_found' })
    await expect(weeks.list(ann, { from: date('2024-01-01'), to: WEEK })).rejects.toMatchObject({
      facts: { field: 'to' },
    })
  })

  test('weeks are listed with sums by day, of everybody who worked or handed one in', async () => {
    const { timesheetWeeks: weeks, log } = await open()
    await log()
    await log({ startedAt: INSIDE + 86_400_000, durationSeconds: 60 })
    await weeks.submit(SYSTEM, 4, WEEK)
    const listed = await weeks.list(lead, { from: date('2026-01-20'), to: date('2026-02-01') })
    expect(listed.map(({ staffId, week, state, seconds }) => [staffId, week, state, seconds])).toEqual([
      [1, WEEK, 'open', 660],
      [4, WEEK, 'submitted', 0],
    ])
    expect(listed[0]!.days.map(({ seconds }) => seconds)).toEqual([0, 0, 600, 60, 0, 0, 0])
    expect(
      (await weeks.list(lead, { staffId: 2, from: date('2026-01-20'), to: WEEK })).map(({ week }) => week),
    ).toEqual([WEEK, '2026-01-19'])
  })

  test('who hands a week in and who works in it at once come one after the other', async () => {
    const { timesheetWeeks: weeks, timeLogs, log } = await open()
    const results = await Promise.allSettled([
      ...Array.from({ length: 5 }, () => log()),
      weeks.submit(ann, 1, WEEK),
      ...Array.from({ length: 5 }, () => log()),
    ])
    const entered = results.filter((one) => one.status === 'fulfilled').length - 1
    expect((await timeLogs.sums(SYSTEM, { staffId: 1 }, ['person']))[0]?.logs ?? 0).toBe(entered)
    await expect(log()).rejects.toMatchObject({ code: 'week_closed' })
  })
})
