import { beforeEach, describe, expect, test } from 'vitest'
import { minor, NOW, only, openShop, type Shop, TODAY } from '../../test/support/shop.ts'
import { SYSTEM } from '../access/actor.ts'
import type { CalendarDate } from '../base/calendar.ts'
import { SERVICE_STATUSES } from './status.ts'
import { type ServiceChanges, UNSETTABLE } from './update-service.ts'

let shop: Shop
let id: number

beforeEach(async () => {
  shop = await openShop()
  const placed = await shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 1, domain: 'DemoDomain.com', cycle: 'monthly', customFields: { '1': 'red', '2': '1234' } }],
  })
  await shop.orders.accept(SYSTEM, placed.orderId, { username: 'demodoma', password: 'first' })
  id = placed.serviceIds[0]!
})

const date = (text: string) => text as CalendarDate
const change = (changes: ServiceChanges) => shop.services.update(SYSTEM, id, changes)
const service = () => shop.services.get(SYSTEM, id)
const lastEvent = async () => (await shop.happenings()).at(-1)!

describe('an edit of the record', () => {
  test('answers the version and the instant that are stored, whether anything differs or not', async () => {
    const { version } = await service()
    shop.clock.advance(1000)
    expect(await change({ notes: 'x' })).toMatchObject({ version: version + 1, updatedAt: NOW + 1000 })
    expect(await service()).toMatchObject({ version: version + 1, updatedAt: NOW + 1000 })
    expect(await change({ notes: 'x' })).toMatchObject({ version: version + 1 })
  })

  test('passes over fields and options that the product does not have, unless only known ones are taken', async () => {
    const foreign = { customFields: { '99': 'x' } }
    await expect(change({ ...foreign, onlyKnownFields: true })).rejects.toMatchObject({
      code: 'not_found',
      facts: { noun: 'Custom field', id: 99 },
    })
    await expect(change({ configOptions: { '99': 1 }, onlyKnownFields: true })).rejects.toMatchObject({
      code: 'not_found',
      facts: { noun: 'Configurable option', id: 99 },
    })
    const { version } = await service()
    expect(await change({ ...foreign, configOptions: { '99': 1 } })).toMatchObject({ version })
  })

  test('writes every field that it names', async () => {
    const changes = {
      productId: 2,
      serverId: 2,
      registeredOn: date('2020-01-01'),
      nextDueOn: date('2030-01-01'),
      nextInvoiceOn: date('2029-12-01'),
      terminatedOn: date('2031-01-01'),
      domain: 'other.example',
      firstPayment: minor(1),
      recurring: minor(2),
      paymentMethod: 'oldpay',
      billingCycle: 'annually',
      subscriptionId: 'S-1',
      status: 'Suspended',
      notes: 'two\nlines',
      username: 'other',
      overrideAutoSuspend: true,
      overrideSuspendUntil: date('2026-12-31'),
      ns1: 'ns1.example.com',
      ns2: 'ns2.example.com',
      dedicatedIp: '192.0.2.1',
      assignedIps: '192.0.2.2\n192.0.2.3',
      diskUsedMb: 1,
      diskLimitMb: 2,
      bandwidthUsedMb: 3,
      bandwidthLimitMb: 4,
      suspensionReason: 'asked for it',
      promoId: 5,
    } as const
    const changed = await change(changes)
    expect(changed).toMatchObject({ ...changes, usageAt: NOW })
    expect(await service()).toMatchObject({ ...changes, usageAt: NOW, serverName: 'web2', productName: 'Hosted' })
  })

  test('leaves what it does not name', async () => {
    const before = await service()
    await change({ notes: 'new' })
    expect(await service()).toEqual({ ...before, notes: 'new', updatedAt: NOW, version: before.version + 1 })
  })

  test('that changes nothing writes nothing and says nothing', async () => {
    const before = await service()
    const events = (await shop.happenings()).length
    const same = await change({
      domain: before.domain,
      recurring: before.recurring,
      status: before.status,
      password: 'first',
      customFields: { '1': 'red' },
    })
    expect(same.version).toBe(before.version)
    expect(await service()).toEqual(before)
    expect(await shop.happenings()).toHaveLength(events)
  })

  test('is written down with what was and what is', async () => {
    await change({ notes: 'new', recurring: minor(500) })
    expect(await lastEvent()).toMatchObject({
      kind: 'service.updated',
      subject: 'service',
      subjectId: id,
      clientId: 1,
      actorName: 'System',
      description: `Service ${id} updated (recurring, notes)`,
      changes: { notes: ['', 'new'], recurring: [1295, 500] },
      at: NOW,
    })
  })

  test('needs the right to write services', async () => {
    await expect(shop.services.update(only('services.read'), id, { notes: 'x' })).rejects.toMatchObject({
      facts: { permission: 'services.write' },
    })
  })

  test('of a service that does not exist is refused', async () => {
    await expect(shop.services.update(SYSTEM, 999, { notes: 'x' })).rejects.toMatchObject({
      code: 'not_found',
      facts: { noun: 'Service', id: 999 },
    })
  })

  test.each([
    [{ productId: 99 }, 'productId'],
    [{ serverId: 99 }, 'serverId'],
    [{ domain: 'x'.repeat(256) }, 'domain'],
    [{ username: 'a\nb' }, 'username'],
    [{ notes: 'a\0b' }, 'notes'],
    [{ recurring: minor(-1) }, 'recurring'],
    [{ firstPayment: minor(1.5) }, 'firstPayment'],
    [{ diskUsedMb: -1 }, 'diskUsedMb'],
    [{ promoId: Number.NaN }, 'promoId'],
    [{ status: 'Asleep' as never }, 'status'],
    [{ billingCycle: 'weekly' as never }, 'billingCycle'],
  ])('with %o is refused by the name of the field, and nothing is written', async (changes, field) => {
    const before = await service()
    await expect(change({ ns1: 'written.example', ...changes })).rejects.toMatchObject({
      code: 'invalid',
      facts: { field },
    })
    expect(await service()).toEqual(before)
  })

  test('with an unknown payment method is refused with those that there are', async () => {
    await expect(change({ paymentMethod: 'cash' })).rejects.toMatchObject({
      code: 'payment_method_unknown',
      facts: { got: 'cash', valid: ['paypal', 'banktransfer'] },
    })
  })

  test('takes the service off its server', async () => {
    await change({ serverId: 1 })
    expect(await change({ serverId: null })).toMatchObject({ serverId: null })
  })

  test('empties what is to be unset, whatever else is said', async () => {
    await change({
      subscriptionId: 's',
      ns1: 'a',
      ns2: 'b',
      dedicatedIp: 'c',
      assignedIps: 'd',
      notes: 'e',
      suspensionReason: 'f',
    })
    const emptied = await change({ unset: UNSETTABLE, domain: 'again.example' })
    for (const field of UNSETTABLE) if (field !== 'password') expect(emptied[field]).toBe('')
    expect(emptied.passwordSealed).toBeNull()
    expect(shop.services.passwordOf(SYSTEM, emptied)).toBe('')
  })
})

