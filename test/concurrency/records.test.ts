import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { forEachEngine } from '../support/databases.ts'
import { openWorld, refusals, succeeded, times, type World } from './world.ts'

const PRODUCT = 3
const SERVICE = 2

/** Fields and options of one product, which stand together in one column each. */
async function addFieldsAndOptions({ provisor }: World): Promise<{ fields: number[]; options: number[] }> {
  const fields = await addFields(provisor, 'product', PRODUCT, 12)
  const options: number[] = []
  for (let number = 1; number <= 10; number++) {
    const choices = [{ name: 'Piece' }]
    const option = { name: `Pieces ${number}`, kind: 'quantity', choices, productIds: [PRODUCT] } as const
    options.push((await provisor.domain.catalog.configOptions.create(SYSTEM, option)).id)
  }
  return { fields, options }
}

async function addFields(
  { transaction }: World['provisor'],
  owner: 'product' | 'client',
  ownerId: number,
  count: number,
): Promise<number[]> {
  const field = { description: '', kind: 'text', choices: [], pattern: '', required: false } as const
  const shown = { onOrderForm: true, staffOnly: false }
  return transaction(async ({ clients }) => {
    const ids: number[] = []
    for (let position = 1; position <= count; position++)
      ids.push(
        await clients.customFields.insert({ ...field, ...shown, owner, ownerId, name: `Field ${position}`, position }),
      )
    return ids
  })
}

