import { beforeEach, describe, expect, test } from 'vitest'
import { minor, NOW, openShop, type Shop, TODAY } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { CalendarDate } from '../../base/calendar.ts'
import type { AddonChanges } from './update-addon.ts'

let shop: Shop
let id: number

beforeEach(async () => {
  shop = await openShop()
  const { orderId, addonIds } = await shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    products: [{ productId: 1, addons: [{ definitionId: 1, quantity: 2 }] }],
  })
  await shop.orders.accept(SYSTEM, orderId)
  id = addonIds[0]!
})

const change = (changes: AddonChanges) => shop.addons.update(SYSTEM, id, changes)

test('an edit writes every field that it names, and leaves the others', async () => {
  const before = await shop.addons.get(SYSTEM, id)
  const changes = {
    status: 'Suspended',
    definitionId: 2,
    name: 'Own name',
    setup: minor(1),
    recurring: minor(2),
    billingCycle: 'annually',
    nextDueOn: '2030-01-01' as CalendarDate,
    terminatedOn: '2031-01-01' as CalendarDate,
    notes: 'note',
  } as const
  await change(changes)
  expect(await shop.addons.get(SYSTEM, id)).toEqual({
    ...before,
    ...changes,
    definitionName: 'Mailbox',
    updatedAt: NOW,
    version: before.version + 1,
  })
  expect((await shop.happenings()).at(-1)).toMatchObject({
    kind: 'addon.corrected',
    subject: 'addon',
    subjectId: id,
    clientId: 1,
    changes: { status: ['Active', 'Suspended'], definitionId: [1, 2] },
  })
})

test.each([{}, { notes: undefined, recalculate: false }])(
  'an edit that names no field is refused: %o',
  async (changes) => {
    await expect(change(changes)).rejects.toMatchObject({ code: 'nothing_to_update' })
  },
)

test('an edit of an unknown add-on is refused, whatever it names', async () => {
  for (const changes of [{}, { notes: 'x' }])
    await expect(shop.addons.update(SYSTEM, 99, changes)).rejects.toMatchObject({
      code: 'not_found',
      facts: { noun: 'Addon', id: 99 },
    })
})

test('an edit that changes nothing writes nothing', async () => {
  const before = await shop.addons.get(SYSTEM, id)
  await change({ notes: '', status: 'Active', recalculate: true })
  expect(await shop.addons.get(SYSTEM, id)).toEqual(before)
})

test.each([
  [{ definitionId: 99 }, 'definitionId'],
  [{ name: 'x'.repeat(256) }, 'name'],
  [{ setup: minor(-1) }, 'setup'],
  [{ recurring: minor(0.1) }, 'recurring'],
  [{ status: 'Asleep' as never }, 'status'],
  [{ billingCycle: 'weekly' as never }, 'billingCycle'],
  [{ notes: '\0' }, 'notes'],
])('an edit with %o is refused by the name of the field', async (changes, field) => {
  await expect(change({ notes: 'written', ...changes })).rejects.toMatchObject({ code: 'invalid', facts: { field } })
  expect(await shop.addons.get(SYSTEM, id)).toMatchObject({ notes: '' })
})

describe('the recurring amount from the catalog', () => {
  test('wins over a given one, for the quantity', async () => {
    expect(await change({ recurring: minor(1), billingCycle: 'annually', recalculate: true })).toMatchObject({
      recurring: 2 * 4000,
    })
    expect(await change({ billingCycle: 'monthly', recalculate: true })).toMatchObject({ recurring: 2 * 400 })
  })

  test('is refused where there is none', async () => {
    await expect(change({ billingCycle: 'quarterly', recalculate: true })).rejects.toMatchObject({
      code: 'cycle_not_offered',
    })
    await expect(change({ definitionId: null, recalculate: true })).rejects.toMatchObject({
      facts: { field: 'definitionId' },
    })
  })
})

test('a correction to an end sets its date, and one back takes it away', async () => {
  expect(await change({ status: 'Terminated' })).toMatchObject({ terminatedOn: TODAY })
  expect(await change({ status: 'Active' })).toMatchObject({ terminatedOn: null })
})
