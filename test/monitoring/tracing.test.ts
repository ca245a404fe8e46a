import * as api from '@opentelemetry/api'
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { expect, onTestFinished, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { setTracing } from '../../src/base/measuring/tracing.ts'
import { WEBHOOK_SECRET } from '../../src/fake-panels/webhook/webhook.ts'
import { makeTracing } from '../../src/tracing/tracing.ts'
import { demonstration, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { openReceiver } from '../support/webhooks.ts'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`
const LOOPBACK = '127.0.0.0/8'

function traceIntoMemory() {
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  setTracing(makeTracing(api, provider.getTracer('test')))
  onTestFinished(() => setTracing(undefined))
  return {
    spans: () => exporter.getFinishedSpans().filter((span) => span.spanContext().traceId === TRACE),
    all: () => exporter.getFinishedSpans(),
  }
}

const isOfTrace = (header: unknown): boolean => String(header).startsWith(`00-${TRACE}-`)

/** From the outermost one to this: what is below what. */
function pathOf(spans: readonly ReadableSpan[], { name, parentSpanContext }: ReadableSpan): string[] {
  const parent = spans.find((span) => span.spanContext().spanId === parentSpanContext?.spanId)
  return [...(parent ? pathOf(spans, parent) : []), name]
}

forEachEngine((engine) => {
  test('a request, its job, what it asks of the panel and the message to a webhook are one trace', async () => {
    const { spans, all } = traceIntoMemory()
    const app = await openApp(await engine.fresh(demonstration), {
      ...{ tracing: 'on', webhookAllow: LOOPBACK, outgoingAllow: LOOPBACK, commandSeconds: '20' },
    })
    const { provisor, http, demo } = app
    const { catalog, services, webhooks } = provisor.domain
    const panel = await openReceiver((response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"status":"done","message":"well"}'),
    )
    const hook = await openReceiver()
    await webhooks.create(SYSTEM, { url: hook.url, kinds: ['service.*'] })
    const settings = { url: panel.url, secret: WEBHOOK_SECRET }
    const server = await catalog.servers.create(SYSTEM, { name: 'Traced', module: 'webhook', settings })
    await catalog.products.update(SYSTEM, 2, { module: 'webhook', moduleSettings: { 1: 'starter' } })
    const pending = await services.list(SYSTEM, { productId: 2, status: 'Pending' }, { offset: 0, limit: 1 })
    const { id } = pending.rows[0]!
    await services.update(SYSTEM, id, { serverId: server.id, username: 'traced' })
    await provisor.background.provisioning.start()

    const [identifier, secret] = demo.token.split('.')
    const asked = { action: 'ModuleCreate', serviceid: String(id), identifier: identifier!, secret: secret! }
    const answer = await http.inject({
      ...{ method: 'POST', url: '/includes/api.php', payload: new URLSearchParams(asked).toString() },
      headers: { 'content-type': 'application/x-www-form-urlencoded', traceparent: PARENT },
    })
    expect(answer.body).toContain('success')
    await provisor.background.provisioning.stop({ deadlineMs: 20_000 })
    await provisor.domain.access.sealer.settle()
    const heard = () => hook.received.filter(({ headers }) => isOfTrace(headers.traceparent)).length
    await provisor.background.webhooks.start()
    await expect.poll(heard, { timeout: 20_000 }).toBeGreaterThan(0)
    await provisor.background.webhooks.stop({ deadlineMs: 20_000 })

    const found = spans()
    const paths = new Set(found.map((span) => pathOf(found, span).join(' > ')))
    const job = 'POST whmcs > transaction > job provisioning.act'
    expect([...paths]).toEqual(
      expect.arrayContaining([
        'POST whmcs',
        'POST whmcs > transaction',
        `${job} > attempt create > panel call`,
        `${job} > transaction`,
        `${job} > transaction > job webhook.deliver > webhook call`,
      ]),
    )
    const call = found.find(({ name }) => name === 'panel call')!
    const attempt = found.find(({ name }) => name === 'attempt create')!
    expect(panel.received.every(({ headers }) => isOfTrace(headers.traceparent))).toBe(true)
    expect(call.attributes).toEqual({
      'provisor.server': server.id,
      'http.request.method': 'POST',
      'http.response.status_code': 200,
    })
    expect(attempt.attributes).toMatchObject({ 'provisor.action': 'CreateAccount', 'provisor.outcome': 'done' })
    expect(found.find(({ name }) => name === 'POST whmcs')!.attributes).toEqual({
      'provisor.face': 'whmcs',
      'provisor.operation': 'ModuleCreate',
      'http.request.method': 'POST',
      'http.route': '/includes/api.php',
      'http.response.status_code': 200,
    })
    // Nothing that only one of them may know.
    const told = JSON.stringify(all().map(({ name, attributes, events }) => ({ name, attributes, events })))
    for (const hidden of [WEBHOOK_SECRET, identifier, secret, 'traced', panel.url, hook.url])
      expect(told).not.toContain(hidden)
  })
})

test('what comes as traceparent and is none begins a trace of its own', async () => {
  const { all } = traceIntoMemory()
  const { sqlite } = await import('../support/databases-sqlite.ts')
  const place = await sqlite.fresh(demonstration)
  onTestFinished(() => place.drop())
  const { http } = await openApp(place, { tracing: 'on' })
  await http.inject({ url: '/healthz', headers: { traceparent: `${PARENT}-and-more` } })
  const [span] = all()
  expect([span?.name, span?.parentSpanContext, span?.spanContext().traceId === TRACE]).toEqual([
    'GET health',
    undefined,
    false,
  ])
})
