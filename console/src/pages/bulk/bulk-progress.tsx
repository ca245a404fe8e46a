import type { BulkAction } from '@provisor/client'
import { serverNow } from '../../app/requests.ts'
import { count, length, moment } from '../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../parts/glyph.tsx'
import { t } from '../../texts/bulk-texts.ts'
import { doneOf, endOf, quarterOf } from './progress.ts'

const PARTS = [
  ['succeeded', 'done', 'good', t.bulk.succeeded],
  ['failed', 'failed', 'bad', t.bulk.failedAgain],
  ['skipped', 'superseded', 'neutral', t.bulk.skipped],
  ['waiting', 'waiting', 'neutral', t.bulk.waiting],
] as const satisfies readonly (readonly [string, GlyphName, Tone, string])[]

/** How far it is, by what became of each, and when it ends. */
export function BulkProgress({ action }: { action: BulkAction }) {
  const { total } = action
  const done = doneOf(action)
  return (
    <div className="bpr">
      <p className="bpn">
        <b>{count(done)}</b> {t.bulk.of('', count(total)).trim()}
        <span className="end s qq">{whenItEnds(action)}</span>
      </p>
      <div
        className="bpb"
        role="progressbar"
        aria-label={t.bulk.progress}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={t.bulk.of(count(done), count(total))}
      >
        {PARTS.map(([part]) => action[part] > 0 && <i key={part} className={part} ref={widen(action[part])} />)}
      </div>
      <span className="skip" role="status">
        {t.bulk.quarter(quarterOf(action))}
      </span>
      <p className="bpp">
        {PARTS.map(
          ([part, glyph, tone, word]) =>
            (action[part] > 0 || part === 'succeeded') && (
              <State key={part} glyph={glyph} tone={tone}>
                {word} <b>{count(action[part])}</b>
              </State>
            ),
        )}
      </p>
    </div>
  )
}

/** The policy of the document allows no style that stands in it. */
const widen = (share: number) => (element: HTMLElement | null) => {
  if (element) element.style.flexGrow = String(share)
}

function whenItEnds(action: BulkAction): string {
  const { committedAt, endedAt } = action
  if (endedAt !== null && committedAt !== null)
    return t.bulk.endedAt(moment(endedAt), length(Date.parse(endedAt) - Date.parse(committedAt)))
  const now = serverNow().getTime()
  const end = endOf(action, now)
  return end === undefined ? '' : t.bulk.endsAt(moment(new Date(end).toISOString()), length(end - now))
}
