/** Words of ours, numbers of rows and statuses. Nothing of people, and no address or text of others. */
export type Facts = Readonly<Record<string, string | number | boolean>>

/** Something that goes on, as a span of a trace. */
export type OpenSpan = {
  note(facts: Facts): void
  /** What `work` begins, now and in all that follows from it, is below this span. */
  within<T>(work: () => T): T
  /** Once; with what it failed by, if it did. */
  end(failure?: unknown): void
}

type SpanOptions = {
  /** Below which it is, where that is not what goes on at present: a `traceparent`, heeded when it is one. */
  readonly from?: unknown
  readonly kind?: 'server' | 'client' | 'consumer'
}

export interface Tracing {
  begin(name: string, facts: Facts, options?: SpanOptions): OpenSpan
  /** What goes on here, as W3C `traceparent`; undefined where nothing does. */
  present(): string | undefined
  /** Of what goes on here. */
  note(facts: Facts): void
}

/** Of this process: undefined unless somebody asked for it, which is all that it costs then. */
let current: Tracing | undefined

export const tracing = (): Tracing | undefined => current

export function setTracing(given: Tracing | undefined): void {
  current = given
}

/** Runs `work` in a span, if anybody traces. */
export async function inSpan<T>(
  name: string,
  facts: Facts,
  work: (span?: OpenSpan) => Promise<T>,
  options?: SpanOptions,
): Promise<T> {
  const span = current?.begin(name, facts, options)
  if (!span) return work()
  try {
    const value = await span.within(() => work(span))
    span.end()
    return value
  } catch (failure) {
    span.end(failure)
    throw failure
  }
}

/** Headers for whoever is called. */
export function traceHeaders(): { traceparent?: string } {
  const traceparent = current?.present()
  return traceparent === undefined ? {} : { traceparent }
}

export type Traceparent = { readonly traceId: string; readonly spanId: string; readonly sampled: boolean }

const SHAPE = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/
const NOTHING = /^0+$/

/** Undefined of anything that is not of version 00 in its exact form. */
export function readTraceparent(given: unknown): Traceparent | undefined {
  if (typeof given !== 'string' || given.length !== 55 || !given.startsWith('00-')) return undefined
  const [, traceId, spanId, flags] = SHAPE.exec(given) ?? []
  if (traceId === undefined || spanId === undefined || NOTHING.test(traceId) || NOTHING.test(spanId)) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags!, 16) & 1) === 1 }
}
