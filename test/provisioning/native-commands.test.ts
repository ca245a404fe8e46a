import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { addRegistrar } from '../contract/whmcs/registrar.ts'
import { demonstration, openApp } from '../support/app.ts'
import { sqlite } from '../support/databases-sqlite.ts'

async function open() {
  const app = await openApp(await sqlite.fresh(demonstration), { outgoingAllow: '127.0.0.1' })
  await addRegistrar(app)
  const command = async (path: string, body: object) => {
    const answer = await app.http.inject({
      method: 'POST',
      url: `/api/v1/${path}/module-commands`,
      headers: { authorization: `Bearer ${app.demo.token}` },
      payload: body,
    })
    return { status: answer.statusCode, body: answer.json() }
  }
  return { ...app, command }
}

test('the module of an add-on and the registrar of a name take commands over the native API', async () => {
  const { command, provisor } = await open()
  expect(await command('addons/431', { command: 'create' })).toEqual({
    status: 200,
    body: { id: 431, command: 'create' },
  })
  expect(await command('domains/922', { command: 'transfer', eppCode: 'auth-code' })).toMatchObject({ status: 200 })
  expect(await command('domains/923', { command: 'renew', years: 3 })).toMatchObject({ status: 200 })
  const { addons, domains } = provisor.domain
  expect(await addons.get(SYSTEM, 431)).toMatchObject({ status: 'Active' })
  expect(await domains.get(SYSTEM, 922)).toMatchObject({ status: 'Active', serverId: 11 })
  expect(await domains.get(SYSTEM, 923)).toMatchObject({ expiresOn: '2029-06-30' })
})

test('what fails is a problem in the words of the registrar, with what is known about it', async () => {
  const { command, provisor } = await open()
  const { status, body } = await command('domains/924', { command: 'renew' })
  expect({ status, body }).toMatchObject({
    status: 422,
    body: {
      code: 'module_failed',
      detail: 'There is no such account',
      facts: { failureClass: 'permanent', operation: expect.any(Number) },
    },
  })
  expect(await provisor.domain.moduleQueue.list(SYSTEM, { serviceType: 'domain', relatedId: 924 })).toMatchObject([
    { action: 'RenewDomain', module: 'webhook', serverId: 11, lastError: 'There is no such account' },
  ])
})
