import type { BulkAction, BulkItem } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { count } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/bulk-texts.ts'
import { failuresQuery } from './bulk-query.ts'
import { byWords } from './by-words.ts'

/** What failed, by the words that it failed with; each is a way to what it is about. */
export function BulkFailures({ action }: { action: BulkAction }) {
  // Read anew with each that fails.
  const failures = useQuery({ ...failuresQuery(action.id), queryKey: ['bulk-failures', action.id, action.failed] })
  return (
    <section>
      <header className="sh">
        <h2>{t.bulk.failures}</h2>
        <span className="end s qq">{t.bulk.stayed}</span>
      </header>
      <Read query={failures}>
        {({ items, total }) => (
          <>
            {byWords(items).map(({ words, items: alike }) => (
              <div key={words} className="bfw">
                <p className="words" lang="">
                  {words}
                </p>
                <ul>
                  {alike.map((item) => (
                    <li key={item.id}>
                      <span className="el">{item.name ?? item.id}</span>
                      {action.noun === 'moduleQueue' && <OpenEntry item={item} />}
                    </li>
                  ))}
                </ul>
              </div>
            ))}
            {total > items.length && <p className="s qq">{t.bulk.first(count(items.length), count(total))}</p>}
          </>
        )}
      </Read>
    </section>
  )
}

const OpenEntry = ({ item: { id, name } }: { item: BulkItem }) => (
  <Link to="/queue" search={{ view: 'all', open: id }} aria-label={`${t.bulk.open} ${name ?? id}`}>
    {t.bulk.open}
  </Link>
)
