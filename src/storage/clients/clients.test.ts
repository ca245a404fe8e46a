import fc from 'fast-check'
import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { readByPlace } from '../../../test/support/read-by-place.ts'
import { ada, NOW, type World, withWorld } from '../../../test/support/world.ts'
import { SYSTEM } from '../../access/actor.ts'
import type { CalendarDate } from '../../base/calendar.ts'
import type { Minor } from '../../base/money.ts'
import { CLIENT_SORTS, type Client, type ClientOrder, NEW_PREFERENCES } from '../../clients/client.ts'
import type { NewClient } from '../../clients/store.ts'
import { fold, sql } from '../engine/sql.ts'

const everyField: NewClient = {
  id: 41,
  uuid: '0b1c2d3e-0000-4000-8000-000000000041',
  firstName: 'Ådá “Countess”',
  lastName: "O'Lovelace",
  companyName: 'Análytical; DROP TABLE clients',
  email: 'Ada@Example.com',
  address1: '12 St James Square',
  address2: 'First floor',
  city: 'London',
  state: 'Greater London',
  postcode: 'SW1Y 4JH',
  country: 'GB',
  phoneNumber: '+44 20 7946 0000',
  taxId: 'GB123',
  currencyId: 1,
  groupId: null,
  status: 'Inactive',
  language: 'english',
  notes: 'two\nlines 日本',
  paymentMethod: 'paypal',
  creditMinor: -(2 ** 53 - 1) as Minor,
  preferences: {
    ...NEW_PREFERENCES,
    emails: { general: true, product: false, domain: true, invoice: false, support: true, affiliate: false },
    taxExempt: true,
  },
  customFields: { 3: 'Google', 12: '' },
  createdOn: '2015-01-01' as CalendarDate,
  lastLoginAddress: '192.0.2.1',
}

const some = (over: Partial<NewClient>): NewClient => ({ ...everyField, id: undefined, ...over })

