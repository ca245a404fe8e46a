import { expect, test } from 'vitest'
import type { Call } from './faces.ts'
import { formOf } from './handed.ts'

const call = (name: string, http: string, action: string, ...names: string[]): Call => ({
  ...{ group: '', name, about: '', http, action },
  parameters: names.map((one) => ({ name: one, type: 'string', required: false, about: '' })),
})
const CALLS = [
  call('lanes.get', 'GET', '/lanes/{name}', 'name'),
  call('lanes.update', 'PATCH', '/lanes/{name}', 'name', 'startsPerSecond', 'concurrency'),
  call('staff.create', 'POST', '/staff', 'username', 'password', 'settings'),
]
const at = (path: string) => `http://x/below/api/v1${path}`

test('a call that was made is found by its method and path, with all that its form had', () => {
  const body = '{"startsPerSecond":2,"concurrency":null}'
  expect(formOf({ method: 'PATCH', url: at('/lanes/server%3A3'), body }, CALLS)).toEqual({
    name: 'lanes.update',
    values: { name: 'server:3', startsPerSecond: '2' },
  })
  expect(formOf({ method: 'DELETE', url: at('/lanes/a'), body: undefined }, CALLS)).toBeUndefined()
})

test('no secret comes along, in lists and objects neither', () => {
  const body = '{"username":"ann","password":"seven","settings":{"apiToken":"x","host":"y"}}'
  expect(formOf({ method: 'POST', url: at('/staff'), body }, CALLS)?.values).toEqual({
    username: 'ann',
    settings: '{"host":"y"}',
  })
})
