import { toMinor } from '../base/money.ts'
import { PRODUCT_DEFAULTS } from '../catalog/products/product-form.ts'
import type { NewServer } from '../catalog/store.ts'
import { RATE_OF_DEFAULT } from '../clients/currency.ts'
import type { DemoStores } from './stores.ts'

const usualProduct = {
  ...PRODUCT_DEFAULTS,
  module: 'demopanel',
  payType: 'recurring',
  autoSetup: 'accepted',
  showDomainOptions: true,
} as const

/** Products 1 and 3 are the documented ones. Prices in cents a month. */
export const PRODUCTS = [
  { id: 1, groupId: 1, name: 'Starter', slug: 'starter', module: 'cpanel', moduleSettings: ['starter'], monthly: 1295 },
  { id: 2, groupId: 1, name: 'Business', slug: 'business', moduleSettings: ['business'], monthly: 1895 },
  { id: 3, groupId: 1, name: 'Plus', slug: 'plus', module: 'cpanel', moduleSettings: ['plus'], monthly: 2495 },
  { id: 4, groupId: 1, name: 'Reseller 25', slug: 'reseller-25', type: 'reselleraccount', monthly: 3995 },
  { id: 5, groupId: 2, name: 'VPS 2', slug: 'vps-2', type: 'server', moduleSettings: ['2 GB'], monthly: 900 },
  { id: 6, groupId: 2, name: 'VPS 8', slug: 'vps-8', type: 'server', moduleSettings: ['8 GB'], monthly: 3200 },
  {
    id: 7,
    groupId: 3,
    name: 'SIP Trunk',
    slug: 'sip-trunk',
    type: 'other',
    moduleSettings: ['30 channels'],
    monthly: 4500,
  },
  { id: 8, groupId: 3, name: 'Outbound Dialler', slug: 'outbound-dialler', type: 'other', monthly: 6900 },
  { id: 9, groupId: 4, name: 'Managed Backup', slug: 'managed-backup', type: 'other', monthly: 2400 },
  { id: 10, groupId: 4, name: 'Site Survey', slug: 'site-survey', type: 'other', module: '', once: 25000 },
] as const

export const server = (
  row: Partial<NewServer> & Pick<NewServer, 'id' | 'name' | 'hostname' | 'ipAddress' | 'module'>,
): NewServer => ({
  assignedIps: '',
  username: 'root',
  secure: true,
  port: null,
  maxAccounts: 200,
  active: true,
  maintenance: false,
  nameservers: [],
  settings: {},
  passwordSealed: null,
  accessHashSealed: null,
  ...row,
})

/** 1.2.3.4 and 2.3.4.5 belong to strangers, so both documented servers are in maintenance: nothing contacts them. */
const SERVERS = [
  server({
    id: 1,
    name: 'Saturn',
    hostname: 'saturn.example.com',
    ipAddress: '1.2.3.4',
    module: 'cpanel',
    maintenance: true,
  }),
  server({
    id: 2,
    name: 'Pluto',
    hostname: 'pluto.example.com',
    ipAddress: '2.3.4.5',
    module: 'cpanel',
    maintenance: true,
  }),
  server({ id: 3, name: 'Ceres', hostname: 'ceres.demo.invalid', ipAddress: '192.0.2.11', module: 'demopanel' }),
  server({
    id: 4,
    name: 'Vesta',
    hostname: 'vesta.demo.invalid',
    ipAddress: '192.0.2.12',
    module: 'demopanel',
    maxAccounts: 80,
  }),
]

export async function addCatalog(tx: DemoStores): Promise<void> {
  const { catalog, clients } = tx
  const plain = { format: 1, rate: RATE_OF_DEFAULT } as const
  await clients.currencies.insert({ id: 1, code: 'USD', prefix: '$', suffix: ' USD', ...plain, isDefault: true })
  await clients.currencies.insert({ id: 2, code: 'EUR', prefix: '€', suffix: ' EUR', ...plain, isDefault: false })
  const keyAccounts = { id: 1, name: 'Key accounts', colour: '#2f6f4f', discount: toMinor(0) }
  await clients.groups.insert({ ...keyAccounts, suspensionExempt: false, separateInvoices: false })
  await catalog.paymentMethods.replaceActive([
    { module: 'paypal', displayName: 'PayPal', position: 1 },
    { module: 'authorize', displayName: 'Credit Card', position: 2 },
    { module: 'banktransfer', displayName: 'Bank Transfer', position: 3 },
  ])
  for (const row of SERVERS) await catalog.servers.insert(row, tx.at)
  await catalog.serverGroups.insert({ id: 1, name: 'Demonstration panels', fill: 'least-full', serverIds: [3, 4] })
  for (const [index, [name, slug]] of GROUPS.entries())
    await catalog.productGroups.insert({ id: index + 1, name, slug, headline: '', hidden: false, position: index + 1 })
  for (const product of PRODUCTS) await addProduct(tx, product)

  await catalog.configOptions.insert({
    id: 1,
    name: 'Sample Config Option',
    kind: 'dropdown',
    minQuantity: 0,
    maxQuantity: 0,
    hidden: false,
    position: 1,
  })
  for (const [index, name] of ['Selected option value', 'Another option value'].entries())
    await catalog.configOptions.insertChoice({ id: index + 1, optionId: 1, name, hidden: false, position: index + 1 })
  await catalog.configOptions.link(3, 1)
  await catalog.addons.insert({
    id: 1,
    name: 'Daily Backup',
    description: 'Kept for thirty days',
    payType: 'recurring',
    tax: false,
    module: 'demopanel',
    moduleSettings: [],
    serverGroupId: 1,
    autoSetup: 'accepted',
    suspendParent: false,
    allowQuantity: false,
    hidden: false,
    productIds: [1, 2, 3, 4],
    position: 1,
  })
  await catalog.prices.replace('addon', 1, monthly(400))
}

const GROUPS = [
  ['Shared Hosting', 'shared-hosting'],
  ['Virtual Servers', 'virtual-servers'],
  ['Voice', 'voice'],
  ['Managed Services', 'managed-services'],
] as const

async function addProduct(tx: DemoStores, product: (typeof PRODUCTS)[number]): Promise<void> {
  const { id } = product
  const price = 'once' in product ? null : product.monthly
  const { monthly: _, once: __, ...row } = { monthly: 0, once: 0, ...product }
  await tx.catalog.products.insert(
    {
      ...usualProduct,
      ...row,
      position: id,
      payType: price === null ? 'onetime' : 'recurring',
      serverGroupId: 'module' in product ? null : 1,
    },
    tx.at,
  )
  const prices =
    price === null
      ? [
          {
            currencyId: 1,
            cycle: 'onetime' as const,
            setupMinor: toMinor(0),
            priceMinor: toMinor('once' in product ? product.once : 0),
          },
        ]
      : monthly(price)
  await tx.catalog.prices.replace('product', id, prices)
}

/** A year costs ten months. Euros are a tenth dearer, rounded to the cent. */
function monthly(cents: number) {
  const inEuros = (amount: number) => toMinor(Math.round(amount * 1.1))
  const nothing = toMinor(0)
  return [
    { currencyId: 1, cycle: 'monthly' as const, setupMinor: nothing, priceMinor: toMinor(cents) },
    { currencyId: 1, cycle: 'annually' as const, setupMinor: nothing, priceMinor: toMinor(cents * 10) },
    { currencyId: 2, cycle: 'monthly' as const, setupMinor: nothing, priceMinor: inEuros(cents) },
    { currencyId: 2, cycle: 'annually' as const, setupMinor: nothing, priceMinor: inEuros(cents * 10) },
  ]
}
