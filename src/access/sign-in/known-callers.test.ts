import { describe, expect, test, vi } from 'vitest'
import { type AccessWorld, hireBob, MINUTE, openAccess, withAccess } from '../../../test/support/access.ts'
import { forEachEngine } from '../../../test/support/databases.ts'
import { HERE, makeGuesses } from '../../../test/support/guesses.ts'
import { SYSTEM } from '../actor.ts'
import type { Face } from '../faces.ts'
import { md5Hex } from './passwords.ts'

describe('who was right before', () => {
  test('goes on while others on the same address guess wrong, also after a restart', async () => {
    const world = await openAccess()
    const before = makeGuesses(world.access)
    const first = before.guess('right')
    await before.until(1)
    before.looks[0]!.end('right')
    await first

    const { guess, looks, until } = makeGuesses(world.another())
    for (const name of ['a', 'b', 'c', 'd']) guess(name, { who: ['staff', 'eve'] })
    await until(3)
    const again = guess('right')
    await until(4)
    expect(looks[3]).toMatchObject({ shown: 'right', standing: { known: true, block: HERE } })
    looks[3]!.end('right')
    expect(await again).toMatchObject({ was: 'right' })
  })

  test('has three guesses of its own there, and then is one of the others', async () => {
    const world = await openAccess()
    await world.access.allowedAddresses.create(SYSTEM, HERE)
    const { guess, looks, until } = makeGuesses(world.access)
    const right = guess('right')
    await until(1)
    looks[0]!.end('right')
    await right
    for (let n = 1; n <= 3; n++) {
      const wrong = guess(`wrong ${n}`)
      await until(n + 1)
      looks[n]!.end('wrong')
      await wrong
    }
    guess('wrong 4')
    await until(5)
    expect(looks.map(({ standing }) => standing.known)).toEqual([false, true, true, true, false])
  })

  test('is known there, and nowhere else', async () => {
    const { access } = await openAccess()
    const { guess, looks, until } = makeGuesses(access)
    const first = guess('right', { address: '2001:db8::1' })
    await until(1)
    looks[0]!.end('right')
    await first
    guess('a', { address: '2001:db8::2' })
    guess('b', { address: '2001:db8:0:1::1' })
    guess('c', { address: '2001:db8::1', who: ['staff', 'eve'] })
    await until(4)
    const known = new Map(looks.map(({ shown, standing }) => [shown, standing.known]))
    expect(known).toEqual(new Map(Object.entries({ right: false, a: true, b: false, c: false })))
  })

  test('shows the same again without a write when memory was emptied', async () => {
    const world = await openAccess()
    const { access, bob, credential, secret } = { ...world, ...(await hireBob(world)) }
    const ask = () => access.authentication.byCredential(credential.identifier, secret, 'whmcs', HERE)
    await ask()
    await access.staff.update(SYSTEM, bob.id, { notes: 'changed' })
    const writes = vi.spyOn(world.database, 'transaction')
    expect(await ask()).toMatchObject({ actor: { id: bob.id } })
    expect(writes).not.toHaveBeenCalled()
  })

  test('counts when the same is right no more', async () => {
    const world = await openAccess()
    const { access, credential, secret } = { ...world, ...(await hireBob(world)) }
    const ask = () => access.authentication.byCredential(credential.identifier, secret, 'whmcs', HERE)
    await ask()
    await access.credentials.revoke(SYSTEM, credential.id)
    for (const name of ['a', 'b']) await access.authentication.byStaffPassword(name, md5Hex(name), 'whmcs', HERE)
    expect(await ask()).toEqual({ refused: 'wrong_credentials' })
    expect(await access.authentication.checkAddress('whmcs', HERE)).toBe('known_only')
  })
})

