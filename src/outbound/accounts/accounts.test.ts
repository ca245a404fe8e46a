import { expect, test } from 'vitest'
import { forEachEngine } from '../../../test/support/databases.ts'
import { openOutboundWorld, PASSWORD } from '../../../test/support/outbound.ts'
import { SYSTEM } from '../../access/actor.ts'

forEachEngine((engine) => {
  test('has an account whose keys are rotated with grace, and revoked', async () => {
    const { outbound, addAccount, addService, clock, another } = await openOutboundWorld(engine)
    const { accounts, authentication } = outbound
    const bob = await addAccount()
    const service = await addService(bob.id)
    const check = (key: string, name = '1-2-0/bob@example.com') => authentication.check(name, key, '192.0.2.9')
    expect(await check(bob.key)).toMatchObject({ kind: 'account', accountId: bob.id, readOnly: false })
    expect(await check(bob.key, '1-2-0/BOB@example.com')).toMatchObject({ kind: 'account' })
    const monitor = await accounts.createKey(SYSTEM, bob.id, { name: 'monitor', readOnly: true })
    expect(await check(monitor.key)).toMatchObject({ readOnly: true })
    const { key } = await accounts.rotateKey(SYSTEM, bob.id, 60_000)
    expect(await check(bob.key)).toMatchObject({ kind: 'account' })
    clock.advance(60_000)
    expect(await check(bob.key)).toMatchObject({ refused: 'wrong_credentials' })
    expect(await check(key)).toMatchObject({ kind: 'account' })

    const name = `1-2-0/bob@example.com/${service.name}`
    expect(await check(PASSWORD, name)).toMatchObject({ kind: 'service', id: service.id, accountId: bob.id })
    expect(await check(key, name)).toMatchObject({ refused: 'wrong_credentials' })
    expect(await check(PASSWORD)).toMatchObject({ refused: 'wrong_credentials' })
    expect(await check('x\0', 'a\0b')).toMatchObject({ refused: 'wrong_credentials' })

    // Another node forgets within a second.
    await another().outbound.accounts.revokeKey(SYSTEM, monitor.apiKey.id)
    clock.advance(500)
    expect(await check(monitor.key)).toMatchObject({ refused: 'wrong_credentials' })
    await expect(accounts.delete(SYSTEM, bob.id)).rejects.toMatchObject({ code: 'account_in_use' })
  })
})
