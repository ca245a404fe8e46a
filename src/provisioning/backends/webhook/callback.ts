import { checkWebhook, parseWebhookSecrets } from '../../../webhook-signature.ts'
import type { Asked, PanelServer, VerbName } from '../../backend.ts'
import { makeMasker } from '../../mask.ts'
import { type Read, readAnswer } from './answer.ts'

/** A receiver reports how an operation ended. The exact bytes of the body, header names in lower case. */
export type Callback = { headers: Readonly<Record<string, string | readonly string[] | undefined>>; body: string }

export type ReadCallback<V extends VerbName> =
  | Exclude<Read<V>, { accepted: unknown }>
  | { refused: 'headers' | 'timestamp' | 'signature' | 'operation' | 'body' }

/**
 * What a callback says about one operation, if it is signed with the server's secret and is about that operation. The body
 * is an answer as the receiver could have given it at once, with `operation_id` beside.
 */
export function readCallback<V extends VerbName>(
  {
    verb,
    asked,
    operationId,
    server,
    now,
  }: { verb: V; asked: Asked[V]; operationId: string; server: PanelServer; now: number },
  { headers, body }: Callback,
): ReadCallback<V> {
  const secret = server.settings.secret ?? ''
  const check = checkWebhook(parseWebhookSecrets(secret) ?? [], headers, now, body)
  if (!check.valid) return { refused: check.why }
  if (operationIdOf(body) !== operationId) return { refused: 'operation' }
  const read = readAnswer(verb, asked, { status: 200, reason: '', headers: {}, text: body }, now)
  if ('accepted' in read) return { refused: 'body' }
  const { outcome } = read
  return { ...read, outcome: { ...outcome, text: makeMasker(secret.split(/\s+/)).values(outcome.text) } }
}

function operationIdOf(body: string): unknown {
  try {
    return (JSON.parse(body) as { operation_id?: unknown } | null)?.operation_id
  } catch {
    return undefined
  }
}
