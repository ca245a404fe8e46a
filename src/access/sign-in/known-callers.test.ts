import { describe, expect, test, vi } from 'vitest'
import { hireBob, openAccess } from '../../../test/support/access.ts'
import { HERE, makeGuesses } from '../../../test/support/guesses.ts'
import { SYSTEM } from '../actor.ts'
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
    expect(await access.authentication.checkAddress('whmcs', HERE)).toBe('banned')
  })
})
