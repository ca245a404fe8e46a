import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCredentials } from './credentials.ts'

const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

test.each([
  ['1-2-0/bob@example.com:key', '1-2-0/bob@example.com', 'key'],
  ['1-2-0/bob/a/b:a:b/c', '1-2-0/bob/a/b', 'a:b/c'],
  ['1-2-0/bob/sérvice ☎:', '1-2-0/bob/sérvice ☎', ''],
  [':', '', ''],
])('%s ends its user name at the first colon', (text, username, password) => {
  expect(parseCredentials(basic(text))).toEqual({ username, password })
})

test.each([undefined, '', 'Basic', 'Basic ', 'Bearer abc', 'Basic !!!', 'Basic YQ== YQ==', basic('1-2-0/bob')])(
  '%j is no Basic header',
  (header) => {
    expect(parseCredentials(header)).toBeUndefined()
  },
)

test('what is not UTF-8 is Latin-1, as some clients send it', () => {
  expect(parseCredentials(`Basic ${btoa('1-2-0/bob/sérvice:pässwörd')}`)).toEqual({
    username: '1-2-0/bob/sérvice',
    password: 'pässwörd',
  })
})

test('whatever was put into a header is read from it, whatever the case of its scheme', () => {
  const username = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes(':') && text.isWellFormed())
  const password = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed())
  fc.assert(
    fc.property(username, password, fc.constantFrom('Basic', 'basic', 'BASIC'), (name, secret, scheme) => {
      const header = basic(`${name}:${secret}`).replace('Basic', scheme)
      expect(parseCredentials(header)).toEqual({ username: name, password: secret })
    }),
    { numRuns: 100 },
  )
})