forEachEngine((engine) => {
  test('gives back every field of a client as it was stored', () =>
    withWorld(engine, async ({ read, transaction }) => {
      const id = await transaction((tx) => tx.clients.insert(everyField, NOW))
      const stored = { ...everyField, id: 41, createdAt: NOW, updatedAt: NOW, lastLoginAt: null, version: 1 }
      expect(id).toBe(41)
      expect(await read.clients.get(41)).toEqual(stored)
      expect(await transaction((tx) => tx.clients.lock(41))).toEqual(stored)
      const { rows: clients } = await read.clients.list({}, { offset: 0, limit: 5 })
      expect(clients).toEqual([stored])
      expect(await read.clients.get(42)).toBeUndefined()
      expect(await transaction((tx) => tx.clients.lock(42))).toBeUndefined()
    }))

  test('writes what a change names, moves the version, and finds the client under its new names', () =>
    withWorld(engine, async ({ read, transaction, clients }) => {
      const { id: groupId } = await clients.groups.create(SYSTEM, { name: 'Wholesale', colour: '#112233' })
      await transaction((tx) => tx.clients.insert(everyField, NOW))
      await transaction((tx) => tx.clients.update(41, { firstName: 'Grace', email: 'G@example.com', groupId }, NOW + 5))
      const after = await read.clients.get(41)
      expect(after).toMatchObject({ ...everyField, firstName: 'Grace', email: 'G@example.com', groupId, version: 2 })
      expect(after!.updatedAt).toBe(NOW + 5)
      expect(await read.clients.idOfEmail('g@EXAMPLE.com')).toBe(41)
      expect(await read.clients.idOfEmail('ada@example.com')).toBeUndefined()
      const found = await read.clients.list({ search: "grace o'love" }, { offset: 0, limit: 5 })
      expect(found.total).toBe(1)
      await transaction((tx) => tx.clients.update(41, { groupId: null }, NOW + 6))
      expect((await read.clients.get(41))!.groupId).toBeNull()
    }))

  test('gives back users, contacts, groups, currencies and custom fields as they were stored', () =>
    withWorld(engine, async ({ read, transaction, clients }) => {
      const { client, ownerUserId } = await clients.create(SYSTEM, {
        ...ada,
        language: 'german',
        securityQuestionId: 3,
      })
      expect(await read.clients.users.get(ownerUserId)).toMatchObject({
        ...{ id: ownerUserId, firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' },
        ...{ language: 'german', securityQuestionId: 3, createdAt: NOW },
      })
      const contact = await clients.contacts.create(SYSTEM, client.id, {
        ...ada,
        id: 9,
        taxId: 'X',
        emails: { invoice: true },
      })
      expect(contact).toMatchObject({
        id: 9,
        clientId: client.id,
        taxId: 'X',
        createdAt: NOW,
        emails: { invoice: true },
      })
      expect(await read.clients.contacts.ofClient(client.id)).toEqual([contact])
      const field = {
        ...{ owner: 'addon' as const, ownerId: 5, name: 'Größe', description: 'd', kind: 'dropdown' as const },
        ...{ choices: ['a', 'b'], pattern: '^.$', required: true, onOrderForm: false, staffOnly: true, position: 2 },
      }
      const id = await transaction((tx) => tx.clients.customFields.insert(field))
      await transaction((tx) => tx.clients.customFields.insert({ ...field, ownerId: 6, position: 1 }))
      expect(await read.clients.customFields.of('addon', [5])).toEqual([{ ...field, id }])
      expect((await read.clients.customFields.of('addon')).map(({ ownerId }) => ownerId)).toEqual([6, 5])
      expect(await read.clients.customFields.of('addon', [])).toEqual([])
      expect(await read.clients.customFields.of('product', [5])).toEqual([])
      expect(await read.clients.customFields.named([id, 99])).toEqual([{ id, name: 'Größe', kind: 'dropdown' }])
    }))

  test('numbers what follows a prescribed number after it, also when an older one is filled in later', () =>
    withWorld(engine, async ({ transaction }) => {
      const insert = (number: number, id?: number) =>
        transaction((tx) => tx.clients.insert(some({ id, uuid: `u${number}`, email: `c${number}@example.com` }), NOW))
      expect(await insert(1, 100)).toBe(100)
      expect(await insert(2)).toBe(101)
      expect(await insert(3, 50)).toBe(50)
      expect(await insert(4)).toBe(102)
    }))

  test('pages behind the last row of each are the whole list, whatever comes and goes meanwhile', () =>
    withWorld(engine, async ({ database, read, transaction }) => {
      const insert = (number: number) =>
        transaction((tx) =>
          tx.clients.insert(some({ uuid: `u${number}`, email: `c${number}@example.com`, status: 'Active' }), NOW),
        )
      for (let number = 1; number <= 8; number++) await insert(number)
      const placeOf = ({ id }: Client) => id
      for (const filter of [{}, { search: 'c' }, { status: 'active' }, { search: 'c8' }, { search: 'nobody' }]) {
        const { total, rows } = await read.clients.list(filter, { offset: 0, limit: 99 })
        const ids = rows.map(placeOf)
        expect(await readByPlace((page) => read.clients.list(filter, page), placeOf, 3)).toEqual(ids)
        const behind = await read.clients.list(filter, { offset: 0, limit: 3, after: [999] })
        expect(behind).toEqual({ total, rows: [] })
      }
      const found = await readByPlace(
        (page) => read.clients.list({ search: 'c' }, page),
        placeOf,
        3,
        async (last) => {
          await database.transaction((q) => q.run(sql`DELETE FROM clients WHERE id IN (${last - 2}, ${last})`))
          if (last < 9) await insert(last + 100)
        },
      )
      expect(found).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    }))

  test('finds, orders, counts and pages clients as a plain list would', () =>
    withWorld(engine, async (world) => {
      await world.clients.groups.create(SYSTEM, { name: 'One' })
      await world.clients.groups.create(SYSTEM, { name: 'Two' })
      await fc.assert(
        fc.asyncProperty(
          fc.array(person, { maxLength: 9 }),
          fc.array(question, { minLength: 1, maxLength: 6 }),
          async (people, questions) => {
            const stored = await replaceClients(world, people)
            for (const { search, status, by, descending, offset, limit } of questions) {
              const order = { by, descending }
              const matching = inOrder(stored.filter(matches(search, status)), order)
              const filter = { search, status }
              const expected = { total: matching.length, rows: matching.slice(offset, offset + limit) }
              expect(await world.read.clients.list(filter, { offset, limit }, order)).toEqual(expected)
              const last = matching[offset - 1]
              const after = last && (by === 'id' ? [last.id] : [last[by], last.id])
              if (after)
                expect(await world.read.clients.list(filter, { offset: 0, limit, after }, order)).toEqual(expected)
              const streamed: Client[] = []
              for await (const { total, rows } of world.read.clients.stream(filter, { offset, limit }, order)) {
                expect(total).toBe(expected.total)
                streamed.push(...rows)
              }
              expect(streamed).toEqual(expected.rows)
            }
          },
        ),
        { numRuns: 60 },
      )
    }))
})

// Few letters, so that prefixes meet; some whose case or byte order is unlike their code units'.
const word = fc
  .array(fc.constantFrom('a', 'A', 'b', 'é', 'É', 'e\u0301', 'ß', 'İ', ' ', '%', '_', '\\', '\uffee', '\u{1f600}'), {
    maxLength: 3,
  })
  .map((letters) => letters.join(''))

const person = fc.record({
  firstName: word,
  lastName: word,
  companyName: word,
  mailbox: fc.constantFrom('a', 'A.b', 'b'),
  groupId: fc.constantFrom(null, 1, 2),
  status: fc.constantFrom('Active' as const, 'Inactive' as const, 'Closed' as const),
  createdOn: fc.constantFrom('2015-01-01', '2026-02-03').map((text) => text as CalendarDate),
})

const question = fc.record({
  search: fc.option(fc.oneof(word, fc.constantFrom('a', 'b0', 'a b', 'A.B')), { nil: undefined, freq: 1 }),
  status: fc.option(fc.constantFrom('Active', 'closed', 'nothing'), { nil: undefined, freq: 1 }),
  by: fc.constantFrom(...CLIENT_SORTS),
  descending: fc.boolean(),
  offset: fc.oneof(fc.constant(0), fc.nat(10)),
  limit: fc.nat(10),
})

type Person = typeof person extends fc.Arbitrary<infer T> ? T : never

async function replaceClients(world: World, people: Person[]): Promise<Client[]> {
  await world.database.transaction((q) => q.run(sql`DELETE FROM clients`))
  return world.transaction(async (tx) => {
    const stored: Client[] = []
    for (const [index, { mailbox, ...one }] of people.entries()) {
      const id = await tx.clients.insert(
        some({ ...one, uuid: `u${index}`, email: `${mailbox}${index}@example.com` }),
        NOW,
      )
      stored.push((await tx.clients.get(id))!)
    }
    return stored
  })
}

const matches =
  (search: string | undefined, status: string | undefined) =>
  ({ firstName, lastName, companyName, email, ...client }: Client) =>
    (search === undefined ||
      [firstName, lastName, `${firstName} ${lastName}`, companyName, email].some((text) =>
        fold(text).startsWith(fold(search)),
      )) &&
    (status === undefined || client.status.toLowerCase() === status.toLowerCase())

function inOrder(clients: Client[], { by, descending }: ClientOrder): Client[] {
  const keyOf = (client: Client) => {
    const value = client[by] ?? 0
    return typeof value === 'string' && by !== 'status' ? fold(value) : value
  }
  const compare = (a: string | number, b: string | number) =>
    typeof a === 'number' ? a - Number(b) : Buffer.compare(Buffer.from(a), Buffer.from(String(b)))
  const ascending = clients.toSorted((a, b) => compare(keyOf(a), keyOf(b)) || a.id - b.id)
  return descending ? ascending.reverse() : ascending
}
