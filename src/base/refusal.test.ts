import { expect, test } from 'vitest'
import { Busy, Conflict, Invalid, NotFound, PermissionRefused, Refusal, TransitionRefused } from './refusal.ts'

test.each([
  [new NotFound('service', 12), 'not_found', 'Service 12 was not found', { noun: 'service', id: 12 }],
  [
    new Invalid('since', 'Y-m-d', 'yesterday'),
    'invalid',
    'Invalid since: expected Y-m-d, got "yesterday"',
    { field: 'since', expected: 'Y-m-d', got: 'yesterday' },
  ],
  [
    new PermissionRefused('services.read'),
    'permission_refused',
    'This needs the permission services.read',
    { permission: 'services.read' },
  ],
  [new Conflict('client', 3), 'conflict', 'Somebody else changed client 3 meanwhile', { noun: 'client', id: 3 }],
  [
    new TransitionRefused('service', 'terminated', 'suspend'),
    'transition_refused',
    'Cannot suspend the service: it is terminated',
    { noun: 'service', from: 'terminated', verb: 'suspend' },
  ],
  [
    new Busy('password checks'),
    'busy',
    'Too many requests are waiting for password checks',
    { doing: 'password checks' },
  ],
] satisfies [Refusal, string, string, object][])(
  '%s carries its code, its sentence and its facts',
  (refusal, code, message, facts) => {
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code, message, facts })
  },
)

test.each([
  [undefined, 'Invalid limit: expected a number'],
  [null, 'Invalid limit: expected a number, got nothing'],
  [-1, 'Invalid limit: expected a number, got -1'],
  ['', 'Invalid limit: expected a number, got ""'],
  [['a'], 'Invalid limit: expected a number, got a list'],
  [{ a: 1 }, 'Invalid limit: expected a number, got an object'],
  ['a\u0000b\n', 'Invalid limit: expected a number, got "a\\u0000b\\n"'],
  ['😀'.repeat(60), `Invalid limit: expected a number, got "${'😀'.repeat(60)}"`],
  ['😀'.repeat(61), `Invalid limit: expected a number, got "${'😀'.repeat(60)}…"`],
])('what was got is shown short and harmless (%#)', (got, message) => {
  expect(new Invalid('limit', 'a number', got).message).toBe(message)
})

test('a refusal is named for its class, and keeps its cause and its hint', () => {
  class LaneClosed extends Refusal {}
  const cause = new Error('why')
  const refusal = new LaneClosed('lane_closed', 'The lane is closed', { lane: 'a' }, { hint: 'Open it', cause })
  expect(refusal).toMatchObject({ name: 'LaneClosed', hint: 'Open it', cause })
  expect('cause' in new Refusal('a', 'b')).toBe(false)
})
