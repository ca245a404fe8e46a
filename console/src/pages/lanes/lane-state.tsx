import type { Lane } from '@provisor/client'
import { age, moment } from '../../parts/format.ts'
import { State } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'

export const isResting = ({ holds }: Lane): boolean => holds.some(({ reason }) => reason === 'maintenance')

export function LaneState({ lane }: { lane: Lane }) {
  const { state, holds, openUntil, oldestAt } = lane
  const [hold] = holds
  const since = hold ? `${hold.why || hold.heldBy} ${moment(hold.since)}`.trim() : ''
  const [shown, below] = isResting(lane)
    ? [
        <State key="s" glyph="maintenance">
          {t.lanes.maintenance}
        </State>,
        since,
      ]
    : state === 'paused'
      ? [
          <State key="s" glyph="paused">
            {t.lanes.paused}
          </State>,
          since,
        ]
      : state === 'broken'
        ? [
            <State key="s" glyph="broken" tone="bad">
              {t.lanes.broken}
            </State>,
            openUntil ? t.lanes.probe(moment(openUntil)) : '',
          ]
        : [
            <State key="s" glyph="active" tone="good">
              {t.lanes.running}
            </State>,
            oldestAt ? t.lanes.oldest(age(oldestAt)) : '',
          ]
  return (
    <span>
      {shown}
      <br />
      <span className="s qq sub">{below}</span>
    </span>
  )
}
