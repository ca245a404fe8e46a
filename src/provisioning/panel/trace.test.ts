import { expect, test } from 'vitest'
import { makeMasker } from './mask.ts'
import { LONGEST_ANSWER, LONGEST_REQUEST, makeTrace, type TracedCall } from './trace.ts'

const call: TracedCall = {
  method: 'POST',
  url: 'https://panel.example.com/create?key=k3y-value',
  requestHeaders: { authorization: 'Bearer k3y-value' },
  request: 'passwd=hunter22',
  status: 200,
  reason: 'OK',
  answerHeaders: { 'set-cookie': 'session=1' },
  answer: '{"note":"hunter22"}',
  end: 'answered',
  startedAt: 1,
  durationMs: 2,
}

const traceOf = (changes: Partial<TracedCall>) => {
  const trace = makeTrace(makeMasker(['hunter22', 'k3y-value'], { fields: ['passwd'] }))
  trace.add({ ...call, ...changes })
  return trace.entries[0]!
}

test('a call is kept with everything but its secrets', () => {
  expect(traceOf({})).toEqual({
    ...call,
    url: 'https://panel.example.com/create?key=***',
    requestHeaders: { authorization: '***' },
    request: 'passwd=***',
    answerHeaders: { 'set-cookie': '***' },
    answer: '{"note":"***"}',
  })
})

test('long texts are cut, and tell how long they were', () => {
  const { request, answer } = traceOf({ request: 'a'.repeat(50_000), answer: 'b'.repeat(200_000) })
  expect(request).toBe(`${'a'.repeat(LONGEST_REQUEST)}… (50000 characters in all)`)
  expect(answer).toMatch(/^b{65000,65536}… \(200000 characters in all\)$/)
  expect(answer.length).toBeLessThan(LONGEST_ANSWER + 100)
})

test.each(Array.from({ length: 12 }, (_, index) => index - 10))(
  'a secret %i characters from the cut does not show a part of itself',
  (offset) => {
    const { answer } = traceOf({ answer: `${'.'.repeat(LONGEST_ANSWER + offset)}hunter22${'.'.repeat(50)}` })
    expect(answer.split('…')[0]).toMatch(/^[.*]+$/)
  },
)
