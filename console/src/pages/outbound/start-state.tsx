import type { OutboundStart } from '@provisor/client'
import { type GlyphName, State, type Tone } from '../../parts/glyph.tsx'
import { t } from '../../texts/outbound-texts.ts'

const LOOKS: Record<OutboundStart['status'], [GlyphName, Tone]> = {
  QUEUED: ['waiting', 'neutral'],
  RUNNING: ['active', 'acc'],
  COMPLETED: ['done', 'good'],
  COULDNOTRUN: ['failed', 'bad'],
  CANCELLED: ['cancelled', 'neutral'],
}

export function StartState({ status }: { status: OutboundStart['status'] }) {
  const [glyph, tone] = LOOKS[status]
  return (
    <State glyph={glyph} tone={tone}>
      {t.outbound.statuses[status]}
    </State>
  )
}
