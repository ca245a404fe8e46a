import { describe, expect, test, vi } from 'vitest'
import {
  type AccessWorld,
  actorWith,
  hireBob,
  MINUTE,
  NOW,
  openAccess,
  withAccess,
} from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { SYSTEM } from '../actor.ts'
import { md5Hex } from './passwords.ts'

const HERE = '192.0.2.1'
const ELSEWHERE = '198.51.100.7'

type Case = {
  name: string
  before?: (world: Awaited<ReturnType<typeof setup>>) => Promise<unknown>
  outcome: string
}

async function setup() {
  const world = await openAccess()
  return { ...world, ...(await hireBob(world)) }
}

const outcomeOf = (answer: object) => ('refused' in answer ? answer.refused : 'in')

describe('with a credential', () => {
  const cases: Case[] = [
    { name: 'the right secret is let in', outcome: 'in' },
    {
      name: 'a disabled staff member is told so',
      before: ({ access, bob }) => access.staff.disable(SYSTEM, bob.id),
      outcome: 'staff_disabled',
    },
    {
      name: 'one who was enabled again is let in',
      before: async ({ access, bob }) => {
        await access.staff.disable(SYSTEM, bob.id)
        await access.staff.enable(SYSTEM, bob.id)
      },
      outcome: 'in',
    },
    {
      name: 'a staff role without API access is told so',
      before: ({ access, role }) => access.roles.update(SYSTEM, role.id, { permissions: ['services.*'] }),
      outcome: 'no_api_access',
    },
    {
      name: 'API access in the own role does not replace that of the staff role',
      before: async ({ access, role, credential }) => {
        const all = await access.roles.create(SYSTEM, { name: 'All', permissions: ['*'] })
        await access.credentials.update(SYSTEM, credential.id, { roleIds: [all.id] })
        await access.roles.update(SYSTEM, role.id, { permissions: ['services.*'] })
      },
      outcome: 'no_api_access',
    },
    {
      name: 'a revoked one is wrong',
      before: ({ access, credential }) => access.credentials.revoke(SYSTEM, credential.id),
      outcome: 'wrong_credentials',
    },
    {
      name: 'one that is over at this instant is expired',
      before: async ({ access, credential, clock }) => {
        await access.credentials.update(SYSTEM, credential.id, { expiresAt: NOW + 1000 })
        clock.advance(1000)
      },
      outcome: 'credential_expired',
    },
    {
      name: 'one that has a millisecond left is let in',
      before: async ({ access, credential, clock }) => {
        await access.credentials.update(SYSTEM, credential.id, { expiresAt: NOW + 1000 })
        clock.advance(999)
      },
      outcome: 'in',
    },
    {
      name: 'its own list lets its addresses in',
      before: ({ access, credential }) =>
        access.credentials.update(SYSTEM, credential.id, { addresses: ['192.0.2.0/24'] }),
      outcome: 'in',
    },
    {
      name: 'its own list keeps others out',
      before: ({ access, credential }) =>
        access.credentials.update(SYSTEM, credential.id, { addresses: ['2001:db8::/32'] }),
      outcome: 'address_not_allowed',
    },
  ]

  test.each(cases)('$name', async ({ before, outcome }) => {
    const world = await setup()
    const ask = () => world.access.authentication.byCredential(world.credential.identifier, world.secret, 'whmcs', HERE)
    expect(outcomeOf(await ask())).toBe('in')
    await before?.(world)
    // Twice: from the database, and then from memory where there is something to remember.
    expect(outcomeOf(await ask())).toBe(outcome)
    expect(outcomeOf(await ask())).toBe(outcome)
  })

  test.each([
    ['another secret', (identifier: string) => [identifier, 'x'.repeat(32)]],
    ['an unknown identifier', (_: string, secret: string) => ['x'.repeat(32), secret]],
    ['a secret cut short', (identifier: string, secret: string) => [identifier, secret.slice(1)]],
    ['a secret with more behind it', (identifier: string, secret: string) => [identifier, `${secret}x`]],
    ['no secret', (identifier: string) => [identifier, '']],
    ['a NUL in the identifier', (identifier: string, secret: string) => [`${identifier.slice(1)}\0`, secret]],
    ['the two exchanged', (identifier: string, secret: string) => [secret, identifier]],
  ])('%s is wrong', async (_, shown) => {
    const { access, credential, secret } = await setup()
    const [identifier, shownSecret] = shown(credential.identifier, secret) as [string, string]
    expect(await access.authentication.byCredential(identifier, shownSecret, 'native', ELSEWHERE)).toEqual({
      refused: 'wrong_credentials',
    })
  })

  test('acts for the staff member, from the address of the request, with the rights of the staff role', async () => {
    const { access, bob, credential, secret } = await setup()
    const first = await access.authentication.byCredential(credential.identifier, secret, 'whmcs', HERE)
    const second = await access.authentication.byCredential(credential.identifier, secret, 'whmcs', ELSEWHERE)
    expect(first).toEqual({
      actor: {
        kind: 'staff',
        id: bob.id,
        name: 'Bob',
        credentialId: credential.id,
        address: HERE,
        permissions: new Set(['api.access', 'services.read']),
      },
      staff: bob,
      credential,
    })
    expect(second).toMatchObject({ actor: { address: ELSEWHERE } })
  })

  test('allows what any of its own roles allows, and nothing else of the staff role', async () => {
    const { access, credential, secret } = await setup()
    const reads = await access.roles.create(SYSTEM, { name: 'Reads', permissions: ['clients.read'] })
    const writes = await access.roles.create(SYSTEM, { name: 'Writes', permissions: ['clients.write'] })
    await access.credentials.update(SYSTEM, credential.id, { roleIds: [reads.id, writes.id] })
    const answer = await access.authentication.byCredential(credential.identifier, secret, 'whmcs', HERE)
    expect('actor' in answer && [...answer.actor.permissions]).toEqual(['clients.read', 'clients.write'])
  })

  test('asks the database nothing when it knows the answer', async () => {
    const { access, read, credential, secret } = await setup()
    const ask = () => access.authentication.byCredential(credential.identifier, secret, 'whmcs', HERE)
    await ask()
    const spies = [
      vi.spyOn(read.access, 'version'),
      vi.spyOn(read.access.credentials, 'byIdentifier'),
      vi.spyOn(read.access.staff, 'get'),
      vi.spyOn(read.access.roles, 'list'),
      vi.spyOn(read.access.bans, 'list'),
    ]
    for (let i = 0; i < 10; i++) {
      expect(await access.authentication.checkAddress('whmcs', HERE)).toBe('allowed')
      expect(outcomeOf(await ask())).toBe('in')
      expect(await access.authentication.knowsIdentifier('admin')).toBe(false)
    }
    expect(spies.map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0, 0, 0])
  })
})

