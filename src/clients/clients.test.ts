import { expect, test } from 'vitest'
import { ada, happenings, NOW, openDesk, openDeskWithCurrency } from '../../test/support/desk.ts'
import { SYSTEM } from '../access/actor.ts'
import { md5Hex } from '../access/sign-in/passwords.ts'
import { toMinor } from '../base/money.ts'
import { sql } from '../storage/engine/sql.ts'

const nobody = { ...SYSTEM, permissions: new Set<never>() }

test('a new client has an owner of the same name and e-mail, a number of its own and today as its first day', async () => {
  const { clients } = await openDeskWithCurrency()
  const { client, ownerUserId } = await clients.add(SYSTEM, ada)
  expect(client).toMatchObject({
    ...ada,
    status: 'Active',
    currencyId: 1,
    groupId: null,
    creditMinor: 0,
    createdOn: '2026-02-03',
    createdAt: NOW,
    version: 1,
    preferences: { emails: { domain: true, general: true }, marketing: false, singleSignOn: true },
  })
  expect(client.uuid).toMatch(/^[0-9a-f-]{36}$/)
  const { users } = await clients.details(SYSTEM, { id: client.id })
  expect(users).toEqual([
    { id: ownerUserId, firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', isOwner: true },
  ])
})

test('the first day of a client is the one on the wall of the server', async () => {
  const { makeWallClock } = await import('../base/wall-clock.ts')
  const { makeClients } = await import('./clients.ts')
  const desk = await openDeskWithCurrency()
  const clients = makeClients({ ...desk, wallClock: makeWallClock('Pacific/Auckland') })
  desk.clock.advance(12 * 3_600_000)
  const { client } = await clients.add(SYSTEM, ada)
  expect(client.createdOn).toBe('2026-02-04')
})

test('an existing user may own the next client, and then no user is made', async () => {
  const { clients } = await openDeskWithCurrency()
  const { ownerUserId } = await clients.add(SYSTEM, ada)
  const second = await clients.add(SYSTEM, { ...ada, email: 'works@example.com', ownerUserId })
  expect(second.ownerUserId).toBe(ownerUserId)
  const { users } = await clients.details(SYSTEM, { id: second.client.id })
  expect(users.map(({ id, email }) => [id, email])).toEqual([[ownerUserId, 'ada@example.com']])
})

test('an owner who does not exist is refused', async () => {
  const { clients } = await openDeskWithCurrency()
  await expect(clients.add(SYSTEM, { ...ada, ownerUserId: 9 })).rejects.toMatchObject({ code: 'owner_user_unknown' })
})

test('two clients cannot share an e-mail address, however it is written', async () => {
  const { clients } = await openDeskWithCurrency()
  const { ownerUserId } = await clients.add(SYSTEM, ada)
  const again = { ...ada, email: 'ADA@Example.com' }
  await expect(clients.add(SYSTEM, again)).rejects.toMatchObject({ code: 'user_email_taken' })
  await expect(clients.add(SYSTEM, { ...again, ownerUserId })).rejects.toMatchObject({ code: 'email_taken' })
})

test('a refused client leaves nothing behind', async () => {
  const desk = await openDeskWithCurrency()
  const before = await happenings(desk)
  await expect(desk.clients.add(SYSTEM, { ...ada, groupId: 5 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(desk.clients.add(SYSTEM, { ...ada, currencyId: 5 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(desk.clients.add(SYSTEM, { ...ada, country: 'Nowhere' })).rejects.toMatchObject({
    code: 'country_invalid',
  })
  expect(await desk.clients.list(SYSTEM, {}, { offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] })
  expect(await happenings(desk)).toEqual(before)
})

test('skipping validation lifts everything but the e-mail address', async () => {
  const { clients } = await openDeskWithCurrency()
  const { client } = await clients.add(SYSTEM, { email: 'bare@example.com', skipValidation: true })
  expect(client).toMatchObject({ firstName: '', country: '', email: 'bare@example.com' })
  await expect(clients.add(SYSTEM, { skipValidation: true })).rejects.toMatchObject({
    code: 'client_field_required',
    facts: { field: 'email' },
  })
})

test('custom fields are checked against their definitions and kept by number', async () => {
  const desk = await openDeskWithCurrency()
  await desk.transaction((tx) =>
    tx.clients.customFields.insert({
      owner: 'client',
      ownerId: 0,
      name: 'How did you find us',
      description: '',
      kind: 'dropdown',
      choices: ['Search', 'Friend'],
      pattern: '',
      required: true,
      onOrderForm: true,
      staffOnly: false,
      position: 0,
    }),
  )
  await expect(desk.clients.add(SYSTEM, ada)).rejects.toMatchObject({
    code: 'custom_field_required',
    facts: { name: 'How did you find us' },
  })
  await expect(desk.clients.add(SYSTEM, { ...ada, customFields: { 1: 'Advert' } })).rejects.toMatchObject({
    code: 'custom_field_invalid',
  })
  const { client } = await desk.clients.add(SYSTEM, { ...ada, customFields: { 1: 'Friend', 99: 'ignored' } })
  expect(client.customFields).toEqual({ 1: 'Friend' })
  const { customFields } = await desk.clients.details(SYSTEM, { email: 'ADA@example.com' })
  expect(customFields).toMatchObject([{ field: { id: 1, name: 'How did you find us' }, value: 'Friend' }])
  const bare = await desk.clients.add(SYSTEM, { email: 'bare@example.com', skipValidation: true })
  expect(bare.client.customFields).toEqual({})
})

test('the password of the owner is hashed, the security answer sealed, and neither is told', async () => {
  const desk = await openDeskWithCurrency()
  await desk.clients.add(SYSTEM, { ...ada, password: 'Enchantress', securityQuestionId: 2, securityAnswer: 'Byron' })
  const user = await desk.database.reader.get<{ hash: string; answer: string; question: number }>(
    sql`SELECT password_hash AS hash, security_answer_sealed AS answer, security_question_id AS question FROM users`,
  )
  expect(user).toMatchObject({ hash: `hashed ${md5Hex('Enchantress')}`, question: 2 })
  expect(desk.secrets.open(user!.answer)).toBe('Byron')
  expect(JSON.stringify(await happenings(desk))).not.toMatch(/Enchantress|Byron|hashed/)
})

test('without a password the owner has none', async () => {
  const desk = await openDeskWithCurrency()
  await desk.clients.add(SYSTEM, { ...ada, password: '' })
  expect(await desk.database.reader.get(sql`SELECT password_hash AS hash FROM users`)).toEqual({ hash: null })
})

test('a change touches what it names and nothing else', async () => {
  const { clients, clock } = await openDeskWithCurrency()
  const { client } = await clients.add(SYSTEM, { ...ada, customFields: {} })
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
  const { clients } = await openDeskWithCurrency()
  await clients.add(SYSTEM, ada)
  const after = await clients.update(SYSTEM, { email: 'Ada@Example.com' }, { notes: 'Prefers mail' })
  expect(after.notes).toBe('Prefers mail')
  await expect(clients.update(SYSTEM, { email: 'x@example.com' }, {})).rejects.toMatchObject({ code: 'not_found' })
  await expect(clients.update(SYSTEM, { id: 99 }, { notes: 'x' })).rejects.toMatchObject({ code: 'not_found' })
})

test('a change without a difference writes and records nothing', async () => {
  const desk = await openDeskWithCurrency()
  const { client } = await desk.clients.add(SYSTEM, ada)
  const before = await happenings(desk)
  expect(await desk.clients.update(SYSTEM, { id: client.id }, { city: 'London', groupId: null })).toEqual(client)
  expect(await happenings(desk)).toEqual(before)
})

test('a change cannot take the e-mail address of another client', async () => {
  const { clients } = await openDeskWithCurrency()
  await clients.add(SYSTEM, ada)
  const { client } = await clients.add(SYSTEM, { ...ada, email: 'charles@example.com' })
  await expect(clients.update(SYSTEM, { id: client.id }, { email: 'ADA@example.com' })).rejects.toMatchObject({
    code: 'email_taken',
  })
  const after = await clients.update(SYSTEM, { id: client.id }, { email: 'Charles@Example.com' })
  expect(after.email).toBe('Charles@Example.com')
})

test('a change cannot empty or spoil what a client must have, unless validation is skipped', async () => {
  const { clients } = await openDeskWithCurrency()
  const { client } = await clients.add(SYSTEM, ada)
  const update = (changes: object) => clients.update(SYSTEM, { id: client.id }, changes)
  await expect(update({ city: '' })).rejects.toMatchObject({ code: 'client_field_required', facts: { field: 'city' } })
  await expect(update({ email: 'nobody' })).rejects.toMatchObject({ code: 'email_invalid' })
  await expect(update({ status: 'Asleep' })).rejects.toMatchObject({ code: 'invalid', facts: { field: 'status' } })
  await expect(update({ email: '', skipValidation: true })).rejects.toMatchObject({ code: 'client_field_required' })
  expect((await update({ city: '', skipValidation: true })).city).toBe('')
})

test('custom fields change one by one', async () => {
  const desk = await openDeskWithCurrency()
  for (const [name, kind] of [
    ['Colour', 'text'],
    ['Secret', 'password'],
  ] as const)
    await desk.transaction((tx) =>
      tx.clients.customFields.insert({
        ...{ owner: 'client', ownerId: 0, name, description: '', kind, choices: [], pattern: '' },
        ...{ required: false, onOrderForm: false, staffOnly: false, position: 0 },
      }),
    )
  const { client } = await desk.clients.add(SYSTEM, { ...ada, customFields: { 1: 'Red', 2: 'hunter2' } })
  const after = await desk.clients.update(SYSTEM, { id: client.id }, { customFields: { 1: 'Blue' } })
  expect(after.customFields).toEqual({ 1: 'Blue', 2: 'hunter2' })
  const events = await happenings(desk)
  expect(events.at(-1)!.changes).toEqual({
    customFields: [
      { 1: 'Red', 2: '***' },
      { 1: 'Blue', 2: '***' },
    ],
  })
  expect(JSON.stringify(events)).not.toContain('hunter2')
})

test('e-mails about domains can only be switched off when a contact receives them', async () => {
  const { clients } = await openDeskWithCurrency()
  const { client } = await clients.add(SYSTEM, ada)
  const silence = () => clients.update(SYSTEM, { id: client.id }, { preferences: { emails: { domain: false } } })
  await expect(silence()).rejects.toMatchObject({ code: 'domain_emails_required' })
  await clients.addContact(SYSTEM, client.id, { email: 'desk@example.com', emails: { support: true } })
  await expect(silence()).rejects.toMatchObject({ code: 'domain_emails_required' })
  await clients.addContact(SYSTEM, client.id, { email: 'hostmaster@example.com', emails: { domain: true } })
  expect((await silence()).preferences.emails).toMatchObject({ domain: false, general: true })
})

test('closing a client is recorded as such, with what it was', async () => {
  const desk = await openDeskWithCurrency()
  const { client } = await desk.clients.add(SYSTEM, ada)
  await desk.clients.setStatus(SYSTEM, client.id, 'Inactive')
  expect((await desk.clients.close(SYSTEM, client.id)).status).toBe('Closed')
  const events = await happenings(desk)
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

test('details come with the currency, the group and the owner first among the users', async () => {
  const desk = await openDeskWithCurrency()
  const group = await desk.clients.addGroup(SYSTEM, { name: 'Wholesale', colour: '#AABBCC' })
  const first = await desk.clients.add(SYSTEM, ada)
  const second = await desk.clients.add(SYSTEM, { ...ada, email: 'b@example.com', groupId: group.id })
  await desk.transaction((tx) => tx.clients.users.link(second.client.id, first.ownerUserId, false))
  const details = await desk.clients.details(SYSTEM, { id: second.client.id })
  expect(details.group).toEqual(group)
  expect(details.currency).toEqual({ id: 1, code: 'USD', prefix: '$', suffix: ' USD', isDefault: true })
  expect(details.users.map(({ id, isOwner }) => [id, isOwner])).toEqual([
    [second.ownerUserId, true],
    [first.ownerUserId, false],
  ])
})

test('a contact needs nothing, but what it has must be well-formed and its own', async () => {
  const { clients } = await openDeskWithCurrency()
  const { client } = await clients.add(SYSTEM, ada)
  const contact = await clients.addContact(SYSTEM, client.id, { firstName: 'Charles', email: 'c@example.com' })
  expect(contact).toMatchObject({
    clientId: client.id,
    firstName: 'Charles',
    emails: { domain: false, general: false },
  })
  const add = (input: object) => clients.addContact(SYSTEM, client.id, input)
  await expect(add({ email: 'C@example.com' })).rejects.toMatchObject({ code: 'email_taken' })
  await expect(add({ email: 'nobody' })).rejects.toMatchObject({ code: 'email_invalid' })
  await add({ firstName: 'Annabella' })
  await add({ firstName: 'Byron' })
  expect((await clients.listContacts(SYSTEM, client.id)).map(({ firstName }) => firstName)).toEqual([
    'Charles',
    'Annabella',
    'Byron',
  ])
  await expect(clients.addContact(SYSTEM, 99, {})).rejects.toMatchObject({ code: 'not_found' })
})

test('the first currency is the default, and a later default takes its place', async () => {
  const { clients } = await openDesk()
  await clients.addCurrency(SYSTEM, { code: 'USD' })
  await clients.addCurrency(SYSTEM, { code: 'EUR' })
  await clients.addCurrency(SYSTEM, { code: 'GBP', isDefault: true })
  const currencies = await clients.listCurrencies(SYSTEM)
  expect(currencies.map(({ code, isDefault }) => [code, isDefault])).toEqual([
    ['USD', false],
    ['EUR', false],
    ['GBP', true],
  ])
  expect((await clients.add(SYSTEM, ada)).client.currencyId).toBe(3)
  await expect(clients.addCurrency(SYSTEM, { code: 'EUR' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.addCurrency(SYSTEM, { code: 'euro' })).rejects.toMatchObject({ code: 'invalid' })
})

test('without a currency no client can be added, and the refusal says so', async () => {
  const { clients } = await openDesk()
  await expect(clients.add(SYSTEM, ada)).rejects.toMatchObject({ code: 'invalid', facts: { field: 'currency' } })
})

test('groups have names of their own', async () => {
  const { clients } = await openDesk()
  await clients.addGroup(SYSTEM, { name: 'Wholesale' })
  await expect(clients.addGroup(SYSTEM, { name: ' Wholesale ' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.addGroup(SYSTEM, { name: '' })).rejects.toMatchObject({ code: 'invalid' })
  await expect(clients.addGroup(SYSTEM, { name: 'Retail', colour: 'red' })).rejects.toMatchObject({ code: 'invalid' })
  expect(await clients.listGroups(SYSTEM)).toEqual([{ id: 1, name: 'Wholesale', colour: '' }])
})

test('credit is exact', async () => {
  const { clients } = await openDeskWithCurrency()
  const { client } = await clients.add(SYSTEM, { ...ada, creditMinor: toMinor(2 ** 53 - 1) })
  expect((await clients.get(SYSTEM, client.id)).creditMinor).toBe(2 ** 53 - 1)
})

test('every verb asks for its right first', async () => {
  const { clients } = await openDesk()
  const writing = [
    () => clients.add(nobody, ada),
    () => clients.update(nobody, { id: 1 }, {}),
    () => clients.setStatus(nobody, 1, 'Active'),
    () => clients.close(nobody, 1),
    () => clients.addContact(nobody, 1, {}),
    () => clients.addCurrency(nobody, { code: 'USD' }),
    () => clients.addGroup(nobody, { name: 'x' }),
  ]
  const reading = [
    () => clients.get(nobody, 1),
    () => clients.getByEmail(nobody, 'x@example.com'),
    () => clients.details(nobody, { id: 1 }),
    () => clients.list(nobody, {}, { offset: 0, limit: 1 }),
    () => clients.listContacts(nobody, 1),
    () => clients.listCurrencies(nobody),
    () => clients.listGroups(nobody),
  ]
  for (const verb of writing) await expect(verb()).rejects.toMatchObject({ facts: { permission: 'clients.write' } })
  for (const verb of reading) await expect(verb()).rejects.toMatchObject({ facts: { permission: 'clients.read' } })
})
