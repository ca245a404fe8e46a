import type { BulkAction } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { Empty } from '../../parts/empty.tsx'
import { count, moment } from '../../parts/format.ts'
import { State } from '../../parts/glyph.tsx'
import { ListTable } from '../../parts/list-table.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { useRowKeys } from '../outbound/row-keys.ts'
import { BulkButtons } from './bulk-buttons.tsx'
import { bulkQuery } from './bulk-query.ts'
import { LOOKS, titleOf } from './looks.ts'
import { doneOf } from './progress.ts'

const BulkPane = lazy(async () => ({ default: (await import('./bulk-pane.tsx')).BulkPane }))

/** What was done to many at once: how far it is, what failed, and the way back. */
export function Bulk() {
  const actions = useQuery(bulkQuery)
  const { id } = useParams({ strict: false })
  const navigate = useNavigate()
  const open = Number(id)
  const close = () => void navigate({ to: '/bulk' })
  const opened = actions.data?.items.find((action) => action.id === open)
  usePlace(opened ? titleOf(opened) : '')
  useRowKeys()
  useKeys(open > 0 ? { Escape: close } : {})
  return (
    <div className={open > 0 ? 'split popen' : 'split'}>
      <section className="listp" aria-label={t.nav.bulk}>
        <div className="gl page">
          <div className="head">
            <h1>{t.nav.bulk}</h1>
          </div>
          <Read query={actions}>{({ items }) => <List actions={items} open={open} />}</Read>
        </div>
      </section>
      <Suspense>{open > 0 && <BulkPane key={open} id={open} onClose={close} />}</Suspense>
    </div>
  )
}

/** Beside an open one there is room for what it is and how it stands. */
function List({ actions, open }: { actions: readonly BulkAction[]; open: number }) {
  if (actions.length === 0) return <Empty text={t.bulk.empty} command="provisor bulk preview" />
  const isWhole = !(open > 0)
  const columns = [
    { word: t.bulk.what },
    { word: t.lanes.state },
    ...(isWhole
      ? [
          { word: t.bulk.progress, isWide: true },
          { word: t.bulk.failed, isNumber: true, isWide: true },
          { word: t.lanes.actions, isQuiet: true },
        ]
      : []),
  ]
  return (
    <ListTable columns={columns}>
      {actions.map((action) => (
        <Row key={action.id} action={action} isOpen={action.id === open} isWhole={isWhole} />
      ))}
    </ListTable>
  )
}

function Row({ action, isOpen, isWhole }: { action: BulkAction; isOpen: boolean; isWhole: boolean }) {
  const { id, total, failed, state, held, stoppedBecause, by, why, createdAt } = action
  const [glyph, tone] = LOOKS[state]
  const done = doneOf(action)
  const said = t.bulk.of(count(done), count(total))
  return (
    <tr aria-current={isOpen || undefined}>
      <td>
        <Link to="/bulk/$id" params={{ id: String(id) }} className="b" data-row={id}>
          {titleOf(action)}
        </Link>
        <br />
        <span className="s qq">{[moment(createdAt), by.name, why].filter(Boolean).join(' · ')}</span>
      </td>
      <td>
        <State glyph={glyph} tone={tone}>
          {t.bulk.states[state]}
        </State>
        <br />
        <span className="s qq sub">{held || stoppedBecause}</span>
      </td>
      {isWhole && (
        <>
          <td>
            <progress value={done} max={Math.max(1, total)} aria-label={said} />
            <br />
            <span className="s qq">{said}</span>
          </td>
          <td className="n">{count(failed)}</td>
          <td className="n">
            <span className="actions">
              <BulkButtons action={action} size="sm" />
            </span>
          </td>
        </>
      )}
    </tr>
  )
}
