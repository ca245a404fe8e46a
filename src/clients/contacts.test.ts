import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { ada, happenings, NOW, openWorldWithCurrency, withWorld } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import { sql } from '../storage/engine/sql.ts'

test('a contact needs nothing, but what it has must be well-formed and its own', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, ada)
  const contact = await clients.contacts.create(SYSTEM, client.id, { firstName: 'Charles', email: 'c@example.com' })
  expect(contact).toMatchObject({
    clientId: client.id,
    firstName: 'Charles',
    emails: { domain: false, general: false },
  })
  const add = (input: object) => clients.contacts.create(SYSTEM, client.id, input)
  await expect(add({ email: 'C@example.com' })).rejects.toMatchObject({ code: 'email_taken' })
  await expect(add({ email: 'nobody' })).rejects.toMatchObject({ code: 'email_invalid' })
  await add({ firstName: 'Annabella' })
  await add({ firstName: 'Byron' })
  expect((await clients.contacts.list(SYSTEM, client.id)).map(({ firstName }) => firstName)).toEqual([
    'Charles',
    'Annabella',
    'Byron',
  ])
  await expect(clients.contacts.create(SYSTEM, 99, {})).rejects.toMatchObject({ code: 'not_found' })
  await expect(clients.contacts.list(SYSTEM, 99)).rejects.toMatchObject({ code: 'not_found' })
})

test('somebody must go on receiving the e-mails about domains', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, ada)
  const desk = await clients.contacts.create(SYSTEM, client.id, { emails: { domain: true } })
  await clients.update(SYSTEM, { id: client.id }, { preferences: { emails: { domain: false } } })
  const quiet = () => clients.contacts.update(SYSTEM, desk.id, { emails: { domain: false } })
  await expect(quiet()).rejects.toMatchObject({ code: 'domain_emails_required' })
  await expect(clients.contacts.delete(SYSTEM, desk.id)).rejects.toMatchObject({ code: 'domain_emails_required' })
  await clients.contacts.create(SYSTEM, client.id, { emails: { domain: true } })
  expect((await quiet()).emails.domain).toBe(false)
})

forEachEngine((engine) => {
  test('a contact changes what is named, and each change is told', () =>
    withWorld(engine, async (world) => {
      const { contacts } = world.clients
      const { client } = await world.clients.create(SYSTEM, ada)
      const contact = await contacts.create(SYSTEM, client.id, { firstName: 'Charles', email: 'c@example.com' })
      await contacts.create(SYSTEM, client.id, { email: 'other@example.com' })
      const changes = { lastName: ' Babbage ', country: 'gb', emails: { invoice: true } }
      const after = await contacts.update(SYSTEM, contact.id, changes)
      expect(after).toEqual({
        ...contact,
        lastName: 'Babbage',
        country: 'GB',
        emails: { ...contact.emails, invoice: true },
      })
      expect(await contacts.get(SYSTEM, contact.id)).toEqual(after)
      expect((await happenings(world)).at(-1)).toMatchObject({
        kind: 'contact.updated',
        subjectId: contact.id,
        clientId: client.id,
        changes: { lastName: ['', 'Babbage'], country: ['', 'GB'] },
      })
      const count = (await happenings(world)).length
      expect(await contacts.update(SYSTEM, contact.id, { email: 'C@example.com', firstName: 'Charles' })).toMatchObject(
        { email: 'C@example.com' },
      )
      expect(await contacts.update(SYSTEM, contact.id, { email: 'C@example.com' })).toMatchObject({ id: contact.id })
      expect(await happenings(world)).toHaveLength(count + 1)
      const refused = (input: object) => expect(contacts.update(SYSTEM, contact.id, input)).rejects
      await refused({ email: 'OTHER@example.com' }).toMatchObject({ code: 'email_taken' })
      await refused({ phoneNumber: 'none' }).toMatchObject({ code: 'phone_invalid' })
      await expect(contacts.update(SYSTEM, 99, {})).rejects.toMatchObject({ code: 'not_found' })
    }))

  test('a contact is deleted unless an order or a ticket names it', () =>
    withWorld(engine, async (world) => {
      const { contacts } = world.clients
      const { client } = await world.clients.create(SYSTEM, ada)
      const free = await contacts.create(SYSTEM, client.id, { firstName: 'Charles', email: 'c@example.com' })
      const buyer = await contacts.create(SYSTEM, client.id, { firstName: 'Annabella' })
      await world.database.transaction((q) =>
        q.run(sql`INSERT INTO orders (client_id, contact_id, ordered_at, status, amount_minor, payment_method, updated_at)
          VALUES (${client.id}, ${buyer.id}, ${NOW}, 'Active', 0, '', ${NOW})`),
      )
      await contacts.delete(SYSTEM, free.id)
      await expect(contacts.get(SYSTEM, free.id)).rejects.toMatchObject({ code: 'not_found' })
      await expect(contacts.delete(SYSTEM, free.id)).rejects.toMatchObject({ code: 'not_found' })
      expect((await happenings(world)).at(-1)).toMatchObject({
        kind: 'contact.deleted',
        subjectId: free.id,
        clientId: client.id,
        description: `Contact ${free.id} of client ${client.id} deleted: Charles <c@example.com>`,
      })
      const used = { code: 'contact_in_use', facts: { contact: buyer.id } }
      await expect(contacts.delete(SYSTEM, buyer.id)).rejects.toMatchObject(used)
      expect(await contacts.list(SYSTEM, client.id)).toEqual([buyer])
    }))
})
