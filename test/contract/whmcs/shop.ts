import { SYSTEM } from '../../../src/access/actor.ts'
import { toMinor } from '../../../src/base/money.ts'
import type { Cycle } from '../../../src/catalog/cycle.ts'
import type { Price } from '../../../src/catalog/price.ts'
import type { TestApp } from '../../support/app.ts'

/** Cents in US dollars: the price of a cycle, and its set-up fee. */
const price = (cycle: Cycle, cents: number, setup = 0): Price => ({
  currencyId: 1,
  cycle,
  priceMinor: toMinor(cents),
  setupMinor: toMinor(setup),
})

/**
 * Product 11 with a configurable option and a custom field of every kind; 12, of which two are left and which a module
 * sets up; 13, which is free; add-ons 2-4, one of each way to pay.
 */
export async function addShop({ provisor }: TestApp): Promise<void> {
  const { catalog } = provisor.domain
  await catalog.products.create(SYSTEM, {
    id: 11,
    groupId: 2,
    name: 'Built to Order',
    type: 'server',
    payType: 'recurring',
    allowQuantity: true,
    prices: [price('monthly', 2000, 500), price('annually', 20_000)],
  })
  await catalog.products.create(SYSTEM, {
    id: 12,
    groupId: 2,
    name: 'Last of its Kind',
    type: 'server',
    payType: 'recurring',
    module: 'demopanel',
    serverGroupId: 1,
    autoSetup: 'accepted',
    stockControl: true,
    stock: 2,
    prices: [price('monthly', 300)],
  })
  await catalog.products.create(SYSTEM, { id: 13, groupId: 2, name: 'Free Page', payType: 'free' })
  await addOptions(provisor)
  await addFields(provisor)
  const addon = { description: '', payType: 'recurring', productIds: [] } as const
  await catalog.addonDefinitions.create(SYSTEM, {
    ...addon,
    id: 2,
    name: 'Licence',
    payType: 'onetime',
    prices: [price('onetime', 3000, 200)],
  })
  await catalog.addonDefinitions.create(SYSTEM, { ...addon, id: 3, name: 'Sticker', payType: 'free', productIds: [11] })
  await catalog.addonDefinitions.create(SYSTEM, {
    ...addon,
    id: 4,
    name: 'Extra Address',
    tax: true,
    allowQuantity: true,
    prices: [price('monthly', 150), price('annually', 1500)],
  })
}

async function addOptions({ domain }: TestApp['provisor']): Promise<void> {
  const productIds = [11]
  const { catalog } = domain
  await catalog.configOptions.create(SYSTEM, {
    id: 51,
    name: 'Processor',
    kind: 'dropdown',
    productIds,
    choices: [
      { id: 511, name: '1 core' },
      { id: 512, name: '2 cores', prices: [price('monthly', 500, 100), price('annually', 5000)] },
    ],
  })
  await catalog.configOptions.create(SYSTEM, {
    id: 52,
    name: 'Data Centre',
    kind: 'radio',
    productIds,
    choices: [
      { id: 521, name: 'Leeds' },
      { id: 522, name: 'Lyon' },
    ],
  })
  await catalog.configOptions.create(SYSTEM, {
    id: 53,
    name: 'Managed',
    kind: 'yesno',
    productIds,
    choices: [{ id: 531, name: 'By us', prices: [price('monthly', 1000)] }],
  })
  await catalog.configOptions.create(SYSTEM, {
    id: 54,
    name: 'Addresses',
    kind: 'quantity',
    minQuantity: 1,
    maxQuantity: 8,
    productIds,
    choices: [{ id: 541, name: 'Address', prices: [price('monthly', 200)] }],
  })
}

async function addFields({ transaction }: TestApp['provisor']): Promise<void> {
  const field = {
    owner: 'product',
    ownerId: 11,
    choices: [],
    pattern: '',
    staffOnly: false,
    onOrderForm: true,
  } as const
  await transaction(async ({ clients: { customFields } }) => {
    const text = { ...field, description: 'What will run on it', kind: 'text', required: true } as const
    await customFields.insert({ ...text, id: 71, name: 'Purpose', position: 1 })
    const plain = { ...field, description: '', required: false }
    await customFields.insert({ ...plain, id: 72, name: 'Urgent', kind: 'tickbox', position: 2 })
    await customFields.insert({
      ...plain,
      id: 73,
      name: 'System',
      kind: 'dropdown',
      choices: ['Debian', 'Fedora'],
      position: 3,
    })
    await customFields.insert({ ...plain, id: 74, name: 'Master Key', kind: 'password', position: 4 })
    await customFields.insert({ ...plain, id: 75, name: 'Rack', kind: 'text', onOrderForm: false, position: 5 })
  })
}
