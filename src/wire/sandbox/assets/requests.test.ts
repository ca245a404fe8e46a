import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

type Built = {
  method: string
  url: string
  headers: Record<string, string>
  body?: { text?: string; pairs?: string[][] }
}
type Login = { username: string; password: string; secret: string; isCredential: boolean }
type Asked = {
  face: { kind: string }
  call: { name?: string; action: string; http: string }
  api: string
  login: Login
  values: Record<string, string>
  choices: Record<string, string>
}
type Requests = { requestOf(asked: Asked): Built; curlOf(request: Built): string }

// The browser's own files, which have no types.
const asset = (name: string) => import(new URL(`./${name}`, import.meta.url).href)
const { md5 } = (await asset('md5.js')) as { md5(text: string): string }
const { requestOf, curlOf } = (await asset('requests.js')) as Requests

const character = fc.oneof(fc.integer({ min: 1, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
const anyText = fc.array(character, { maxLength: 80 }).map((codes) => String.fromCodePoint(...codes))

test('the MD5 of any text is the one that everybody else computes', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(md5(text)).toBe(createHash('md5').update(text).digest('hex'))
    }),
    { examples: [['']] },
  )
  const long = 'x'.repeat(100_000)
  expect(md5(long)).toBe(createHash('md5').update(long).digest('hex'))
})

const login: Login = { username: 'jo', password: md5('secret'), secret: 'secret', isCredential: false }
const update = { action: 'actions.{action_id}', http: 'PUT' }
const asked = (choices: Record<string, string>, more: Partial<Asked> = {}): Asked => ({
  face: { kind: 'remote' },
  call: update,
  api: 'http://x/w/api.php',
  login,
  values: { action_id: '12', action_notes: "it's" },
  choices: { place: 'path', verb: 'verb', params: 'json', format: 'json', ...choices },
  ...more,
})

const secret = `username=jo&password=${login.password}`
const notes = "params=%7B%22action_notes%22%3A%22it's%22%7D"

describe('a request of the Remote API', () => {
  test.each([
    [{}, 'PUT', 'http://x/w/api.php/v1/actions/12/json', `${secret}&${notes}`],
    [{ place: 'rewritten', format: 'xml' }, 'PUT', 'http://x/w/api/v1/actions/12/xml', `${secret}&${notes}`],
    [{ place: 'direct' }, 'PUT', 'http://x/w/api.php', `action=v1.actions.12.json&${secret}&${notes}`],
    [{ verb: 'override' }, 'POST', 'http://x/w/api.php/v1/actions/12/json', `${secret}&method=put&${notes}`],
    [{ params: 'brackets' }, 'PUT', 'http://x/w/api.php/v1/actions/12/json', `${secret}&params%5Baction_notes%5D=it's`],
    [
      { verb: 'query', place: 'direct' },
      'POST',
      `http://x/w/api.php?action=v1.actions.12.json&${secret}&method=put&${notes}`,
      undefined,
    ],
  ])('with %o', (choices, method, url, text) => {
    const built = requestOf(asked(choices))
    expect({ method: built.method, url: built.url, text: built.body?.text }).toEqual({ method, url, text })
  })

  test('as a JSON body', () => {
    const { body, headers } = requestOf(asked({ params: 'body' }))
    expect(headers['content-type']).toBe('application/json')
    expect(JSON.parse(body!.text!)).toEqual({
      username: 'jo',
      password: login.password,
      params: { action_notes: "it's" },
    })
  })

  test('that reads has everything in the address, and a JSON list is one', () => {
    const call = { action: 'projects', http: 'GET' }
    const { url } = requestOf(asked({ params: 'brackets' }, { call, values: { project_id: '[1, 2]', search: '' } }))
    expect(url).toBe(
      `http://x/w/api.php/v1/projects/json?${secret}&params%5Bproject_id%5D%5B0%5D=1&params%5Bproject_id%5D%5B1%5D=2`,
    )
  })
})

test('a request of the WHMCS API signs in with a credential, or with the MD5 of a password', () => {
  const whmcs = {
    face: { kind: 'whmcs' },
    call: { name: 'GetClients', action: 'GetClients', http: 'GET' },
    values: { limitnum: '2' },
  }
  const text = (of: Login) => requestOf(asked({}, { ...whmcs, login: of })).body!.text
  expect(text(login)).toBe(`username=jo&password=${login.password}&action=GetClients&responsetype=json&limitnum=2`)
  expect(text({ ...login, isCredential: true, password: 'secret' })).toBe(
    'identifier=jo&secret=secret&action=GetClients&responsetype=json&limitnum=2',
  )
})

test('a request of an address of its own has the login in a header', () => {
  const rest = { face: { kind: 'rest' }, api: 'http://x', values: { service: 'a b', body: '{"x":1}' } }
  const { url, headers, body } = requestOf(
    asked({}, { ...rest, call: { action: '/service/v1/outbound/{service}', http: 'PUT' } }),
  )
  expect(url).toBe('http://x/service/v1/outbound/a%20b')
  expect(headers.authorization).toBe(`Basic ${Buffer.from('jo:secret').toString('base64')}`)
  expect(JSON.parse(body!.text!)).toEqual({ x: 1 })
})

test('a shell takes the curl line for the words that were meant, whatever stands in them', () => {
  const choices = fc.record({
    place: fc.constantFrom('path', 'direct'),
    verb: fc.constantFrom('verb', 'override', 'query'),
    params: fc.constantFrom('json', 'brackets', 'body'),
  })
  fc.assert(
    fc.property(choices, anyText, (chosen, text) => {
      const built = requestOf(asked(chosen, { values: { action_id: '12', action_notes: `x${text}` } }))
      const words = execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }; ${curlOf(built)}`], {
        encoding: 'utf8',
      })
      const args = words.split('\0')
      expect(args).toContain(built.url)
      if (built.body?.pairs) for (const pair of built.body.pairs) expect(args).toContain(pair.join('='))
      else if (built.body) expect(args).toContain(built.body.text)
    }),
    { numRuns: 30 },
  )
})
