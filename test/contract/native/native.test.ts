import { expect } from 'vitest'
import { BASE } from '../../../src/wire/native/contract/address.ts'
import { problem } from '../../../src/wire/native/contract/problem.ts'
import { OPERATIONS } from '../../../src/wire/native/contract.ts'
import type { Remembered } from '../../support/expected.ts'
import { runCases } from '../harness/run-cases.ts'
import { type CallerName, type Callers, nativePlace, readCallers } from './callers.ts'
import { readCases, type Step } from './cases.ts'

runCases({
  cases: readCases(import.meta.dirname),
  place: nativePlace,
  readCallers,
  caller: 'full',
  ready: ({ provisor }) => provisor.domain.access.sealer.settle(),
  requestOf,
  expectedOf: ({ status = 200, answered, body }) => ({ status, answered, body }),
  // Of each request another one.
  read(answer, expected) {
    const body = JSON.parse(answer)
    if (body.requestId !== undefined && (expected as { requestId?: string }).requestId === undefined)
      delete body.requestId
    return body
  },
  also(answer, step) {
    if (!String(answer.headers['content-type']).includes('json') || answer.body === '') return
    const body = answer.json()
    if (step.ids) expect(body.items.map(({ id }: { id: number }) => id)).toEqual(step.ids)
    if (step.total !== undefined) expect(body.total).toBe(step.total)
    if (step.code !== undefined) expect(body.code).toBe(step.code)
    if (step.path.startsWith(BASE)) expectContract(step, answer.statusCode, body)
  },
})

/** The answer is one that the contract allows: no field more, none less. */
function expectContract({ method = 'GET', path }: Step, status: number, body: unknown): void {
  const below = path.slice(BASE.length).split('?')[0]!.replace(/\/$/, '')
  const operation = OPERATIONS.find(
    (one) => one.method === method && new RegExp(`^${one.path.replace(/\{\w+\}/g, '[^/]+')}$`).test(below),
  )
  const schema = status < 300 ? operation!.response : problem
  expect(schema.parse(body)).toEqual(body)
}

function requestOf(
  { as, method = 'GET', path, headers, form, payload, from }: Step & { as: CallerName },
  callers: Callers,
  remembered: Remembered,
) {
  const common = { url: path, remoteAddress: from ?? '127.0.0.1' }
  const token = callers[as]
  if (form) {
    const [identifier = '', secret = ''] = token.split('.')
    const fields = { identifier, secret, ...form }
    return {
      ...common,
      method: 'POST' as const,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: Object.entries(fields)
        .map((pair) => pair.map(encodeURIComponent).join('='))
        .join('&'),
    }
  }
  return {
    ...common,
    method: method as 'GET',
    headers: { ...(token && { authorization: `Bearer ${token}` }), ...headers },
    ...(payload !== undefined && {
      payload: payload.replace(/<text:([a-z0-9-]+)>/g, (_, name) => remembered.get(name) ?? ''),
    }),
  }
}
