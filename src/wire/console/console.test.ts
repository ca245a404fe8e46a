import { beforeAll, expect, test } from 'vitest'
import { openApp, type TestApp } from '../../../test/support/app.ts'
import { program } from '../../../test/support/command.ts'
import { sqlite } from '../../../test/support/databases-sqlite.ts'
import { readBuilt } from './built.ts'

const HTML = { accept: 'text/html,application/xhtml+xml' }
/** What a first page may weigh, in bytes of gzip: script and style of the shell with the page. */
const FIRST_PAGE = 164_000
const FURTHER_PAGE = 40_000

beforeAll(async () => {
  // The console is made with it.
  await program()
})

const get = async (url: string, headers: Record<string, string> = HTML) => {
  const app: TestApp = await openApp(await sqlite.fresh())
  return app.http.inject({ url, headers })
}

test('the address alone leads to the console, below whatever prefix it is', async () => {
  expect((await get('/')).headers.location).toBe('console/')
  expect((await get('/console')).headers.location).toBe('console/')
})

test.each([
  ['/console/', './'],
  ['/console/queue', './'],
  ['/console/queue/5120', '../'],
])('%s is the one document, with a policy of its own answer', async (url, toConsole) => {
  const { statusCode, headers, body } = await get(url)
  const nonce = /<script type="module" nonce="([^"]+)"/.exec(body)![1]!
  expect([statusCode, headers['cache-control']]).toEqual([200, 'no-store'])
  expect(headers['content-security-policy']).toContain(`script-src 'self' 'nonce-${nonce}'`)
  expect(headers['content-security-policy']).not.toContain('unsafe')
  expect(body).toContain(`src="${toConsole}assets/`)
  expect((await get(url)).body).not.toContain(nonce)
})

test('a program that asks for a page of the console, or for what is not there, is told so', async () => {
  for (const [url, headers] of [
    ['/console/queue', { accept: 'application/json' }],
    ['/console/assets/nothing.js', HTML],
    ['/console/assets/..%2Fentry.json', HTML],
  ] as const)
    expect((await get(url, headers)).json()).toMatchObject({ status: 404, code: 'not_found' })
  expect((await get('/api/v1/nothing')).json()).toMatchObject({ status: 404, title: 'There is no such thing' })
})

test('what it loads is kept for ever, compressed beforehand, and only what was built is sent', async () => {
  const { entry } = (await readBuilt())!
  for (const [accepts, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['identity', undefined],
  ]) {
    const { statusCode, headers } = await get(`/console/assets/${entry.script}`, { 'accept-encoding': accepts! })
    expect([statusCode, headers['content-encoding']]).toEqual([200, encoding])
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(headers['content-type']).toBe('text/javascript; charset=utf-8')
  }
})

test('a first page weighs little, and each further one less', async () => {
  const { entry, assets, weights } = (await readBuilt())!
  expect(assets.has(entry.font)).toBe(true)
  const pages = Object.entries(weights)
  expect(pages.map(([name]) => name)).toEqual(expect.arrayContaining(['overview', 'queue', 'sign-in']))
  for (const [name, { first, own }] of pages) {
    expect([name, first < FIRST_PAGE], `${first} bytes`).toEqual([name, true])
    expect([name, own < FURTHER_PAGE], `${own} bytes`).toEqual([name, true])
  }
})
