import { expect, test } from 'vitest'
import * as z from 'zod'
import { Busy, Conflict, Invalid, NotFound, PermissionRefused, Refusal, TransitionRefused } from '../../base/refusal.ts'
import { invalidRequest, problemOf } from './problem.ts'

test.each([
  [new NotFound('service', 7), 404, 'not_found'],
  [new Invalid('domain', 'a text', 7), 400, 'invalid'],
  [new PermissionRefused('services.read'), 403, 'permission_refused'],
  [new Conflict('service', 7), 409, 'conflict'],
  [new TransitionRefused('service', 'Pending', 'suspend'), 409, 'transition_refused'],
  [new Busy('hashing'), 503, 'busy'],
  [new Refusal('client_closed', 'The client is closed'), 422, 'client_closed'],
])('%s is told with its own status and code', (refusal, status, code) => {
  expect(problemOf(refusal)?.problem).toMatchObject({
    type: `urn:provisor:problem:${code}`,
    status,
    code,
    detail: refusal.message,
  })
})

test('a refusal brings its facts and its hint', () => {
  expect(problemOf(new PermissionRefused('services.read'))?.problem).toMatchObject({
    facts: { permission: 'services.read' },
    hint: expect.stringContaining('role'),
  })
})

test('an invalid field stands among the errors, as one of the request would', () => {
  expect(problemOf(new Invalid('domain', 'a text', 7))?.problem.errors).toEqual([
    { path: 'domain', message: 'expected a text' },
  ])
})

test('a full queue says when to come back', () => {
  expect(problemOf(new Busy('hashing'))?.headers).toEqual({ 'retry-after': '1' })
})

test.each([
  [413, 'too_large'],
  [415, 'unsupported_media_type'],
  [400, 'invalid'],
])('what the HTTP layer refuses with %i is %s', (statusCode, code) => {
  expect(problemOf(Object.assign(new Error('x'), { statusCode }))?.problem.code).toBe(code)
})

test.each([
  ['an error', new Error('secret')],
  ['a fault of the HTTP layer', Object.assign(new Error('secret'), { statusCode: 500 })],
  ['something thrown that is no error', 'secret'],
])('%s is a fault, and nobody is told of it', (_name, fault) => {
  expect(problemOf(fault)).toBeUndefined()
})

test('every error of a request is named with its place, and what was sent is not repeated', () => {
  const schema = z.strictObject({ id: z.int(), list: z.array(z.enum(['a'])) })
  const { error } = schema.safeParse({ id: 'hunter2', list: ['a', 'hunter2'], extra: 1, more: 2 })
  const { problem } = invalidRequest([{ part: 'body', issues: error!.issues }])
  expect(problem.errors?.map(({ path }) => path)).toEqual(['body.id', 'body.list.1', 'body.extra', 'body.more'])
  expect(problem.detail).toContain('and 3 more')
  expect(JSON.stringify(problem)).not.toContain('hunter2')
})

test('at most a hundred errors are told', () => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`p${index}`, '']))
  const { error } = z.strictObject({}).safeParse(many)
  expect(invalidRequest([{ part: 'query', issues: error!.issues }]).problem.errors).toHaveLength(100)
})
