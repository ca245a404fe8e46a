import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'
import { openApp } from '../../../../test/support/app.ts'
import { sqlite } from '../../../../test/support/databases-sqlite.ts'
import { nounOf } from '../contract/operation.ts'
import { OPERATIONS } from '../contract.ts'
import { describeApi } from '../openapi.ts'
import { referencePage } from './page.ts'
import { TAGS } from './tags.ts'

type Described = {
  requestBody?: { content: { 'application/json'?: { example: unknown } } }
  responses: { 200: { content: { 'application/json'?: { example: unknown } } } }
  parameters?: { name: string; in: string; example: unknown }[]
}
const document = describeApi() as { paths: Record<string, Record<string, Described>> }
const described = ({ path, method }: { path: string; method: string }) =>
  document.paths[path || '/']![method.toLowerCase()]!

describe('the document', () => {
  test('has nothing that a linter warns of', async () => {
    const config = await createConfig({
      extends: ['recommended'],
      // One server, which is the one that answers; the licence stands in the package.
      rules: { 'no-server-example.com': 'off', 'info-license': 'off', 'operation-4xx-response': 'error' },
    })
    const source = JSON.stringify(describeApi(OPERATIONS, 'v1'))
    const found = await lintFromString({ source, config, absoluteRef: 'openapi.json' })
    expect(found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([])
  })

  test.each([...new Set(OPERATIONS.map(nounOf))])('says what %s are', (noun) => {
    expect(TAGS[noun]).toMatch(/^[A-Z].*\.$/)
  })

  test.each(OPERATIONS.map((operation) => ({ id: operation.id, operation })))(
    'has examples of $id that the contract takes',
    ({ operation }) => {
      const { requestBody, responses, parameters = [] } = described(operation)
      const valuesIn = (place: string) =>
        Object.fromEntries(
          parameters.filter((one) => one.in === place).map(({ name, example }) => [name, String(example)]),
        )
      if (operation.params) expect(operation.params.safeParse(valuesIn('path')).error).toBeUndefined()
      if (operation.body)
        expect(operation.body.safeParse(requestBody!.content['application/json']!.example).error).toBeUndefined()
      if (!operation.downloads)
        expect(operation.response.safeParse(responses[200].content['application/json']!.example).error).toBeUndefined()
    },
  )
})

describe('the page', () => {
  test('shows every operation with curl and TypeScript, and asks nobody else for anything', () => {
    const page = referencePage()
    for (const { id, path } of OPERATIONS) {
      expect(page).toContain(`<details id="${id}">`)
      expect(page).toContain(`client.call('${id}'`)
      expect(page).toContain(`<code>/api/v1${path}</code>`)
    }
    expect(page).not.toMatch(/<script|<link|<img|style="|src=/)
    expect([...page.matchAll(/href="([^"]*)"/g)].filter(([, href]) => !/^(#|\/api\/v1\/)/.test(href!))).toEqual([])
  })

  test('is served to everybody, zipped where that is taken, and not again where it is known', async () => {
    const { http } = await openApp(await sqlite.fresh())
    const plain = await http.inject({ url: '/api/docs' })
    expect(plain).toMatchObject({ statusCode: 200, body: referencePage() })
    const zipped = await http.inject({ url: '/api/docs', headers: { 'accept-encoding': 'br, gzip' } })
    expect(zipped.headers['content-encoding']).toBe('gzip')
    expect(zipped.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4)
    const etag = String(plain.headers.etag)
    expect((await http.inject({ url: '/api/docs', headers: { 'if-none-match': etag } })).statusCode).toBe(304)
  })
})
