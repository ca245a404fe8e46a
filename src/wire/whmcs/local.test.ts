import { mkdtempSync, rmSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scratchName } from '../../../test/support/scratch.ts'
import { SYSTEM } from '../../access/actor.ts'
import { makeLog } from '../../base/log.ts'
import { parseConfig } from '../../config.ts'
import { seedDemo } from '../../demo/seed.ts'
import { type Opened, openProvisor } from '../../open.ts'
import { localCall } from './local.ts'

const dataDir = mkdtempSync(scratchName('local'))
let provisor: Opened

beforeAll(async () => {
  provisor = await openProvisor(parseConfig({ dataDir }, {}), makeLog({ level: 'silent' }))
  await seedDemo(provisor)
})

afterAll(async () => {
  await provisor.close()
  rmSync(dataDir, { recursive: true })
})

test('gives the whole list, however long', async () => {
  const some = await localCall(provisor, 'GetClientsProducts', { limitnum: 3 })
  expect(some).toMatchObject({ result: 'success', numreturned: 3, products: { product: { length: 3 } } })
  const all = await localCall(provisor, 'GetClientsProducts', { limitnum: 99_999 })
  expect(all).toMatchObject({ numreturned: Number(some.totalresults) })
  expect((all.products as { product: unknown[] }).product).toHaveLength(Number(some.totalresults))
})

test('takes values as they stand in a program, and pairs as they stand in a form', async () => {
  const wanted = await localCall(provisor, 'getclientsaddons', { serviceid: '1' })
  expect(wanted).toMatchObject({ totalresults: 1 })
  const same = [{ serviceid: 1 }, { serviceid: [1, 2], clientid: null }, { serviceid: 1, clientid: undefined }]
  for (const values of same)
    expect((await localCall(provisor, 'GetClientsAddons', values)).addons).toEqual(wanted.addons)
  expect((await localCall(provisor, 'GetClientsAddons', [['serviceid[0]', '1']])).addons).toEqual(wanted.addons)
})

test.each([
  ['a value that is nested too deep', { clientid: [[[[[[1]]]]]] }],
  ['too many values', { clientid: Array.from({ length: 2000 }, () => 1) }],
  ['NUL', { domain: 'a\0b' }],
  ['half a character', { domain: '\ud800' }],
  ['a list where one value belongs', { limitnum: [1] }],
])('answers an error to %s', async (_what, values) => {
  expect(await localCall(provisor, 'GetClientsProducts', values)).toMatchObject({
    result: 'error',
    message: expect.stringMatching(/\w/),
  })
})

test('counts what it does not have, and says so', async () => {
  expect(await localCall(provisor, 'GetInvoices', {})).toEqual({ result: 'error', message: 'Command Not Found' })
  expect(await provisor.domain.access.missingActions.list(SYSTEM)).toMatchObject([
    { credentialId: 0, action: 'getinvoices', calls: 1 },
  ])
})

test('acts for a staff member with their name and rights, while they are active', async () => {
  const { access } = provisor.domain
  const role = await access.roles.create(SYSTEM, { name: 'Writer', permissions: ['activity.*'] })
  const staff = await access.staff.create(SYSTEM, { username: 'ann', roleId: role.id })
  expect(await localCall(provisor, 'LogActivity', { description: 'Hello' }, 'ANN')).toMatchObject({ result: 'success' })
  const log = await localCall(provisor, 'GetActivityLog', { limitnum: 1 })
  expect(log).toMatchObject({ activity: { entry: [{ description: 'Hello', username: 'ann' }] } })
  expect(await localCall(provisor, 'GetClients', {}, 'ann')).toMatchObject({ result: 'error' })
  await access.staff.disable(SYSTEM, staff.id)
  expect(await localCall(provisor, 'LogActivity', { description: 'x' }, 'ann')).toMatchObject({ result: 'error' })
})
