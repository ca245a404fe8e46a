import { expect, test } from 'vitest'
import * as z from 'zod'
import { serverOf } from '../../../test/provisioning/subjects.ts'
import type { BackendTools } from './backend.ts'
import { isFailed, outcomeOf } from './outcome.ts'
import type { PanelRequest } from './panel-http.ts'
import { baseUrl, formOf, restPanel } from './rest-panel.ts'

const api = restPanel({
  base: () => 'https://panel.example.com/api',
  headers: () => ({ 'x-key': 'k' }),
  words: (body) => z.object({ error: z.string() }).safeParse(body).data?.error,
  rules: [
    { status: 404, class: 'permanent', cause: 'absent' },
    { words: /quota/, class: 'configuration', cause: 'quota' },
  ],
})

/** A panel that always answers the same. */
function answering(status: number, text: string, headers: Record<string, string> = {}) {
  const sent: PanelRequest[] = []
  const send = async (request: PanelRequest) => {
    sent.push(request)
    return { status, reason: '', headers, text }
  }
  return {
    sent,
    api: api({ http: { send }, server: serverOf({}), clock: { now: () => 0 } } as unknown as BackendTools),
  }
}

test('a request has the panel’s address and headers, and JSON only where there is a body', async () => {
  const { sent, api } = answering(200, '{}')
  await api.get('/things?x=1')
  await api.post('/things', { a: 1 })
  expect(sent).toEqual([
    {
      method: 'GET',
      url: 'https://panel.example.com/api/things?x=1',
      headers: { accept: 'application/json', 'x-key': 'k' },
      body: undefined,
      changes: false,
    },
    {
      method: 'POST',
      url: 'https://panel.example.com/api/things',
      headers: { accept: 'application/json', 'content-type': 'application/json', 'x-key': 'k' },
      body: '{"a":1}',
      changes: true,
    },
  ])
})

test('what changes something and what only asks is told apart', async () => {
  const { sent, api } = answering(204, '')
  await api.put('/x', {})
  await api.patch('/x', {})
  await api.delete('/x')
  await api.ask('/x', {})
  expect(sent.map(({ method, changes }) => [method, changes])).toEqual([
    ['PUT', true],
    ['PATCH', true],
    ['DELETE', true],
    ['POST', false],
  ])
})

test.each<[string, number, string, object, object]>([
  ['words in a success are a failure', 200, '{"error":"over quota"}', { class: 'configuration', cause: 'quota' }, {}],
  [
    'words that nobody knows',
    200,
    '{"error":"hm"}',
    { class: 'unknown', text: 'hm' },
    { class: 'transient', text: 'hm' },
  ],
  ['a rule about a status', 404, 'none', { class: 'permanent', cause: 'absent', text: 'none' }, {}],
  ['a failure with words', 400, '{"error":"bad"}', { class: 'permanent', text: 'bad' }, {}],
  ['a shape that was not expected', 200, '{"id":"x"}', { class: 'unknown' }, { class: 'transient' }],
  ['no JSON', 200, 'fine', { class: 'unknown', text: 'fine' }, { class: 'transient' }],
  ['half of the JSON', 200, '{"id":', { class: 'unknown' }, { class: 'transient' }],
  ['a page', 200, '<html><title>Hello</title></html>', { class: 'unknown' }, { class: 'transient' }],
])('%s', async (_, status, text, changing, asking) => {
  const schema = z.object({ id: z.number() })
  expect(await outcomeOf(answering(status, text).api.post('/x', {}, schema))).toMatchObject(changing)
  expect(await outcomeOf(answering(status, text).api.get('/x', schema))).toMatchObject({ ...changing, ...asking })
})

test('a success is what its schema makes of it', async () => {
  const answer = await outcomeOf(answering(200, '{"id":"7"}').api.get('/x', z.object({ id: z.coerce.number() })))
  expect([isFailed(answer), answer]).toEqual([false, { id: 7 }])
})

test('a server has its own port, or the panel’s', () => {
  const ports = { secure: 2087, plain: 2086 }
  const base = (changes: object) => baseUrl(serverOf({ hostname: 'panel.example.com', ...changes }), ports)
  expect(base({ secure: true })).toBe('https://panel.example.com:2087')
  expect(base({ secure: false })).toBe('http://panel.example.com:2086')
  expect(base({ secure: true, port: 8443 })).toBe('https://panel.example.com:8443')
  expect(base({ secure: true, hostname: '', ipAddress: '2001:db8::1' })).toBe('https://[2001:db8::1]:2087')
})

test('a form has the fields that are given', () => {
  expect(formOf({ user: 'a b', password: 'x&y', plan: undefined, empty: '' })).toBe('user=a+b&password=x%26y&empty=')
})
