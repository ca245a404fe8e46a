import type { LaneDetail } from '@provisor/client'
import { Fragment } from 'react'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/operate-texts.ts'

/** What waits by action; of a very long lane, of those that are first in line. */
export function WhatWaits({ lane: { waiting, byAction } }: { lane: LaneDetail }) {
  const looked = byAction.reduce((sum, { waiting: n }) => sum + n, 0)
  const most = byAction[0]?.waiting ?? 1
  return (
    <section className="ps">
      <header className="sh">
        <h2>{t.lanes.whatWaits}</h2>
        <span className="more">
          {looked < waiting ? t.lanes.firstOf(count(looked), count(waiting)) : count(waiting)}
        </span>
      </header>
      {byAction.length === 0 && <p className="q">{t.lanes.nothingWaits}</p>}
      <div className="wb">
        {byAction.map(({ action, waiting: n }) => (
          <Fragment key={action}>
            <span className="mono">{action}</span>
            <span className="bar">
              <i style={{ width: `${(n / most) * 100}%` }} />
            </span>
            <b className="n">{count(n)}</b>
          </Fragment>
        ))}
      </div>
    </section>
  )
}
