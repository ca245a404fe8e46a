import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demonstration, startApp, type TestApp } from '../../support/app.ts'
import { forEachEngine } from '../../support/databases.ts'
import { expectBody, type Remembered } from '../../support/expected.ts'
import { type Callers, makeCallers } from './callers.ts'
import { type Case, readCases, type Step } from './cases.ts'

const cases = readCases(import.meta.dirname)

forEachEngine((engine) => {
  let shared: TestApp & { callers: Callers }

  async function start(settings: Case['settings'] = {}) {
    const app = await startApp(await engine.fresh(demonstration), settings)
    return { ...app, callers: await makeCallers(app) }
  }
  beforeAll(async () => {
    shared = await start()
  })
  afterAll(() => shared.close())

  describe.each(Object.entries(cases))('%s', (_folder, list) => {
    it.each(list)('$name: $about', async (example) => {
      const app = example.changes ? await start(example.settings) : shared
      try {
        const before = await eventCounts(app)
        const remembered: Remembered = new Map()
        for (const step of example.steps) await play(app, example, step, remembered)
        expect(difference(before, await eventCounts(app))).toEqual(example.events ?? {})
      } finally {
        if (app !== shared) await app.close()
      }
    })
  })
})

async function play(app: TestApp & { callers: Callers }, example: Case, step: Step, remembered: Remembered) {
  if (step.advanceMs) app.clock.advance(step.advanceMs)
  const answer = await app.http.inject(requestOf(app, example, step, remembered))
  const body = answer.body
  for (const text of step.never ?? []) expect(body).not.toContain(text)
  expect({ status: answer.statusCode, type: answer.headers['content-type'] }).toEqual({
    status: step.status ?? 200,
    type: step.type ?? 'application/json; charset=utf-8',
  })
  if (typeof step.body === 'string') expect(body).toBe(step.body)
  else expectBody(JSON.parse(body), step.body, remembered)
}

function requestOf(app: { callers: Callers }, example: Case, step: Step, remembered: Remembered) {
  const filled = (text: string) =>
    text.replace(/\{\{([a-z0-9-]+)\}\}/g, (_, name: string) => remembered.get(name) ?? '')
  const credentials = app.callers[step.as ?? example.as ?? 'full']
  const form = { ...(step.raw === undefined && credentials), ...step.form }
  const encoded = Object.entries(form).map(
    ([name, value]) => `${encodeURIComponent(filled(name))}=${encodeURIComponent(filled(String(value)))}`,
  )
  const method = step.method ?? 'POST'
  const query = [step.query, method === 'GET' ? encoded.join('&') : ''].filter(Boolean).join('&')
  return {
    method,
    url: `${step.path ?? '/includes/api.php'}${query && `?${filled(query)}`}`,
    remoteAddress: step.from ?? '127.0.0.1',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...step.headers },
    ...(method === 'POST' && { payload: step.raw === undefined ? encoded.join('&') : Buffer.from(step.raw, 'latin1') }),
  }
}

/** How often each kind of thing has happened so far. */
async function eventCounts({ provisor }: TestApp): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  await provisor.domain.access.sealer.settle()
  for (let position = 0; ; ) {
    const events = await provisor.read.events.after(position, 1000)
    for (const { kind } of events) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    if (events.length === 0) return counts
    position = events.at(-1)!.position
  }
}

function difference(before: Map<string, number>, after: Map<string, number>): Record<string, number> {
  const added = [...after].map(([kind, count]) => [kind, count - (before.get(kind) ?? 0)] as const)
  return Object.fromEntries(added.filter(([, count]) => count !== 0))
}