describe('with the MD5 of a password', () => {
  const cases: (Case & { username?: string; shown?: string })[] = [
    { name: 'the right one is let in', outcome: 'in' },
    { name: 'the case of the username does not matter', username: 'bOB', outcome: 'in' },
    { name: 'nor does that of the digest', shown: md5Hex('correct horse').toUpperCase(), outcome: 'in' },
    { name: 'another password is wrong', shown: md5Hex('battery staple'), outcome: 'wrong_credentials' },
    { name: 'an unknown name is wrong', username: 'alice', outcome: 'wrong_credentials' },
    { name: 'a name with a NUL is wrong', username: 'bob\0', outcome: 'wrong_credentials' },
    { name: 'the password itself is wrong', shown: 'correct horse', outcome: 'wrong_credentials' },
    {
      name: 'a disabled member is told so',
      before: ({ access, bob }) => access.staff.disable(SYSTEM, bob.id),
      outcome: 'staff_disabled',
    },
    {
      name: 'the right one of a member who may not sign in this way is wrong',
      before: ({ access, bob }) => access.staff.update(SYSTEM, bob.id, { legacyLogin: false }),
      outcome: 'wrong_credentials',
    },
    {
      name: 'and so is any other of theirs',
      before: ({ access, bob }) => access.staff.update(SYSTEM, bob.id, { legacyLogin: false }),
      shown: md5Hex('battery staple'),
      outcome: 'wrong_credentials',
    },
    {
      name: 'the password of before is wrong',
      before: ({ access, bob }) => access.staff.setPassword(SYSTEM, bob.id, 'battery staple'),
      outcome: 'wrong_credentials',
    },
    {
      name: 'a role without API access is told so',
      before: ({ access, role }) => access.roles.update(SYSTEM, role.id, { permissions: ['services.*'] }),
      outcome: 'no_api_access',
    },
  ]

  test.each(cases)('$name', async ({ before, username = 'bob', shown, outcome }) => {
    const world = await setup()
    const { authentication } = world.access
    expect(outcomeOf(await authentication.byStaffPassword('bob', world.passwordMd5, 'wbteampro', HERE))).toBe('in')
    await before?.(world)
    const ask = () => authentication.byStaffPassword(username, shown ?? world.passwordMd5, 'wbteampro', HERE)
    expect(outcomeOf(await ask())).toBe(outcome)
    expect(outcomeOf(await ask())).toBe(outcome)
  })

  test('a member without a password is not let in with any', async () => {
    const world = await setup()
    await world.access.staff.create(SYSTEM, { username: 'carol', roleId: world.role.id, legacyLogin: true })
    const answer = await world.access.authentication.byStaffPassword('carol', md5Hex(''), 'whmcs', HERE)
    expect(answer).toEqual({ refused: 'wrong_credentials' })
  })

  test('names no credential', async () => {
    const { access, bob, passwordMd5 } = await setup()
    const answer = await access.authentication.byStaffPassword('bob', passwordMd5, 'whmcs', HERE)
    expect(answer).toMatchObject({ credential: null, actor: { id: bob.id, credentialId: null } })
  })

  test('an unknown name costs a verification too', async () => {
    const { access, passwords, passwordMd5 } = await setup()
    const verify = vi.spyOn(passwords, 'verify')
    await access.authentication.byStaffPassword('alice', passwordMd5, 'aculab', HERE)
    expect(verify).toHaveBeenCalledOnce()
  })
})

