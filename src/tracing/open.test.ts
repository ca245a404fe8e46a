import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { inSpan, tracing } from '../base/measuring/tracing.ts'
import { openTracing } from './open.ts'

test('a package that is missing is named, with what installs it', async () => {
  const load = async (name: string) => {
    if (name.endsWith('sdk-trace')) throw new Error('Cannot find package')
    return {}
  }
  await expect(openTracing(load)).rejects.toMatchObject({
    code: 'tracing_unusable',
    message: '--tracing on needs the package @opentelemetry/sdk-trace, which cannot be loaded',
    hint: expect.stringContaining('npm install @opentelemetry/api '),
  })
  expect(tracing()).toBeUndefined()
})

test('spans go to the collector that the environment names, at the end at the latest', async () => {
  const received: string[] = []
  const collector = createServer((request, response) => {
    received.push(`${request.method} ${request.url}`)
    request.resume().on('end', () => response.end('{}'))
  })
  collector.listen(0, '127.0.0.1')
  await once(collector, 'listening')
  onTestFinished(() => void collector.close())
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', `http://127.0.0.1:${(collector.address() as AddressInfo).port}`)
  onTestFinished(() => void vi.unstubAllEnvs())
  const end = await openTracing()
  await inSpan('work', {}, async () => {})
  await end()
  expect(received).toEqual(['POST /v1/traces'])
  expect(tracing()).toBeUndefined()
})

test('a collector that is away keeps nobody from stopping', async () => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', 'http://127.0.0.1:1')
  onTestFinished(() => void vi.unstubAllEnvs())
  const end = await openTracing()
  await inSpan('work', {}, async () => {})
  await expect(end()).resolves.toBeUndefined()
})
