import { expect, test } from 'vitest'
import type { Credential } from '../../access/credentials/credential.ts'
import { makePace } from './pace.ts'

function setup() {
  let time = 0
  const pace = makePace({ now: () => time })
  const ask = (id: number, requestsPerMinute: number | null) => {
    const headers: Record<string, string> = {}
    const reply = { headers: (more: Record<string, string>) => Object.assign(headers, more) }
    try {
      pace({ id, requestsPerMinute } as Credential, reply as never)
      return headers
    } catch (refusal) {
      return { refusal, headers }
    }
  }
  return { ask, pass: (ms: number) => (time += ms) }
}

test('so many a minute, and what is left is told', () => {
  const { ask, pass } = setup()
  expect(ask(1, 2)).toEqual({ 'ratelimit-policy': '"credential";q=2;w=60', ratelimit: '"credential";r=1;t=60' })
  pass(20_000)
  expect(ask(1, 2)).toMatchObject({ ratelimit: '"credential";r=0;t=40' })
  expect(ask(1, 2)).toMatchObject({
    refusal: { problem: { status: 429, code: 'rate_limited' }, headers: { 'retry-after': '40' } },
  })
  expect(ask(2, 2)).toMatchObject({ ratelimit: '"credential";r=1;t=60' })
  pass(40_000)
  expect(ask(1, 2)).toMatchObject({ ratelimit: '"credential";r=1;t=60' })
})

test('who has no limit is told nothing, however often they ask', () => {
  const { ask } = setup()
  for (let count = 0; count < 1000; count++) expect(ask(1, null)).toEqual({})
})
