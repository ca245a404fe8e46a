import { parseWebhookSecrets, signWebhook } from '../../../base/webhook-signature.ts'
import { CallFailed } from '../../../guarded-http/call-failed.ts'
import type { GuardedHttp } from '../../../guarded-http/guarded-http.ts'
import type { WebPage } from '../../services/service.ts'

export type PageAnswer =
  | { readonly is: 'answer'; readonly status: number; readonly text: string }
  | { readonly is: 'failure'; readonly why: string }
  /** The process stops, or somebody else has the start; `sent`: the application may know of it. */
  | { readonly is: 'aborted'; readonly sent: boolean }

const LIMITS = { connectMs: 5000, answerMs: 30_000, maxAnswerBytes: 256 * 1024 }

export type PageRequest = {
  page: WebPage
  info: object
  /** The same for a request that is repeated. */
  id: string
  /** `whsec_…`. */
  secret: string
  now: number
  signal: AbortSignal
}

/** One signed request. The signature is over the JSON, also where that stands in the address. */
export async function askPage(http: GuardedHttp, request: PageRequest): Promise<PageAnswer> {
  const { page, info, id, secret, now, signal } = request
  const json = JSON.stringify(info)
  const url = new URL(page.address)
  if (page.method === 'GET') url.searchParams.set('instance_info', json)
  const signed = signWebhook(parseWebhookSecrets(secret)!, id, now, json)
  try {
    const { status, body } = await http.send({
      method: page.method,
      url: url.href,
      headers: {
        ...signed,
        accept: 'application/json',
        'user-agent': 'Provisor',
        ...(page.method === 'POST' && { 'content-type': 'application/json; charset=utf-8' }),
      },
      body: page.method === 'POST' ? json : undefined,
      ...LIMITS,
      signal,
    })
    if (status >= 200 && status < 300) return { is: 'answer', status, text: body.toString('utf8') }
    return { is: 'failure', why: `the page answered with status ${status}` }
  } catch (failure) {
    if (!(failure instanceof CallFailed)) throw failure
    return signal.aborted ? { is: 'aborted', sent: failure.stage === 'sent' } : { is: 'failure', why: failure.message }
  }
}
