import { describe, expect, it } from 'vitest'
import { canBecome, FINAL, type JobState } from './job.ts'

const STATES: JobState[] = ['waiting', 'offered', 'running', 'done', 'failed', 'cancelled']

describe('the life of a job', () => {
  it.each(['done', 'failed'] as const)('ends with %s', (state) => {
    for (const other of STATES) expect(canBecome(state, other)).toBe(false)
  })

  it('can come back from a purge, to where it was', () => {
    expect(STATES.filter((state) => canBecome('cancelled', state))).toEqual(['waiting'])
  })

  it('cannot be cancelled once it has begun', () => {
    expect(STATES.filter((state) => canBecome(state, 'cancelled'))).toEqual(['waiting', 'offered'])
  })

  it('is done only by running', () => {
    expect(STATES.filter((state) => canBecome(state, 'done'))).toEqual(['running'])
  })

  it('can reach every state, and an end from every state', () => {
    const reach = (from: JobState): Set<JobState> => {
      const seen = new Set([from])
      for (const state of seen) for (const next of STATES) if (canBecome(state, next)) seen.add(next)
      return seen
    }
    expect(reach('waiting')).toEqual(new Set(STATES))
    for (const state of STATES) expect([...reach(state)].some((each) => FINAL.includes(each))).toBe(true)
  })
})
