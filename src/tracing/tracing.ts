import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context, Span, Tracer } from '@opentelemetry/api'
import { type Facts, readTraceparent, type Tracing } from '../base/measuring/tracing.ts'
import { Refusal } from '../base/refusal.ts'

export type Api = Pick<typeof import('@opentelemetry/api'), 'ROOT_CONTEXT' | 'SpanKind' | 'SpanStatusCode' | 'trace'>

/** Our spans as those of OpenTelemetry. Nothing is registered globally, so programs that embed us keep their own. */
export function makeTracing({ ROOT_CONTEXT, SpanKind, SpanStatusCode, trace }: Api, tracer: Tracer): Tracing {
  const goingOn = new AsyncLocalStorage<Span>()
  const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER }

  function contextOf(from: unknown): Context {
    const parent = readTraceparent(from)
    if (parent) {
      const { traceId, spanId, sampled } = parent
      return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: sampled ? 1 : 0, isRemote: true })
    }
    const present = goingOn.getStore()
    return present ? trace.setSpan(ROOT_CONTEXT, present) : ROOT_CONTEXT
  }

  return {
    begin(name, facts, { from, kind } = {}) {
      const attributes = named(facts)
      const span = tracer.startSpan(name, { attributes, ...(kind && { kind: kinds[kind] }) }, contextOf(from))
      return {
        note: (more) => void span.setAttributes(named(more)),
        within: (work) => goingOn.run(span, work),
        end(failure) {
          // Its words may be of anybody; the log has them.
          if (failure !== undefined) span.setStatus({ code: SpanStatusCode.ERROR }).setAttributes(faultOf(failure))
          span.end()
        },
      }
    },
    present() {
      const context = goingOn.getStore()?.spanContext()
      return context && `00-${context.traceId}-${context.spanId}-0${context.traceFlags & 1}`
    },
    note: (facts) => void goingOn.getStore()?.setAttributes(named(facts)),
  }
}

/** Ours have a name of ours before them; those with a dot are of the conventions. */
const named = (facts: Facts): Facts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name.includes('.') ? name : `provisor.${name}`, fact]),
  )

const faultOf = (failure: unknown): Facts => ({
  'error.type': failure instanceof Refusal ? failure.code : failure instanceof Error ? failure.name : 'unknown',
})
