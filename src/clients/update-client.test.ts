import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { ada, happenings, NOW, openWorldWithCurrency, withWorld } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'

test('a change touches what it names and nothing else', async () => {
  const { clients, clock } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, { ...ada, customFields: {} })
  clock.advance(1000)
  const after = await clients.update(SYSTEM, { id: client.id }, { city: ' Paris ', preferences: { taxExempt: true } })
  expect(after).toEqual({
    ...client,
    city: 'Paris',
    preferences: { ...client.preferences, taxExempt: true },
    updatedAt: NOW + 1000,
    version: 2,
  })
})

test('a change finds its client by e-mail address too, and tells when there is none', async () => {
  const { clients } = await openWorldWithCurrency()
  await clients.create(SYSTEM, ada)
  const after = await clients.update(SYSTEM, { email: 'Ada@Example.com' }, { notes: 'Prefers mail' })
  expect(after.notes).toBe('Prefers mail')
  await expect(clients.update(SYSTEM, { email: 'x@example.com' }, {})).rejects.toMatchObject({ code: 'not_found' })
  await expect(clients.update(SYSTEM, { id: 99 }, { notes: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})

test('a change without a difference writes and records nothing', async () => {
  const world = await openWorldWithCurrency()
  const { client } = await world.clients.create(SYSTEM, ada)
  const before = await happenings(world)
  expect(await world.clients.update(SYSTEM, { id: client.id }, { city: 'London', groupId: null })).toEqual(client)
  expect(await happenings(world)).toEqual(before)
})

test('a change cannot take the e-mail address of another client', async () => {
  const { clients } = await openWorldWithCurrency()
  await clients.create(SYSTEM, ada)
  const { client } = await clients.create(SYSTEM, { ...ada, email: 'charles@example.com' })
  await expect(clients.update(SYSTEM, { id: client.id }, { email: 'ADA@example.com' })).rejects.toMatchObject({
    code: 'email_taken',
  })
  const after = await clients.update(SYSTEM, { id: client.id }, { email: 'Charles@Example.com' })
  expect(after.email).toBe('Charles@Example.com')
})

test('a change cannot empty or spoil what a client must have, unless validation is skipped', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, ada)
  const update = (changes: object) => clients.update(SYSTEM, { id: client.id }, changes)
  await expect(update({ city: '' })).rejects.toMatchObject({ code: 'client_field_required', facts: { field: 'city' } })
  await expect(update({ email: 'nobody' })).rejects.toMatchObject({ code: 'email_invalid' })
  await expect(update({ status: 'Asleep' })).rejects.toMatchObject({ code: 'invalid', facts: { field: 'status' } })
  await expect(update({ email: '', skipValidation: true })).rejects.toMatchObject({ code: 'client_field_required' })
  expect((await update({ city: '', skipValidation: true })).city).toBe('')
})

test('custom fields change one by one', async () => {
  const world = await openWorldWithCurrency()
  for (const [name, kind] of [
    ['Colour', 'text'],
    ['Secret', 'password'],
  ] as const)
    await world.transaction((tx) =>
      tx.clients.customFields.insert({
        ...{ owner: 'client', ownerId: 0, name, description: '', kind, choices: [], pattern: '' },
        ...{ required: false, onOrderForm: false, staffOnly: false, position: 0 },
      }),
    )
  const { client } = await world.clients.create(SYSTEM, { ...ada, customFields: { 1: 'Red', 2: 'hunter2' } })
  const after = await world.clients.update(SYSTEM, { id: client.id }, { customFields: { 1: 'Blue' } })
  expect(after.customFields).toEqual({ 1: 'Blue', 2: { sealed: expect.any(String) } })
  const details = await world.clients.getWithDetails(SYSTEM, { id: client.id })
  expect(details.customFields.map(({ value }) => value)).toEqual(['Blue', 'hunter2'])
  const events = await happenings(world)
  expect(events.at(-1)!.changes).toEqual({
    customFields: [
      { 1: 'Red', 2: '***' },
      { 1: 'Blue', 2: '***' },
    ],
  })
  expect(JSON.stringify(events)).not.toContain('hunter2')
})

test('who wants to be told of fields that there are not is told, and nothing is written', async () => {
  const { clients } = await openWorldWithCurrency()
  const values = { customFields: { 99: 'x' }, onlyKnownFields: true }
  const refusal = { code: 'not_found', facts: { noun: 'Custom field', id: 99 } }
  await expect(clients.create(SYSTEM, { ...ada, ...values })).rejects.toMatchObject(refusal)
  const { client } = await clients.create(SYSTEM, ada)
  await expect(clients.update(SYSTEM, { id: client.id }, { ...values, notes: 'x' })).rejects.toMatchObject(refusal)
  expect(await clients.get(SYSTEM, client.id)).toEqual(client)
})

test('e-mails about domains can only be switched off when a contact receives them', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, ada)
  const silence = () => clients.update(SYSTEM, { id: client.id }, { preferences: { emails: { domain: false } } })
  await expect(silence()).rejects.toMatchObject({ code: 'domain_emails_required' })
  await clients.contacts.create(SYSTEM, client.id, { email: 'desk@example.com', emails: { support: true } })
  await expect(silence()).rejects.toMatchObject({ code: 'domain_emails_required' })
  await clients.contacts.create(SYSTEM, client.id, { email: 'hostmaster@example.com', emails: { domain: true } })
  expect((await silence()).preferences.emails).toMatchObject({ domain: false, general: true })
})

test('closing a client is recorded as such, with what it was', async () => {
  const world = await openWorldWithCurrency()
  const { client } = await world.clients.create(SYSTEM, ada)
  await world.clients.setStatus(SYSTEM, client.id, 'Inactive')
  expect((await world.clients.close(SYSTEM, client.id)).status).toBe('Closed')
  const events = await happenings(world)
  expect(events.map(({ kind }) => kind)).toEqual([
    'currency.created',
    'client.created',
    'user.created',
    'client.updated',
    'client.closed',
  ])
  expect(events.at(-1)).toMatchObject({
    subject: 'client',
    subjectId: client.id,
    clientId: client.id,
    changes: { status: ['Inactive', 'Closed'] },
  })
})

forEachEngine((engine) => {
  test('lets one of many clients change to an e-mail address', () =>
    withWorld(engine, async ({ clients }) => {
      const ids = Array.from({ length: 12 }, (_, index) => index + 1)
      for (const id of ids) await clients.create(SYSTEM, { ...ada, email: `c${id}@example.com` })
      const tries = await Promise.allSettled(
        ids.map((id) => clients.update(SYSTEM, { id }, { email: 'one@example.com' })),
      )
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const attempt of tries)
        if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'email_taken' })
    }))

  test('loses no change when several change one client at once', () =>
    withWorld(engine, async ({ clients, transaction, read }) => {
      const field = { owner: 'client', ownerId: 0, description: '', kind: 'text', choices: [], pattern: '' } as const
      const flags = { required: false, onOrderForm: false, staffOnly: false, position: 0 }
      for (const name of ['1', '2', '3', '4', '5', '6'])
        await transaction((tx) => tx.clients.customFields.insert({ ...field, ...flags, name }))
      const { client } = await clients.create(SYSTEM, ada)
      await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) => clients.update(SYSTEM, { id: client.id }, { customFields: { [n]: `v${n}` } })),
      )
      const after = await read.clients.get(client.id)
      expect(after!.customFields).toEqual({ 1: 'v1', 2: 'v2', 3: 'v3', 4: 'v4', 5: 'v5', 6: 'v6' })
      expect(after!.version).toBe(7)
    }))
})
