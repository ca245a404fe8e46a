import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Log } from '../../base/log.ts'
import type { BareForm } from '../bare-answers.ts'
import type { Bodies } from '../bodies/bodies.ts'
import type { ParamMap } from '../codec/php-value.ts'
import { textAt } from '../codec/php-value.ts'
import type { Fields } from '../codec/tree.ts'
import { requestAddress } from '../http.ts'
import { noteIfForbidden } from '../note-forbidden.ts'
import { retryAfter } from '../retry-after.ts'
import { isLong, type WhmcsAction } from './action.ts'
import { admit, admitBeginning } from './admit.ts'
import { unsupportedType } from './body.ts'
import type { FormatName } from './codec/formats.ts'
import { documentedKind } from './documented.ts'
import { CONTENT_TYPE, chooseFormat, openFormat } from './formats.ts'
import { type Parts, perform } from './perform.ts'
import { readParams } from './read-params.ts'
import { isFault, refusedAnswer } from './refuse.ts'
import { findAction } from './registry.ts'
import { sendLong } from './send-long.ts'

const PATH = '/includes/api.php'

/** Any install prefix is ours: `/billing/includes/api.php` is `/includes/api.php`. */
export const whmcsPath = (path: string): string | undefined => (path.endsWith(PATH) ? PATH : undefined)

export const whmcsBare: BareForm = {
  owns: (path) => path.endsWith(PATH),
  answer: ({ detail }) => ({ type: CONTENT_TYPE.json, body: JSON.stringify({ result: 'error', message: detail }) }),
}

export function whmcsWire({ log, bodies, ...parts }: Parts & { log: Log; bodies: Bodies }) {
  const { domain } = parts

  return async function whmcs(app: FastifyInstance): Promise<void> {
    app.decorate('face', 'whmcs')
    app.route({ method: ['GET', 'POST'], url: PATH, handler })
    const others = app.supportedMethods.filter((method) => !['GET', 'HEAD', 'POST'].includes(method))
    // Before the body is read, because nobody will.
    app.route({ method: others, url: PATH, onRequest: refuseMethod, handler: refuseMethod })
    // What is refused before the handler runs has this face's form as well.
    app.setErrorHandler((failure: FastifyError, request, reply) => {
      if (failure.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
        const { status, body } = refusedAnswer(unsupportedType(), undefined)
        return send(reply, 'json', status, body, '')
      }
      const status = failure.statusCode ?? 500
      if (status >= 500) log.error({ err: failure, requestId: request.id }, 'request failed')
      const message = status < 500 ? failure.message : 'Internal Server Error'
      return send(reply, 'json', status, { result: 'error', message }, '')
    })
  }

  async function handler(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    let params: ParamMap = new Map()
    let action: WhmcsAction | undefined
    let kind: Pick<WhmcsAction, 'reads'> | undefined
    const format = () => chooseFormat(textAt(params, 'responsetype'), request.headers.accept, kind)
    try {
      const address = requestAddress(request)
      const body = request.method === 'POST' ? bodies.open(request, reply, address) : undefined
      const admitting = {
        admitBeginning: (shown: ParamMap) => admitBeginning(domain, shown, address),
        admit: (shown: ParamMap) => admit(domain, shown, address),
      }
      for await (const read of readParams(request, body, admitting)) params = read
      const { action: name, caller } = await admit(domain, params, address)
      request.doer = caller.actor
      action = findAction(name)
      // An action that is documented and refused is read as one that is answered.
      kind = action ?? documentedKind(name)
      if (!action) {
        await domain.access.missingActions.count('whmcs', caller.credential?.id ?? 0, name)
        return send(reply, format(), 200, { result: 'error', message: 'Command Not Found' }, name)
      }
      request.span?.note({ operation: action.name })
      const { answer, unused } = await perform(parts, action, caller, params)
      if (unused.length > 0) {
        log.info({ action: action.name, unused: unused.slice(0, MOST_TOLD), requestId: request.id }, 'fields not used')
        reply.header('x-provisor-warning', warningOf(unused))
      }
      return isLong(answer)
        ? await sendLong(reply, log, format(), answer, action.name)
        : send(reply, format(), 200, { result: 'success', ...answer }, action.name)
    } catch (failure) {
      if (isFault(failure)) log.error({ err: failure, requestId: request.id, action: action?.name }, 'action failed')
      noteIfForbidden(domain.access.refusals, request, failure, action?.name)
      const { status, body } = refusedAnswer(failure, action)
      return send(reply.headers(retryAfter(failure)), format(), status, body, action?.name ?? '')
    }
  }
}

const MOST_TOLD = 20

/** Keys are the caller's own text: what does not belong into a header stays out of it. */
function warningOf(unused: readonly string[]): string {
  const names = unused
    .slice(0, MOST_TOLD)
    .map((name) => (/^[\w.[\]-]{1,80}$/.test(name) ? name : 'a field of another name'))
  return `Not used: ${names.join(', ')}${unused.length > MOST_TOLD ? ', …' : ''}`.replace('…', 'and others')
}

async function refuseMethod(_request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = { result: 'error', message: 'Method Not Allowed: expected GET or POST' }
  return send(reply.header('allow', 'GET, HEAD, POST'), 'json', 405, body, '')
}

function send(reply: FastifyReply, format: FormatName, status: number, body: Fields, action: string): FastifyReply {
  const text = openFormat(format, action).render(body)
  // JSON leaves here as ASCII, and such a text becomes bytes several times faster when it is said to be Latin-1.
  const bytes = Buffer.from(text, format === 'json' || format === 'flat' ? 'latin1' : 'utf8')
  return reply.code(status).header('content-type', CONTENT_TYPE[format]).send(bytes)
}
