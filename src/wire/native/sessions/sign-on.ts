import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Clock } from '../../../base/clock.ts'
import { StorageFault } from '../../../base/fault.ts'
import type { Log } from '../../../base/log.ts'
import { Refusal } from '../../../base/refusal.ts'
import type { SecretBox } from '../../../base/secrets/secrets.ts'
import type { Config } from '../../../config.ts'
import type { Domain } from '../../../domain.ts'
import { requestAddress } from '../../http.ts'
import { retryAfter, troubleText } from '../../retry-after.ts'
import { checkNativeAddress } from '../admit.ts'
import { ProblemAnswer } from '../problem.ts'
import { keepCookie, keepSession, siteOf, takeCookie } from './session-cookie.ts'

const PATH = '/sign-on'
const CALLBACK = `${PATH}/callback`
const COOKIE = 'provisor-sign-on'
const GOOD_FOR_MS = 10 * 60_000

type Parts = { domain: Domain; log: Log; secrets: SecretBox; config: Pick<Config, 'publicUrl'>; clock: Clock }
type Kept = { state: string; nonce: string; verifier: string; to: string; until: string }

/**
 * The way over the identity provider and back. What has to come back is sealed in a cookie of the browser, so that nobody
 * is signed in as somebody else by a link, and strangers who begin fill no table.
 */
export function signOnRoutes({ domain: { access }, log, secrets, config, clock }: Parts) {
  const callbackOf = (request: FastifyRequest): string =>
    `${config.publicUrl ? config.publicUrl.replace(/\/$/, '') : siteOf(request).origin}${CALLBACK}`

  function openKept(text: string | undefined): Kept | undefined {
    try {
      const kept = Object.fromEntries(new URLSearchParams(secrets.open(text ?? ''))) as Kept
      return Number(kept.until) > clock.now() ? kept : undefined
    } catch {
      return undefined // whatever it is, it is not what was begun here
    }
  }

  return async function signOn(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'native')
    app.setErrorHandler((failure, request, reply) => tellPerson(failure, request, reply, log))

    app.get(PATH, async (request, reply) => {
      await checkNativeAddress(access, requestAddress(request))
      const { to } = request.query as { to?: unknown }
      const { url, kept } = await access.signOn.begin(callbackOf(request))
      const sealed = secrets.seal(
        `${new URLSearchParams({ ...kept, to: pathHere(to), until: String(clock.now() + GOOD_FOR_MS) })}`,
      )
      keepCookie(request, reply, COOKIE, sealed, GOOD_FOR_MS / 1000)
      return reply.redirect(url, 303)
    })

    app.get(CALLBACK, async (request, reply) => {
      const address = requestAddress(request)
      await checkNativeAddress(access, address)
      const kept = openKept(takeCookie(request, COOKIE))
      if (!kept) throw new Refusal('sign_on_refused', 'This sign-in was not begun in this browser, or too long ago')
      const [, query = ''] = request.url.split('?', 2)
      const browser = { address, agent: request.headers['user-agent'] ?? '' }
      const { session, token } = await access.signOn.end(`${callbackOf(request)}?${query}`, kept, browser)
      keepSession(request, reply, token, session.expiresAt)
      keepCookie(request, reply, COOKIE, '', 0)
      return reply.redirect(kept.to, 303)
    })
  }
}

/** A page of this server, or its first one. */
const pathHere = (to: unknown): string =>
  typeof to === 'string' && /^\/(?![/\\])[\w\-./?=&%~:+]{0,500}$/.test(to) ? to : '/'

/** In words, because a person looks at it. */
function tellPerson(failure: unknown, request: FastifyRequest, reply: FastifyReply, log: Log) {
  reply.type('text/plain; charset=utf-8')
  if (failure instanceof ProblemAnswer) return reply.code(failure.problem.status).send(`${failure.problem.detail}\n`)
  if (failure instanceof Refusal) {
    log.warn(
      { event: 'sign_on.refused', code: failure.code, address: requestAddress(request), err: failure.cause },
      'sign-on refused',
    )
    return reply.code(failure.code === 'sign_on_unavailable' ? 503 : 403).send(`${failure.message}\n`)
  }
  log.error({ err: failure, requestId: request.id }, 'request failed')
  if (failure instanceof StorageFault)
    return reply
      .code(503)
      .headers(retryAfter(failure))
      .send(`${troubleText(failure)}\n`)
  return reply.code(500).send('The fault is in the log\n')
}
