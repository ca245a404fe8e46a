import type { FastifyReply } from 'fastify'
import type { Credential } from '../../access/credentials/credential.ts'
import { makeProblem, ProblemAnswer } from './problem.ts'

const MINUTE_MS = 60_000

type Window = { readonly begun: number; count: number }

/**
 * How many requests a minute a credential makes of this process, where it has a limit: each node counts for itself. What is
 * left is told in `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10); who has no limit is told nothing.
 */
export function makePace({ now = () => performance.now() }: { now?: () => number } = {}) {
  /** Only of credentials with a limit, so as many as the operator has made. */
  const windows = new Map<number, Window>()

  return function count({ id, requestsPerMinute: limit }: Credential, reply: FastifyReply): void {
    if (limit === null) {
      windows.delete(id)
      return
    }
    const window = windowOf(id)
    window.count++
    const left = Math.max(0, limit - window.count)
    const seconds = Math.ceil((window.begun + MINUTE_MS - now()) / 1000)
    reply.headers({
      'ratelimit-policy': `"credential";q=${limit};w=60`,
      ratelimit: `"credential";r=${left};t=${seconds}`,
    })
    if (window.count <= limit) return
    throw new ProblemAnswer(
      makeProblem('rate_limited', `This credential may make ${limit} requests a minute`, { facts: { limit } }),
      { 'retry-after': String(seconds) },
    )
  }

  function windowOf(id: number): Window {
    const before = windows.get(id)
    if (before && now() - before.begun < MINUTE_MS) return before
    const begun = { begun: now(), count: 0 }
    windows.set(id, begun)
    return begun
  }
}

export type CredentialPace = ReturnType<typeof makePace>
