import type { LightMyRequestResponse as Answer } from 'fastify'
import type { InjectOptions } from 'light-my-request'
import { describe, expect, test } from 'vitest'
import type { GivenSettings as Settings } from '../../../src/config.ts'
import { startApp, type TestApp } from '../../support/app.ts'
import { forEachEngine, type Template } from '../../support/databases.ts'
import { expectBody, type Remembered } from '../../support/expected.ts'
import { type Counts, difference } from './effects.ts'
import { makeSharedWorlds } from './shared-worlds.ts'

/** What a step of any face may say; the rest of it is for the face. */
export type AnyStep = {
  /** Time that passes before the request. */
  advanceMs?: number
  /** How often, for what comes many times. */
  times?: number
  /** Texts that must not appear in the answer. */
  never?: string[]
}

export type AnyCase<Step, CallerName extends string, GivenName extends string = never> = {
  name: string
  about: string
  /** Who asks in steps that do not say so. */
  as?: CallerName
  settings?: Settings
  /** What else there is, beside the data of all cases. */
  given?: GivenName
  /** Set by the reader: has a database of its own, because it changes something. */
  changes: boolean
  steps: Step[]
}

/** What an answer must be. */
export type Expected = {
  status: number
  /** Of the content; not compared where the key is not there. */
  type?: string | undefined
  /** Headers that the answer has, among others. */
  answered?: Record<string, string | undefined> | undefined
  /** The answer as text. */
  text?: string | undefined
  /** The answer byte by byte (Latin-1). */
  bytes?: string | undefined
  /** Compared with what `read` makes of the answer: with placeholders, the order of keys included. */
  body?: unknown
}

type World<Callers> = TestApp & { callers: Callers; known: Remembered }

/** What differs between the faces: how a step becomes a request, and what its answer must be. */
export type Face<Step, Callers, GivenName extends string> = {
  cases: Record<string, AnyCase<Step, Extract<keyof Callers, string>, GivenName>[]>
  place: Template
  readCallers(dataDir: string): Callers
  /** Who asks where neither step nor case says so. */
  caller: Extract<keyof Callers, string>
  given?: Record<GivenName, (app: TestApp, remember: (name: string, value: string) => void) => Promise<void>>
  /** What is counted before and after each case, by the field in which the case says what came of it; nothing when it does not. */
  effects?: Record<string, (app: TestApp) => Promise<Counts>>
  /** Before each request. */
  ready?(app: TestApp): Promise<unknown>
  requestOf(
    step: Step & { as: Extract<keyof Callers, string> },
    callers: Callers,
    remembered: Remembered,
  ): InjectOptions
  /** `earlier` gives the answer to a step before, by its number from 0, as text. */
  expectedOf(step: Step, remembered: Remembered, earlier: (step: number) => string): Expected
  /** JSON when not given. */
  read?(answer: string, expected: unknown, step: Step): unknown
  /** What else must be true of an answer. */
  also?(answer: Answer, step: Step): void
}

/** Runs every case of a face on every engine. Cases that change nothing share a server. */
export function runCases<Step extends AnyStep, Callers extends object, GivenName extends string>(
  face: Face<Step, Callers, GivenName>,
): void {
  type Case = (typeof face.cases)[string][number]
  const { effects = {} } = face

  async function play(world: World<Callers>, example: Case, step: Step, remembered: Remembered, earlier: string[]) {
    const answerTo = (number: number) => {
      if (number < 0 || number >= earlier.length) throw new Error(`There is no answer to step ${number} yet`)
      return earlier[number]!
    }
    if (step.advanceMs) world.clock.advance(step.advanceMs)
    await face.ready?.(world)
    const request = face.requestOf({ as: example.as ?? face.caller, ...step }, world.callers, remembered)
    for (let time = 1; time < (step.times ?? 1); time++) await world.http.inject(request)
    const answer = await world.http.inject(request)
    for (const text of step.never ?? []) expect(answer.body).not.toContain(text)
    compare(answer, step, face.expectedOf(step, remembered, answerTo), remembered)
    face.also?.(answer, step)
    earlier.push(answer.body)
  }

  function compare(answer: Answer, step: Step, expected: Expected, remembered: Remembered) {
    const { body, headers } = answer
    expect({ status: answer.statusCode, type: headers['content-type'], body }).toMatchObject({
      status: expected.status,
      ...('type' in expected && { type: expected.type }),
    })
    expect(headers).toMatchObject(expected.answered ?? {})
    if (expected.bytes !== undefined) expect(answer.rawPayload.toString('latin1')).toBe(expected.bytes)
    if (expected.text !== undefined) expect(body).toBe(expected.text)
    if (expected.body === undefined) return
    expectBody(face.read ? face.read(body, expected.body, step) : JSON.parse(body), expected.body, remembered)
  }

  const countsOf = (world: TestApp) => Promise.all(Object.values(effects).map((count) => count(world)))

  forEachEngine((engine) => {
    async function start({ settings, given }: Pick<Case, 'settings' | 'given'>): Promise<World<Callers>> {
      const place = await engine.fresh(face.place)
      const app = await startApp(place, settings)
      const known: Remembered = new Map()
      if (given) await face.given![given](app, (name, value) => known.set(name, value))
      return {
        ...app,
        callers: face.readCallers(place.dataDir),
        known,
        async close() {
          await app.close()
          // At once: hundreds of databases would take longer to drop together than the end of a file may.
          await place.drop()
        },
      }
    }

    const share = makeSharedWorlds(start)

    describe.each(Object.entries(face.cases))('%s', (_folder, list) => {
      test.each(list)('$name: $about', async (example) => {
        const world = await (example.changes ? start(example) : share(example))
        try {
          const before = await countsOf(world)
          const remembered: Remembered = new Map(world.known)
          const earlier: string[] = []
          for (const step of example.steps) await play(world, example, step, remembered, earlier)
          const after = await countsOf(world)
          for (const [index, field] of Object.keys(effects).entries())
            expect(difference(before[index]!, after[index]!)).toEqual((example as Record<string, unknown>)[field] ?? {})
        } finally {
          if (example.changes) await world.close()
        }
      })
    })
  })
}
