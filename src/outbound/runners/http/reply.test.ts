import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readReply } from './reply.ts'

const ASKED = 'https://app.example.com/calls/first?x=1'
const page = (address: string, method = 'POST', token: string | null = null) => ({
  is: 'page',
  page: { address, method },
  token,
})

test.each([
  ['nothing', '', { is: 'end', code: 0, token: null }],
  ['blanks', ' \n', { is: 'end', code: 0, token: null }],
  ['no actions', '{"actions":[]}', { is: 'end', code: 0, token: null }],
  ['no list of actions at all', '{"token":"T"}', { is: 'end', code: 0, token: 'T' }],
  [
    'actions that lead nowhere',
    '{"actions":[{"play":{"file":"a"}},{"hang_up":{}}]}',
    { is: 'end', code: 0, token: null },
  ],
  ['a return code', '{"return_code":-100,"token":"T"}', { is: 'end', code: -100, token: 'T' }],
  [
    'a return code beside a page',
    '{"actions":[{"redirect":{"next_page":"x"}}],"return_code":7}',
    { is: 'end', code: 7, token: null },
  ],
  [
    'a page beside the one that was asked',
    '{"actions":[{"redirect":{"next_page":"menu"}}]}',
    page('https://app.example.com/calls/menu'),
  ],
  [
    'a page with its method',
    '{"actions":[{"run_menu":{"next_page":{"address":"/m","method":"GET"}}}],"token":"T"}',
    page('https://app.example.com/m', 'GET', 'T'),
  ],
  [
    'the first of several',
    '{"actions":[{"play":{}},{"get_input":{"next_page":"/a"}},{"redirect":{"next_page":"/b"}}]}',
    page('https://app.example.com/a'),
  ],
  [
    'the name of the action beside its members',
    '{"actions":[{"action":"redirect","next_page":"/a"}]}',
    page('https://app.example.com/a'),
  ],
])('%s', (_, text, reply) => {
  expect(readReply(text, ASKED)).toEqual(reply)
})

test.each([
  ['text', 'hello', 'no JSON object'],
  ['a list', '[]', 'no JSON object'],
  ['actions that are none', '{"actions":"play"}', 'actions that are no list'],
  ['a code that is none', '{"return_code":"0"}', 'a return_code that is no whole number'],
  ['a token that is none', '{"token":5}', 'a token that is no text of up to 5000 characters'],
  [
    'a token that is too long',
    JSON.stringify({ token: 'x'.repeat(5001) }),
    'a token that is no text of up to 5000 characters',
  ],
  [
    'another kind of address',
    '{"actions":[{"redirect":{"next_page":"javascript:alert(1)"}}]}',
    'a next page that is no http or https address',
  ],
  [
    'another method',
    '{"actions":[{"redirect":{"next_page":{"address":"/a","method":"PUT"}}}]}',
    'a next page that is no http or https address',
  ],
])('%s is told as unreadable', (_, text, what) => {
  expect(readReply(text, ASKED)).toEqual({ is: 'unreadable', why: `the page answered with ${what}` })
})

test('whatever a page answers, it is read as something', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.json(),
        fc.record({ actions: fc.anything() }).map((v) => JSON.stringify(v) ?? ''),
      ),
      (text) => {
        expect(['page', 'end', 'unreadable']).toContain(readReply(text, ASKED).is)
      },
    ),
  )
})
