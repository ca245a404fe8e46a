import type { Attention } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { attentionQuery } from '../../app/attention.ts'
import { useKeys } from '../../app/keys.ts'
import { useMay } from '../../app/session.ts'
import { count, since } from '../../parts/format.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { Read } from '../../parts/query-state.tsx'
import { Section } from '../../parts/section.tsx'
import { t } from '../../texts/texts.ts'
import { LaneTable } from '../lanes/lane-table.tsx'
import { historyQuery, lanesQuery } from '../lanes/lanes-query.ts'
import { QueueTable, queuesQuery } from '../outbound/queue-table.tsx'
import { CauseCard } from './cause-card.tsx'
import '../../style/overview.page.css'

/** Below what is seen at first. */
const OverTime = lazy(async () => ({ default: (await import('./over-time.tsx')).OverTime }))
const ServicesByStatus = lazy(async () => ({ default: (await import('./services-by-status.tsx')).ServicesByStatus }))
const Timers = lazy(async () => ({ default: (await import('../timers/timers.tsx')).Timers }))

/** The rest is on the page of its own. */
const SHOWN = 8

export function Overview() {
  const attention = useQuery(attentionQuery)
  const may = useMay()
  return (
    <div className="page ov">
      <Read query={attention}>{(data) => <Causes {...data} />}</Read>
      <div className="cols two sec">
        {may('provisioning.read') && <Lanes />}
        {may('outbound.read') && <Outbound />}
      </div>
      <Suspense>
        {may('provisioning.read') && <OverTime />}
        <div className="cols two sec">
          {may('services.read') && <ServicesByStatus />}
          {may('projects.read') && <Timers />}
        </div>
      </Suspense>
    </div>
  )
}

function Causes({ items, counts: { held, retrying, waiting } }: Attention) {
  const numbered = items.slice(0, 9)
  const card = (index: number) => document.querySelectorAll<HTMLElement>('.causes .cause')[index]
  const fixOf = (from: Element | null | undefined) => from?.querySelector<HTMLElement>('.fix button')
  useKeys({
    ...Object.fromEntries(numbered.map((_, index) => [String(index + 1), () => fixOf(card(index))?.focus()])),
    f: () => fixOf(document.activeElement?.closest('.cause') ?? card(0))?.click(),
  })
  const oldest = items.find(({ kind }) => kind === 'cause')?.since
  return (
    <>
      <div className={items.length === 0 ? 'verdict fine' : 'verdict'}>
        <Glyph name={items.length === 0 ? 'done' : 'held'} size={18} />
        <div>
          <h1>{t.overview.verdict(items.length)}</h1>
          <p>
            {held !== null && held > 0 && oldest && `${t.overview.waiting(count(held), held, since(oldest))} `}
            {retrying !== null && retrying > 0 && `${t.overview.retrying(count(retrying), retrying)} `}
            {waiting !== null && waiting > 0 && t.overview.starts(count(waiting), waiting)}
            {items.length === 0 && ` ${t.overview.nothing}`}
          </p>
        </div>
      </div>
      <section className="causes" aria-label={t.overview.needs}>
        {items.map((item, index) => (
          <CauseCard key={item.id} item={item} primary={index === 0} />
        ))}
      </section>
    </>
  )
}

function Lanes() {
  const lanes = useQuery(lanesQuery)
  const { data: history } = useQuery(historyQuery('5m'))
  return (
    <Section title={t.nav.lanes} to="/lanes" more={t.overview.allLanes}>
      <Read query={lanes}>
        {({ items }) => <LaneTable lanes={items.slice(0, SHOWN)} history={history} range="5m" />}
      </Read>
    </Section>
  )
}

function Outbound() {
  const queues = useQuery(queuesQuery)
  return (
    <Section title={t.nav.outbound} to="/outbound" more={t.overview.allServices}>
      <Read query={queues}>{(items) => <QueueTable queues={items.slice(0, SHOWN)} />}</Read>
    </Section>
  )
}
