import { readTraceparent, tracing } from './tracing.ts'

/** Events whose cause is remembered until they are told to webhooks; the oldest give way. */
const REMEMBERED = 10_000

type EventKey = { readonly kind: string; readonly subjectId: number; readonly at: number }

const causes = new Map<string, string>()
const keyOf = ({ kind, subjectId, at }: EventKey): string => `${kind} ${subjectId} ${at}`

/** What goes on here has made this event; only this process knows, as the chain of events has no room for it. */
export function rememberCause(event: EventKey): void {
  const cause = tracing()?.present()
  if (cause === undefined) return
  causes.set(keyOf(event), cause)
  const oldest = causes.size > REMEMBERED ? causes.keys().next().value : undefined
  if (oldest !== undefined) causes.delete(oldest)
}

export const rememberedCause = (event: EventKey): string | undefined =>
  tracing() ? causes.get(keyOf(event)) : undefined

/** What a job is given, with what made it: what goes on here, unless it is said. */
export function withCause<Payload>(payload: Payload, said: string | undefined): Payload {
  const cause = said ?? tracing()?.present()
  if (cause === undefined || typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload
  return { ...payload, traceparent: cause }
}

/** What made a job, where somebody traced. */
export function causeOf(payload: unknown): string | undefined {
  if (typeof payload !== 'object' || payload === null || !('traceparent' in payload)) return undefined
  return readTraceparent(payload.traceparent) ? String(payload.traceparent) : undefined
}
