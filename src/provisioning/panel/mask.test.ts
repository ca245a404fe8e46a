import { expect, test } from 'vitest'
import { makeMasker } from './mask.ts'

const SECRET = 'p&s w/"rd+1é'
const mask = makeMasker([SECRET, 'abc'], { headers: ['X-Panel-Key'], fields: ['passwd', 'session'] })

test.each([
  ['as it is', SECRET],
  ['in a URL', encodeURIComponent(SECRET)],
  ['in a URL in lower case', encodeURIComponent(SECRET).toLowerCase()],
  ['in a form', new URLSearchParams({ other: SECRET }).toString()],
  ['in JSON', JSON.stringify({ other: SECRET })],
  ['in HTML', `<p>p&amp;s w/&quot;rd+1é</p>`],
  ['in base64', Buffer.from(SECRET).toString('base64')],
  ['in basic credentials', Buffer.from(`root:${SECRET}`).toString('base64')],
  ['in base64 after one more byte', Buffer.from(`root2:${SECRET}!`).toString('base64')],
  ['in base64url', Buffer.from(`ab:${SECRET}`).toString('base64url')],
])('a known value is masked %s', (_, text) => {
  const masked = mask.values(`before ${text} after`)
  expect(masked).toMatch(/^before .*\*\*\*.* after$/)
  expect(Buffer.from(masked.split(' ')[1]!, 'base64').toString()).not.toContain('rd+1')
})

test('what is too short to be told from common letters is masked by its name only', () => {
  expect(mask.text('abc passwd=abc&x=abc')).toBe('abc passwd=***&x=abc')
})

test.each([
  ['a form', 'user=a&passwd=x%20y&domain=b', 'user=a&passwd=***&domain=b'],
  ['a query', 'https://h/login?session=1&x=2', 'https://h/login?session=***&x=2'],
  ['JSON', '{"Passwd" : "a\\"b","n":1}', '{"Passwd" : ***,"n":1}'],
  ['a number in JSON', '{"passwd":12.5}', '{"passwd":***}'],
  ['JSON that is cut in the middle', '{"user":"a","passwd":"secr', '{"user":"a","passwd":***'],
  ['XML', '<a><passwd>x</passwd></a>', '<a><passwd>***</passwd></a>'],
  ['other names, untouched', 'passwds=1&mypasswd=2', 'passwds=1&mypasswd=2'],
])('what stands under a secret name is masked in %s', (_, text, masked) => {
  expect(mask.text(text)).toBe(masked)
})

test('headers that carry credentials are masked, here as everywhere', () => {
  expect(mask.headers({ Authorization: 'whm root:t', 'x-panel-key': 'k', accept: '*/*', 'x-echo': SECRET })).toEqual({
    Authorization: '***',
    'x-panel-key': '***',
    accept: '*/*',
    'x-echo': '***',
  })
})

test('of two secrets of which one begins with the other nothing is left', () => {
  expect(makeMasker(['secret', 'secret-and-more']).values('secret-and-more secret')).toBe('*** ***')
})

test('nothing is masked where nothing is secret', () => {
  expect(makeMasker(['', '']).text('a text')).toBe('a text')
})
