import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import Pause from 'lucide-react/icons/pause'
import Play from 'lucide-react/icons/play'
import Plus from 'lucide-react/icons/plus'
import { type ComponentType, lazy, Suspense, useMemo, useState } from 'react'
import { client } from '../../app/api.ts'
import { useKeys } from '../../app/keys.ts'
import { usePlace } from '../../app/place.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { count } from '../../parts/format.ts'
import { Pill } from '../../parts/glyph.tsx'
import { Page } from '../../parts/page.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { readAsIf, writeAsIf } from './as-if.ts'
import { endedTodayQuery } from './ended-today.ts'
import { Facts } from './facts.tsx'
import { PlannedChanges } from './planned-changes.tsx'
import { purgesQuery } from './purges-query.ts'
import { LOOKS, whyOf } from './queue-table.tsx'
import { type Service, serviceQuery } from './service-query.ts'
import type { Tab } from './tab-names.ts'
import { Tabs } from './tabs.tsx'
import { WaitingPlot } from './waiting-plot.tsx'
import '../../style/outbound.page.css'

/** What is not seen at first is loaded when it is. */
const StartDialog = lazy(async () => ({ default: (await import('./start-dialog.tsx')).StartDialog }))
const WhatIf = lazy(async () => ({ default: (await import('./what-if.tsx')).WhatIf }))
const PurgeDialog = lazy(async () => ({ default: (await import('./purge-dialog.tsx')).PurgeDialog }))

const PANELS: Record<Tab, ComponentType<{ service: Service }>> = {
  waiting: lazy(async () => ({ default: (await import('./waiting.tsx')).Waiting })),
  running: lazy(async () => ({ default: (await import('./running.tsx')).Running })),
  ended: lazy(async () => ({ default: (await import('./ended.tsx')).Ended })),
  purges: lazy(async () => ({ default: (await import('./purges.tsx')).Purges })),
  workers: lazy(async () => ({ default: (await import('./workers.tsx')).Workers })),
  settings: lazy(async () => ({ default: (await import('./service-settings.tsx')).ServiceSettings })),
}

/** One outbound service: what waits, when it is through, and what changes that. */
export function OutboundService() {
  const id = Number(useParams({ from: '/inside/outbound/$id' }).id)
  const service = useQuery(serviceQuery(id))
  return <Read query={service}>{(shown) => <Shown service={shown} />}</Read>
}

function Shown({ service }: { service: Service }) {
  const { id, name, queue } = service
  usePlace(name)
  const may = useMay()
  const { tab = 'waiting', if: tried } = useSearch({ from: '/inside/outbound/$id' })
  const navigate = useNavigate({ from: '/outbound/$id' })
  const asIf = useMemo(() => readAsIf(tried), [tried])
  const purges = useQuery(purgesQuery(id)).data
  const ended = useQuery(endedTodayQuery(id)).data
  const [glyph, tone] = LOOKS[queue.stopped ?? 'running']
  const Panel = PANELS[tab]
  const counts = {
    waiting: count(queue.waiting),
    running: count(queue.running),
    ...(ended !== undefined && { ended: count(ended) }),
    ...(purges && { purges: count(purges.items.length) }),
  }
  return (
    <Page
      title={
        <span className="pt">
          {name}
          <Pill glyph={glyph} tone={tone}>
            {queue.stopped ? whyOf(queue) : t.outbound.on}
          </Pill>
        </span>
      }
      sentence={<Sentence service={service} />}
      actions={may('outbound.write') && <Actions service={service} />}
    >
      <Facts service={service} />
      <div className="wif">
        <div>
          <WaitingPlot service={service} asIf={asIf} />
          <PlannedChanges serviceId={id} />
        </div>
        <Suspense>
          {may('outbound.write') && (
            <WhatIf
              service={service}
              asIf={asIf}
              onChange={(next) =>
                void navigate({
                  search: (before) => ({ ...before, if: writeAsIf(next) }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          )}
        </Suspense>
      </div>
      <Tabs id={id} tab={tab} counts={counts} />
      <Suspense>
        <Panel key={id} service={service} />
      </Suspense>
    </Page>
  )
}

function Sentence({ service: { account, kind, firstPage, callingWindow, applicationName } }: { service: Service }) {
  return (
    <>
      {account} · {kind}
      {firstPage && (
        <>
          , {t.outbound.firstPage}{' '}
          <span className="mono">
            {firstPage.method} {firstPage.address}
          </span>
        </>
      )}
      {applicationName && (
        <>
          , <span className="mono">{applicationName}</span>
        </>
      )}{' '}
      ·{' '}
      {callingWindow
        ? t.outbound.windowOf(callingWindow.from, callingWindow.until, callingWindow.zone)
        : t.outbound.noWindow}
    </>
  )
}

function Actions({ service }: { service: Service }) {
  const { id, name, queue } = service
  const [asked, setAsked] = useState<'start' | 'purge'>()
  const { pause, resume } = client.outbound.services
  const isPaused = queue.stopped === 'paused'
  const switchTo = (paused: boolean) => () => (paused ? pause(id) : resume(id))
  const toggle = () =>
    void act(switchTo(!isPaused), isPaused ? t.outbound.goesOn(name) : t.outbound.isPaused(name), switchTo(isPaused))
  useKeys({ s: () => setAsked('start'), p: toggle, P: () => setAsked('purge') })
  return (
    <>
      <button type="button" className="btn" onClick={() => setAsked('start')}>
        <Plus size={15} />
        {t.outbound.start}
      </button>
      <button type="button" className="btn" onClick={toggle}>
        {isPaused ? <Play size={15} /> : <Pause size={15} />}
        {isPaused ? t.outbound.resume : t.outbound.pause}
      </button>
      <button type="button" className="btn" onClick={() => setAsked('purge')}>
        {t.outbound.purge}
      </button>
      <Suspense>
        {asked === 'start' && <StartDialog service={service} onClose={() => setAsked(undefined)} />}
        {asked === 'purge' && <PurgeDialog serviceId={id} name={name} onClose={() => setAsked(undefined)} />}
      </Suspense>
    </>
  )
}
