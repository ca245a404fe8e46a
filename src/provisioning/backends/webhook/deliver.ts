import { isIP } from 'node:net'
import { randomToken } from '../../../base/ids.ts'
import { traceHeaders } from '../../../base/measuring/tracing.ts'
import { parseWebhookSecrets, signWebhook } from '../../../base/webhook-signature.ts'
import type { BackendTools, VerbInput, VerbName } from '../../panel/backend.ts'
import { Ended, type Failed, failed } from '../../panel/outcome.ts'
import type { PanelAnswer } from '../../panel/panel-http.ts'
import type { PanelServer } from '../../panel/server.ts'
import { changes, messageOf } from './message.ts'

const LONGEST_BODY = 20_000

/**
 * Sends one signed message and gives the answer. The id is the operation's, the same at every retry, so that a receiver can
 * tell a repetition; a question has an id of its own, because its answer may be another one every time.
 */
export function deliver<V extends VerbName>(verb: V, input: VerbInput[V], tools: BackendTools): Promise<PanelAnswer> {
  const id = changes(verb) ? tools.operation.id : questionId(tools)
  return send({ url: endpoint(tools.server), id, body: messageOf(verb, input, tools), changes: changes(verb) }, tools)
}

/** Asks how an accepted operation ends, where the receiver said to ask: on its own host, or nowhere. */
export async function poll<V extends VerbName>(
  verb: V,
  input: VerbInput[V],
  where: string,
  tools: BackendTools,
): Promise<PanelAnswer> {
  const own = endpoint(tools.server)
  const url = URL.parse(where, own.href)
  if (!url || url.origin !== own.origin)
    throw new Ended(failed('configuration', `The receiver names an address to ask that is not on ${own.origin}`))
  return send({ url, id: questionId(tools), body: messageOf(verb, input, tools), changes: false }, tools)
}

const questionId = ({ operation }: BackendTools): string => `${operation.id}_${randomToken(12)}`

type Delivery = { url: URL; id: string; body: string; changes: boolean }

async function send(
  { url, id, body, changes: acts }: Delivery,
  { http, server, clock, operation }: BackendTools,
): Promise<PanelAnswer> {
  if (Buffer.byteLength(body) > LONGEST_BODY)
    throw new Ended(
      failed('permanent', `The message is longer than ${LONGEST_BODY} bytes`, { cause: 'message too long' }),
    )
  return http.send({
    method: 'POST',
    url: url.href,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...signWebhook(keysOf(server), id, clock.now(), body),
      'idempotency-key': id,
      'x-attempt': String(operation.attempt),
      ...traceHeaders(),
      ...(server.accessHash && { authorization: `Bearer ${server.accessHash.trim()}` }),
    },
    body,
    changes: acts,
  })
}

function endpoint({ settings }: PanelServer): URL {
  const url = URL.parse(settings.url ?? '')
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname))) return url
  throw new Ended(notSetUp('URL', 'Give the server an https:// URL.'))
}

function keysOf({ settings }: PanelServer): readonly Buffer[] {
  const keys = parseWebhookSecrets(settings.secret ?? '')
  if (keys) return keys
  throw new Ended(notSetUp('secret', 'Give the server a secret: whsec_ and 24 to 64 bytes in base64.'))
}

const notSetUp = (what: string, explanation: string): Failed =>
  failed('configuration', `The server has no usable ${what}`, { cause: `no ${what}`, explanation })

const isThisMachine = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || (isIP(hostname) === 4 && hostname.startsWith('127.'))
