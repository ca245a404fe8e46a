import type { LaneDetail } from '@provisor/client'
import { moment } from '../../parts/format.ts'
import { t } from '../../texts/operate-texts.ts'

/** When it let commands through, and each probe of when it did not. */
export function BreakerHour({ lane: { breakerMinutes: minutes } }: { lane: LaneDetail }) {
  const open = minutes.filter(({ isOpen }) => isOpen).length
  const probes = minutes.reduce((sum, minute) => sum + minute.probes, 0)
  const opened = minutes.find(({ isOpen }, index) => isOpen && index > 0 && !minutes[index - 1]!.isOpen)
  return (
    <section className="ps">
      <h2>{t.lanes.breakerHour}</h2>
      <div className="brk" role="img" aria-label={t.lanes.breakerSaid(open, probes)}>
        {minutes.map(({ at, isOpen, probes: n }) => (
          <i key={at} className={isOpen ? 'open' : ''}>
            {n > 0 && <u />}
          </i>
        ))}
      </div>
      <p className="brkl s qq">
        <span>{moment(minutes[0]!.at)}</span>
        {opened && <span>{t.lanes.openedAt(moment(opened.at))}</span>}
        <span>{t.lanes.nowWord}</span>
      </p>
    </section>
  )
}
