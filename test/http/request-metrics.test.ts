import type { InjectOptions } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { demonstration, openApp } from '../support/app.ts'
import { program } from '../support/command.ts'
import { forEachEngine } from '../support/databases.ts'

beforeAll(async () => {
  // The page of the sandbox is made with it.
  await program()
})

const REMOTE = '/modules/addons/wbteampro'

const REQUESTS: readonly (readonly [face: string, status: number, request: InjectOptions])[] = [
  ['whmcs', 403, { url: '/includes/api.php?action=GetProducts' }],
  ['whmcs', 405, { url: '/billing/includes/api.php', method: 'DELETE' }],
  ['aculab', 401, { url: '/service/v1/outbound_queues' }],
  ['aculab', 401, { url: '//service/v1//outbound_queues' }],
  ['aculab', 404, { url: '/service/v1/none' }],
  ['aculab', 404, { url: '/service/%ff' }],
  ['aculab', 405, { url: '/service_start', method: 'DELETE' }],
  ['wbteampro', 401, { url: `${REMOTE}/api.php/v1/projects/100/json` }],
  ['wbteampro', 401, { url: `/billing${REMOTE}/api/none` }],
  ['wbteampro', 401, { url: `/service${REMOTE}/api.php/v1/projects/100/json` }],
  ['native', 200, { url: '/api/v1/openapi.json' }],
  ['native', 401, { url: '/api/v1/services?next=/includes/api.php' }],
  ['native', 401, { url: '/api/v1/services/7' }],
  ['native', 404, { url: '/api/v1/none' }],
  ['native', 405, { url: '/api/v1/services/7', method: 'DELETE' }],
  ['callbacks', 404, { url: '/callbacks/7', method: 'POST' }],
  ['callbacks', 404, { url: '/callbacks/7/none' }],
  ['health', 200, { url: '/healthz' }],
  ['health', 200, { url: '/readyz' }],
  ['metrics', 401, { url: '/metrics', remoteAddress: '192.0.2.1' }],
  ['sandbox', 200, { url: '/sandbox' }],
  ['sandbox', 200, { url: `/billing${REMOTE}/sandbox.php` }],
  ['mcp', 401, { url: '/mcp', method: 'POST' }],
  ['console', 302, { url: '/' }],
  ['console', 404, { url: '/console/queue' }],
  ['status', 200, { url: '/status' }],
  ['other', 404, { url: '/none' }],
  ['other', 404, { url: '/none/api/v1' }],
]

forEachEngine((engine) => {
  test('a request counts for the face that answers it, also when it is refused and where nothing is', async () => {
    const { http } = await openApp(await engine.fresh(demonstration), { sandbox: 'on' })
    for (const [, , request] of REQUESTS) await http.inject(request)
    const { body } = await http.inject({ url: '/metrics', headers: { host: 'localhost' } })
    const counted = body.matchAll(/^provisor_http_request_duration_seconds_count\{face="(.+)",status="(.+)"\} (.+)$/gm)
    const expected = Map.groupBy(REQUESTS, ([face, status]) => `${face} ${status}`)
    expect([...counted].map(([, face, status, times]) => `${face} ${status}: ${times}`).sort()).toEqual(
      [...expected].map(([asked, { length }]) => `${asked}: ${length}`).sort(),
    )
  })
})