describe('who is let in is written down', () => {
  const AT = '192.0.2.7'
  const DAY = 24 * 60 * MINUTE

  const signIns = async ({ happenings }: Pick<AccessWorld, 'happenings'>) =>
    (await happenings()).filter(({ kind }) => kind.endsWith('.signed_in'))

  async function openWithBob(world?: AccessWorld) {
    const open = world ?? (await openAccess())
    const bob = await hireBob(open)
    const byCredential = (address = AT, access = open.access, face: Face = 'whmcs') =>
      access.authentication.byCredential(bob.credential.identifier, bob.secret, face, address)
    const byPassword = (address = AT, access = open.access) =>
      access.authentication.byStaffPassword('bob', bob.passwordMd5, 'wbteampro', address)
    return { ...open, ...bob, byCredential, byPassword }
  }

  test('once for a person and once for a credential, however often they ask', async () => {
    const world = await openWithBob()
    for (let n = 0; n < 3; n++) {
      await world.byCredential()
      await world.byPassword()
    }
    expect(await signIns(world)).toMatchObject([
      {
        kind: 'credential.signed_in',
        subject: 'credential',
        subjectId: world.credential.id,
        actorName: 'Bob',
        address: AT,
        description: 'Bob signed in to whmcs with API credential monitor',
        changes: { face: [null, 'whmcs'] },
      },
      { kind: 'staff.signed_in', subjectId: world.bob.id, address: AT, description: 'Bob signed in to wbteampro' },
    ])
  })

  test('once for each face and address', async () => {
    const world = await openWithBob()
    for (const address of [AT, '192.0.2.8', '2001:db8::1', '2001:db8::2']) await world.byCredential(address)
    await world.byCredential(AT, world.access, 'native')
    const places = (await signIns(world)).map(({ address, changes }) => `${address} ${changes.face![1]}`)
    expect(places).toEqual([`${AT} whmcs`, '192.0.2.8 whmcs', '2001:db8::1 whmcs', `${AT} native`])
  })

  test('from another address too when memory was emptied in between', async () => {
    const world = await openWithBob()
    await world.byCredential()
    await world.access.staff.update(SYSTEM, world.bob.id, { notes: 'changed' })
    await world.byCredential('192.0.2.8')
    expect((await signIns(world)).map(({ address }) => address)).toEqual([AT, '192.0.2.8'])
  })

  test('not while their credential has expired or is not for that address', async () => {
    const world = await openWithBob()
    await world.access.credentials.update(SYSTEM, world.credential.id, { addresses: ['198.51.100.1'] })
    for (let n = 0; n < 2; n++) expect(await world.byCredential()).toEqual({ refused: 'address_not_allowed' })
    expect(await signIns(world)).toEqual([])
    await world.access.credentials.update(SYSTEM, world.credential.id, { addresses: [] })
    expect(await world.byCredential()).toMatchObject({ credential: { id: world.credential.id } })
    expect(await signIns(world)).toHaveLength(1)
  })

  test('by the next request where it could not be stored', async () => {
    const world = await openWithBob()
    await world.byCredential()
    const failing = vi.spyOn(world.database, 'transaction').mockRejectedValueOnce(new Error('full'))
    await world.byCredential('192.0.2.8')
    failing.mockRestore()
    expect(await signIns(world)).toHaveLength(1)
    await world.byCredential('192.0.2.8')
    expect((await signIns(world)).map(({ address }) => address)).toEqual([AT, '192.0.2.8'])
  })

  forEachEngine((engine) => {
    test('once a day, whichever node they ask', () =>
      withAccess(engine, async (opened) => {
        const world = await openWithBob(opened)
        const nodes = [world.another(), world.another(), world.another()]
        await Promise.all(nodes.map((node) => world.byCredential(AT, node)))
        expect(await signIns(world)).toHaveLength(1)
        world.clock.advance(DAY)
        await Promise.all([world.another(), world.another()].map((node) => world.byCredential(AT, node)))
        expect(await signIns(world)).toHaveLength(2)
      }))
  })
})
