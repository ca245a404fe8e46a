import { beforeEach, expect, test } from 'vitest'
import { minor, NOW, nobody, only, openShop, type Shop } from '../../../test/support/shop.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { CalendarDate } from '../../base/calendar.ts'
import type { DomainChanges } from './domains.ts'

let shop: Shop
let id: number

beforeEach(async () => {
  shop = await openShop()
  const placed = await shop.orders.place(SYSTEM, {
    clientId: 1,
    paymentMethod: 'paypal',
    domains: [{ kind: 'Register', name: 'a.org', eppCode: 'sesame' }],
  })
  id = placed.domainIds[0]!
})

const change = (changes: DomainChanges) => shop.domains.update(SYSTEM, id, changes)
const day = (text: string) => text as CalendarDate

test('an edit writes every field that it names, and leaves the others', async () => {
  const before = await shop.domains.get(SYSTEM, id)
  const changes = {
    kind: 'Transfer',
    name: 'B.org',
    registrar: 'enom',
    serverId: 1,
    periodYears: 3,
    firstPayment: minor(1),
    recurring: minor(2),
    paymentMethod: 'oldpay',
    status: 'Pending Transfer',
    registeredOn: day('2001-01-01'),
    expiresOn: day('2031-01-01'),
    nextDueOn: day('2030-12-01'),
    subscriptionId: 'S',
    promoId: 4,
    dnsManagement: true,
    emailForwarding: true,
    idProtection: true,
    doNotRenew: true,
    nameservers: ['ns1.example.com', 'ns2.example.com'],
    notes: 'note',
  } as const
  await change(changes)
  expect(await shop.domains.get(SYSTEM, id)).toEqual({
    ...before,
    ...changes,
    paymentMethodName: 'Old Pay',
    updatedAt: NOW,
    version: 2,
  })
  expect((await shop.happenings()).at(-1)).toMatchObject({
    kind: 'domain.corrected',
    subject: 'domain',
    subjectId: id,
    clientId: 1,
  })
})

test('an edit that changes nothing writes nothing', async () => {
  const events = (await shop.happenings()).length
  expect(await change({ name: 'a.org', nameservers: [] })).toMatchObject({ version: 1 })
  expect(await shop.happenings()).toHaveLength(events)
})

test.each([
  [{ name: '  ' }, 'name'],
  [{ registrar: 'not a module' }, 'module'],
  [{ periodYears: 0 }, 'periodYears'],
  [{ periodYears: 11 }, 'periodYears'],
  [{ recurring: minor(-1) }, 'recurring'],
  [{ status: 'Parked' as never }, 'status'],
  [{ kind: 'Steal' as never }, 'kind'],
  [{ nameservers: Array.from({ length: 6 }, (_, index) => `ns${index}.example.com`) }, 'nameservers'],
  [{ notes: 'x'.repeat(70_000) }, 'notes'],
])('an edit with %o is refused by the name of the field', async (changes, field) => {
  await expect(change(changes)).rejects.toMatchObject({ code: 'invalid', facts: { field } })
  expect(await shop.domains.get(SYSTEM, id)).toMatchObject({ version: 1 })
})

test('an unknown payment method and an unknown domain are refused', async () => {
  await expect(change({ paymentMethod: 'cash' })).rejects.toMatchObject({ code: 'payment_method_unknown' })
  await expect(shop.domains.update(SYSTEM, 99, { notes: 'x' })).rejects.toMatchObject({
    code: 'not_found',
    facts: { noun: 'Domain', id: 99 },
  })
  await expect(shop.domains.get(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found' })
})

test('reading and writing need their rights', async () => {
  await expect(shop.domains.list(nobody, {}, { offset: 0, limit: 5 })).rejects.toMatchObject({
    code: 'permission_refused',
  })
  await expect(shop.domains.get(nobody, id)).rejects.toMatchObject({ code: 'permission_refused' })
  await expect(shop.domains.update(only('services.read'), id, {})).rejects.toMatchObject({ code: 'permission_refused' })
  const { total, rows: domains } = await shop.domains.list(
    only('services.read'),
    { name: 'A.ORG' },
    { offset: 0, limit: 5 },
  )
  expect(total).toBe(1)
  expect(domains).toMatchObject([{ id, name: 'a.org' }])
})
