import { checkWebhook, parseWebhookSecrets } from '../../../base/webhook-signature.ts'
import type { Callback, CallbackReader } from '../../panel/backend.ts'
import { isFailed } from '../../panel/outcome.ts'
import type { PanelServer } from '../../panel/server.ts'
import { readAnswer } from './answer.ts'

/**
 * What a receiver says when it calls back: an answer as it could have given it at once, with `operation_id` beside, signed
 * with the server's secret.
 */
export const callbacks: CallbackReader = {
  check({ headers, body }, { operationId, server, now }) {
    const check = checkWebhook(keysOf(server), headers, now, body)
    if (!check.valid) return { refused: check.why }
    return operationIdOf(body) === operationId ? { id: check.id } : { refused: 'operation' }
  },
  read({ body }, { verb, input, now }) {
    const read = readAnswer(verb, input, { status: 200, reason: '', headers: {}, text: body }, now)
    if ('accepted' in read || (isFailed(read.outcome) && read.outcome.class === 'unknown')) return undefined
    return read
  },
}

const keysOf = ({ settings }: PanelServer) => parseWebhookSecrets(settings.secret ?? '') ?? []

function operationIdOf(body: Callback['body']): unknown {
  try {
    return (JSON.parse(body) as { operation_id?: unknown } | null)?.operation_id
  } catch {
    return undefined
  }
}
