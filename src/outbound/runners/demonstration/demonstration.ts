import { seededRandom } from '../../../base/seeded-random.ts'
import { done, giveUp, unknown } from '../../../jobs/outcome.ts'
import type { Runner } from '../runner.ts'

const LONGEST_MS = 8000
const REASONS = ['busy', 'no answer', 'unobtainable'] as const

/**
 * Calls nobody. How long a call takes and how it ends is drawn by its reference, so that it is always the same for the
 * same one; nothing about it is kept in the process.
 */
export const demonstrationRunner: Runner = {
  async run({ job, start: { reference }, now }) {
    const endsAt = (job.startedAt ?? now) + demonstrationLength(reference)
    if (now < endsAt) return unknown('the call goes on', endsAt - now, { health: 'unsaid' })
    const luck = seededRandom(reference, 'end')
    if (luck < 0.85) return done({ result: { code: Math.floor(seededRandom(reference, 'code') * 4) } })
    return giveUp(REASONS[Math.floor(seededRandom(reference, 'reason') * REASONS.length)]!)
  },
}

const demonstrationLength = (reference: string): number =>
  Math.round(500 + seededRandom(reference, 'length') * (LONGEST_MS - 500))
