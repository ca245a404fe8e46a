import { type BulkItemShown, isUndoable } from '../../../../bulk/bulk.ts'
import { type BulkAction, waitingOf } from '../../../../bulk/bulk-action.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { bulkActions } from '../../contract/provisioning/bulk-actions.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const bulkActionHandlers = [
  handle(bulkActions.preview, async ({ actor, domain }, { body }) => {
    const preview = await domain.bulk.preview(actor, body)
    return { ...encodeAction(preview), token: preview.token, sample: preview.sample.map(encodeItem) }
  }),
  handle(bulkActions.list, async ({ actor, domain }, { query: { offset, limit, cursor, state, noun } }) => {
    const { rows, beside } = await listByKeyset<BulkAction>(
      { offset, limit, cursor },
      { ...BY_ID, sort: '-id', list: (page) => domain.bulk.list(actor, { state, noun }, page) },
    )
    return { items: rows.map(encodeAction), ...beside }
  }),
  handle(bulkActions.get, async ({ actor, domain }, { params }) =>
    encodeAction(await domain.bulk.get(actor, params.id)),
  ),
  handle(bulkActions.items, async ({ actor, domain }, { params, query: { offset, limit, cursor, state } }) => {
    const { rows, beside } = await listByKeyset<BulkItemShown>(
      { offset, limit, cursor },
      { ...BY_ID, list: (page) => domain.bulk.items(actor, params.id, { state }, page) },
    )
    return { items: rows.map(encodeItem), ...beside }
  }),
  handle(bulkActions.commit, async ({ actor, domain }, { params, body }) =>
    encodeAction(await domain.bulk.commit(actor, params.id, body.token)),
  ),
  handle(bulkActions.stop, async ({ actor, domain }, { params }) =>
    encodeAction(await domain.bulk.stop(actor, params.id)),
  ),
  handle(bulkActions.release, async ({ actor, domain }, { params }) =>
    encodeAction(await domain.bulk.release(actor, params.id)),
  ),
  handle(bulkActions.undo, async ({ actor, domain }, { params, body }) =>
    encodeAction(await domain.bulk.undo(actor, params.id, body.why)),
  ),
]

const encodeAction = (action: BulkAction): AnswerOf<typeof bulkActions.get> => ({
  id: action.id,
  noun: action.noun,
  action: action.action,
  filter: { ...action.filter },
  params: { ...action.params },
  why: action.why,
  by: { kind: action.by.kind, id: action.by.id, name: action.by.name, credentialId: action.by.credentialId },
  state: action.state,
  total: action.total,
  succeeded: action.succeeded,
  failed: action.failed,
  skipped: action.skipped,
  waiting: waitingOf(action),
  held: action.held,
  stoppedBecause: action.stoppedBecause,
  createdAt: instantText(action.createdAt),
  expiresAt: instantText(action.expiresAt),
  committedAt: orNull(action.committedAt, instantText),
  endedAt: orNull(action.endedAt, instantText),
  undoOf: action.undoOf,
  undoneBy: action.undoneBy,
  undoable: isUndoable(action),
})

const encodeItem = ({
  id,
  name,
  state,
  code,
  words,
  endedAt,
}: BulkItemShown): AnswerOf<typeof bulkActions.items>['items'][number] => ({
  ...{ id, name, state, code, words },
  endedAt: orNull(endedAt, instantText),
})
