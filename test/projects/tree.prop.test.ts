import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { Refusal } from '../../src/base/refusal.ts'
import { forEachEngine } from '../support/databases.ts'
import { date, openTeam, PAGE, type Team } from '../support/projects.ts'

/** What the tree should be: a nested list of children, from which everything else is counted anew each time. */
type Model = {
  id: number
  complete: number
  time: number
  start: string
  finish: string
  children: Model[]
}

const DEEPEST = 4

const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`)
const nth = fc.nat(11)
const move = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('create' as const), parent: nth, position: nth, start: day, finish: day }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('move' as const), action: nth, parent: nth, position: nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), action: nth }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('complete' as const),
      action: nth,
      complete: fc.integer({ min: 0, max: 100 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('dates' as const), action: nth, start: day, finish: day }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      action: nth,
      seconds: fc.integer({ min: 1, max: 9000 }),
    }),
  },
)
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never

forEachEngine((engine) => {
  test('whatever is moved, deleted and done, the tree is what a plain model of it says', async () => {
    const team = await openTeam(engine)
    await team.settings.set(SYSTEM, { 'action.max_depth': DEEPEST })
    await fc.assert(
      fc.asyncProperty(fc.array(move, { minLength: 5, maxLength: 25 }), async (moves) => {
        const project = await team.projects.create(SYSTEM, { name: 'Tree' })
        const root: Model = { id: 0, complete: 0, time: 0, start: '', finish: '', children: [] }
        for (const each of moves) await step(team, project.id, root, each)
        expect(await shown(team, project.id)).toEqual(modelled(root))
      }),
      { numRuns: engine.name === 'sqlite' ? 40 : 2 },
    )
  }, 60_000)
})

async function step(team: Team, projectId: number, root: Model, move: Move): Promise<void> {
  const all = below(root)
  const pick = (index: number): Model | undefined => (all.length === 0 ? undefined : all[index % all.length])
  const parentOf = (index: number): Model =>
    all.length === 0 ? root : ([root, ...all][index % (all.length + 1)] ?? root)
  const idOf = (model: Model) => (model === root ? null : model.id)

  if (move.kind === 'create') {
    const parent = parentOf(move.parent)
    const [start, finish] = [move.start, move.finish].sort() as [string, string]
    const form = {
      projectId,
      name: 'A',
      parentId: idOf(parent),
      position: move.position + 1,
      startOn: date(start),
      finishOn: date(finish),
    }
    const action = await accepted(team.actions.create(SYSTEM, form), depth(root, parent) + 1 <= DEEPEST)
    if (!action) return
    parent.children.splice(move.position, 0, { id: action.id, complete: 0, time: 0, start, finish, children: [] })
    widen(root, parent, start, finish)
    return
  }
  const model = pick(move.action)
  if (!model) return
  const family = [model, ...below(model)]
  if (move.kind === 'move') {
    const parent = parentOf(move.parent)
    const old = [root, ...all].find(({ children }) => children.includes(model))!
    const stays = parent === old
    const fits = stays || (!family.includes(parent) && depth(root, parent) + levels(model) <= DEEPEST)
    const changes = { parentId: idOf(parent), position: move.position + 1 }
    if (!(await accepted(team.actions.update(SYSTEM, model.id, changes), fits))) return
    old.children.splice(old.children.indexOf(model), 1)
    parent.children.splice(move.position, 0, model)
    if (old !== root && old.children.length === 0) old.complete = completeOf(old, model)
    if (!stays) widen(root, parent, model.start, model.finish)
  } else if (move.kind === 'delete') {
    const old = [root, ...all].find(({ children }) => children.includes(model))!
    const before = mean(old)
    await team.actions.delete(SYSTEM, model.id)
    old.children.splice(old.children.indexOf(model), 1)
    if (old.children.length === 0) old.complete = before
  } else if (move.kind === 'complete') {
    if (model.children.length === 0) {
      await team.actions.update(SYSTEM, model.id, { complete: move.complete })
      model.complete = move.complete
    }
  } else if (move.kind === 'dates') {
    const [start, finish] = [move.start, move.finish].sort() as [string, string]
    await team.actions.update(SYSTEM, model.id, { startOn: date(start), finishOn: date(finish) })
    Object.assign(model, { start, finish })
    widen(root, [root, ...all].find(({ children }) => children.includes(model))!, start, finish)
  } else {
    await team.timeLogs.create(SYSTEM, { parentType: 'action', parentId: model.id, durationSeconds: move.seconds })
    model.time += move.seconds
  }
}

/** What was not to be accepted is refused, and nothing else is. */
async function accepted<T>(done: Promise<T>, expected: boolean): Promise<T | undefined> {
  if (expected) return done
  await expect(done).rejects.toThrow(Refusal)
  return undefined
}

const below = (model: Model): Model[] => model.children.flatMap((child) => [child, ...below(child)])
const levels = (model: Model): number => 1 + Math.max(0, ...model.children.map(levels))
const total = (model: Model): number => model.time + model.children.reduce((sum, child) => sum + total(child), 0)
const mean = (model: Model): number =>
  model.children.length === 0
    ? model.complete
    : Math.round(model.children.reduce((sum, child) => sum + mean(child), 0) / model.children.length)

/** A parent that has lost its only child keeps the mean that the child made. */
const completeOf = (_old: Model, only: Model): number => mean(only)

function depth(root: Model, model: Model): number {
  if (model === root) return 0
  return 1 + depth(root, [root, ...below(root)].find(({ children }) => children.includes(model))!)
}

function widen(root: Model, from: Model, start: string, finish: string): void {
  for (
    let model: Model | undefined = from;
    model;
    model = [root, ...below(root)].find(({ children }) => children.includes(model!))
  ) {
    if (model.start === '' || start < model.start) model.start = start
    if (model.finish === '' || finish > model.finish) model.finish = finish
  }
}

type Row = Record<string, unknown>

function modelled(root: Model): Row[] {
  const rows = (model: Model, parentId: number | null, at: number): Row[] =>
    model.children.flatMap((child, index) => [
      {
        id: child.id,
        parentId,
        position: index + 1,
        depth: at,
        childCount: child.children.length,
        complete: mean(child),
        elapsedSeconds: total(child),
        startOn: child.start,
        finishOn: child.finish,
        level: at === 1 ? 'milestone' : child.children.length > 0 ? 'group' : 'task',
      },
      ...rows(child, child.id, at + 1),
    ])
  const all = rows(root, null, 1).sort((a, b) => Number(a.id) - Number(b.id))
  const project = {
    complete: mean(root),
    elapsedSeconds: total(root),
    actionCount: all.length,
    startOn: root.start || null,
    finishOn: root.finish || null,
  }
  return [project, ...all]
}

async function shown(team: Team, projectId: number): Promise<Row[]> {
  const { rows: actions } = await team.actions.list(SYSTEM, { projectId: [projectId] }, PAGE, { by: 'id' })
  const { complete, elapsedSeconds, actionCount, startOn, finishOn } = await team.projects.get(SYSTEM, projectId)
  return [
    { complete, elapsedSeconds, actionCount, startOn, finishOn },
    ...actions.map(
      ({ id, parentId, position, depth, childCount, complete, elapsedSeconds, startOn, finishOn, level }) => ({
        ...{ id, parentId, position, depth, childCount, complete, elapsedSeconds, startOn, finishOn, level },
      }),
    ),
  ]
}
