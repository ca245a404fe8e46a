import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import documented from '../contract/whmcs/get-clients-products/documented.json' with { type: 'json' }
import documentedQueue from '../contract/whmcs/get-module-queue/documented.json' with { type: 'json' }
import { withRows } from '../contract/whmcs/rows.ts'
import { type Listening, listen } from '../support/listening.ts'

/** The npm package as it is: it posts forms and reads JSON. */
type Module = new (config: Record<string, string>) => Record<string, (options?: object) => Promise<object>>
const { Clients, Modules, Orders, Servers, Services, System } = createRequire(import.meta.url)('whmcs-js') as Record<
  'Clients' | 'Modules' | 'Orders' | 'Servers' | 'Services' | 'System',
  Module
>

async function connect(credentials: (app: Listening) => Record<string, string> = ({ callers }) => callers.full) {
  const app = await listen()
  const config = { ...credentials(app), serverUrl: `http://127.0.0.1:${app.port}/billing/includes/api.php` }
  const call = (from: Module, method: string, options?: object) => new from(config)[method]!(options)
  return { app, call }
}

test('lists the products of a client as documented', async () => {
  const { call } = await connect()
  expect(await call(Clients, 'getClientsProducts', { clientid: 1, stats: true })).toEqual(documented.body)
})

test('lists the add-ons of a client', async () => {
  const { call } = await connect()
  expect(await call(Clients, 'getClientsAddons', { clientid: 1 })).toMatchObject({
    result: 'success',
    totalresults: 1,
    addons: { addon: [{ id: '1', name: 'Addon 1', recurring: '15.00' }] },
  })
})

test('reads the module queue as documented, an empty one too', async () => {
  const { call } = await connect()
  const filter = { serviceType: 'service', moduleName: 'cpanel' }
  expect(await call(Modules, 'getModuleQueue', filter)).toEqual(withRows(documentedQueue.body))
  expect(await call(Modules, 'getModuleQueue', { moduleName: 'plesk' })).toEqual({
    result: 'success',
    count: 0,
    queue: [],
  })
})

test('adds a client, changes it, and reads it again', async () => {
  const { call } = await connect()
  const { clientid } = (await call(Clients, 'addClient', {
    firstname: 'Zoë',
    lastname: "O'Hara & Sons",
    email: 'zoe@example.com',
    address1: '1 Market Street',
    city: 'Leeds',
    state: 'West Yorkshire',
    postcode: 'LS1 4AP',
    country: 'GB',
    phonenumber: '0113 496 0000',
    password2: 'correct horse',
    noemail: true,
  })) as { clientid: string }
  expect(await call(Clients, 'updateClient', { clientid, companyname: 'Café "Zoë"' })).toMatchObject({
    result: 'success',
  })
  expect(await call(Clients, 'getClientsDetails', { clientid, stats: false })).toMatchObject({
    result: 'success',
    firstname: 'Zoë',
    lastname: "O'Hara & Sons",
    companyname: 'Café "Zoë"',
    client: { email: 'zoe@example.com' },
  })
})

test('reads products, servers and payment methods', async () => {
  const { call } = await connect()
  expect(await call(Orders, 'getProducts', { pid: 1 })).toMatchObject({
    result: 'success',
    totalresults: 1,
    products: { product: [{ pid: 1, name: 'Starter', module: 'cpanel' }] },
  })
  expect(await call(Servers, 'getServers', { fetchStatus: false })).toMatchObject({
    servers: [{ id: 1, name: 'Saturn', hostname: 'saturn.example.com', ipaddress: '1.2.3.4' }, {}, {}, {}],
  })
  expect(await call(System, 'getPaymentMethods')).toEqual({
    result: 'success',
    totalresults: 3,
    paymentmethods: {
      paymentmethod: [
        { module: 'paypal', displayname: 'PayPal' },
        { module: 'authorize', displayname: 'Credit Card' },
        { module: 'banktransfer', displayname: 'Bank Transfer' },
      ],
    },
  })
})

test('signs in as a staff member with the MD5 of the password', async () => {
  const { call } = await connect(({ callers }) => callers.staff)
  expect(await call(System, 'getAdminDetails')).toMatchObject({ result: 'success', name: 'admin' })
})

test('is told what is wrong', async () => {
  const { app, call } = await connect()
  expect(await call(Services, 'moduleCustom', { serviceid: 1, func_name: 'reboot' })).toMatchObject({ result: 'error' })
  expect(await call(Modules, 'getModuleQueue', { serviceType: 'invoice' })).toEqual({
    result: 'error',
    message: 'Invalid Service Type',
  })
  const serverUrl = `http://127.0.0.1:${app.port}/includes/api.php`
  const strangers = new Clients({ ...app.callers.stranger, serverUrl })
  expect(await strangers.getClients!()).toEqual({ result: 'error', message: 'Authentication Failed' })
})