describe('a field that holds an identifier or a username', () => {
  test('is an identifier when one was given out, even if it is revoked', async () => {
    const { access, credential } = await setup()
    const { knowsIdentifier } = access.authentication
    expect(await knowsIdentifier(credential.identifier)).toBe(true)
    await access.credentials.revoke(SYSTEM, credential.id)
    expect(await knowsIdentifier(credential.identifier)).toBe(true)
    expect(await knowsIdentifier('bob')).toBe(false)
    expect(await knowsIdentifier('x'.repeat(32))).toBe(false)
  })
})

describe('another process', () => {
  test('hears of a revocation within half a second', async () => {
    const world = await setup()
    const other = world.another()
    const ask = (access: typeof other) =>
      access.authentication.byCredential(world.credential.identifier, world.secret, 'whmcs', HERE)
    expect(outcomeOf(await ask(other))).toBe('in')
    await world.access.credentials.revoke(SYSTEM, world.credential.id)
    expect(outcomeOf(await ask(world.access))).toBe('wrong_credentials')
    world.clock.advance(500)
    expect(outcomeOf(await ask(other))).toBe('wrong_credentials')
  })

  test('hears of a new password, and of a role that lost a right', async () => {
    const world = await setup()
    const other = world.another()
    const ask = () => other.authentication.byStaffPassword('bob', world.passwordMd5, 'whmcs', HERE)
    expect(await ask()).toMatchObject({ actor: { permissions: new Set(['api.access', 'services.read']) } })
    await world.access.roles.update(SYSTEM, world.role.id, { permissions: ['api.access'] })
    world.clock.advance(500)
    expect(await ask()).toMatchObject({ actor: { permissions: new Set(['api.access']) } })
    await world.access.staff.setPassword(SYSTEM, world.bob.id, 'battery staple')
    world.clock.advance(500)
    expect(outcomeOf(await ask())).toBe('wrong_credentials')
  })

  test('is not held to an old answer by a clock that was set back', async () => {
    const world = await setup()
    const other = world.another()
    const ask = () => other.authentication.byCredential(world.credential.identifier, world.secret, 'whmcs', HERE)
    expect(outcomeOf(await ask())).toBe('in')
    await world.access.credentials.revoke(SYSTEM, world.credential.id)
    world.clock.advance(-10 * MINUTE)
    expect(outcomeOf(await ask())).toBe('wrong_credentials')
  })
})

describe('the owner of the data folder', () => {
  test('acts as a member of staff with the rights of that member', async () => {
    const { access, bob } = await setup()
    const { actor, staff } = await access.authentication.asStaff(SYSTEM, 'bob')
    expect(actor).toMatchObject({ kind: 'staff', id: bob.id, name: 'Bob', address: 'local', credentialId: null })
    expect([...actor.permissions]).toEqual(['api.access', 'services.read'])
    expect(staff).toEqual(bob)
  })

  test('cannot act as nobody, as a disabled member, or without the right to', async () => {
    const { access, bob } = await setup()
    const { asStaff } = access.authentication
    await expect(asStaff(SYSTEM, 'alice')).rejects.toMatchObject({ code: 'not_found' })
    await expect(asStaff(actorWith('access.read'), 'bob')).rejects.toMatchObject({ code: 'permission_refused' })
    await access.staff.disable(SYSTEM, bob.id)
    await expect(asStaff(SYSTEM, 'bob')).rejects.toMatchObject({ code: 'staff_disabled' })
  })
})

forEachEngine((engine) => {
  const opened = (work: (world: AccessWorld) => Promise<void>) => withAccess(engine, work)

  test('finds nobody under names that no database likes', () =>
    opened(async (world) => {
      const { passwordMd5 } = await hireBob(world)
      const { byStaffPassword, byCredential, knowsIdentifier, asStaff } = world.access.authentication
      const wrong = { refused: 'wrong_credentials' }
      for (const name of ['bob\0', '\ud800', "bob' OR '1'='1", 'x'.repeat(100_000), '']) {
        expect(await byStaffPassword(name, passwordMd5, 'aculab', '192.0.2.1')).toEqual(wrong)
        expect(await byCredential(name, name, 'aculab', '192.0.2.1')).toEqual(wrong)
        expect(await knowsIdentifier(name)).toBe(false)
        await expect(asStaff(SYSTEM, name)).rejects.toMatchObject({ code: 'not_found' })
      }
      await world.access.missingActions.count('whmcs', 7, 'Get\0Tickets\ud800')
    }))

  describe('with many at once', () => {
    test('lets a caller in who begins twenty at once in each of three processes', () =>
      opened(async (world) => {
        const { credential, secret } = await hireBob(world)
        const processes = [world.access, world.another(), world.another()]
        const answers = await Promise.all(
          Array.from({ length: 60 }, (_, n) =>
            processes[n % 3]!.authentication.byCredential(credential.identifier, secret, 'whmcs', '203.0.113.9'),
          ),
        )
        expect(answers.filter((answer) => 'actor' in answer)).toHaveLength(60)
      }))
  })
})
