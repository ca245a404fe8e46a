import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openOutboundWorld } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'

forEachEngine((engine) => {
  test('slows down an address that guesses, and nobody who was right before', async () => {
    const { outbound, addAccount, clock } = await openOutboundWorld(engine)
    const bob = await addAccount()
    const check = (key: string, address = '192.0.2.9') =>
      outbound.authentication.check('1-2-0/bob@example.com', key, address)
    await check(bob.key)
    const guesses = []
    for (let n = 0; n < 12; n++) guesses.push(await check(`guess ${n}`))
    expect(guesses.filter((answer) => 'refused' in answer && answer.refused === 'throttled')).toHaveLength(2)
    expect(await check(bob.key)).toMatchObject({ kind: 'account' })
    // A change empties the memory, and what was right is no guess all the same.
    await outbound.accounts.createKey(SYSTEM, bob.id, { name: 'more', readOnly: true })
    expect(await check(bob.key)).toMatchObject({ kind: 'account' })
    expect(await check('guess', '192.0.2.10')).toMatchObject({ refused: 'wrong_credentials' })
    clock.advance(1000)
    expect(await check('guess')).toMatchObject({ refused: 'wrong_credentials' })
  })
})
