import type { OutboundPurge } from '@provisor/client'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { moment } from '../../parts/format.ts'
import { t } from '../../texts/outbound-texts.ts'

export const canBeUndone = ({ undoneAt, undoUntil }: OutboundPurge): boolean =>
  undoneAt === null && undoUntil !== null && Date.parse(undoUntil) > Date.now()

/** The way back of a purge, or why there is none. */
export function UndoPurge({ purge, isPrimary }: { purge: OutboundPurge; isPrimary?: boolean }) {
  const may = useMay()
  if (purge.undoneAt) return <span className="q">{t.outbound.undone(moment(purge.undoneAt))}</span>
  if (purge.undoUntil === null) return <span className="qq">{t.outbound.isFinal}</span>
  if (!canBeUndone(purge) || !may('outbound.write')) return null
  return (
    <button
      type="button"
      className={isPrimary ? 'btn p' : 'btn sm'}
      onClick={() => void act(() => client.outbound.queues.undo(purge.id), t.undone)}
    >
      {isPrimary ? t.outbound.undoPurge : t.undo}
    </button>
  )
}
