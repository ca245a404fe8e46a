import type { Lane } from '@provisor/client'
import { age, length, moment } from '../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'

export const isResting = ({ holds }: Pick<Lane, 'holds'>): boolean =>
  holds.some(({ reason }) => reason === 'maintenance')

type Look = { glyph: GlyphName; tone: Tone; word: string; why: string }

/** A lane's state in its shape and word, and why it is so. */
export function lookOf(lane: Lane): Look {
  const { state, holds, openUntil, breaker } = lane
  const rest = holds.find(({ reason }) => reason === 'maintenance')
  if (rest)
    return { glyph: 'maintenance', tone: 'neutral', word: t.lanes.maintenance, why: t.lanes.since(moment(rest.since)) }
  const [hold] = holds
  if (state === 'paused') {
    const why = hold ? [hold.heldBy, hold.why].filter(Boolean).join(': ') : ''
    return { glyph: 'paused', tone: 'neutral', word: t.lanes.paused, why }
  }
  if (state === 'broken') {
    const left = openUntil ? Date.parse(openUntil) - Date.now() : 0
    const why = breaker === 'half-open' || left < 1000 ? t.lanes.probing : t.lanes.probeIn(length(left))
    return { glyph: 'broken', tone: 'bad', word: t.lanes.broken, why }
  }
  return { glyph: 'active', tone: 'good', word: t.lanes.running, why: '' }
}

/** `isShort` says how old the oldest is where nothing else is to be said. */
export function LaneState({ lane, isShort = false }: { lane: Lane; isShort?: boolean }) {
  const { glyph, tone, word, why } = lookOf(lane)
  const below = why || (isShort && lane.oldestAt ? t.lanes.oldest(age(lane.oldestAt)) : '')
  return (
    <span>
      <State glyph={glyph} tone={tone}>
        {word}
      </State>
      {below !== '' && <span className="s qq sub">{below}</span>}
    </span>
  )
}
