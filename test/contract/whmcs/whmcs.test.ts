import { describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../support/app.ts'
import { forEachEngine } from '../../support/databases.ts'
import { expectBody, type Remembered } from '../../support/expected.ts'
import { difference, eventCounts } from '../harness/effects.ts'
import { makeSharedDesks } from '../harness/shared-desks.ts'
import { type Callers, contractPlace, readCallers } from './callers.ts'
import { type Case, readCases, type Step } from './cases.ts'
import { GIVEN } from './given.ts'
import { requestOf } from './requests.ts'

const cases = readCases(import.meta.dirname)

type Desk = TestApp & { callers: Callers }

forEachEngine((engine) => {
  async function start({ settings, given }: Pick<Case, 'settings' | 'given'>): Promise<Desk> {
    const place = await engine.fresh(contractPlace)
    const app = await startApp(place, settings)
    const callers = readCallers(place.dataDir)
    if (given) await GIVEN[given](app)
    return {
      ...app,
      callers,
      async close() {
        await app.close()
        // At once: hundreds of databases would take longer to drop together than the end of a file may.
        await place.drop()
      },
    }
  }

  const share = makeSharedDesks(start)

  describe.each(Object.entries(cases))('%s', (_folder, list) => {
    it.each(list)('$name: $about', async (example) => {
      const desk = await (example.changes ? start(example) : share(example))
      try {
        const before = { events: await eventCounts(desk), missing: await missingCounts(desk) }
        const remembered: Remembered = new Map()
        const answers: string[] = []
        for (const step of example.steps) answers.push(await play(desk, example, step, answers, remembered))
        expect(difference(before.events, await eventCounts(desk))).toEqual(example.events ?? {})
        expect(difference(before.missing, await missingCounts(desk))).toEqual(example.missing ?? {})
      } finally {
        if (example.changes) await desk.close()
      }
    })
  })
})

async function play(desk: Desk, { as }: Case, step: Step, earlier: string[], remembered: Remembered): Promise<string> {
  if (step.advanceMs) desk.clock.advance(step.advanceMs)
  const answer = await desk.http.inject(requestOf({ as: as ?? 'full', ...step }, desk.callers, remembered))
  const { body } = answer
  for (const text of step.never ?? []) expect(body).not.toContain(text)
  expect({ status: answer.statusCode, type: answer.headers['content-type'], body }).toMatchObject({
    status: step.status ?? 200,
    type: step.type ?? 'application/json; charset=utf-8',
  })
  if (step.sameAs !== undefined) expect(body).toBe(earlier[step.sameAs])
  else if (step.text !== undefined) expect(body).toBe(step.text)
  else expectBody(JSON.parse(body), step.body, remembered)
  return body
}

/** How often each action that does not exist was asked for so far. */
async function missingCounts({ provisor }: TestApp): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const { action, calls } of await provisor.read.access.missing.list())
    counts.set(action, (counts.get(action) ?? 0) + calls)
  return counts
}
