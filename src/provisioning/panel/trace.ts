import { LONGEST_TEXT, type Masker } from './mask.ts'

/** One call as it was made, with every secret still in it. */
export type TracedCall = {
  /** Of HTTP; `RUN` for a command. */
  method: string
  url: string
  requestHeaders?: Readonly<Record<string, string>>
  request: string
  /** Null without an answer. */
  status: number | null
  reason: string
  answerHeaders?: Readonly<Record<string, string>>
  answer: string
  /** `answered`, or why there was no answer. */
  end: string
  startedAt: number
  durationMs: number
}

/** One call of an attempt, for people: without secrets, and no longer than it needs to be. */
export type TraceEntry = Required<TracedCall>

export const LONGEST_REQUEST = 16_384
export const LONGEST_ANSWER = LONGEST_TEXT

/** `made` is told of each call. */
export function makeTrace(mask: Masker, made: (call: TracedCall) => void = () => {}) {
  const entries: TraceEntry[] = []
  return {
    entries: entries as readonly TraceEntry[],
    add(call: TracedCall): void {
      made(call)
      entries.push({
        ...call,
        url: mask.text(call.url),
        requestHeaders: mask.headers(call.requestHeaders ?? {}),
        request: mask.text(call.request, LONGEST_REQUEST),
        reason: mask.text(call.reason),
        answerHeaders: mask.headers(call.answerHeaders ?? {}),
        answer: mask.text(call.answer, LONGEST_ANSWER),
      })
    },
  }
}

export type Trace = ReturnType<typeof makeTrace>
