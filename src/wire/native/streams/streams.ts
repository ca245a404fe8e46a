import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Actor } from '../../../access/actor.ts'
import { invalidAt, makeProblem, ProblemAnswer } from '../problem.ts'

/** Open at once, of one credential or one person, and of all together on this node. */
const MOST_OF_ONE = 20
const MOST = 2000

export const wantsStream = ({ headers }: FastifyRequest): boolean =>
  /(?:^|,)\s*text\/event-stream\s*(?:;|,|$)/i.test(headers.accept ?? '')

/** Where a client that comes back goes on. */
export function lastEventId({ headers }: FastifyRequest): number | undefined {
  const sent = headers['last-event-id']
  if (sent === undefined || sent === '') return undefined
  if (!/^\d{1,15}$/.test(String(sent))) throw invalidAt('header.last-event-id', 'expected the id of an event')
  return Number(sent)
}

/** Answers that go on until the reader is gone or this node drains. */
export function makeStreams({ onDrain }: { onDrain: (told: () => void) => void }) {
  const draining = new AbortController()
  onDrain(() => draining.abort())
  const open = new Map<string, number>()
  let all = 0

  function enter(key: string): () => void {
    const its = open.get(key) ?? 0
    if (its >= MOST_OF_ONE || all >= MOST) throw tooMany(its >= MOST_OF_ONE)
    open.set(key, its + 1)
    all++
    return () => {
      all--
      const left = open.get(key)! - 1
      if (left === 0) open.delete(key)
      else open.set(key, left)
    }
  }

  return {
    /** Unbuffered by proxies, and with nothing read ahead of who listens. */
    send(reply: FastifyReply, actor: Actor, texts: (until: AbortSignal) => AsyncIterable<string>): FastifyReply {
      const leave = enter(
        actor.credentialId === null ? `${actor.kind} ${actor.id}` : `credential ${actor.credentialId}`,
      )
      reply.raw.once('close', leave)
      return reply
        .headers({
          'content-type': 'text/event-stream; charset=utf-8',
          'cache-control': 'no-cache, no-transform',
          'x-accel-buffering': 'no',
        })
        .send(Readable.from(texts(draining.signal), { highWaterMark: 1 }))
    },
  }
}

const tooMany = (ofOne: boolean): ProblemAnswer =>
  ofOne
    ? new ProblemAnswer(
        makeProblem('rate_limited', `At most ${MOST_OF_ONE} streams are open at once`, {
          facts: { limit: MOST_OF_ONE },
        }),
        { 'retry-after': '15' },
      )
    : new ProblemAnswer(makeProblem('busy', 'This node has all the streams open that it keeps'), {
        'retry-after': '15',
      })
