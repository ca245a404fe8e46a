import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import type { Choices } from './faces.ts'
import { md5 } from './md5.ts'
import { curlOf, requestOf } from './requests.ts'
import { shortNames } from './short-names.ts'
import { isOfType, wordsOf } from './types.ts'

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

const login = {
  api: 'http://x/w/api.php',
  username: 'jo',
  password: md5('secret'),
  secret: 'secret',
  isCredential: false,
}
const described = { group: '', name: '', about: '', parameters: [] }
const update = { ...described, action: 'actions.{action_id}', http: 'PUT' }
const usual = { place: 'path', verb: 'verb', params: 'json', format: 'json' }
const asked = (choices: Partial<Choices>) => ({
  face: { kind: 'remote' as const },
  call: update,
  login,
  values: { action_id: '12', action_notes: "it's" } as Record<string, string>,
  choices: { ...usual, ...choices },
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
    const call = { ...update, action: 'projects', http: 'GET' }
    const values = { project_id: '[1, 2]', search: '' }
    const { url } = requestOf({ ...asked({ params: 'brackets' }), call, values })
    expect(url).toBe(
      `http://x/w/api.php/v1/projects/json?${secret}&params%5Bproject_id%5D%5B0%5D=1&params%5Bproject_id%5D%5B1%5D=2`,
    )
  })
})

test('a request of the WHMCS API signs in with a credential, or with the MD5 of a password', () => {
  const whmcs = {
    ...asked({}),
    face: { kind: 'whmcs' as const },
    call: { ...described, name: 'GetClients', action: 'GetClients', http: 'GET' },
    values: { limitnum: '2' },
  }
  const text = (of: typeof login) => requestOf({ ...whmcs, login: of }).body!.text
  expect(text(login)).toBe(`username=jo&password=${login.password}&action=GetClients&responsetype=json&limitnum=2`)
  expect(text({ ...login, isCredential: true, password: 'secret' })).toBe(
    'identifier=jo&secret=secret&action=GetClients&responsetype=json&limitnum=2',
  )
})

test('a request of an address of its own has the login in a header', () => {
  const { url, headers, body } = requestOf({
    ...asked({}),
    face: { kind: 'rest' },
    login: { ...login, api: 'http://x' },
    call: { ...update, action: '/service/v1/outbound/{service}' },
    values: { service: 'a b', body: '{"x":1}' },
  })
  expect(url).toBe('http://x/service/v1/outbound/a%20b')
  expect(headers.authorization).toBe(`Basic ${Buffer.from('jo:secret').toString('base64')}`)
  expect(JSON.parse(body!.text!)).toEqual({ x: 1 })
})

describe('a request of the native API', () => {
  const call = {
    ...update,
    action: '/clients/{id}',
    http: 'PATCH',
    parameters: [
      { name: 'id', type: 'integer', required: true, about: '', place: 'path' as const },
      { name: 'include', type: 'array', required: false, about: '', place: 'query' as const },
      { name: 'If-Match', type: 'string', required: false, about: '', place: 'header' as const },
      ...['string', 'integer or null', 'JSON', 'string or null'].map((type) => ({
        name: type,
        type,
        required: false,
        about: '',
        place: 'body' as const,
      })),
    ],
  }
  const values = {
    id: '7',
    include: 'a,b',
    'If-Match': '"3"',
    string: '12',
    'integer or null': '12',
    JSON: '[1]',
    'string or null': 'null',
  }
  const native = { ...asked({}), face: { kind: 'native' as const }, call, values, login: { ...login, api: 'http://x' } }

  test('has each value in its place and of its type, and the token in a header', () => {
    const { url, headers, body } = requestOf(native)
    expect(url).toBe('http://x/clients/7?include=a%2Cb')
    expect(headers).toEqual({
      authorization: 'Bearer secret',
      'if-match': '"3"',
      'content-type': 'application/json',
    })
    expect(JSON.parse(body!.text!)).toEqual({
      string: '12',
      'integer or null': 12,
      JSON: [1],
      'string or null': null,
    })
  })

  test('of a session has no secret in it, and a token in the curl line', () => {
    const own = requestOf({ ...native, login: { ...native.login, secret: '', csrfToken: 'known' } })
    expect(own.headers.authorization).toBeUndefined()
    expect(curlOf(own)).toContain('-H "Authorization: Bearer $PROVISOR_TOKEN"')
    expect(curlOf(own)).not.toContain('known')
  })
})

test('a value is looked at by the words of any face for its type', () => {
  const bad = [
    ['int', 'x'],
    ['integer or null', '1.5'],
    ['float', 'one'],
    ['string (Y-m-d)', '30.11.2026'],
    ['JSON', '{'],
    ['int', '[1'],
  ] as const
  const good = [
    ['int', '-1'],
    ['integer or null', 'null'],
    ['int', '[1, 2]'],
    ['money', '1.50'],
    ['date', '2026-11-30'],
    ['str', 'anything'],
    ['date', ''],
  ] as const
  expect(bad.filter(([type, text]) => isOfType(type, text))).toEqual([])
  expect(good.filter(([type, text]) => !isOfType(type, text))).toEqual([])
  expect(wordsOf('one of "ASC", "DESC", ""')).toEqual(['ASC', 'DESC'])
  expect(wordsOf('one of a, b or null')).toEqual(['a', 'b', 'null'])
})

test('names are cut in the middle, and no two to the same words', () => {
  const names = ['GetClients', 'GetClientsProductDetails', 'GetClientsDomainsDetails', 'GetClientsDomainDetails']
  const shorts = [...shortNames(names, 15).values()]
  expect(shorts).toContain('GetClients')
  expect(new Set(shorts).size).toBe(names.length)
  expect(shorts.every((short, index) => short === names[index] || short.includes('…'))).toBe(true)
})

test('a shell takes the curl line for the words that were meant, whatever stands in them', () => {
  const choices = fc.record({
    place: fc.constantFrom('path', 'direct'),
    verb: fc.constantFrom('verb', 'override', 'query'),
    params: fc.constantFrom('json', 'brackets', 'body'),
  })
  fc.assert(
    fc.property(choices, anyText, (chosen, text) => {
      const built = requestOf({ ...asked(chosen), values: { action_id: '12', action_notes: `x${text}` } })
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
