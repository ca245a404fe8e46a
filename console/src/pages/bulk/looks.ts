import type { BulkAction } from '@provisor/client'
import { count } from '../../parts/format.ts'
import type { GlyphName, Tone } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'

export const LOOKS: Record<BulkAction['state'], [GlyphName, Tone]> = {
  previewed: ['waiting', 'neutral'],
  running: ['active', 'good'],
  stopping: ['paused', 'neutral'],
  stopped: ['paused', 'neutral'],
  done: ['done', 'good'],
}

export const titleOf = ({ action, total, noun }: BulkAction): string =>
  t.bulk.title(t.bulk.actions[action] ?? action, count(total), t.bulk.nouns[noun])
