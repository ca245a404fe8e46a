import type { InjectOptions } from 'light-my-request'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { ENDPOINTS } from '../../src/wire/aculab/registry.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { METHODS } from '../../src/wire/wbteampro/registry.ts'
import { ACTIONS } from '../../src/wire/whmcs/registry.ts'
import { demonstration, openApp, type TestApp } from '../support/app.ts'
import { type Engine, forEachEngine } from '../support/databases.ts'

/** More than SQLite takes as a pattern, more than a function takes arguments, and more than an index takes as a key. */
const LONG = 'x'.repeat(200_000)

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()

type Asked = { readonly about: string; readonly request: (app: TestApp) => InjectOptions }

const actions: Asked[] = ACTIONS.filter(({ reads }) => reads).flatMap(({ name, parameters }) =>
  namesOf(parameters, 'string').map((parameter) => ({
    about: `${name} ${parameter}`,
    request: ({ demo: { whmcs } }) => ({
      method: 'POST',
      url: '/includes/api.php',
      headers: FORM,
      payload: form({ ...whmcs, action: name, responsetype: 'json', [parameter]: LONG }),
    }),
  })),
)

const PAGING = ['search', 'orderby', 'fields']

const methods: Asked[] = METHODS.filter(({ http }) => http === 'GET').flatMap(({ name, chain, parameters }) =>
  [...parameters.filter(({ type }) => type === 'str').map((one) => one.name), ...PAGING].map((parameter) => ({
    about: `${name} ${parameter}`,
    request: ({ demo: { wbteampro } }) => ({
      method: 'POST',
      url: '/modules/addons/wbteampro/api.php',
      headers: FORM,
      payload: form({
        username: wbteampro.username,
        password: wbteampro.passwordMd5,
        method: 'GET',
        action: `v1/${chain
          .replace(/\{project_id\}/, '100')
          .replace(/\{\w+\}/g, '1')
          .replaceAll('.', '/')}/json`,
        [`params[${parameter}]`]: LONG,
      }),
    }),
  })),
)

const operations: Asked[] = OPERATIONS.filter(({ method, admits }) => method === 'GET' && !admits).flatMap(
  ({ id, path, query }) =>
    Object.keys((query as z.ZodObject | undefined)?.shape ?? {}).map((parameter) => ({
      about: `${id} ${parameter}`,
      request: ({ demo: { token } }) => ({
        method: 'GET',
        url: `/api/v1${path.replace(/\{\w+\}/g, '1')}?${form({ [parameter]: LONG })}`,
        headers: { authorization: `Bearer ${token}` },
      }),
    })),
)

const endpoints: Asked[] = ENDPOINTS.filter(({ reads }) => reads).flatMap(({ path, methods, parameters }) =>
  Object.keys(parameters).map((parameter) => ({
    about: `${path} ${parameter}`,
    request: ({ demo }) => ({
      method: methods.includes('POST') ? 'POST' : 'GET',
      url: `${path.replace('{service}', 'x')}${methods.includes('POST') ? '' : `?${form({ [parameter]: LONG })}`}`,
      headers: { ...FORM, authorization: signedIn(demo) },
      ...(methods.includes('POST') && { payload: form({ [parameter]: LONG }) }),
    }),
  })),
)

function namesOf(parameters: Readonly<Record<string, { kind: string }>>, kind: string): string[] {
  return Object.keys(parameters).filter((name) => parameters[name]!.kind === kind)
}

const signedIn = ({ aculab }: TestApp['demo']) =>
  `Basic ${Buffer.from(`${aculab.username}:${aculab.apiKey}`).toString('base64')}`

async function refusals(engine: Engine, asked: readonly Asked[]): Promise<Record<string, number>> {
  const app = await openApp(await engine.fresh(demonstration))
  const broken: Record<string, number> = {}
  for (const { about, request } of asked) {
    const { statusCode } = await app.http.inject(request(app))
    if (statusCode >= 500 || statusCode === 401) broken[about] = statusCode
  }
  return broken
}

forEachEngine((engine) => {
  test.each([
    ['WHMCS actions', actions, 5],
    ['Remote API methods', methods, 50],
    ['native operations', operations, 50],
    ['outbound services', endpoints, 4],
  ])('%s answer whatever length of text they look for', async (_face, asked, least) => {
    expect(asked.length).toBeGreaterThan(least)
    expect(await refusals(engine, asked)).toEqual({})
  })

  test('a client is not looked for by a text that nobody has', async () => {
    const app = await openApp(await engine.fresh(demonstration))
    const search = actions.find(({ about }) => about === 'GetClients search')!
    const answer = await app.http.inject(search.request(app))
    expect([answer.statusCode, answer.json()]).toEqual([
      200,
      { result: 'error', message: expect.stringMatching(/^Invalid search: expected at most 10000 characters/) },
    ])
  })
})
