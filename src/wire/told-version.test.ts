import { beforeAll, expect, test } from 'vitest'
import { demonstration, openApp } from '../../test/support/app.ts'
import { program } from '../../test/support/command.ts'
import { sqlite } from '../../test/support/databases-sqlite.ts'
import { VERSION } from '../base/version.ts'

beforeAll(async () => {
  // The page of the sandbox is made with it.
  await program()
})

const SANDBOXES = ['/sandbox', '/modules/addons/wbteampro/sandbox.php', '/billing/modules/addons/wbteampro/sandbox.php']
const OPEN = ['/', '/api/v1', '/api/v1/openapi.json', '/healthz', '/readyz', '/metrics', '/nothing']
const FACES = ['/includes/api.php', '/service_start', '/modules/addons/wbteampro/api.php', '/api/v1/projects']

const open = async (settings = {}) => openApp(await sqlite.fresh(demonstration), settings)

test('the version can be kept from who has not signed in', async () => {
  const [on, off] = [await open(), await open({ tellVersion: 'off', sandbox: 'on' })]
  expect((await on.http.inject('/api/v1')).json().version).toBe(VERSION)
  for (const url of [...OPEN, ...FACES, ...SANDBOXES]) {
    const { body, headers } = await off.http.inject({ url, headers: { host: 'provisor.example.com' } })
    expect([url, `${body} ${JSON.stringify(headers)}`.includes(VERSION)]).toEqual([url, false])
  }
  expect((await off.http.inject('/api/v1')).json().version).toBe('')
  expect((await off.http.inject('/api/v1/openapi.json')).json().info.version).toBe('v1')
})
