import type { BulkAction } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { Empty } from '../../parts/empty.tsx'
import { count, moment } from '../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../parts/glyph.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'

const COLUMNS = [
  { word: t.bulk.what },
  { word: t.lanes.state },
  { word: t.bulk.progress, isWide: true },
  { word: t.bulk.failed, isNumber: true, isWide: true },
  { word: t.lanes.actions, isQuiet: true },
]

const LOOKS: Record<BulkAction['state'], [GlyphName, Tone]> = {
  previewed: ['waiting', 'neutral'],
  running: ['active', 'good'],
  stopping: ['paused', 'neutral'],
  stopped: ['paused', 'neutral'],
  done: ['done', 'good'],
}

/** What was done to many at once: how far it is, what failed, and the way back. */
export function Bulk() {
  const actions = useQuery({
    queryKey: ['bulk-actions'],
    queryFn: ({ signal }) => client.bulkActions.list({ limit: 50 }, { signal }),
  })
  return (
    <div className="page">
      <div className="head">
        <h1>{t.nav.bulk}</h1>
      </div>
      <Read query={actions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t.bulk.empty} command="provisor bulk preview" />
          ) : (
            <ListTable columns={COLUMNS}>
              {items.map((action) => (
                <Row key={action.id} action={action} />
              ))}
            </ListTable>
          )
        }
      </Read>
    </div>
  )
}

function Row({ action }: { action: BulkAction }) {
  const {
    id,
    action: name,
    noun,
    total,
    succeeded,
    failed,
    skipped,
    state,
    held,
    stoppedBecause,
    by,
    why,
    createdAt,
  } = action
  const may = useMay()
  const [open, setOpen] = useState(false)
  const [glyph, tone] = LOOKS[state]
  const done = succeeded + failed + skipped
  const said = t.bulk.of(count(done), count(total))
  return (
    <tr>
      <td>
        <span className="b">{t.bulk.title(t.bulk.actions[name] ?? name, count(total), t.bulk.nouns[noun])}</span>
        <br />
        <span className="s qq">{[moment(createdAt), by.name, why].filter(Boolean).join(' · ')}</span>
        {open && <Failures id={id} />}
      </td>
      <td>
        <State glyph={glyph} tone={tone}>
          {t.bulk.states[state]}
        </State>
        <br />
        <span className="s qq sub">{held || stoppedBecause}</span>
      </td>
      <td>
        <progress value={done} max={Math.max(1, total)} aria-label={said} />
        <br />
        <span className="s qq">{said}</span>
      </td>
      <td className="n">
        {failed === 0 ? (
          '0'
        ) : (
          <button type="button" className="acc b" aria-expanded={open} onClick={() => setOpen(!open)}>
            {count(failed)}
          </button>
        )}
      </td>
      <td className="n">
        <span className="actions">
          {held !== '' && may('provisioning.write') && (
            <button
              type="button"
              className="btn sm"
              onClick={() => void act(() => client.bulkActions.release(id), t.bulk.released)}
            >
              {t.bulk.release}
            </button>
          )}
          {state === 'running' && (
            <button
              type="button"
              className="btn sm"
              onClick={() => void act(() => client.bulkActions.stop(id), t.bulk.stops)}
            >
              {t.bulk.stop}
            </button>
          )}
          {action.undoable && (
            <button
              type="button"
              className="btn sm"
              onClick={() => void act(() => client.bulkActions.undo(id), t.bulk.undoBegun)}
            >
              {t.undo}
            </button>
          )}
        </span>
      </td>
    </tr>
  )
}

/** What failed, each with its reason. */
function Failures({ id }: { id: number }) {
  const items = useQuery({
    queryKey: ['bulk-failures', id],
    queryFn: ({ signal }) => client.bulkActions.items(id, { state: 'failed', limit: 50 }, { signal }),
  })
  return (
    <Read query={items}>
      {(page) => (
        <ul className="failures">
          {page.items.map((item) => (
            <li key={item.id} className="s">
              <b className="b">{item.name ?? item.id}</b> {item.words}
            </li>
          ))}
        </ul>
      )}
    </Read>
  )
}
