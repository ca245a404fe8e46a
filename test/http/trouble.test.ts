import { expect, test } from 'vitest'
import { type Engine, forEachEngine } from '../support/databases.ts'
import { fillDisk, makeReadOnly } from '../support/faults/broken-database.ts'
import { type Answer, ask, encoded, FORM_TYPE, type Listening, listen } from '../support/listening.ts'

/** Longer than what is left of any page. */
const LONG = 'x'.repeat(60_000)
const JSON_TYPE = { 'content-type': 'application/json' }

let people = 0
const person = () => ({
  firstname: 'Ann',
  lastname: 'Long',
  email: `ann-${++people}@example.org`,
  skipvalidation: 'true',
})

/** A write through each face, and how the face says that it cannot be done now. */
const FACES: readonly [string, (app: Listening) => Promise<Answer>, (body: string, says: string) => void][] = [
  [
    'WHMCS',
    (app) => {
      const form = { ...app.demo.whmcs, action: 'AddClient', notes: LONG, ...person(), responsetype: 'json' }
      return ask(app, { method: 'POST', headers: FORM_TYPE, body: encoded(form) })
    },
    (body) => expect(JSON.parse(body)).toEqual({ result: 'error', message: 'Service Unavailable' }),
  ],
  [
    'native',
    (app) => {
      const headers = { ...JSON_TYPE, authorization: `Bearer ${app.demo.token}` }
      const body = JSON.stringify({ name: 'x', notes: LONG })
      return ask(app, { method: 'POST', path: '/api/v1/projects', headers, body })
    },
    (body, says) => expect(JSON.parse(body)).toMatchObject({ status: 503, code: 'unavailable', detail: says }),
  ],
  [
    'wbTeamPro',
    (app) => {
      const { username, passwordMd5: password } = app.demo.wbteampro
      const body = encoded({ username, password, project_name: 'x', project_detail: LONG })
      const path = '/modules/addons/wbteampro/api.php/v1/projects/json'
      return ask(app, { method: 'POST', path, headers: FORM_TYPE, body })
    },
    (body, says) =>
      expect(JSON.parse(body)).toMatchObject({
        request: { code: 503, message: 'Service Unavailable' },
        response: { errors: [{ field: 'server', message: says }] },
      }),
  ],
  [
    'Aculab',
    (app) => {
      const { username, services } = app.demo.aculab
      const { name, password } = services[0]!
      const authorization = `Basic ${Buffer.from(`${username}/${name}:${password}`).toString('base64')}`
      const body = encoded({
        rest_calls: JSON.stringify(
          Array.from({ length: 20 }, () => ({ to: 'sip:a@example.com', token: LONG.slice(0, 5000) })),
        ),
      })
      return ask(app, { method: 'POST', path: '/service_start', headers: { ...FORM_TYPE, authorization }, body })
    },
    (body, says) =>
      expect(JSON.parse(body)).toMatchObject({ error: { code: 'HTTP 503', text: `Service Unavailable: ${says}` } }),
  ],
]

async function breakDatabase(engine: Engine, { provisor }: Listening) {
  if (engine.name === 'sqlite') {
    const { makeRoom } = await fillDisk(provisor)
    return { says: 'The disk is full', mend: makeRoom }
  }
  const { promote } = await makeReadOnly(provisor.config.databaseUrl)
  return { says: 'The database takes no writes', mend: promote }
}

forEachEngine((engine) => {
  test('a database that takes no writes is 503 on every face, with when to come again, and the server is not ready', async () => {
    const app = await listen({}, engine)
    const ready = () => ask(app, { path: '/readyz' })
    const writesOn = async () => {
      for (const [face, write] of FACES) {
        const { status, body } = await write(app)
        expect([face, status, body]).toEqual([face, 200, expect.not.stringContaining('"error"')])
      }
    }
    await writesOn()
    expect((await ready()).status).toBe(200)

    const { says, mend } = await breakDatabase(engine, app)
    for (const [face, write, check] of FACES) {
      const { status, headers, body } = await write(app)
      expect([face, status, Number(headers['retry-after']) > 0]).toEqual([face, 503, true])
      check(body, `${says}: try again in a moment`)
    }
    const told = await ready()
    expect([told.status, JSON.parse(told.body)]).toEqual([503, { status: 'not ready', reason: says }])
    expect(Number(told.headers['retry-after'])).toBeGreaterThan(0)
    // The cause, for whoever has to mend it.
    const causes = app.logged.filter(({ level }) => level === 'error').map((line) => JSON.stringify(line))
    expect(causes.length).toBeGreaterThanOrEqual(FACES.length)
    for (const cause of causes) expect(cause).toMatch(/disk is full|read-only transaction/)

    await mend()
    await expect.poll(async () => (await ready()).status).toBe(200)
    await writesOn()
  })
})
