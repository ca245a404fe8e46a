import type { BulkActionsPreviewBody } from '@provisor/client'
import { lazy, Suspense, useState } from 'react'
import { useKeys } from '../../app/keys.ts'
import { useMay } from '../../app/session.ts'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'
import { actOnMany } from './on-many.ts'
import { useSelection } from './selection.ts'

const ManyDialog = lazy(async () => ({ default: (await import('./many-dialog.tsx')).ManyDialog }))

type Filter = BulkActionsPreviewBody['filter']
/** All that match the list, where that is more than what is chosen one by one. */
export type Matching = { readonly filter: Filter; readonly total: number; readonly why: string }

type Asking = 'resolve' | 'makeTasks' | undefined

/** What is chosen, and what can be done with all of it at once. */
export function SelectionBar({ matching }: { matching: Matching | undefined }) {
  const may = useMay()
  const { ids, clear } = useSelection()
  const [isAll, setAll] = useState(false)
  const [asking, setAsking] = useState<Asking>()
  const chosen = isAll && matching ? matching.total : ids.size
  const filter: Filter = isAll && matching ? matching.filter : { ids: [...ids] }
  const why = isAll && matching ? matching.why : t.queue.chosen(count(ids.size))
  const isShown = ids.size > 0 && may('provisioning.write')
  const done = () => {
    setAll(false)
    clear()
  }
  const begin = (action: 'retry' | 'cancel') => void actOnMany({ action, filter, why }).then((ok) => ok && done())
  useKeys(isShown ? { Escape: done } : {})
  if (!isShown) return null
  return (
    <section className="selbar" aria-label={t.queue.chosen(count(chosen))}>
      <b>{t.queue.chosen(count(chosen))}</b>
      <button type="button" className="btn sm" onClick={() => begin('retry')}>
        {t.queue.retry}
      </button>
      <button type="button" className="btn sm" onClick={() => setAsking('resolve')}>
        {t.queue.resolve}
      </button>
      {may('projects.write') && (
        <button type="button" className="btn sm" onClick={() => setAsking('makeTasks')}>
          {t.queue.tasks}
        </button>
      )}
      <button type="button" className="btn sm" onClick={() => begin('cancel')}>
        {t.queue.drop}
      </button>
      {!isAll && matching && matching.total > ids.size && (
        <button type="button" className="acc b" onClick={() => setAll(true)}>
          {t.queue.chooseAll(count(matching.total))}
        </button>
      )}
      <button type="button" className="btn g sm end" onClick={done}>
        <kbd>Esc</kbd>
      </button>
      {asking && (
        <Suspense>
          <ManyDialog
            action={asking}
            total={chosen}
            filter={filter}
            why={why}
            onDone={done}
            onClose={() => setAsking(undefined)}
          />
        </Suspense>
      )}
    </section>
  )
}
