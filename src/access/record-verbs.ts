import { merge, type Patch } from '../base/merge.ts'
import type { KeysetPage, Listed } from '../base/page.ts'
import { NotFound } from '../base/refusal.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import { changesBetween, record } from '../events/event.ts'
import type { OtherKind } from '../events/kinds.ts'
import type { EventStore } from '../events/store.ts'
import { type Actor, authorize } from './actor.ts'
import type { Permission } from './permissions.ts'
import type { RecordForm, RecordRow, RecordStore } from './store.ts'

type Recording = { events: EventStore }

type Definition<S extends Recording, Row extends RecordRow, Filter, Draft> = {
  read: S
  transaction: Transaction<S>
  /** As refusals and the activity log name it: `Announcement`. */
  noun: string
  kinds: { created: OtherKind; updated: OtherKind; deleted: OtherKind }
  rights: { read: Permission; write: Permission }
  storeOf(stores: S): RecordStore<Row, Filter>
  /** What is fit to be stored, or a refusal; `before` of one that is there. */
  checked(tx: Tx<S>, form: Draft | RecordForm<Row>, before: Row | undefined): Promise<RecordForm<Row>> | RecordForm<Row>
  titleOf(row: RecordForm<Row>): string
  /** Whose activity it belongs to. */
  clientIdOf?(row: RecordForm<Row>): number | null
}

/** The verbs of records that are made, read, changed and deleted and have no life beside that; each change with its event. */
export function makeRecordVerbs<S extends Recording, Row extends RecordRow, Filter, Draft = RecordForm<Row>>(
  definition: Definition<S, Row, Filter, Draft>,
) {
  const { read, transaction, noun, kinds, rights, storeOf, checked, titleOf, clientIdOf = () => null } = definition

  function existing(row: Row | undefined, id: number): Row {
    if (!row) throw new NotFound(noun, id)
    return row
  }

  const tell = (
    tx: Tx<S>,
    actor: Actor,
    kind: OtherKind,
    row: { id: number; form: RecordForm<Row> },
    changes?: ReturnType<typeof changesBetween>,
  ) =>
    record(tx, actor, {
      kind,
      subjectId: row.id,
      clientId: clientIdOf(row.form),
      description: `${noun} ${row.id} ${kind.slice(kind.indexOf('.') + 1)}: ${titleOf(row.form)}`,
      ...(changes && { changes }),
    })

  return {
    async list(actor: Actor, filter: Filter, page: KeysetPage): Promise<Listed<Row>> {
      authorize(actor, rights.read)
      return storeOf(read).list(filter, page)
    },

    async get(actor: Actor, id: number): Promise<Row> {
      authorize(actor, rights.read)
      return existing(await storeOf(read).get(id), id)
    },

    async create(actor: Actor, form: Draft): Promise<Row> {
      authorize(actor, rights.write)
      return transaction(async (tx) => {
        const row = await checked(tx, form, undefined)
        const id = await storeOf(tx).insert({ ...row, createdAt: tx.at, updatedAt: tx.at } as Omit<Row, 'id'>)
        await tell(tx, actor, kinds.created, { id, form: row }, changesBetween<object>({}, row))
        return (await storeOf(tx).get(id))!
      })
    },

    /** What is left out stays as it is; without a difference nothing is written. */
    async update(
      actor: Actor,
      id: number,
      changes: Patch<RecordForm<Row>> | ((at: number, before: Row) => Patch<RecordForm<Row>>),
    ): Promise<Row> {
      authorize(actor, rights.write)
      return transaction(async (tx) => {
        const before = existing(await storeOf(tx).lock(id), id)
        const { id: _, createdAt, updatedAt: __, ...form } = before
        const given = typeof changes === 'function' ? changes(tx.at, before) : changes
        const row = await checked(tx, merge(form as object, given) as RecordForm<Row>, before)
        const differences = changesBetween<object>(form, row)
        if (Object.keys(differences).length === 0) return before
        await storeOf(tx).update(id, { ...row, createdAt, updatedAt: tx.at } as unknown as Omit<Row, 'id'>)
        await tell(tx, actor, kinds.updated, { id, form: row }, differences)
        return (await storeOf(tx).get(id))!
      })
    },

    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, rights.write)
      await transaction(async (tx) => {
        const before = existing(await storeOf(tx).lock(id), id)
        await storeOf(tx).delete(id)
        await tell(tx, actor, kinds.deleted, { id, form: before })
      })
    },
  }
}
