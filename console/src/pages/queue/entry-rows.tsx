import type { QueueEntry } from '@provisor/client'
import { type ReactNode, useRef } from 'react'
import { useKeys } from '../../app/keys.ts'
import { useMay } from '../../app/session.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'
import { columnsNamed } from './columns.tsx'
import { useQueueSearch } from './search.ts'
import { useSelection } from './selection.ts'
import { sortedBy, sortOf } from './sorts.ts'

/** What people know its subject by. */
export const nameOf = ({
  domain,
  productName,
  serviceType,
  serviceId,
}: Pick<QueueEntry, 'domain' | 'productName' | 'serviceType' | 'serviceId'>): string =>
  domain || productName || `${serviceType} ${serviceId}`

/** The rows of a page, wherever they stand, in the order in which they are seen. */
const rowButtons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.er > button.what')]

/** `j` and `k` go from row to row, `x` chooses one, `X` all from the last chosen one to here. */
export function useRowKeys(): void {
  const { toggle, add } = useSelection()
  const { list } = useQueueSearch()
  const mayChoose = list.base !== 'settled'
  const last = useRef<number>(0)
  /** Where one was before the focus went elsewhere. */
  const at = useRef<number>(0)
  const here = () => Number((document.activeElement as HTMLElement | null)?.dataset.id)
  const go = (by: number) => {
    const rows = rowButtons()
    const from = here() || at.current
    const next =
      rows[Math.min(rows.length - 1, Math.max(0, rows.findIndex(({ dataset }) => Number(dataset.id) === from) + by))]
    at.current = Number(next?.dataset.id)
    next?.focus()
  }
  useKeys({
    j: () => go(1),
    k: () => go(-1),
    x: () => {
      if (!here() || !mayChoose) return
      toggle(here())
      last.current = here()
    },
    X: () => {
      if (!mayChoose) return
      const ids = rowButtons().map(({ dataset }) => Number(dataset.id))
      const [from, to] = [ids.indexOf(last.current), ids.indexOf(here())]
      if (from >= 0 && to >= 0) add(ids.slice(Math.min(from, to), Math.max(from, to) + 1))
    },
  })
}

type Props = { entries: readonly QueueEntry[]; gone: ReadonlySet<number>; onAll: () => void; above?: ReactNode }

export function EntryRows({ entries, gone, onAll, above }: Props) {
  const { search, list, change } = useQueueSearch()
  const { ids, toggle } = useSelection()
  // What is settled has no way on.
  const mayChoose = useMay()('provisioning.write') && list.base !== 'settled'
  const columns = columnsNamed(list.columns)
  const tracks = { '--tracks': columns.map(({ width }) => width).join(' ') } as React.CSSProperties
  return (
    <div style={tracks}>
      <div className={mayChoose ? 'er eh choose' : 'er eh'}>
        {mayChoose && (
          <input
            type="checkbox"
            aria-label={t.queue.chooseShown}
            checked={entries.length > 0 && entries.every(({ id }) => ids.has(id))}
            onChange={onAll}
          />
        )}
        <span>{t.queue.what}</span>
        {columns.map(({ name, word, isNumber, isWide, sort }) => (
          <span key={name} className={`${isNumber ? 'n' : ''} ${isWide ? 'ph0' : ''}`}>
            {sort ? (
              <button
                type="button"
                onClick={({ shiftKey }) => change({ sort: sortedBy(list.sort, sort, shiftKey) })}
                aria-pressed={sortOf(list.sort, sort) !== undefined}
              >
                {word} {sortOf(list.sort, sort)?.mark}
                {sortOf(list.sort, sort)?.isSecond && <sub>2</sub>}
              </button>
            ) : (
              word
            )}
          </span>
        ))}
      </div>
      {above}
      <ul>
        {entries.map((entry) => (
          <li
            key={entry.id}
            className={`er ${mayChoose ? 'choose' : ''} ${gone.has(entry.id) ? 'gone' : ''}`}
            aria-current={search.open === entry.id ? 'true' : undefined}
          >
            {mayChoose && (
              <input
                type="checkbox"
                aria-label={t.queue.choose(nameOf(entry))}
                checked={ids.has(entry.id)}
                onChange={() => toggle(entry.id)}
              />
            )}
            <button type="button" className="what el" data-id={entry.id} onClick={() => change({ open: entry.id })}>
              <span className="b">
                {gone.has(entry.id) && <Glyph name="done" />} {nameOf(entry)}
              </span>
              <br />
              <span className="s qq">{[entry.productName, entry.clientName].filter(Boolean).join(' · ')}</span>
            </button>
            {columns.map(({ name, isNumber, isWide, of }) => (
              <span key={name} className={`q s el ${isNumber ? 'n' : ''} ${isWide ? 'ph0' : ''}`}>
                {of(entry)}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}
