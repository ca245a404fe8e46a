import { expect, it } from 'vitest'
import { parseCredentials } from './credentials.ts'

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

it.each([
  ['1-2-0/bob@example.com:key', ['1-2-0', 'bob@example.com', null, 'key']],
  ['1-2-0/user@example.com/MyOutboundService:pass', ['1-2-0', 'user@example.com', 'MyOutboundService', 'pass']],
  ['1-2-0/bob/a/b/c:pass', ['1-2-0', 'bob', 'a/b/c', 'pass']],
  ['1-2-0/bob:a:b/c', ['1-2-0', 'bob', null, 'a:b/c']],
  ['1-2-0/bob/service:', ['1-2-0', 'bob', 'service', '']],
  ['1-2-0/bob/:pass', ['1-2-0', 'bob', '', 'pass']],
  ['1-2-0/bob/sérvice ☎:påss', ['1-2-0', 'bob', 'sérvice ☎', 'påss']],
])('%s is read from the left', (text, [cloudId, username, service, secret]) => {
  expect(parseCredentials(basic(text))).toEqual({ cloudId, username, service, secret })
})

it.each([
  undefined,
  '',
  'Basic',
  'Bearer abc',
  'Basic !!!',
  basic('1-2-0/bob'),
  basic('bob:1-2-0/key'),
  basic('/bob:key'),
  basic('1-2-0/:key'),
  basic('1-2-0//service:key'),
  basic('1-2-0/b\0b:key'),
])('%s is none', (header) => {
  expect(parseCredentials(header)).toBeUndefined()
})

it('the scheme has no case', () => {
  expect(parseCredentials(basic('1-2-0/bob:key').replace('Basic', 'bAsIc'))).toMatchObject({ username: 'bob' })
})
