import type { BulkActionsPreviewBody, ModuleQueueListQuery, QueueEntry } from '@provisor/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { count } from '../../parts/format.ts'
import { Fresh } from '../../parts/fresh.tsx'
import { Read } from '../../parts/query-state.tsx'
import { useSteady } from '../../parts/steady.ts'
import { t } from '../../texts/texts.ts'
import { EntryRows } from './entry-rows.tsx'
import { useQueueSearch } from './search.ts'
import { useSelection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'

type Filter = Omit<BulkActionsPreviewBody['filter'], 'from' | 'ids'> & { settledFrom?: string }

const PART = 100
/** All that is shown is read anew when something happens; who wants others filters, or takes all that match. */
const MOST_PARTS = 10

type Props = {
  filter: Filter
  sort: string
  /** What a bulk action on all of them says it was for. */
  why: string
  /** How many there are to begin with; the rest by asking. */
  first?: number
  /** With its own bar of what is chosen: a list that stands alone. */
  isAlone?: boolean
}

type Sort = NonNullable<ModuleQueueListQuery['sort']>

/** Entries one by one, part by part. */
export function EntryList({ filter, sort, why, first = PART, isAlone = false }: Props) {
  const rows = useInfiniteQuery({
    queryKey: ['queue', filter, sort, first],
    queryFn: ({ signal, pageParam }) =>
      client.moduleQueue.list(
        {
          ...filter,
          sort: sort as Sort,
          limit: pageParam === '' ? first : PART,
          ...(pageParam !== '' && { cursor: pageParam }),
        },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    maxPages: MOST_PARTS,
  })
  return (
    <Read query={rows}>
      {({ pages }) => (
        <Shown
          key={JSON.stringify([filter, sort])}
          items={pages.flatMap(({ items }) => items)}
          total={pages[0]!.total}
          {...(rows.hasNextPage && pages.length < MOST_PARTS && { onMore: () => void rows.fetchNextPage() })}
          {...{ filter, why, isAlone }}
        />
      )}
    </Read>
  )
}

type ShownProps = Pick<Props, 'filter' | 'why'> & {
  items: readonly QueueEntry[]
  total: number
  onMore?: () => void
  isAlone: boolean
}

function Shown({ items, total, onMore, filter, why, isAlone }: ShownProps) {
  const { rows, gone, fresh, release, watch } = useSteady(items)
  const { list, change } = useQueueSearch()
  const { add } = useSelection()
  const isSettled = list.base === 'settled'
  if (rows.length === 0 && isAlone)
    return (
      <p className="quiet pad">
        {list.q !== '' ? t.queue.emptyFiltered(list.q) : isSettled ? t.queue.noneSettled : t.queue.empty}{' '}
        {list.q !== '' && (
          <button type="button" className="btn sm" onClick={() => change({ q: list.saved ? '' : undefined })}>
            {t.queue.clear}
          </button>
        )}
      </p>
    )
  const rest = total - rows.length
  return (
    <div {...watch}>
      <Fresh fresh={fresh} release={release} />
      <EntryRows entries={rows} gone={gone} onAll={() => add(rows.map(({ id }) => id))} />
      {rest > 0 && (
        <p className="er more">
          {onMore ? (
            <button type="button" className="acc b" onClick={onMore}>
              {t.queue.more(count(rest))}
            </button>
          ) : (
            <span className="q">{t.queue.tooMany(count(rows.length), count(total))}</span>
          )}
        </p>
      )}
      {isAlone && !isSettled && <SelectionBar matching={{ filter, total, why }} />}
    </div>
  )
}
