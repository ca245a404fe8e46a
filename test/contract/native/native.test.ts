import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problem } from '../../../src/wire/native/contract/problem.ts'
import { BASE, OPERATIONS } from '../../../src/wire/native/contract.ts'
import { startApp, type TestApp } from '../../support/app.ts'
import { forEachEngine } from '../../support/databases.ts'
import { expectBody, type Remembered } from '../../support/expected.ts'
import { type Callers, nativePlace, readCallers } from './callers.ts'
import { type Case, readCases, type Step } from './cases.ts'

type Subject = TestApp & { callers: Callers }

forEachEngine((engine) => {
  let shared: Subject

  async function start(settings: Case['settings'] = {}): Promise<Subject> {
    const place = await engine.fresh(nativePlace)
    return { ...(await startApp(place, settings)), callers: readCallers(place.dataDir) }
  }
  beforeAll(async () => {
    shared = await start()
  })
  afterAll(() => shared.close())

  describe.each(readCases(import.meta.dirname))('%s', (_file, cases) => {
    it.each(cases)('$about', async ({ steps, settings }) => {
      // Steps leave something behind for one another, and so for others.
      const app = steps.length > 1 || settings ? await start(settings) : shared
      try {
        const remembered: Remembered = new Map()
        for (const step of steps) await play(app, step, remembered)
      } finally {
        if (app !== shared) await app.close()
      }
    })
  })
})

async function play(app: Subject, step: Step, remembered: Remembered): Promise<void> {
  if (step.advanceMs) app.clock.advance(step.advanceMs)
  await app.provisor.domain.access.sealer.settle()
  const answer = await app.http.inject(requestOf(app.callers, step))
  const status = step.status ?? 200
  expect({ status: answer.statusCode, ...pick(answer.headers, step.answered) }).toEqual({ status, ...step.answered })
  for (const text of step.never ?? []) expect(answer.body).not.toContain(text)
  if (!String(answer.headers['content-type']).includes('json') || answer.body === '') return

  const body = answer.json()
  if (step.body !== undefined) expectBody(body, step.body, remembered)
  if (step.ids) expect(body.items.map(({ id }: { id: number }) => id)).toEqual(step.ids)
  if (step.total !== undefined) expect(body.total).toBe(step.total)
  if (step.code !== undefined) expect(body.code).toBe(step.code)
  if (step.path.startsWith(BASE)) expectContract(step, answer.statusCode, body)
}

/** The answer is one that the contract allows: no field more, none less. */
function expectContract({ method = 'GET', path }: Step, status: number, body: unknown): void {
  const below = path.slice(BASE.length).split('?')[0]!.replace(/\/$/, '')
  const operation = OPERATIONS.find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(below),
  )
  const schema = status < 300 ? operation!.response : problem
  expect(schema.parse(body)).toEqual(body)
}

function requestOf(callers: Callers, { as = 'full', method = 'GET', path, headers, form, payload, from }: Step) {
  const common = { url: path, remoteAddress: from ?? '127.0.0.1' }
  const token = callers[as]
  if (form) {
    const [identifier = '', secret = ''] = token.split('.')
    const fields = { identifier, secret, ...form }
    return {
      ...common,
      method: 'POST' as const,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: Object.entries(fields)
        .map((pair) => pair.map(encodeURIComponent).join('='))
        .join('&'),
    }
  }
  return {
    ...common,
    method: method as 'GET',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(payload !== undefined && { payload }),
  }
}

const pick = (headers: Record<string, unknown>, wanted: Record<string, string> = {}) =>
  Object.fromEntries(Object.keys(wanted).map((name) => [name, headers[name]]))