forEachEngine((engine) => {
  test('forty updates of one service at once lose nothing', async () => {
    const world = await openWorld(engine)
    const { fields, options } = await addFieldsAndOptions(world)
    const before = (await world.provisor.read.services.get(SERVICE))!
    const plain = {
      regdate: '2016-01-02',
      nextduedate: '2027-03-04',
      domain: 'many.example',
      firstpaymentamount: '1.01',
      recurringamount: '2.02',
      paymentmethod: 'banktransfer',
      billingcycle: 'Quarterly',
      subscriptionid: 'S-1',
      notes: 'noted',
      serviceusername: 'many',
      servicepassword: 'secret',
      overideautosuspend: 'on',
      overidesuspenduntil: '2026-05-06',
      ns1: 'ns1.many.example',
      ns2: 'ns2.many.example',
      dedicatedip: '192.0.2.1',
      assignedips: '192.0.2.2',
      suspendreason: 'why',
    }
    const changes = [
      ...Object.entries(plain).map(([name, value]) => ({ [name]: value })),
      ...fields.map((id) => ({ [`customfields[${id}]`]: `value ${id}` })),
      ...options.map((id) => ({ [`configoptions[${id}]`]: id })),
    ]
    expect(changes).toHaveLength(40)
    const answers = await world.askAll(
      changes.map((change) => ['UpdateClientProduct', { serviceid: SERVICE, ...change }]),
    )
    expect(succeeded(answers)).toHaveLength(40)

    const after = (await world.provisor.read.services.get(SERVICE))!
    expect(after).toMatchObject({
      registeredOn: '2016-01-02',
      nextDueOn: '2027-03-04',
      domain: 'many.example',
      firstPayment: 101,
      recurring: 202,
      paymentMethod: 'banktransfer',
      billingCycle: 'quarterly',
      subscriptionId: 'S-1',
      notes: 'noted',
      username: 'many',
      overrideAutoSuspend: true,
      overrideSuspendUntil: '2026-05-06',
      ns1: 'ns1.many.example',
      ns2: 'ns2.many.example',
      dedicatedIp: '192.0.2.1',
      assignedIps: '192.0.2.2',
      suspensionReason: 'why',
      version: before.version + 40,
    })
    expect(world.provisor.secrets.open(after.passwordSealed!)).toBe('secret')
    expect(after.customFields).toEqual(Object.fromEntries(fields.map((id) => [id, `value ${id}`])))
    expect(Object.keys(after.configOptions)).toEqual(['1', ...options.map(String)])
    for (const id of options) expect(after.configOptions[id]!.quantity).toBe(id)
    expect(await world.eventsOf('service', SERVICE)).toEqual({ 'service.updated': 40 })
  })

  test('updates of one client at once lose nothing', async () => {
    const world = await openWorld(engine)
    const fields = await addFields(world.provisor, 'client', 0, 10)
    const before = (await world.provisor.read.clients.get(5))!
    const changes: Record<string, string>[] = [
      { firstname: 'Many' },
      { lastname: 'Hands' },
      { companyname: 'At Once' },
      { email: 'many@example.org' },
      { address1: '9 Way' },
      { city: 'Leeds' },
      { notes: 'noted' },
      { language: 'german' },
      { groupid: '1' },
      { status: 'Inactive' },
      ...['general', 'product', 'invoice', 'support', 'affiliate'].map((kind) => ({
        [`email_preferences[${kind}]`]: '0',
      })),
      ...['latefeeoveride', 'overideduenotices', 'taxexempt', 'separateinvoices', 'disableautocc'].map((flag) => ({
        [flag]: '1',
      })),
      ...fields.map((id) => ({ [`customfields[${id}]`]: `value ${id}` })),
    ]
    const answers = await world.askAll(changes.map((change) => ['UpdateClient', { clientid: 5, ...change }]))
    expect(succeeded(answers)).toHaveLength(changes.length)
    expect(await world.provisor.read.clients.get(5)).toMatchObject({
      firstName: 'Many',
      lastName: 'Hands',
      companyName: 'At Once',
      email: 'many@example.org',
      address1: '9 Way',
      city: 'Leeds',
      notes: 'noted',
      language: 'german',
      groupId: 1,
      status: 'Inactive',
      preferences: {
        emails: { general: false, product: false, domain: true, invoice: false, support: false, affiliate: false },
        noLateFees: true,
        noOverdueNotices: true,
        taxExempt: true,
        separateInvoices: true,
        noAutomaticCharge: true,
      },
      customFields: Object.fromEntries(fields.map((id) => [id, `value ${id}`])),
      version: before.version + changes.length,
    })
  })

  test('updates of one add-on at once lose nothing', async () => {
    const world = await openWorld(engine)
    const changes: Record<string, string>[] = [
      { status: 'Suspended' },
      { addonid: '1' },
      { name: 'Many' },
      { setupfee: '1.01' },
      { recurring: '2.02' },
      { billingcycle: 'Annually' },
      { nextduedate: '2027-03-04' },
      { notes: 'noted' },
    ]
    const answers = await world.askAll(changes.map((change) => ['UpdateClientAddon', { id: 1, ...change }]))
    expect(succeeded(answers)).toHaveLength(changes.length)
    expect(await world.provisor.read.addons.get(1)).toMatchObject({
      status: 'Suspended',
      definitionId: 1,
      name: 'Many',
      setup: 101,
      recurring: 202,
      billingCycle: 'annually',
      nextDueOn: '2027-03-04',
      notes: 'noted',
    })
    expect(await world.eventsOf('addon', 1)).toEqual({ 'addon.corrected': 1, 'addon.updated': 7 })
  })

  test('of many new clients with one e-mail address one is added', async () => {
    const world = await openWorld(engine)
    const person = { firstname: 'Ada', lastname: 'Once', skipvalidation: 1 }
    const answers = await world.askAll(
      times(20, (index) => ['AddClient', { ...person, email: index % 2 ? 'ada@example.org' : 'ADA@Example.org' }]),
    )
    expect(succeeded(answers)).toHaveLength(1)
    expect(refusals(answers)).toEqual(['A user already exists with that email address'])
    expect(await world.ask('GetClients', { search: 'ada@' })).toMatchObject({ totalresults: 1 })
  })

  test('of many clients of one owner with one e-mail address one is added', async () => {
    const world = await openWorld(engine)
    const person = { skipvalidation: 1, owner_user_id: 1, email: 'shared@example.org' }
    const answers = await world.askAll(times(20, () => ['AddClient', person]))
    expect(succeeded(answers)).toHaveLength(1)
    expect(refusals(answers)).toEqual(['The email address entered is not available for use.'])
  })

  test('of many clients who want one e-mail address one gets it', async () => {
    const world = await openWorld(engine)
    const answers = await world.askAll(
      times(20, (index) => ['UpdateClient', { clientid: 11 + index, email: 'wanted@example.org' }]),
    )
    expect(succeeded(answers)).toHaveLength(1)
    expect(refusals(answers)).toEqual(['Duplicate Email Address'])
    expect(await world.ask('GetClients', { search: 'wanted@' })).toMatchObject({ totalresults: 1 })
  })

  test('products of one name that are added at once have addresses of their own', async () => {
    const world = await openWorld(engine)
    const answers = await world.askAll(times(12, () => ['AddProduct', { name: 'Same Name', gid: 2 }]))
    expect(succeeded(answers)).toHaveLength(12)
    const { products } = await world.ask<{ products: { product: { slug: string }[] } }>('GetProducts', { gid: 2 })
    const slugs = products.product.map(({ slug }) => slug).filter((slug) => slug.startsWith('same-name'))
    expect(new Set(slugs).size).toBe(12)
  })
})
