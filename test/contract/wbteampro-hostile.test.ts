import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { sql } from '../../src/storage/engine/sql.ts'
import type { RemoteMethod } from '../../src/wire/wbteampro/method.ts'
import { METHODS } from '../../src/wire/wbteampro/registry.ts'
import { demonstration, startApp, type TestApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { isLong } from '../support/long.ts'
import { formOf, MORE_HOSTILE_VALUES, makeTurns } from './hostile/values.ts'

const MIXTURES = isLong ? 20_000 : 150

/** What every list takes: hostile values of these are tried on one list of each kind of record. */
const PAGING = [
  'page',
  'limit',
  'offset',
  'orderby',
  'orderdir',
  'search',
  'range_start',
  'range_stop',
  'updated_since',
  'fields',
]

const STATE = sql`SELECT (SELECT count(*) FROM projects) AS projects, (SELECT sum(version) FROM projects) AS project_versions,
  (SELECT count(*) FROM actions) AS actions, (SELECT count(*) FROM time_logs) AS time_logs,
  (SELECT count(*) FROM threads) AS threads, (SELECT count(*) FROM topics) AS topics,
  (SELECT count(*) FROM project_files) AS files, (SELECT count(*) FROM ticket_links) AS links,
  (SELECT count(*) FROM contents) AS contents, (SELECT count(*) FROM events) AS events`

const escaped = encodeURIComponent
const paramNamed = (name: string) => `params[${name}]`

/** Parameters with which a method succeeds, so that a hostile one is all that is wrong. */
const BASES: Readonly<Record<string, Record<string, string>>> = {
  createProject: { project_name: 'Hostile' },
  createAction: { project_id: '102', action_name: 'Hostile' },
  createTopic: { project_id: '102', topic_title: 'Hostile' },
  createFile: { project_id: '102', file_name: 'hostile.txt', file_content: 'YQ==' },
  createTicketXref: { ticket_id: '2001', project_id: '102' },
  createTimelog: { project_id: '102', timelog_duration: '60' },
}

const READ: Readonly<Record<string, number>> = {
  project_id: 100,
  action_id: 12,
  topic_id: 1,
  file_id: 1,
  ticket_id: 2038,
  xref_id: 91,
  timelog_id: 1,
}

/** What is changed and deleted is made for it. */
async function freshId({ provisor: { domain } }: TestApp, key: string): Promise<number> {
  const { projects, actions, topics, projectFiles, timeLogs, ticketLinks } = domain
  if (key === 'project_id') return (await projects.create(SYSTEM, { name: 'Hostile' })).id
  const projectId = 102
  switch (key) {
    case 'action_id':
      return (await actions.create(SYSTEM, { projectId, name: 'Hostile' })).id
    case 'topic_id':
      return (await topics.create(SYSTEM, { projectId, title: 'Hostile' })).id
    case 'file_id':
      return (await projectFiles.create(SYSTEM, { projectId, filename: 'hostile' }, [Buffer.from('x')])).id
    case 'timelog_id':
      return (await timeLogs.create(SYSTEM, { parentType: 'project', parentId: projectId, durationSeconds: 60 })).id
    case 'xref_id': {
      const { id } = await actions.create(SYSTEM, { projectId, name: 'Hostile' })
      return (await ticketLinks.create(SYSTEM, { ticketId: 2001, projectId, actionId: id })).id
    }
    default:
      throw new Error(`Nothing is known as ${key}`)
  }
}

const keyOf = ({ chain }: RemoteMethod): string | undefined => /\{(\w+)\}/.exec(chain)?.[1]

forEachEngine((engine) => {
  let app: TestApp
  const nextValues = makeTurns(2)
  let login: string
  beforeAll(async () => {
    app = await startApp(await engine.fresh(demonstration))
    const { username, passwordMd5 } = app.demo.wbteampro
    login = `username=${username}&password=${passwordMd5}`
  })
  afterAll(() => app.close())

  const state = () => app.provisor.database.reader.get(STATE)

  /** Asks, and holds the answer to what every answer must be; a refusal has written nothing. */
  async function ask(method: RemoteMethod, id: number | undefined, form: string, format = 'json'): Promise<number> {
    const chain = method.chain.replace(/\{\w+\}/, String(id)).replaceAll('.', '/')
    const before = method.http === 'GET' ? undefined : await state()
    const answer = await app.http.inject({
      method: 'POST',
      url: `/modules/addons/wbteampro/api.php/v1/${chain}/${format}?method=${method.http}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `${login}&${form}`,
    })
    const { statusCode, body, headers } = answer
    expect({ statusCode, body }).toMatchObject({ statusCode: expect.toBeOneOf([200, 400, 403, 404, 409]) })
    if (headers['content-disposition'] !== undefined) return statusCode
    if (format === 'json') expect(JSON.parse(body).request).toMatchObject({ code: statusCode, method: method.http })
    else parseStrictly(body)
    if (before && statusCode !== 200) expect(await state()).toEqual(before)
    return statusCode
  }

  describe.each(METHODS.map((method) => ({ method, name: method.name })))('$name', ({ method }) => {
    const key = keyOf(method)
    const changes = method.http === 'PUT' || method.http === 'DELETE'
    const base = Object.entries(BASES[method.name] ?? {})
    const idOf = async () => (changes ? freshId(app, key!) : READ[key ?? ''])

    test('succeeds with nothing hostile in it', async () => {
      const form = base.map(([name, value]) => `${escaped(paramNamed(name))}=${escaped(value)}`).join('&')
      expect(await ask(method, await idOf(), form)).toBe(200)
    })

    test('answers whatever a parameter holds, and writes nothing when it refuses', async () => {
      const isList = method.name.startsWith('find')
      const parameters = method.parameters.filter(({ name }) => isList || !PAGING.includes(name))
      let id = await idOf()
      for (const { name } of parameters)
        for (const value of nextValues()) {
          const others = base.filter(([other]) => other !== name)
          const form = others.map(([other, text]) => `${escaped(paramNamed(other))}=${escaped(text)}`).join('&')
          const code = await ask(method, id, `${form}&${formOf(value, paramNamed(name))}`).catch((cause) => {
            throw new Error(`${method.name}, ${name}: ${value.name}`, { cause })
          })
          if (code === 200 && method.http === 'DELETE') id = await idOf()
        }
    }, 120_000)
  })

  test('answers whatever mixture it is given, in both formats', async () => {
    const value = fc.constantFrom(...MORE_HOSTILE_VALUES)
    const mixture = fc.constantFrom(...METHODS.filter(({ http }) => http !== 'DELETE')).chain((method) => {
      const name = fc.constantFrom('unknown', keyOf(method) ?? 'id', ...method.parameters.map((each) => each.name))
      return fc.record({
        method: fc.constant(method),
        format: fc.constantFrom('json', 'xml'),
        id: fc.constantFrom(0, 1, 12, 91, 100, 102, 219, 2038, 999_999_999_999_999),
        hostile: fc.array(fc.tuple(name, value), { maxLength: 5 }),
        plain: fc.array(fc.tuple(name, fc.string()), { maxLength: 5 }),
      })
    })
    await fc.assert(
      fc.asyncProperty(mixture, async ({ method, format, id, hostile, plain }) => {
        const parts = [
          ...hostile.map(([name, of]) => formOf(of, paramNamed(name))),
          ...plain.map(([name, text]) => `${escaped(paramNamed(name))}=${escaped(text)}`),
        ]
        await ask(method, id, parts.join('&'), format)
      }),
      { numRuns: MIXTURES },
    )
  }, 1_200_000)

  test('answers whatever stands in the address and in the body, in its own form', async () => {
    const character = fc.constantFrom(
      ...'v1/.{}[]"\\%00abcjsonxml?&=<>\u00e9 \u{1f600}',
      'projects',
      'actions',
      '%2e',
      '%zz',
    )
    const text = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''))
    const types = fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/x',
      '',
    )
    const verbs = fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS')
    await fc.assert(
      fc.asyncProperty(text, text, text, types, verbs, async (path, query, body, type, verb) => {
        // What climbs out of the address does not reach the face.
        fc.pre(!/(^|\/)\.\.?($|[/?])/.test(path))
        const answer = await app.http.inject({
          method: verb as 'GET',
          url: `/modules/addons/wbteampro/api.php/${encodeURI(path).replaceAll('#', '')}?${encodeURI(query)}`,
          headers: type ? { 'content-type': type } : {},
          payload: body,
        })
        expect(answer.statusCode).toBeOneOf([400, 401])
        if (/xml/.test(String(answer.headers['content-type']))) parseStrictly(answer.body)
        else expect(JSON.parse(answer.body).request.code).toBe(answer.statusCode)
      }),
      { numRuns: MIXTURES },
    )
  }, 1_200_000)

  test('nothing reached the prototypes', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})

function parseStrictly(xml: string): void {
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
}
