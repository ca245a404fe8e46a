import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { count } from '../../../parts/format.ts'
import { Fresh } from '../../../parts/fresh.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { Page } from '../../../parts/page.tsx'
import { QueryBar, type QueryKey } from '../../../parts/query-bar.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { useSteady } from '../../../parts/steady.ts'
import { t } from '../../../texts/settings-texts.ts'
import { useSettingsSearch } from '../search.ts'
import { Line } from './line.tsx'
import { Verdict, Verify } from './verify.tsx'

const COLUMNS = [
  { word: t.activity.at },
  { word: t.activity.what },
  { word: t.activity.who, isWide: true },
  { word: t.activity.number, isNumber: true, isWide: true },
]
const SUBJECTS = [
  'client',
  'service',
  'addon',
  'domain',
  'order',
  'ticket',
  'project',
  'server',
  'outbound_service',
  'staff',
]
const KEYS: readonly QueryKey[] = [
  { name: 'subject', word: t.activity.subject, offers: SUBJECTS.map((value) => ({ value, word: value })) },
  { name: 'actorName', word: t.activity.who, offers: [] },
  { name: 'client', word: t.queue.client, offers: [] },
  {
    name: 'since',
    word: t.activity.since,
    offers: ['15m', '1h', '12h', '1d', '7d'].map((value) => ({ value, word: value })),
  },
]
const AT_ONCE = 50

/** Everything that happened, the newest first, and whether it is as it was written. */
export function Activity() {
  usePlace(t.titles.activity)
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
  const { rows, fresh, release, watch } = useSteady(all)
  return (
    <Page title={t.titles.activity} sentence={t.activity.sentence} actions={<Verify />}>
      <Verdict />
      <QueryBar query={q} keys={KEYS} label={t.activity.filter} onChange={(next) => change({ q: next || undefined })} />
      <Read query={lines}>
        {({ pages }) =>
          all.length === 0 ? (
            <p className="quiet">{q === '' ? t.activity.empty : t.activity.emptyFiltered(q)}</p>
          ) : (
            <div {...watch}>
              <Fresh fresh={fresh} release={release} />
              <ListTable columns={COLUMNS}>
                {rows.map((line) => (
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
            </div>
          )
        }
      </Read>
    </Page>
  )
}
