import { describe, expect, test } from 'vitest'
import { hireBob, NOW, openAccess } from '../../../test/support/access.ts'
import { SYSTEM } from '../actor.ts'

async function setup() {
  const world = await openAccess()
  return { ...world, ...(await hireBob(world)) }
}

describe('credentials', () => {
  test('have an identifier and a secret of 32 letters and digits, documented kinds, and no limits', async () => {
    const { access, credential, secret } = await setup()
    expect(credential.identifier).toMatch(/^[0-9A-Za-z]{32}$/)
    expect(secret).toMatch(/^[0-9A-Za-z]{32}$/)
    expect(credential).toMatchObject({ roleIds: [], addresses: [], numbers: 'documented', stringifyColumns: false })
    expect(credential).toMatchObject({ httpStatus: 'documented', expiresAt: null, revokedAt: null, createdAt: NOW })
    expect(await access.credentials.list(SYSTEM)).toEqual([credential])
  })

  test('keep their options', async () => {
    const { access } = await setup()
    const { credential } = await access.credentials.create(SYSTEM, {
      name: 'old client',
      staffId: 1,
      roleIds: [1, 1],
      addresses: ['10.1.*.*', ' 2001:DB8::1 ', '192.0.2.0/24'],
      numbers: 'native',
      stringifyColumns: true,
      httpStatus: 'always-200',
      expiresAt: NOW + 1,
    })
    expect(credential).toMatchObject({ roleIds: [1], addresses: ['10.1.0.0/16', '2001:db8::1', '192.0.2.0/24'] })
    expect(await access.credentials.list(SYSTEM)).toContainEqual(credential)
  })

  test.each([
    ['an address that is none', { addresses: ['192.0.2'] }, 'invalid'],
    ['an expiry that is past', { expiresAt: NOW }, 'invalid'],
    ['an unknown kind of numbers', { numbers: 'roman' as 'native' }, 'invalid'],
    ['an unknown mode of statuses', { httpStatus: '418' as 'documented' }, 'invalid'],
    ['an unknown role', { roleIds: [9] }, 'not_found'],
    ['an unknown member of staff', { staffId: 9 }, 'not_found'],
  ])('with %s are refused', async (_, options, code) => {
    const { access } = await setup()
    await expect(access.credentials.create(SYSTEM, { name: 'x', staffId: 1, ...options })).rejects.toMatchObject({
      code,
    })
  })

  test('cannot be given an expiry that is past later on', async () => {
    const { access } = await setup()
    const refusal = { code: 'invalid', facts: { field: 'expiry' } }
    await expect(access.credentials.update(SYSTEM, 1, { expiresAt: NOW })).rejects.toMatchObject(refusal)
    expect(await access.credentials.update(SYSTEM, 1, { expiresAt: NOW + 1 })).toMatchObject({ expiresAt: NOW + 1 })
    expect(await access.credentials.update(SYSTEM, 1, { expiresAt: null })).toMatchObject({ expiresAt: null })
  })

  test('are revoked once', async () => {
    const world = await setup()
    await world.access.credentials.revoke(SYSTEM, 1)
    world.clock.advance(1000)
    const before = (await world.happenings()).length
    expect(await world.access.credentials.revoke(SYSTEM, 1)).toMatchObject({ revokedAt: NOW })
    expect(await world.happenings()).toHaveLength(before)
  })

  test('have it written down once that passwords were left out of their answers', async () => {
    const world = await setup()
    const { access, credential, secret } = world
    const before = (await world.happenings()).length
    await access.credentials.notePasswordsBlanked(SYSTEM, credential)
    await access.credentials.notePasswordsBlanked(SYSTEM, credential)
    expect((await world.happenings()).slice(before)).toMatchObject([{ kind: 'credential.passwords_blanked' }])
    const known = await access.authentication.byCredential(credential.identifier, secret, 'whmcs', '198.51.100.1')
    expect(known).toMatchObject({ credential: { passwordsBlankedAt: NOW } })
  })
})
