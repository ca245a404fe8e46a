import { traceHeaders } from '../base/measuring/tracing.ts'
import type { SecretBox } from '../base/secrets/secrets.ts'
import { CallFailed } from '../guarded-http/call-failed.ts'
import type { GuardedHttp } from '../guarded-http/guarded-http.ts'
import { readRetryAfter } from '../guarded-http/retry-after.ts'
import type { WebhookEndpoint } from './endpoint.ts'
import { signedHeaders } from './signing-key.ts'

/** What came of one attempt. */
export type WebhookAttempt = {
  readonly is: 'delivered' | 'failed' | 'gone' | 'aborted'
  readonly status: number | null
  /** The answer, or why there was none; short, and without secrets of ours. */
  readonly answer: string
  readonly retryAfterMs?: number | null
}

export type WebhookMessage = { readonly id: string; readonly at: number; readonly body: string }

/** Twenty seconds in all. */
const SEND_LIMITS = { connectMs: 5000, answerMs: 15_000 } as const
const MOST_BYTES = 64 * 1024
const KEPT_CHARACTERS = 2000

type Parts = { http: GuardedHttp; secrets: SecretBox; limits?: { connectMs: number; answerMs: number } | undefined }

/** Sends one message once. Only 2xx is success; where a redirect leads, nobody goes. */
export function makeSend({ http, secrets, limits = SEND_LIMITS }: Parts) {
  return async function send(
    { url, signingKeys }: Pick<WebhookEndpoint, 'url' | 'signingKeys'>,
    message: WebhookMessage,
    signal?: AbortSignal,
  ): Promise<WebhookAttempt> {
    try {
      const { status, headers, body } = await http.send({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Provisor-Webhooks',
          ...traceHeaders(),
          ...signedHeaders(secrets, signingKeys, message),
        },
        body: message.body,
        ...limits,
        maxAnswerBytes: MOST_BYTES,
        cutsAnswer: true,
        signal,
      })
      const answer = shown(body)
      if (status >= 200 && status < 300) return { is: 'delivered', status, answer }
      if (status === 410) return { is: 'gone', status, answer }
      return { is: 'failed', status, answer, retryAfterMs: readRetryAfter(headers['retry-after'], message.at) }
    } catch (failure) {
      if (!(failure instanceof CallFailed)) throw failure
      return { is: failure.kind === 'aborted' ? 'aborted' : 'failed', status: null, answer: failure.message }
    }
  }
}

export type SendWebhook = ReturnType<typeof makeSend>

/** A receiver may send back what it was sent, or anything else. */
const shown = (body: Buffer): string =>
  body
    .subarray(0, 4 * KEPT_CHARACTERS)
    .toString('utf8')
    .slice(0, KEPT_CHARACTERS)
    .replaceAll('\0', '')
    .replace(/wh(?:sec|sk)_[\w+/=-]+/g, '***')
