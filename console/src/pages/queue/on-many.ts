import type { BulkActionsPreviewBody } from '@provisor/client'
import { client } from '../../app/api.ts'
import { act, said } from '../../app/toasts.tsx'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'

type OnMany = {
  action: 'retry' | 'cancel' | 'resolve' | 'makeTasks'
  filter: BulkActionsPreviewBody['filter']
  /** For whoever reads of it later. */
  why: string
  params?: BulkActionsPreviewBody['params']
}

const UNDOABLE: ReadonlySet<string> = new Set(['retry', 'cancel'])

/** A bulk action on exactly what its preview counted, as a record that goes on by itself. Answers how many these are. */
export async function beginOnMany({ action, filter, why, params }: OnMany): Promise<{ id: number; total: number }> {
  const preview = await client.bulkActions.preview({
    ...{ noun: 'moduleQueue', action, filter: absolute(filter), why: why.slice(0, 500) },
    ...(params && { params }),
  })
  await client.bulkActions.commit(preview.id, preview.token)
  return { id: preview.id, total: preview.total }
}

/** The same, done at once: what has a way back says so. */
export function actOnMany(asked: OnMany): Promise<boolean> {
  let begun: { id: number; total: number } | undefined
  return act(
    async () => {
      begun = await beginOnMany(asked)
    },
    () => sayBegun(asked.action, begun!.total),
    UNDOABLE.has(asked.action) ? () => client.bulkActions.undo(begun!.id) : undefined,
  )
}

export const saidBegun = (action: OnMany['action'], total: number): void => said(sayBegun(action, total))

const sayBegun = (action: OnMany['action'], total: number): string =>
  t.bulk.begun(t.bulk.actions[action]!, count(total))

const UNITS: Readonly<Record<string, number>> = { s: 1e3, m: 60e3, h: 3600e3, d: 86_400e3, w: 604_800e3 }

/** A record is kept: `since:2h` is the moment that it is now. */
function absolute({ q, ...filter }: OnMany['filter']): OnMany['filter'] {
  if (q === undefined) return filter
  const at = (amount: string, unit: string) => new Date(Date.now() - Number(amount) * UNITS[unit]!).toISOString()
  return {
    ...filter,
    q: q.replace(/\b(since|from):(\d{1,6})([smhdw])\b/g, (_, name, amount, unit) => `${name}:"${at(amount, unit)}"`),
  }
}
