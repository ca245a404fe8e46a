import type { BulkAction } from '@provisor/client'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { t } from '../../texts/texts.ts'

/** What can be done with a bulk action as it stands now. */
export function BulkButtons({ action, size = '' }: { action: BulkAction; size?: '' | 'sm' }) {
  const may = useMay()
  const { id, held, state, undoable } = action
  if (!may('provisioning.write')) return null
  const buttons = [
    [held !== '', t.bulk.release, () => act(() => client.bulkActions.release(id), t.bulk.released)],
    [state === 'running', t.bulk.stop, () => act(() => client.bulkActions.stop(id), t.bulk.stops)],
    [undoable, t.undo, () => act(() => client.bulkActions.undo(id), t.bulk.undoBegun)],
  ] as const
  return buttons.map(
    ([isOffered, word, work]) =>
      isOffered && (
        <button key={word} type="button" className={`btn ${size}`} onClick={() => void work()}>
          {word}
        </button>
      ),
  )
}
