import { describe, expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { member, openTeam, PAGE } from '../../test/support/projects.ts'
import { SYSTEM } from '../access/actor.ts'
import type { Action } from './actions/action.ts'
import { ANYBODY, type Project } from './project.ts'
import { seesAction, seesProject } from './visibility.ts'

const ME = 2
const OTHER = 3

/** Who sees a project of which I am nothing, manager, assigned, owner, or that is for anybody. */
const PROJECTS: [
  access: Project['staffAccess'],
  mine: 'nothing' | 'manager' | 'assigned' | 'owner' | 'anybody',
  sees: boolean,
][] = [
  ['all', 'nothing', true],
  ['all', 'manager', true],
  ['manager', 'nothing', false],
  ['manager', 'manager', true],
  ['manager', 'assigned', false],
  ['manager', 'anybody', false],
  ['manager', 'owner', true],
  ['related', 'nothing', false],
  ['related', 'manager', true],
  ['related', 'assigned', true],
  ['related', 'anybody', true],
  ['related', 'owner', true],
]

const people = (mine: (typeof PROJECTS)[number][1]) => ({
  ownerId: mine === 'owner' ? ME : OTHER,
  managerId: mine === 'manager' ? ME : OTHER,
  assignedId: mine === 'assigned' ? ME : mine === 'anybody' ? ANYBODY : OTHER,
})

const HIDDEN = { staffAccess: 'manager', ...people('nothing') } as const

/** Who sees an action of a project that they do not see. */
const ACTIONS: [mine: (typeof PROJECTS)[number][1], sees: boolean][] = [
  ['nothing', false],
  ['manager', true],
  ['assigned', true],
  ['anybody', true],
  ['owner', true],
]

describe('by the rules', () => {
  test.each(PROJECTS)('of a project for %s, who is %s sees: %s', (staffAccess, mine, sees) => {
    expect(seesProject({ staffId: ME }, { staffAccess, ...people(mine) })).toBe(sees)
    expect(seesProject('everything', { staffAccess, ...people(mine) })).toBe(true)
  })

  test.each(ACTIONS)('of an action in a project that is hidden, who is %s sees: %s', (mine, sees) => {
    expect(seesAction({ staffId: ME }, HIDDEN, people(mine))).toBe(sees)
    expect(seesAction({ staffId: ME }, { ...HIDDEN, staffAccess: 'all' }, people(mine))).toBe(true)
  })
})

forEachEngine((engine) => {
  test('lists and totals follow the same rules, page by page, and so does each record', async () => {
    const { projects, actions, timeLogs } = await openTeam(engine)
    const seen = { projects: [] as number[], actions: [] as number[], timeLogs: [] as number[] }
    for (const [staffAccess, mine, sees] of PROJECTS) {
      const { ownerId, ...rest } = people(mine)
      const { id } = await projects.create(member(ownerId), { name: 'P', staffAccess, ...rest })
      if (sees) seen.projects.push(id)
    }
    const hidden = await projects.create(member(OTHER), { name: 'H', staffAccess: 'manager' })
    const logOf = async (actionId: number, sees: boolean) => {
      const { id } = await timeLogs.create(member(OTHER, 'projects.*'), {
        parentType: 'action',
        parentId: actionId,
        durationSeconds: 60,
      })
      if (sees) seen.timeLogs.push(id)
    }
    for (const [mine, sees] of ACTIONS) {
      const { ownerId, ...rest } = people(mine)
      const { id } = await actions.create(member(ownerId, 'projects.*'), { projectId: hidden.id, name: 'A', ...rest })
      if (sees) seen.actions.push(id)
      await logOf(id, sees)
    }
    const onClient = { parentType: 'client', parentId: 1, durationSeconds: 1 } as const
    seen.timeLogs.push((await timeLogs.create(member(OTHER), onClient)).id)
    const mineHidden = { parentType: 'project', parentId: hidden.id, durationSeconds: 1, staffId: ME } as const
    seen.timeLogs.push(
      (await timeLogs.create(member(OTHER, 'projects.read', 'projects.write', 'projects.time_others'), mineHidden)).id,
    )

    const me = member(ME)
    const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)
    const listed = await projects.list(me, {}, { ...PAGE, limit: 3 }, { by: 'id' })
    expect([listed.total, idsOf(listed.rows)]).toEqual([seen.projects.length, seen.projects.slice(0, 3)])
    const past = await projects.list(me, {}, { offset: 100, limit: 3 })
    expect([past.total, past.rows]).toEqual([seen.projects.length, []])
    const found = await actions.list(me, { projectId: [hidden.id] }, PAGE, { by: 'id' })
    expect([found.total, idsOf(found.rows)]).toEqual([seen.actions.length, seen.actions])
    const logs = await timeLogs.list(me, {}, PAGE, { by: 'id' })
    expect([logs.total, idsOf(logs.rows)]).toEqual([seen.timeLogs.length, seen.timeLogs])

    const all = await projects.list(SYSTEM, {}, PAGE, { by: 'id' })
    for (const { id } of all.rows) await expectSeen(projects.get(me, id), seen.projects.includes(id))
    const every = await actions.list(SYSTEM, {}, PAGE)
    for (const { id } of every.rows) await expectSeen(actions.get(me, id), seen.actions.includes(id))
    const time = await timeLogs.list(SYSTEM, {}, PAGE)
    for (const { id } of time.rows) await expectSeen(timeLogs.get(me, id), seen.timeLogs.includes(id))
  })

  test('what an action gives the client follows its parents, its moves, and its project', async () => {
    const { projects, actions } = await openTeam(engine)
    const { id: projectId } = await projects.create(SYSTEM, { name: 'P', clientAccess: 'view' })
    const add = async (form: Partial<Action>) => (await actions.create(SYSTEM, { projectId, name: 'A', ...form })).id
    const top = await add({})
    const open = await add({ clientAccess: 'modify' })
    const child = await add({ parentId: top })
    const grandchild = await add({ parentId: child })
    const own = await add({ parentId: child, clientAccess: 'view' })
    const effective = async (id: number) => (await actions.get(SYSTEM, id)).clientAccessEffective
    const shown = () => Promise.all([top, child, grandchild, own].map(effective))

    expect(await shown()).toEqual(['hidden', 'hidden', 'hidden', 'view'])
    await actions.update(SYSTEM, top, { clientAccess: 'inherit' })
    expect(await shown()).toEqual(['view', 'view', 'view', 'view'])
    await actions.update(SYSTEM, child, { parentId: open })
    expect(await shown()).toEqual(['view', 'modify', 'modify', 'view'])
    await actions.update(SYSTEM, child, { clientAccess: 'hidden' })
    expect(await shown()).toEqual(['view', 'hidden', 'hidden', 'view'])
    await projects.update(SYSTEM, projectId, { clientAccess: 'hidden' })
    expect(await shown()).toEqual(['hidden', 'hidden', 'hidden', 'hidden'])
    const filtered = await actions.list(SYSTEM, { clientAccessEffective: ['view', 'modify'] }, PAGE)
    expect(filtered.total).toBe(0)
  })
})

async function expectSeen(reading: Promise<unknown>, sees: boolean): Promise<void> {
  if (sees) await reading
  else await expect(reading).rejects.toMatchObject({ code: 'not_visible' })
}
