import type { TestApp } from '../../support/app.ts'
import { type Counts, eventCounts } from '../harness/effects.ts'
import { runCases } from '../harness/run-cases.ts'
import { contractPlace, readCallers } from './callers.ts'
import { readCases } from './cases.ts'
import { GIVEN } from './given.ts'
import { requestOf } from './requests.ts'

runCases({
  cases: readCases(import.meta.dirname),
  place: contractPlace,
  readCallers,
  caller: 'full',
  given: GIVEN,
  effects: { events: eventCounts, missing: missingCounts },
  requestOf,
  expectedOf: (
    { status = 200, type = 'application/json; charset=utf-8', body, text, sameAs, warning },
    _remembered,
    earlier,
  ) => ({
    status,
    type,
    body,
    ...(warning && { answered: { 'x-provisor-warning': warning } }),
    text: sameAs === undefined ? text : earlier(sameAs),
  }),
})

/** How often each action that does not exist was asked for so far. */
async function missingCounts({ provisor }: TestApp): Promise<Counts> {
  const counts = new Map<string, number>()
  for (const { action, calls } of await provisor.read.access.missing.list())
    counts.set(action, (counts.get(action) ?? 0) + calls)
  return counts
}
