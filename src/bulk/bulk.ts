import { type Actor, authorize } from '../access/actor.ts'
import { askerOf } from '../access/actor-again.ts'
import { requireText } from '../base/checks.ts'
import { inSteps } from '../base/housekeeping.ts'
import { randomToken } from '../base/ids.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { NotFound, Refusal, TransitionRefused } from '../base/refusal.ts'
import { sameSecret } from '../base/secrets/secrets.ts'
import { record } from '../events/event.ts'
import {
  BULK_VERBS,
  type BulkAction,
  type BulkItem,
  type BulkItemState,
  type BulkNoun,
  type BulkParams,
  type BulkState,
  type BulkVerb,
  hasEnded,
  isUnderway,
} from './bulk-action.ts'
import { type GivenFilter, readFilter } from './filter.ts'
import { enqueueStep } from './lane.ts'
import type { BulkParts, BulkTx } from './parts.ts'
import { BulkRefused } from './refused.ts'
import type { LockedBulkAction } from './store.ts'
import type { Work } from './work.ts'
import { WORKS, workOf } from './works.ts'

export type BulkForm = {
  readonly noun: BulkNoun
  readonly action: BulkVerb
  readonly filter: GivenFilter
  readonly params?: BulkParams | undefined
  readonly why: string
}

export type BulkItemShown = BulkItem & { readonly name: string | null }
export type BulkPreview = BulkAction & { readonly token: string; readonly sample: readonly BulkItemShown[] }

const GOOD_FOR_MS = 3_600_000
const MOST_PREVIEWS = 20
const SAMPLE = 5
const PRUNED_AT_ONCE = 1000

/** One thing done to many: previewed, committed, watched, stopped, undone. */
export function makeBulk({ read, transaction, queue }: Pick<BulkParts, 'read' | 'transaction' | 'queue'>) {
  return {
    /** Counts and keeps exactly what matches at this moment. What comes later is not in it. */
    async preview(actor: Actor, form: BulkForm): Promise<BulkPreview> {
      authorize(actor, 'provisioning.write')
      const { noun, action, params = {} } = form
      authorizeFor(actor, requireWork(noun, action))
      const filter = readFilter(noun, form.filter)
      const why = requireText('why', form.why, 500)
      const token = randomToken(32)
      return transaction(async (tx) => {
        if ((await tx.bulk.countPreviews(actor, tx.at)) >= MOST_PREVIEWS) throw tooMany()
        const row = { noun, action, filter, params, why, by: askerOf(actor), approved: false, token }
        const id = await tx.bulk.insert({ ...row, expiresAt: tx.at + GOOD_FOR_MS, undoOf: null }, tx.at)
        const total = await tx.bulk.fill(id, noun, filter)
        await tx.bulk.update(id, { total })
        await record(tx, actor, {
          kind: 'bulk_action.created',
          subjectId: id,
          description: `Bulk action ${id} (${action}) would act on ${total}: ${why}`,
        })
        const sample = await withNames(tx, noun, await tx.bulk.waiting(id, SAMPLE))
        return { ...(await tx.bulk.get(id))!, token, sample }
      })
    },

    /** The newest first. */
    async list(
      actor: Actor,
      filter: { state?: BulkState | undefined; noun?: BulkNoun | undefined },
      page: KeysetPage,
    ): Promise<Listed<BulkAction>> {
      authorize(actor, 'provisioning.read')
      return read.bulk.list(filter, page)
    },

    /** How many there are, by state. */
    async countStates(actor: Actor): Promise<{ state: BulkState; actions: number }[]> {
      authorize(actor, 'provisioning.read')
      return read.bulk.countStates()
    },

    async get(actor: Actor, id: number): Promise<BulkAction> {
      authorize(actor, 'provisioning.read')
      return existing(id, await read.bulk.get(id))
    },

    /** What it acts on, by id, with what became of each. */
    async items(
      actor: Actor,
      id: number,
      filter: { state?: BulkItemState | undefined },
      page: KeysetPage,
    ): Promise<Listed<BulkItemShown>> {
      authorize(actor, 'provisioning.read')
      const { noun } = existing(id, await read.bulk.get(id))
      const { total, rows } = await read.bulk.items(id, filter, page)
      return { total, rows: await withNames(read, noun, rows) }
    },

    /** Begins, on exactly the set of the preview. Once: a second time answers what came of the first. */
    async commit(actor: Actor, id: number, token: string): Promise<BulkAction> {
      authorize(actor, 'provisioning.write')
      return transaction(async (tx) => {
        const action = existing(id, await tx.bulk.lock(id))
        requireMaker(actor, action)
        if (!sameSecret(token, action.token)) throw new BulkRefused('preview_token_wrong', 'This is not its token')
        authorizeFor(actor, workOf(action)!)
        if (action.committedAt !== null) return shown(tx, id)
        if (action.expiresAt <= tx.at) throw previewOver(id)
        await begin(tx, actor, action)
        return shown(tx, id)
      })
    },

    /** Ends it after the step that is under way: what was not reached stays as it was. Safe twice. */
    async stop(actor: Actor, id: number): Promise<BulkAction> {
      authorize(actor, 'provisioning.write')
      return transaction(async (tx) => {
        const action = existing(id, await tx.bulk.lock(id))
        if (action.state === 'previewed') throw new TransitionRefused('bulk action', action.state, 'stop')
        if (action.state !== 'running') return shown(tx, id)
        await tx.bulk.update(id, { state: 'stopping', held: '' })
        await enqueueStep(tx, queue, action)
        await record(tx, actor, {
          kind: 'bulk_action.stopped',
          subjectId: id,
          description: `Bulk action ${id} (${action.action}) is stopped`,
        })
        return shown(tx, id)
      })
    },

    /** What stands at the brake is meant: the rest passes it. */
    async release(actor: Actor, id: number): Promise<BulkAction> {
      authorize(actor, 'provisioning.write')
      return transaction(async (tx) => {
        const action = existing(id, await tx.bulk.lock(id))
        if (action.state !== 'running') throw new TransitionRefused('bulk action', action.state, 'release')
        await tx.bulk.update(id, { approved: true, held: '' })
        await enqueueStep(tx, queue, action)
        await record(tx, actor, {
          kind: 'bulk_action.released',
          subjectId: id,
          description: `Bulk action ${id} (${action.action}) passes the brake`,
        })
        return shown(tx, id)
      })
    },

    /** A bulk action of its own over exactly what succeeded; it begins at once. Once. */
    async undo(actor: Actor, id: number, why = ''): Promise<BulkAction> {
      authorize(actor, 'provisioning.write')
      return transaction(async (tx) => {
        const action = existing(id, await tx.bulk.lock(id))
        const undoing = requireUndo(action)
        authorizeFor(actor, WORKS[action.noun][undoing]!)
        const undoId = await tx.bulk.insert(
          {
            ...{ noun: action.noun, action: undoing, filter: action.filter, params: {}, by: askerOf(actor) },
            ...{ approved: false, token: randomToken(32), expiresAt: tx.at, undoOf: id },
            why: requireText('why', why, 500, 0) || `Undo of ${id}`,
          },
          tx.at,
        )
        await tx.bulk.update(undoId, { total: await tx.bulk.fillFrom(undoId, id) })
        await tx.bulk.update(id, { undoneBy: undoId })
        await record(tx, actor, {
          kind: 'bulk_action.undone',
          subjectId: id,
          description: `Bulk action ${id} (${action.action}) is undone by bulk action ${undoId}`,
          changes: { undoneBy: [null, undoId] },
        })
        await begin(tx, actor, (await tx.bulk.lock(undoId))!)
        return shown(tx, undoId)
      })
    },

    /** Removes previews that nobody committed in time, and what ended so long ago, in small steps. */
    prune: (keepMs: number) => (stopping?: () => boolean) =>
      inSteps(
        PRUNED_AT_ONCE,
        () => transaction((tx) => tx.bulk.prune(tx.at, tx.at - keepMs, PRUNED_AT_ONCE)),
        stopping,
      ),
  }

  async function begin(tx: BulkTx, actor: Actor, action: LockedBulkAction): Promise<void> {
    await tx.bulk.update(action.id, { state: 'running', committedAt: tx.at })
    await enqueueStep(tx, queue, action)
    await record(tx, actor, {
      kind: 'bulk_action.committed',
      subjectId: action.id,
      description: `Bulk action ${action.id} (${action.action}) acts on ${action.total}: ${action.why}`,
    })
  }
}

