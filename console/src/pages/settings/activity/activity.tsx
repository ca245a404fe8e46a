import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { FilterBar } from '../../../parts/filter-bar.tsx'
import { count } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/texts.ts'
import { useSettingsSearch } from '../search.ts'
import { Line } from './line.tsx'
import { useStill } from './still.ts'
import { Verdict, Verify } from './verify.tsx'

const COLUMNS = [
  { word: t.activity.at },
  { word: t.activity.what },
  { word: t.activity.who, isWide: true },
  { word: t.activity.number, isNumber: true, isWide: true },
]
const AT_ONCE = 50

/** Everything that happened, the newest first, and whether it is as it was written. */
export function Activity() {
  usePlace(t.activity.title)
  const { search, change } = useSettingsSearch()
  const { q = '' } = search
  const lines = useInfiniteQuery({
    queryKey: ['activity', q],
    queryFn: ({ signal, pageParam }) =>
      client.activity.list(
        { limit: AT_ONCE, ...(q !== '' && { q }), ...(pageParam !== '' && { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const all = lines.data?.pages.flatMap(({ items }) => items) ?? []
  const { shown, fresh, hold, release } = useStill(all, ({ position }) => position)
  return (
    <Page title={t.activity.title} sentence={t.activity.sentence} actions={<Verify />}>
      <Verdict />
      <FilterBar q={q} label={t.activity.filter} onFilter={(next) => change({ q: next })} />
      <Read query={lines}>
        {({ pages }) =>
          all.length === 0 ? (
            <p className="quiet">{q === '' ? t.activity.empty : t.activity.emptyFiltered(q)}</p>
          ) : (
            <section aria-label={t.activity.title} onPointerEnter={hold} onFocus={hold} onPointerLeave={release}>
              <p className="fresh" role="status">
                {fresh > 0 && (
                  <button type="button" className="btn sm" onClick={release}>
                    {t.activity.fresh(count(fresh))}
                  </button>
                )}
              </p>
              <ListTable columns={COLUMNS}>
                {shown.map((line) => (
                  <Line key={line.position} line={line} />
                ))}
              </ListTable>
              <p className="older">
                <span className="qq">{t.activity.shown(count(all.length), count(pages[0]!.total))}</span>
                {lines.hasNextPage && (
                  <button
                    type="button"
                    className="btn"
                    disabled={lines.isFetchingNextPage}
                    onClick={() => void lines.fetchNextPage()}
                  >
                    {t.activity.older}
                  </button>
                )}
              </p>
            </section>
          )
        }
      </Read>
    </Page>
  )
}
