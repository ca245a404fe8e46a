import { SYSTEM } from '../../../src/access/actor.ts'
import { LINKS } from '../../../src/wire/aculab/guessed.ts'
import type { TestApp } from '../../support/app.ts'
import { type Counts, eventCounts } from '../harness/effects.ts'
import { runCases } from '../harness/run-cases.ts'
import { aculabPlace, readCallers } from './callers.ts'
import { readCases, type Step } from './cases.ts'
import { GIVEN } from './given.ts'
import { filled, requestOf } from './requests.ts'

runCases({
  cases: readCases(import.meta.dirname),
  place: aculabPlace,
  readCallers,
  caller: 'carol',
  given: GIVEN,
  effects: { events: eventCounts, waiting: waitingCounts },
  requestOf,
  expectedOf(step, remembered) {
    const { status = 200, answered, text, error } = step
    // Where there is no answer there is no type of it.
    const type = step.type ?? (text === '' ? undefined : 'application/json; charset=utf-8')
    if (text !== undefined) return { status, type, answered, text: filled(text, remembered) }
    return { status, type, answered, body: error ? errorOf(step, error) : step.body }
  },
})

/** The documented error, at the instant at which every test stands. */
function errorOf({ path }: Step, { code, text, details, link, url = path, at }: NonNullable<Step['error']>) {
  const datetime = at ?? '2026-02-03_10:11:12'
  const about = /^\d{4}$/.test(link) ? `${LINKS.errors}#${link}` : LINKS[link as keyof typeof LINKS]
  return { error: { code, text, ...(details && { details }), datetime, link: about }, request: { url, datetime } }
}

/** What waits, by account and service; the names of Carol's alone. */
async function waitingCounts({ provisor }: TestApp): Promise<Counts> {
  const { accounts, queues } = provisor.domain.outbound
  const names = new Map((await accounts.list(SYSTEM)).map(({ id, username }) => [id, username.split('@')[0]!]))
  const named = ({ accountId, name }: { accountId: number; name: string }) => {
    const user = names.get(accountId)
    return user === 'carol' ? name : `${user}/${name}`
  }
  return new Map((await queues.list(SYSTEM)).map(({ service, waiting }) => [named(service), waiting]))
}