export type Bulk = ReturnType<typeof makeBulk>

const shown = async ({ bulk }: BulkTx, id: number): Promise<BulkAction> => (await bulk.get(id))!

async function withNames(
  { bulk }: Pick<BulkTx, 'bulk'>,
  noun: BulkNoun,
  items: readonly BulkItem[],
): Promise<BulkItemShown[]> {
  const names = await bulk.names(
    noun,
    items.map(({ id }) => id),
  )
  return items.map((item) => ({ ...item, name: names.get(item.id) ?? null }))
}

function authorizeFor(actor: Actor, { needs }: Work): void {
  for (const permission of needs) authorize(actor, permission)
}

function requireWork(noun: BulkNoun, action: BulkVerb): Work {
  const work = workOf({ noun, action })
  if (work) return work
  const valid = BULK_VERBS.filter((verb) => workOf({ noun, action: verb }))
  const facts = { noun, action, valid }
  throw new BulkRefused('bulk_action_unknown', `${noun} has no bulk action ${action}: ${valid.join(', ')}`, facts)
}

function requireUndo(action: BulkAction): BulkAction['action'] {
  const { id, undoneBy } = action
  const undo = workOf(action)?.undo
  if (!undo) throw new BulkRefused('undo_refused', `A bulk ${action.action} cannot be undone`, { id })
  if (undoneBy !== null) throw new BulkRefused('undo_refused', `It is undone by ${undoneBy}`, { id, undoneBy })
  if (hasEnded(action)) return undo
  const hint = isUnderway(action) ? 'Stop it first' : 'Nothing was done'
  throw new BulkRefused('undo_refused', `It is ${action.state}`, { id }, { hint })
}

/** Whether `undo` would begin. */
export const isUndoable = (action: BulkAction): boolean =>
  hasEnded(action) && action.undoneBy === null && workOf(action)?.undo !== undefined

/** Steps are done with the maker's rights, so nobody else sets them going. */
function requireMaker(actor: Actor, { by }: BulkAction): void {
  if (actor.kind === by.kind && actor.id === by.id) return
  throw new Refusal('not_owner', 'This preview is of somebody else', {}, { hint: 'Make one of your own' })
}

function existing<Row extends BulkAction>(id: number, action: Row | undefined): Row {
  if (!action) throw new NotFound('bulk action', id)
  return action
}

const previewOver = (id: number) =>
  new BulkRefused('preview_over', 'The preview is over', { id }, { hint: 'Make a new one: it is good for an hour' })

const tooMany = () =>
  new BulkRefused('too_many_previews', `You have ${MOST_PREVIEWS} previews that wait`, { most: MOST_PREVIEWS })
