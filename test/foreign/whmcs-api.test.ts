import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import documented from '../contract/whmcs/get-clients-products/documented.json' with { type: 'json' }
import documentedQueue from '../contract/whmcs/get-module-queue/documented.json' with { type: 'json' }
import { withRows } from '../contract/whmcs/rows.ts'
import { type Listening, listen } from '../support/listening.ts'

/** The npm package as it is: everything in the query string, what earlier calls sent included. */
type Client = { call(action: string, parameters?: object): Promise<object> }
const Client = createRequire(import.meta.url)('whmcs-api') as new (settings: Record<string, string>) => Client

async function connect(credentials: (app: Listening) => Record<string, string> = ({ callers }) => callers.full) {
  const app = await listen()
  return new Client({
    endpoint: `http://127.0.0.1:${app.port}/whmcs/includes/api.php`,
    ...credentials(app),
    accesskey: '',
    responsetype: 'json',
  })
}

test('lists the products of a client as documented', async () => {
  const client = await connect()
  expect(await client.call('GetClientsProducts', { clientid: 1 })).toEqual(documented.body)
})

test('reads the module queue as documented', async () => {
  const client = await connect()
  const filter = { serviceType: 'service', moduleName: 'cpanel' }
  expect(await client.call('GetModuleQueue', filter)).toEqual(withRows(documentedQueue.body))
})

test('sends the parameters of its earlier calls again, and gets its answers all the same', async () => {
  const client = await connect()
  await client.call('GetModuleQueue', { moduleName: 'cpanel', since: '2016-11-01' })
  expect(await client.call('GetClientsAddons', { clientid: 1 })).toMatchObject({ clientid: '1', totalresults: 1 })
  expect(await client.call('GetClientsDetails')).toMatchObject({ result: 'success', client: { client_id: 1 } })
  expect(await client.call('WhmcsDetails')).toMatchObject({ result: 'success', whmcs: {} })
  expect(await client.call('GetClientsProducts', { limitnum: 1 })).toMatchObject({
    totalresults: '2',
    numreturned: 1,
    products: { product: [{ id: '1' }] },
  })
})

test('reads products and clients', async () => {
  const client = await connect()
  expect(await client.call('GetProducts', { pid: 3 })).toMatchObject({ products: { product: [{ name: 'Plus' }] } })
  expect(await client.call('GetClients', { limitnum: 1, search: 'client@demodomain' })).toMatchObject({
    totalresults: 1,
    clients: { client: [{ id: 1, firstname: 'Demo', email: 'client@demodomain.com' }] },
  })
})

test('writes, with what a query string makes hard', async () => {
  const client = await connect()
  const description = 'Größe & "more"; 100 % + ✓'
  expect(await client.call('LogActivity', { description })).toEqual({ result: 'success' })
  expect(await client.call('GetActivityLog', { limitnum: 1 })).toMatchObject({
    activity: { entry: [{ description }] },
  })
})

test.each([
  ['identifier and secret', ({ callers }: Listening) => callers.full],
  ['the same under the names of a staff login', ({ callers }: Listening) => callers['full-old-names']],
  ['all of them, the others empty', ({ callers }: Listening) => ({ ...callers.full, username: '', password: '' })],
  ['a staff login', ({ callers }: Listening) => ({ ...callers.staff, identifier: '', secret: '' })],
])('signs in with %s', async (_how, credentials) => {
  const client = await connect(credentials)
  expect(await client.call('GetAdminDetails')).toMatchObject({ result: 'success', name: 'admin' })
})

test('fails with the words of the server', async () => {
  const client = await connect()
  await expect(client.call('GetModuleQueue', { serviceType: 'invoice' })).rejects.toThrow('Invalid Service Type')
  await expect(client.call('GetInvoice', { invoiceid: 1 })).rejects.toThrow('Command Not Found')
  const stranger = await connect(({ callers }) => callers.stranger)
  await expect(stranger.call('GetClients')).rejects.toThrow('Authentication Failed')
})
