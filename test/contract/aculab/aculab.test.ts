import { describe, expect, it } from 'vitest'
import { SYSTEM } from '../../../src/access/actor.ts'
import { LINKS } from '../../../src/wire/aculab/guessed.ts'
import { startApp, type TestApp } from '../../support/app.ts'
import { forEachEngine } from '../../support/databases.ts'
import { expectBody, type Remembered } from '../../support/expected.ts'
import { difference, eventCounts } from '../harness/effects.ts'
import { makeSharedDesks } from '../harness/shared-desks.ts'
import { aculabPlace, type Callers, readCallers } from './callers.ts'
import { type Case, readCases, type Step } from './cases.ts'
import { GIVEN, rememberIn } from './given.ts'
import { filled, requestOf } from './requests.ts'

const cases = readCases(import.meta.dirname)

type Desk = TestApp & { callers: Callers; known: Remembered }

forEachEngine((engine) => {
  async function start({ settings, given }: Pick<Case, 'settings' | 'given'>): Promise<Desk> {
    const place = await engine.fresh(aculabPlace)
    const app = await startApp(place, settings)
    const known: Remembered = new Map()
    if (given) await GIVEN[given](app, rememberIn(known))
    return {
      ...app,
      callers: readCallers(place.dataDir),
      known,
      async close() {
        await app.close()
        await place.drop()
      },
    }
  }

  const share = makeSharedDesks(start)

  describe.each(Object.entries(cases))('%s', (_folder, list) => {
    it.each(list)('$name: $about', async (example) => {
      const desk = await (example.changes ? start(example) : share(example))
      try {
        const before = { events: await eventCounts(desk), waiting: await waitingCounts(desk) }
        const remembered: Remembered = new Map(desk.known)
        for (const step of example.steps) await play(desk, example, step, remembered)
        expect(difference(before.events, await eventCounts(desk))).toEqual(example.events ?? {})
        expect(difference(before.waiting, await waitingCounts(desk))).toEqual(example.waiting ?? {})
      } finally {
        if (example.changes) await desk.close()
      }
    })
  })
})

async function play(desk: Desk, { as }: Case, step: Step, remembered: Remembered): Promise<void> {
  if (step.advanceMs) desk.clock.advance(step.advanceMs)
  const request = requestOf({ as: as ?? 'carol', ...step }, desk.callers, remembered)
  for (let time = 1; time < (step.times ?? 1); time++) await desk.http.inject(request)
  const answer = await desk.http.inject(request)
  const { body } = answer
  for (const text of step.never ?? []) expect(body).not.toContain(text)
  expect({ status: answer.statusCode, type: answer.headers['content-type'], body }).toMatchObject({
    status: step.status ?? 200,
    type: step.text === '' ? step.type : (step.type ?? 'application/json; charset=utf-8'),
  })
  expect(answer.headers).toMatchObject(step.answered ?? {})
  if (step.text !== undefined) expect(body).toBe(filled(step.text, remembered))
  else expectBody(JSON.parse(body), step.error ? errorOf(step, step.error) : step.body, remembered)
}

/** The documented error, at the instant at which every test stands. */
function errorOf({ path }: Step, { code, text, details, link, url = path, at }: NonNullable<Step['error']>) {
  const datetime = at ?? '2026-02-03_10:11:12'
  const about = /^\d{4}$/.test(link) ? `${LINKS.errors}#${link}` : LINKS[link as keyof typeof LINKS]
  return { error: { code, text, ...(details && { details }), datetime, link: about }, request: { url, datetime } }
}

/** What waits, by account and service; the names of Carol's alone. */
async function waitingCounts({ provisor }: TestApp): Promise<Map<string, number>> {
  const { accounts, queues } = provisor.domain.outbound
  const names = new Map((await accounts.list(SYSTEM)).map(({ id, username }) => [id, username.split('@')[0]!]))
  const named = ({ accountId, name }: { accountId: number; name: string }) => {
    const user = names.get(accountId)
    return user === 'carol' ? name : `${user}/${name}`
  }
  return new Map((await queues.list(SYSTEM)).map(({ service, waiting }) => [named(service), waiting]))
}
