import type { BulkActionsPreviewBody, ModuleQueueListQuery, QueueEntry } from '@provisor/client'
import { type RefObject, useLayoutEffect, useState } from 'react'
import { client } from '../../app/api.ts'
import { count } from '../../parts/format.ts'
import { Fresh } from '../../parts/fresh.tsx'
import { Ahead, Gap } from '../../parts/list-ends.tsx'
import { type LongList, PART, useLongList } from '../../parts/long-list.ts'
import { Read } from '../../parts/query-state.tsx'
import { useSteady } from '../../parts/steady.ts'
import { t } from '../../texts/texts.ts'
import { EntryRows } from './entry-rows.tsx'
import { useQueueSearch } from './search.ts'
import { useSelection } from './selection.ts'
import { SelectionBar } from './selection-bar.tsx'

type Filter = Omit<BulkActionsPreviewBody['filter'], 'from' | 'ids'> & { settledFrom?: string }

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
  const { query, list } = useLongList({
    key: ['queue', filter, sort],
    read: (cursor, limit, signal) =>
      client.moduleQueue.list({ ...filter, sort: sort as Sort, limit, ...(cursor !== '' && { cursor }) }, { signal }),
    first,
  })
  return (
    <Read query={query}>
      {() => <Shown key={JSON.stringify([filter, sort])} list={list!} {...{ filter, why, isAlone }} />}
    </Read>
  )
}

type ShownProps = Pick<Props, 'filter' | 'why'> & {
  list: LongList<QueueEntry>
  isAlone: boolean
}

function Shown({ list: held, filter, why, isAlone }: ShownProps) {
  const { rows: items, before, total, window, onMore, onEarlier, onJump } = held
  const { rows, gone, fresh, release, watch } = useSteady(items, window)
  const { list, change } = useQueueSearch()
  const height = useRowHeight(watch.ref, before)
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
  const rest = total - before - rows.length
  return (
    <div {...watch}>
      <Fresh fresh={fresh} release={release} />
      <EntryRows
        entries={rows}
        gone={gone}
        onAll={() => add(rows.map(({ id }) => id))}
        above={<Gap rows={before} height={height} onEarlier={onEarlier} onJump={onJump} />}
      />
      {isAlone && <Ahead onSeen={onMore} />}
      {rest > 0 && (
        <p className="er more">
          {isAlone ? (
            <span className="q">{t.queue.more(count(rest))}</span>
          ) : (
            <button type="button" className="acc b" onClick={onMore}>
              {t.queue.more(count(rest))}
            </button>
          )}
        </p>
      )}
      {isAlone && !isSettled && <SelectionBar matching={{ filter, total, why }} />}
    </div>
  )
}

/** As high as a row is, here and now: what is not held takes as much room as if it were. */
function useRowHeight(list: RefObject<HTMLElement | null>, before: number): number {
  const [height, setHeight] = useState(46)
  useLayoutEffect(() => {
    if (before === 0) return
    const measured = list.current?.querySelector('li.er')?.getBoundingClientRect().height
    if (measured) setHeight(measured)
  }, [list, before])
  return height
}
