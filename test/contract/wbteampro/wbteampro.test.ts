import { describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../support/app.ts'
import { forEachEngine } from '../../support/databases.ts'
import { expectBody, type Remembered } from '../../support/expected.ts'
import { rawText } from '../harness/case-files.ts'
import { difference, eventCounts } from '../harness/effects.ts'
import { makeSharedDesks } from '../harness/shared-desks.ts'
import { fromXml } from './answers.ts'
import { type Callers, readCallers, remotePlace } from './callers.ts'
import { bodyOf, type Case, readCases, type Step } from './cases.ts'
import { GIVEN } from './given.ts'
import { askedOf, requestOf } from './requests.ts'

const cases = readCases(import.meta.dirname)

type Desk = TestApp & { callers: Callers }

forEachEngine((engine) => {
  async function start({ settings, given }: Pick<Case, 'settings' | 'given'>): Promise<Desk> {
    const place = await engine.fresh(remotePlace)
    const app = await startApp(place, settings)
    if (given) await GIVEN[given](app)
    return {
      ...app,
      callers: readCallers(place.dataDir),
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
        const before = await eventCounts(desk)
        const remembered: Remembered = new Map()
        for (const step of example.steps) await play(desk, example, step, remembered)
        expect(difference(before, await eventCounts(desk))).toEqual(example.events ?? {})
      } finally {
        if (example.changes) await desk.close()
      }
    })
  })
})

async function play(desk: Desk, { as = 'alex' }: Case, step: Step, remembered: Remembered): Promise<void> {
  if (step.advanceMs) desk.clock.advance(step.advanceMs)
  const answer = await desk.http.inject(requestOf({ as, ...step }, desk.callers, remembered))
  expect(answer.headers).not.toHaveProperty('www-authenticate')
  expect(answer.headers).toMatchObject(step.answered ?? {})
  if (step.bytes !== undefined) {
    expect(answer.statusCode).toBe(200)
    return expect(answer.rawPayload.toString('latin1')).toBe(rawText(step.bytes))
  }
  const expected = bodyOf(step, askedOf(step, remembered).chain)
  const format = step.said?.format ?? step.format ?? 'json'
  const { body } = answer
  expect({ status: answer.statusCode, type: answer.headers['content-type'], body }).toMatchObject({
    status: step.status ?? step.code ?? 200,
    type: `application/${format}; charset=utf-8`,
  })
  expectBody(format === 'xml' ? fromXml(body, expected) : JSON.parse(body), expected, remembered)
}
