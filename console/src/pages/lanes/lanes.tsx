import type { Lane } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../app/session.ts'
import { count } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { useRowKeys } from '../outbound/row-keys.ts'
import { isResting } from './lane-state.tsx'
import { LaneTable } from './lane-table.tsx'
import { goOn, nameOf, toggleMaintenance } from './lane-verbs.ts'
import { historyQuery, lanesQuery, RANGES } from './lanes-query.ts'

const LanePane = lazy(async () => ({ default: (await import('./lane-pane.tsx')).LanePane }))
const PauseDialog = lazy(async () => ({ default: (await import('./pause-dialog.tsx')).PauseDialog }))

export function Lanes() {
  const lanes = useQuery(lanesQuery)
  return <Read query={lanes}>{({ items }) => <Shown lanes={items.toSorted(byState)} />}</Read>
}

/** Broken, paused, in maintenance, running; then by name. */
const standOf = (lane: Lane): number => (isResting(lane) ? 2 : { broken: 0, paused: 1, running: 3 }[lane.state])
const byState = (a: Lane, b: Lane): number => standOf(a) - standOf(b) || nameOf(a).localeCompare(nameOf(b))

function Shown({ lanes }: { lanes: readonly Lane[] }) {
  const { name } = useParams({ strict: false })
  const navigate = useNavigate()
  const search = useSearch({ from: '/inside/lanes' })
  const [pausing, setPausing] = useState<Lane>()
  const open = lanes.find((lane) => lane.name === name)
  usePlace(open ? nameOf(open) : '')
  const close = () => void navigate({ to: '/lanes', search })
  const pause = (lane: Lane) => (lane.holds.some(({ reason }) => reason === 'by-hand') ? goOn(lane) : setPausing(lane))
  useLaneKeys(lanes, open, { close, pause })
  return (
    <div className={open ? 'split lns popen' : 'split lns'}>
      <section className="listp" aria-label={t.nav.lanes}>
        <div className="gl page">
          <Head lanes={lanes} />
          <Table lanes={lanes} current={name} />
          <p className="hint ph0">
            <kbd>j</kbd> <kbd>k</kbd> {t.lanes.keys.move} · <kbd>p</kbd> {t.lanes.keys.pause} · <kbd>m</kbd>{' '}
            {t.lanes.keys.maintenance} · <kbd>Enter</kbd> {t.lanes.keys.open}
          </p>
        </div>
      </section>
      <Suspense>
        {open && <LanePane key={open.name} name={open.name} onPause={() => pause(open)} onClose={close} />}
        {pausing && <PauseDialog lane={pausing} onClose={() => setPausing(undefined)} />}
      </Suspense>
    </div>
  )
}

type Work = { close: () => void; pause: (lane: Lane) => void }

/** They are for the row that has the focus, or for the open lane. */
function useLaneKeys(lanes: readonly Lane[], open: Lane | undefined, { close, pause }: Work): void {
  const may = useMay()
  const meant = () => {
    const { row } = (document.activeElement as HTMLElement | null)?.dataset ?? {}
    return lanes.find(({ name }) => name === row) ?? open
  }
  const on = (work: (lane: Lane) => void) => () => {
    const lane = meant()
    if (lane && may('provisioning.write')) work(lane)
  }
  useRowKeys()
  useKeys({ p: on(pause), m: on(toggleMaintenance), ...(open && { Escape: close }) })
}

function Head({ lanes }: { lanes: readonly Lane[] }) {
  const { range = '5m' } = useSearch({ from: '/inside/lanes' })
  const navigate = useNavigate()
  const [broken, paused, resting] = [0, 1, 2].map((stand) => lanes.filter((lane) => standOf(lane) === stand).length)
  return (
    <div className="head">
      <div>
        <h1>{t.nav.lanes}</h1>
        <p>
          {t.lanes.sentence(
            { broken: broken!, paused: paused!, resting: resting! },
            count(lanes.reduce((sum, { waiting }) => sum + waiting, 0)),
          )}
        </p>
      </div>
      <fieldset className="seg" aria-label={t.lanes.range}>
        {RANGES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={range === one}
            onClick={() => void navigate({ to: '.', search: one === '5m' ? {} : { range: one }, replace: true })}
          >
            {t.lanes.within[one]}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

function Table({ lanes, current }: { lanes: readonly Lane[]; current: string | undefined }) {
  const { range = '5m' } = useSearch({ from: '/inside/lanes' })
  const { data } = useQuery(historyQuery(range))
  return <LaneTable lanes={lanes} history={data} range={range} current={current} isWhole />
}