describe('a correction of the status', () => {
  test.each(SERVICE_STATUSES.filter((status) => status !== 'Active'))(
    'may set %s, and is written down as one',
    async (status) => {
      await change({ status })
      expect(await service()).toMatchObject({ status })
      expect(await lastEvent()).toMatchObject({
        kind: 'service.corrected',
        changes: { status: ['Active', status] },
      })
    },
  )

  test('to an end sets its date', async () => {
    expect(await change({ status: 'Terminated' })).toMatchObject({ terminatedOn: TODAY })
    expect(await change({ status: 'Active' })).toMatchObject({ terminatedOn: null })
    expect(await change({ status: 'Cancelled' })).toMatchObject({ terminatedOn: TODAY })
  })

  test('to an end keeps the date that was known or is given', async () => {
    await change({ terminatedOn: date('2020-02-02') })
    expect(await change({ status: 'Terminated' })).toMatchObject({ terminatedOn: '2020-02-02' })
    await change({ status: 'Active' })
    expect(await change({ status: 'Terminated', terminatedOn: date('2021-03-03') })).toMatchObject({
      terminatedOn: '2021-03-03',
    })
  })

  test('away from Suspended takes the reason with it', async () => {
    await change({ status: 'Suspended', suspensionReason: 'Overdue' })
    expect(await service()).toMatchObject({ suspensionReason: 'Overdue' })
    expect(await change({ status: 'Active' })).toMatchObject({ suspensionReason: '' })
  })
})

