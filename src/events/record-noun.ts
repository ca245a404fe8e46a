import type { Tx } from '../base/transaction.ts'
import { changesBetween, type Doer, record } from './event.ts'
import type { OtherKind } from './kinds.ts'
import type { EventStore } from './store.ts'

/** How a small noun, one of those that are set up and seldom changed, is told of: `<title> added<detail>`. */
export type TellsOf<Row> = {
  readonly created: OtherKind
  readonly updated: OtherKind
  title(id: number, row: Row): string
  detail?(row: Row): string
}

/** Of one that can be deleted. */
export type TellsDeletionOf<Row> = Pick<TellsOf<Row>, 'title' | 'detail'> & { readonly deleted: OtherKind }

type Recording = Tx<{ events: EventStore }>

/** Inserts the row, with its event. */
export async function createNoun<Row extends object>(
  tx: Recording,
  actor: Doer,
  told: TellsOf<Row>,
  row: Row,
  insert: (row: Row) => Promise<number>,
): Promise<Row & { id: number }> {
  const id = await insert(row)
  await record(tx, actor, {
    kind: told.created,
    subjectId: id,
    description: `${told.title(id, row)} added${told.detail?.(row) ?? ''}`,
    changes: changesBetween({}, row),
  })
  return { ...row, id }
}

/** Updates the row, with its event; without a difference nothing is written, and the row from before is the answer. */
export async function updateNoun<Row extends { id: number }>(
  tx: Recording,
  actor: Doer,
  told: TellsOf<Omit<Row, 'id'>>,
  before: Row,
  after: Row,
  update: (after: Row) => Promise<unknown>,
): Promise<Row> {
  const changes = changesBetween<object>(before, after)
  const fields = Object.keys(changes)
  if (fields.length === 0) return before
  await update(after)
  await record(tx, actor, {
    kind: told.updated,
    subjectId: before.id,
    description: `${told.title(before.id, after)} updated${told.detail?.(after) ?? ''} (${fields.join(', ')})`,
    changes,
  })
  return after
}

/** Deletes the row, with its event. */
export async function deleteNoun<Row extends { id: number }>(
  tx: Recording,
  actor: Doer,
  told: TellsDeletionOf<Omit<Row, 'id'>>,
  before: Row,
  remove: (id: number) => Promise<unknown>,
): Promise<void> {
  await remove(before.id)
  await record(tx, actor, {
    kind: told.deleted,
    subjectId: before.id,
    description: `${told.title(before.id, before)} deleted${told.detail?.(before) ?? ''}`,
  })
}
