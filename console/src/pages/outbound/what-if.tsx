import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { act } from '../../app/toasts.tsx'
import { CopyText } from '../../parts/copy-text.tsx'
import { count, length, moment } from '../../parts/format.ts'
import { t } from '../../texts/outbound-texts.ts'
import { type AsIf, typedAtOnce, typedRate } from './as-if.ts'
import { ChangeDialog } from './change-dialog.tsx'
import { forecastQuery } from './forecast.ts'
import { PaceSlider } from './pace-slider.tsx'
import type { Service } from './service-query.ts'

const TENS = [0.01, 0.1, 1, 10, 100]
const RATES = TENS.flatMap((ten) =>
  [1, 1.5, 2, 3, 4, 5, 6, 8].map((step) => Number((step * ten).toPrecision(2))),
).concat(1000)
const AT_ONCE = [
  1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 200, 250, 300, 400, 500, 600, 800, 1000,
]

/** When it would be through at another pace, before that is set. */
export function WhatIf({ service, asIf, onChange }: { service: Service; asIf: AsIf; onChange: (asIf: AsIf) => void }) {
  const { id, name, startsPerSecond, concurrency } = service
  const [isPlanning, setPlanning] = useState(false)
  const { rate = startsPerSecond, atonce = concurrency } = asIf
  const differs = rate !== startsPerSecond || atonce !== concurrency
  const pace = { startsPerSecond: rate, concurrency: atonce }
  const change = (next: { rate?: number | undefined; atonce?: number | undefined }) => {
    const { rate, atonce } = { ...asIf, ...next }
    onChange({
      ...(rate !== undefined && rate !== startsPerSecond && { rate }),
      ...(atonce !== undefined && atonce !== concurrency && { atonce }),
    })
  }
  const set = (wanted: typeof pace) => () => client.outbound.services.patch(id, wanted)
  return (
    <section className="whatif">
      <h2>{t.outbound.whatIf}</h2>
      <PaceSlider
        label={t.outbound.perSecond}
        steps={RATES}
        value={rate}
        now={startsPerSecond}
        read={typedRate}
        onChange={(next) => change({ rate: next })}
      />
      <PaceSlider
        label={t.outbound.atOnce}
        steps={AT_ONCE}
        value={atonce}
        now={concurrency}
        read={typedAtOnce}
        onChange={(next) => change({ atonce: next })}
      />
      <Outcome service={service} asIf={asIf} differs={differs} />
      <div className="row">
        <button
          type="button"
          className="btn p"
          disabled={!differs}
          onClick={() =>
            void act(set(pace), t.outbound.isSet(name), set({ startsPerSecond, concurrency })).then((done) => {
              if (done) onChange({})
            })
          }
        >
          {t.outbound.setNow}
        </button>
        <button type="button" className="btn" onClick={() => setPlanning(true)}>
          {t.outbound.atATime}
        </button>
      </div>
      <CopyText text={`PATCH /outbound/services/${id} ${JSON.stringify(pace)}`} />
      {isPlanning && <ChangeDialog service={service} pace={pace} onClose={() => setPlanning(false)} />}
    </section>
  )
}

/** The new end beside the old one, and which limit it is that holds. */
function Outcome({ service, asIf, differs }: { service: Service; asIf: AsIf; differs: boolean }) {
  const { id, meanRunMs, concurrency } = service
  const now = useQuery(forecastQuery(id)).data
  const { data } = useQuery({ ...forecastQuery(id, asIf), enabled: differs })
  const shown = differs ? data : now
  if (!shown) return <p className="res" />
  const most = asIf.atonce ?? concurrency
  const isTight = shown.needsAtOnce !== null && most !== null && shown.needsAtOnce > most
  return (
    <div className="res">
      <p>
        <b>{shown.emptyAt ? t.outbound.wouldBeEmpty(moment(shown.emptyAt)) : t.outbound.neverEmpty}</b>{' '}
        {differs && <Difference before={now?.emptyAt} after={shown.emptyAt} />}
      </p>
      {shown.needsAtOnce !== null && (
        <p className="s q">
          {t.outbound.needs(count(shown.needsAtOnce), meanRunMs === null ? undefined : length(meanRunMs))}{' '}
          {isTight &&
            shown.perSecond !== null &&
            t.outbound.only(count(most), String(Number(shown.perSecond.toPrecision(3))))}
        </p>
      )}
    </div>
  )
}

function Difference({ before, after }: { before: string | null | undefined; after: string | null }) {
  if (!before || !after) return null
  const ms = Date.parse(before) - Date.parse(after)
  if (Math.abs(ms) < 1000) return null
  const said = (ms > 0 ? t.outbound.sooner : t.outbound.later)(length(Math.abs(ms)))
  return <span className={ms > 0 ? 'good bb' : 'warn bb'}>{said}</span>
}
