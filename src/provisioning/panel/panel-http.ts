import type { Clock } from '../../base/clock.ts'
import { inSpan } from '../../base/measuring/tracing.ts'
import { CallFailed } from '../../guarded-http/call-failed.ts'
import type { GuardedHttp, HttpAnswer, OutgoingCall } from '../../guarded-http/guarded-http.ts'
import { Ended, type Failed, failed } from './outcome.ts'
import type { PanelServer } from './server.ts'
import type { Trace } from './trace.ts'

export type PanelRequest = {
  method: string
  url: string
  headers?: Readonly<Record<string, string>>
  body?: string | undefined
  /** Whether the panel may be different afterwards: decides what a lost answer means. */
  changes: boolean
}

export type PanelAnswer = Omit<HttpAnswer, 'body'> & { text: string }

export interface PanelHttp {
  /** Any answer of the panel, whatever its status. Where there is none the verb ends. */
  send(request: PanelRequest): Promise<PanelAnswer>
}

/** What one attempt has set going so far. */
export type Doings = { acting: boolean }

type Parts = {
  http: GuardedHttp
  server: PanelServer
  clock: Clock
  trace: Trace
  signal: AbortSignal
  answerMs: number
  doings: Doings
}

/** The guarded client as a backend sees it: with the server's trust, every call in the trace, failures as outcomes. */
export function makePanelHttp({ http, server, clock, trace, signal, answerMs, doings }: Parts): PanelHttp {
  /** Where it goes may hold a secret, so a span does not say. */
  const called = (call: OutgoingCall): Promise<HttpAnswer> =>
    inSpan(
      'panel call',
      { server: server.id, 'http.request.method': call.method },
      async (span) => {
        const answer = await http.send(call)
        span?.note({ 'http.response.status_code': answer.status })
        return answer
      },
      { kind: 'client' },
    )

  return {
    async send({ changes, ...request }) {
      const before = doings.acting
      doings.acting ||= changes
      const [startedAt, started] = [clock.now(), performance.now()]
      const note = (end: string, answer?: PanelAnswer) =>
        trace.add({
          method: request.method,
          url: request.url,
          requestHeaders: request.headers ?? {},
          request: request.body ?? '',
          status: answer?.status ?? null,
          reason: answer?.reason ?? '',
          answerHeaders: answer?.headers ?? {},
          answer: answer?.text ?? '',
          end,
          startedAt,
          durationMs: Math.round(performance.now() - started),
        })
      try {
        const answer = withText(await called({ ...request, trust: trustOf(server), answerMs, signal }))
        note('answered', answer)
        return answer
      } catch (failure) {
        if (!(failure instanceof CallFailed)) throw failure
        if (failure.stage === 'unsent') doings.acting = before
        note(failure.kind)
        throw new Ended(outcomeOfCall(failure, changes, signal))
      }
    },
  }
}

const trustOf = ({ settings }: PanelServer) => ({
  pin: settings.certificatePin || undefined,
  authority: settings.authority || undefined,
})

/** A mark at the beginning, which some panels send, is no part of the text. Unknown character sets are read as UTF-8. */
function withText({ body, ...answer }: HttpAnswer): PanelAnswer {
  const charset = /charset="?([\w-]+)/i.exec(answer.headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  let decoder = new TextDecoder()
  try {
    decoder = new TextDecoder(charset)
  } catch {
    // The panel names a character set that there is not.
  }
  return { ...answer, text: decoder.decode(body) }
}

function outcomeOfCall({ kind, stage, message }: CallFailed, changes: boolean, signal: AbortSignal): Failed {
  const words = kind === 'aborted' && signal.reason instanceof Error ? signal.reason.message : message
  switch (kind) {
    case 'request':
    case 'forbidden-address':
    case 'certificate':
    case 'tls':
      return failed('configuration', words, { cause: `call ${kind}`, explanation: MEND[kind] })
    default:
      return stage === 'sent' && changes
        ? failed('unknown', words, { cause: `no answer: ${kind}`, explanation: 'The panel may have done it.' })
        : failed('transient', words, { cause: `no answer: ${kind}` })
  }
}

const MEND = {
  request: 'Correct the address, user name or key of the server.',
  'forbidden-address': 'Allow this address with --outgoing-allow, or correct the address of the server.',
  certificate: 'Pin the fingerprint of the panel’s certificate, or give the certificate of its authority.',
  tls: 'Correct the port of the server, or whether it is spoken to over TLS.',
} as const
