import type { QueueEntry } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useKeys } from '../../app/keys.ts'
import type { QueueSearch } from '../../app/router.tsx'
import { age, count, moment } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { useQueueSearch } from './queue.tsx'

const SHOWN = 200

/** Entries one by one, the oldest first; what is tried again by itself by when. */
export function EntryList({ view, q }: { view: QueueSearch['view']; q: string }) {
  const { change } = useQueueSearch()
  const filter = {
    ...(q !== '' && { q }),
    ...(view === undefined && q === '' && { attention: true }),
    ...(view === 'retrying' && { attention: false }),
  }
  const rows = useQuery({
    queryKey: ['queue', filter, view],
    queryFn: async ({ signal }) => {
      const sort = view === 'retrying' ? 'nextAttemptAt' : 'createdAt'
      return client.moduleQueue.list({ ...filter, sort, limit: SHOWN }, { signal })
    },
  })
  useRowKeys()
  return (
    <Read query={rows}>
      {({ items, total }) =>
        items.length === 0 ? (
          <p className="quiet pad">
            {q === '' ? t.queue.empty : t.queue.emptyFiltered(q)}{' '}
            {q !== '' && (
              <button type="button" className="btn sm" onClick={() => change({ q: undefined })}>
                {t.queue.clear}
              </button>
            )}
          </p>
        ) : (
          <>
            <EntryHead />
            <EntryRows entries={items} />
            {total > items.length && (
              <p className="er more">
                {count(items.length)} / {count(total)}
              </p>
            )}
          </>
        )
      }
    </Read>
  )
}

/** `j` and `k` go from row to row wherever they stand; Enter opens, as on any button. */
export function useRowKeys(): void {
  const go = (by: number) => {
    const rows = [...document.querySelectorAll<HTMLElement>('.er > button.what')]
    const at = rows.indexOf(document.activeElement as HTMLElement)
    rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus()
  }
  useKeys({ j: () => go(1), k: () => go(-1) })
}

export const EntryHead = () => (
  <div className="er eh" aria-hidden="true">
    <span>{t.queue.what}</span>
    <span className="ph0">{t.queue.action}</span>
    <span className="n">{t.queue.tries}</span>
    <span className="n">{t.queue.age}</span>
  </div>
)

export const nameOf = ({
  domain,
  productName,
  serviceType,
  serviceId,
}: Pick<QueueEntry, 'domain' | 'productName' | 'serviceType' | 'serviceId'>): string =>
  domain || productName || `${serviceType} ${serviceId}`

export function EntryRows({ entries }: { entries: readonly QueueEntry[] }) {
  const { search, change } = useQueueSearch()
  return (
    <ul>
      {entries.map((entry) => (
        <li key={entry.id} className="er" aria-current={search.open === entry.id ? 'true' : undefined}>
          <button type="button" className="what el" onClick={() => change({ open: entry.id })}>
            <span className="b">{nameOf(entry)}</span>
            <br />
            <span className="s qq">{[entry.productName, entry.clientName].filter(Boolean).join(' · ')}</span>
          </button>
          <span className="mono q ph0">{entry.action}</span>
          <span className="n q s">{entry.retries + 1}</span>
          <span className="n q s" title={entry.nextAttemptAt ? t.queue.triedAgain(moment(entry.nextAttemptAt)) : ''}>
            {age(entry.createdAt)}
          </span>
        </li>
      ))}
    </ul>
  )
}
