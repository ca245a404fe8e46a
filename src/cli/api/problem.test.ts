import { expect, test } from 'vitest'
import { refusalOf } from './problem.ts'

const FLAGS = [
  { flag: 'limit', member: 'limit', kind: 'number', query: true },
  { flag: 'first-name', member: 'firstName', kind: 'text' },
  { flag: 'password', member: 'password', kind: 'secret' },
] as const

test('every wrong member is told by its flag, without what moves a cursor', () => {
  const errors = [
    { path: 'query.limit', message: 'expected a number' },
    { path: 'body.firstName', message: 'too \u001b[2Jlong' },
    { path: 'body.password', message: 'too short' },
    { path: 'path.userId', message: 'expected a number' },
    { path: 'body.preferences.x', message: 'there is no such parameter' },
    { path: 'header.if-match', message: 'expected a version' },
  ]
  const { code, message, facts } = refusalOf({ code: 'invalid', title: 'Not valid', errors }, { flags: FLAGS })
  expect({ code, message }).toEqual({ code: 'invalid', message: 'Not valid' })
  expect(facts.problems).toEqual([
    '--limit: expected a number',
    '--first-name: too  [2Jlong',
    '--password-stdin: too short',
    '<user-id>: expected a number',
    'preferences.x: there is no such parameter',
    '--if-version: expected a version',
  ])
})
