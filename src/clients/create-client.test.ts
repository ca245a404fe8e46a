import { expect, test } from 'vitest'
import { forEachEngine } from '../../test/support/databases.ts'
import { ada, happenings, NOW, openWorld, openWorldWithCurrency, withWorld } from '../../test/support/world.ts'
import { SYSTEM } from '../access/actor.ts'
import { md5Hex } from '../access/sign-in/passwords.ts'
import { sql } from '../storage/engine/sql.ts'
import { USER_PERMISSIONS } from './user.ts'

test('a new client has an owner of the same name and e-mail, a number of its own and today as its first day', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client, ownerUserId } = await clients.create(SYSTEM, ada)
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
  const { users } = await clients.getWithDetails(SYSTEM, { id: client.id })
  expect(users).toEqual([
    {
      id: ownerUserId,
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@example.com',
      isOwner: true,
      permissions: USER_PERMISSIONS,
    },
  ])
})

test('the first day of a client is the one on the wall of the server', async () => {
  const { makeWallClock } = await import('../base/wall-clock.ts')
  const { makeClients } = await import('./clients.ts')
  const world = await openWorldWithCurrency()
  const clients = makeClients({ ...world, wallClock: makeWallClock('Pacific/Auckland') })
  world.clock.advance(12 * 3_600_000)
  const { client } = await clients.create(SYSTEM, ada)
  expect(client.createdOn).toBe('2026-02-04')
})

test('an existing user may own the next client, and then no user is made', async () => {
  const { clients } = await openWorldWithCurrency()
  const { ownerUserId } = await clients.create(SYSTEM, ada)
  const second = await clients.create(SYSTEM, { ...ada, email: 'works@example.com', ownerUserId })
  expect(second.ownerUserId).toBe(ownerUserId)
  const { users } = await clients.getWithDetails(SYSTEM, { id: second.client.id })
  expect(users.map(({ id, email }) => [id, email])).toEqual([[ownerUserId, 'ada@example.com']])
})

test('an owner who does not exist is refused', async () => {
  const { clients } = await openWorldWithCurrency()
  await expect(clients.create(SYSTEM, { ...ada, ownerUserId: 9 })).rejects.toMatchObject({ code: 'owner_user_unknown' })
})

test('two clients cannot share an e-mail address, however it is written', async () => {
  const { clients } = await openWorldWithCurrency()
  const { ownerUserId } = await clients.create(SYSTEM, ada)
  const again = { ...ada, email: 'ADA@Example.com' }
  await expect(clients.create(SYSTEM, again)).rejects.toMatchObject({ code: 'user_email_taken' })
  await expect(clients.create(SYSTEM, { ...again, ownerUserId })).rejects.toMatchObject({ code: 'email_taken' })
})

test('a refused client leaves nothing behind', async () => {
  const world = await openWorldWithCurrency()
  const before = await happenings(world)
  await expect(world.clients.create(SYSTEM, { ...ada, groupId: 5 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(world.clients.create(SYSTEM, { ...ada, currencyId: 5 })).rejects.toMatchObject({ code: 'not_found' })
  await expect(world.clients.create(SYSTEM, { ...ada, country: 'Nowhere' })).rejects.toMatchObject({
    code: 'country_invalid',
  })
  expect(await world.clients.list(SYSTEM, {}, { offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] })
  expect(await happenings(world)).toEqual(before)
})

test('skipping validation lifts everything but the e-mail address', async () => {
  const { clients } = await openWorldWithCurrency()
  const { client } = await clients.create(SYSTEM, { email: 'bare@example.com', skipValidation: true })
  expect(client).toMatchObject({ firstName: '', country: '', email: 'bare@example.com' })
  await expect(clients.create(SYSTEM, { skipValidation: true })).rejects.toMatchObject({
    code: 'client_field_required',
    facts: { field: 'email' },
  })
})

test('custom fields are checked against their definitions and kept by number', async () => {
  const world = await openWorldWithCurrency()
  await world.transaction((tx) =>
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
  await expect(world.clients.create(SYSTEM, ada)).rejects.toMatchObject({
    code: 'custom_field_required',
    facts: { name: 'How did you find us' },
  })
  await expect(world.clients.create(SYSTEM, { ...ada, customFields: { 1: 'Advert' } })).rejects.toMatchObject({
    code: 'custom_field_invalid',
  })
  const { client } = await world.clients.create(SYSTEM, { ...ada, customFields: { 1: 'Friend', 99: 'ignored' } })
  expect(client.customFields).toEqual({ 1: 'Friend' })
  const { customFields } = await world.clients.getWithDetails(SYSTEM, { email: 'ADA@example.com' })
  expect(customFields).toMatchObject([{ field: { id: 1, name: 'How did you find us' }, value: 'Friend' }])
  const bare = await world.clients.create(SYSTEM, { email: 'bare@example.com', skipValidation: true })
  expect(bare.client.customFields).toEqual({})
})

test('the password of the owner is hashed, the security answer sealed, and neither is told', async () => {
  const world = await openWorldWithCurrency()
  await world.clients.create(SYSTEM, {
    ...ada,
    password: 'Enchantress',
    securityQuestionId: 2,
    securityAnswer: 'Byron',
  })
  const user = await world.database.reader.get<{ hash: string; answer: string; question: number }>(
    sql`SELECT password_hash AS hash, security_answer_sealed AS answer, security_question_id AS question FROM users`,
  )
  expect(user).toMatchObject({ hash: `hashed ${md5Hex('Enchantress')}`, question: 2 })
  expect(world.secrets.open(user!.answer)).toBe('Byron')
  expect(JSON.stringify(await happenings(world))).not.toMatch(/Enchantress|Byron|hashed/)
})

test('without a password the owner has none', async () => {
  const world = await openWorldWithCurrency()
  await world.clients.create(SYSTEM, { ...ada, password: '' })
  expect(await world.database.reader.get(sql`SELECT password_hash AS hash FROM users`)).toEqual({ hash: null })
})

test('without a currency no client can be added, and the refusal says so', async () => {
  const { clients } = await openWorld()
  await expect(clients.create(SYSTEM, ada)).rejects.toMatchObject({ code: 'invalid', facts: { field: 'currency' } })
})

forEachEngine((engine) => {
  test('lets one of many take an e-mail address, and tells the others', () =>
    withWorld(engine, async ({ clients }) => {
      const tries = await Promise.allSettled(
        Array.from({ length: 12 }, (_, n) =>
          clients.create(SYSTEM, { ...ada, email: n % 2 ? 'ADA@example.com' : 'ada@example.com' }),
        ),
      )
      expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      for (const attempt of tries)
        if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'user_email_taken' })
    }))
})
