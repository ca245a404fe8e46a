import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { RefusedSignIn } from '../access/refusals/refusals.ts'
import { Refusal } from '../base/refusal.ts'
import type { Domain } from '../domain.ts'
import type { BareForm } from './bare-answers.ts'
import { answerNothingThere, requestAddress } from './http.ts'

/** A longer end of an operation than our own messages may be. */
const BODY_LIMIT = 64 * 1024

const CALLBACKS = '/callbacks'

export const callbacksBare: BareForm = {
  owns: (path) => path.startsWith(`${CALLBACKS}/`),
  answer: ({ detail }) => ({
    type: 'application/json; charset=utf-8',
    body: JSON.stringify({ code: 'invalid', message: detail }),
  }),
}

/** What is said of a signature that was shown. */
const FORGED: Readonly<Record<string, RefusedSignIn['why']>> = {
  signature: 'wrong_signature',
  timestamp: 'signature_expired',
}

type Parts = { domain: Pick<Domain, 'access' | 'callbacks'> }

/** Where panels report how an operation ended (docs/webhook-backend.md). 204 also for what is known already. */
export function callbackRoutes({ domain }: Parts) {
  return async function callbacks(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'callbacks')
    app.all(`${CALLBACKS}/*`, answerNothingThere)
    await app.register(routes)
  }

  /** The operation is known: otherwise there would be nothing to compare the signature with. */
  function noteIfForged(request: FastifyRequest, operation: string, { code, facts }: Refusal): void {
    const why = code === 'callback_refused' ? FORGED[String(facts.why)] : undefined
    if (why === undefined) return
    const identity = () => `operation ${operation}`
    domain.access.refusals.signIn({ face: 'callbacks', address: requestAddress(request), why, identity })
  }

  async function routes(app: FastifyInstance): Promise<void> {
    // The signature is over the bytes as they came, whatever they call themselves.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
      async (_: unknown, body: Buffer) => body,
    )
    app.post(`${CALLBACKS}/:operation`, async (request: FastifyRequest, reply) => {
      const { operation } = request.params as { operation: string }
      const body = Buffer.isBuffer(request.body) ? request.body.toString('utf8') : ''
      try {
        await domain.callbacks.take(operation, { headers: request.headers, body })
      } catch (failure) {
        if (!(failure instanceof Refusal)) throw failure
        noteIfForged(request, operation, failure)
        return refuse(reply, failure)
      }
      return reply.code(204).send()
    })
  }
}

function refuse(reply: FastifyReply, { code, message, facts }: Refusal): FastifyReply {
  const status = code === 'not_found' ? 404 : facts.why === 'operation' || facts.why === 'body' ? 400 : 401
  return reply.code(status).send({ code, message })
}