describe('a password', () => {
  test('is sealed at rest, and never written down', async () => {
    const changed = await change({ password: 'hunter2' })
    expect(changed.passwordSealed).not.toContain('hunter2')
    expect(shop.services.passwordOf(SYSTEM, changed)).toBe('hunter2')
    const event = await lastEvent()
    expect(event.changes).toEqual({ password: ['***', '***'] })
    expect(JSON.stringify(await shop.happenings())).not.toContain(changed.passwordSealed)
  })

  test('that is too long is refused without being shown', async () => {
    const refusal = await change({ password: 'secret'.repeat(100) }).catch((error) => error)
    expect(refusal).toMatchObject({ code: 'invalid', facts: { field: 'password' } })
    expect(JSON.stringify(refusal.facts) + refusal.message).not.toContain('secretsecret')
  })
})

describe('what the product asks', () => {
  test('is changed one by one', async () => {
    await change({ customFields: { '1': 'blue' } })
    expect((await service()).customFields).toEqual({ '1': 'blue', '2': { sealed: expect.any(String) } })
  })

  test('is refused where it does not fit', async () => {
    await expect(change({ customFields: { '1': 'green' } })).rejects.toMatchObject({ code: 'custom_field_invalid' })
    await expect(change({ customFields: { '2': '' } })).rejects.toMatchObject({ code: 'custom_field_required' })
  })

  test('passes over fields and options of other products', async () => {
    const before = await service()
    await change({ customFields: { '99': 'x' }, configOptions: { '99': 1 } })
    expect(await service()).toEqual(before)
  })

  test('is masked where it is a secret', async () => {
    await change({ customFields: { '1': 'blue', '2': '9999' } })
    expect((await lastEvent()).changes).toEqual({
      customFields: [
        { '1': 'red', '2': '***' },
        { '1': 'blue', '2': '***' },
      ],
    })
  })

  test('takes a choice by its id and a quantity by its number, and keeps the other options', async () => {
    const { configOptions } = await service()
    expect(configOptions).toEqual({ '1': { choiceId: 1, quantity: 1 }, '2': { choiceId: 3, quantity: 0 } })
    await change({ configOptions: { '1': 2 } })
    await change({ configOptions: { '2': { quantity: 4 } } })
    expect((await service()).configOptions).toEqual({
      '1': { choiceId: 2, quantity: 1 },
      '2': { choiceId: 3, quantity: 4 },
    })
    await expect(change({ configOptions: { '1': 3 } })).rejects.toMatchObject({ code: 'choice_unknown' })
    await expect(change({ configOptions: { '2': 9 } })).rejects.toMatchObject({ code: 'quantity_refused' })
  })

  test('counts in the price when it is taken from the catalog, which wins over a given one', async () => {
    const changed = await change({ configOptions: { '1': 2, '2': 3 }, recurring: minor(1), recalculate: true })
    expect(changed.recurring).toBe(1295 + 300 + 3 * 100)
    expect(await change({ billingCycle: 'annually', recalculate: true })).toMatchObject({ recurring: 12000 })
    await expect(change({ billingCycle: 'quarterly', recalculate: true })).rejects.toMatchObject({
      code: 'cycle_not_offered',
    })
  })
})
