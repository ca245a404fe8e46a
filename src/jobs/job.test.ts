import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { canBecome, FINAL, JOB_TRANSITIONS } from '../../test/support/job-states.ts'
import type { JobState } from './job.ts'

const STATES: JobState[] = ['waiting', 'offered', 'running', 'done', 'failed', 'cancelled']

describe('the life of a job', () => {
  test.each(['done', 'failed'] as const)('ends with %s', (state) => {
    for (const other of STATES) expect(canBecome(state, other)).toBe(false)
  })

  test('can come back from a purge, to where it was', () => {
    expect(STATES.filter((state) => canBecome('cancelled', state))).toEqual(['waiting'])
  })

  test('cannot be cancelled once it has begun', () => {
    expect(STATES.filter((state) => canBecome(state, 'cancelled'))).toEqual(['waiting', 'offered'])
  })

  test('is done only by running', () => {
    expect(STATES.filter((state) => canBecome(state, 'done'))).toEqual(['running'])
  })

  test('can reach every state, and an end from every state', () => {
    const reach = (from: JobState): Set<JobState> => {
      const seen = new Set([from])
      for (const state of seen) for (const next of STATES) if (canBecome(state, next)) seen.add(next)
      return seen
    }
    expect(reach('waiting')).toEqual(new Set(STATES))
    for (const state of STATES) expect([...reach(state)].some((each) => FINAL.includes(each))).toBe(true)
  })
})

test('the picture in README.md shows the legal changes, and no others', () => {
  const picture = readFileSync(new URL('./README.md', import.meta.url), 'utf8')
  const drawn = [...picture.matchAll(/^ {2}(\w+) --> (\w+): ([\w, ]+)$/gm)].flatMap(([, from, to, steps]) =>
    steps!.split(', ').map((step) => `${from} ${step} ${to}`),
  )
  const legal = Object.entries(JOB_TRANSITIONS).flatMap(([step, { from, to }]) =>
    from.flatMap((before) => to.map((after) => `${before} ${step} ${after}`)),
  )
  // What had not begun only ever goes back to its place.
  const shown = legal.filter((line) => !/^offered lose (running|failed)$/.test(line))
  expect(drawn.filter((line) => !line.includes('enqueue')).toSorted()).toEqual(shown.toSorted())
})
