import { describe, expect, test } from 'vitest'
import { type AccessWorld, actorWith, hireBob, openAccess } from '../../test/support/access.ts'
import { type Actor, SYSTEM } from './actor.ts'

type Verb = (world: AccessWorld, actor: Actor) => Promise<unknown>

const writes: [string, Verb][] = [
  ['create a role', ({ access }, actor) => access.roles.create(actor, { name: 'Other', permissions: ['*'] })],
  ['change a role', ({ access }, actor) => access.roles.update(actor, 1, { permissions: ['*'] })],
  ['create a member', ({ access }, actor) => access.staff.create(actor, { username: 'carol', roleId: 1 })],
  ['change a member', ({ access }, actor) => access.staff.update(actor, 1, { notes: 'On call' })],
  ['set a password', ({ access }, actor) => access.staff.setPassword(actor, 1, 'battery staple')],
  ['disable a member', ({ access }, actor) => access.staff.disable(actor, 1)],
  ['create a credential', ({ access }, actor) => access.credentials.create(actor, { name: 'x', staffId: 1 })],
  ['change a credential', ({ access }, actor) => access.credentials.update(actor, 1, { numbers: 'native' })],
  ['revoke a credential', ({ access }, actor) => access.credentials.revoke(actor, 1)],
  ['allow an address', ({ access }, actor) => access.allowedAddresses.create(actor, '192.0.2.1')],
  ['take an address off', ({ access }, actor) => access.allowedAddresses.delete(actor, 1)],
  [
    'ban an address',
    ({ access }, actor) =>
      access.bans.ban(actor, { face: 'native', address: '192.0.2.1', reason: 'abuse', expiresAt: null }),
  ],
  ['lift a ban', ({ access }, actor) => access.bans.lift(actor, 1)],
  ['set the access key', ({ access }, actor) => access.accessKey.set(actor, 'open-sesame')],
]

const reads: [string, Verb][] = [
  ['list roles', ({ access }, actor) => access.roles.list(actor)],
  ['list staff', ({ access }, actor) => access.staff.list(actor)],
  ['list credentials', ({ access }, actor) => access.credentials.list(actor)],
  ['list allowed addresses', ({ access }, actor) => access.allowedAddresses.list(actor)],
  ['list bans', ({ access }, actor) => access.bans.list(actor)],
]

/** Number 1 of everything that can be changed. */
async function setup() {
  const world = await openAccess()
  const hired = await hireBob(world)
  await world.access.allowedAddresses.create(SYSTEM, '198.51.100.1')
  await world.access.bans.ban(SYSTEM, { face: 'whmcs', address: '198.51.100.2', reason: 'abuse', expiresAt: null })
  return { ...world, ...hired }
}

describe('rights', () => {
  test.each(writes)('to %s is access.write', async (_, verb) => {
    const world = await setup()
    const before = (await world.happenings()).length
    await expect(verb(world, actorWith('access.read', 'system.write'))).rejects.toMatchObject({
      code: 'permission_refused',
      facts: { permission: 'access.write' },
    })
    expect(await world.happenings()).toHaveLength(before)
    await verb(world, actorWith('access.write'))
  })

  test.each(reads)('to %s is access.read', async (_, verb) => {
    const world = await openAccess()
    await expect(verb(world, actorWith('access.write'))).rejects.toMatchObject({ code: 'permission_refused' })
    await verb(world, actorWith('access.read'))
  })
})

describe('every change', () => {
  test.each(writes)('(%s) writes one event and moves the version, in one transaction', async (_, verb) => {
    const world = await setup()
    const before = { version: await world.read.access.version(), events: (await world.happenings()).length }
    await verb(world, SYSTEM)
    expect(await world.read.access.version()).toBe(before.version + 1)
    expect(await world.happenings()).toHaveLength(before.events + 1)
  })

  test('that is refused leaves nothing behind', async () => {
    const world = await setup()
    const before = { version: await world.read.access.version(), events: (await world.happenings()).length }
    await expect(world.access.staff.create(SYSTEM, { username: 'carol', roleId: 99 })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await world.read.access.version()).toBe(before.version)
    expect(await world.happenings()).toHaveLength(before.events)
    expect(await world.access.staff.list(SYSTEM)).toHaveLength(1)
  })

  test('keeps secrets out of what is written down and out of what is stored', async () => {
    const world = await setup()
    await world.access.accessKey.set(SYSTEM, 'open-sesame')
    const { credential, secret } = await world.access.credentials.create(SYSTEM, { name: 'x', staffId: 1 })
    const text = JSON.stringify([
      await world.happenings(),
      await world.read.access.credentials.byIdentifier(credential.identifier),
      await world.read.access.staff.byUsername('bob'),
      await world.read.settings.get('access_key'),
    ])
    expect(text).toContain('"key":["***","***"]')
    for (const hidden of [secret, world.secret, 'open-sesame', 'correct horse', world.passwordMd5])
      expect(text).not.toContain(hidden)
  })
})
