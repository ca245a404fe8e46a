import { beforeAll, expect, test } from 'vitest'
import { demonstration, openApp } from '../../../test/support/app.ts'
import { program } from '../../../test/support/command.ts'
import { sqlite } from '../../../test/support/databases-sqlite.ts'

beforeAll(async () => {
  // The page of the sandbox is made with it.
  await program()
})

const SANDBOXES = ['/sandbox', '/modules/addons/wbteampro/sandbox.php', '/billing/modules/addons/wbteampro/sandbox.php']

const open = async (settings = {}) => openApp(await sqlite.fresh(demonstration), settings)

test('the sandbox can be switched off', async () => {
  const [on, off] = [await open(), await open({ sandbox: 'off' })]
  for (const url of SANDBOXES) {
    expect((await on.http.inject(url)).statusCode).toBe(200)
    const { statusCode, body } = await off.http.inject(url)
    expect([statusCode, body.includes('script')]).toEqual([404, false])
  }
})
