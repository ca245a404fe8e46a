import { describe, expect, test } from 'vitest'
import { NOW, openAccess } from '../../../test/support/access.ts'
import { SYSTEM } from '../actor.ts'
import type { Face } from '../faces.ts'

describe('allowed addresses', () => {
  test('stand in one form, once each', async () => {
    const { access } = await openAccess()
    await access.allowedAddresses.create(SYSTEM, '::ffff:192.0.2.1', { note: 'office' })
    expect(await access.allowedAddresses.list(SYSTEM)).toEqual([
      { id: 1, cidr: '192.0.2.1', note: 'office', faces: ['whmcs', 'wbteampro', 'native'], createdAt: NOW },
    ])
    await expect(access.allowedAddresses.create(SYSTEM, '192.0.2.1')).rejects.toMatchObject({ code: 'invalid' })
    await expect(access.allowedAddresses.create(SYSTEM, 'office')).rejects.toMatchObject({ code: 'invalid' })
    await access.allowedAddresses.delete(SYSTEM, 1)
    expect(await access.allowedAddresses.list(SYSTEM)).toEqual([])
    await expect(access.allowedAddresses.delete(SYSTEM, 1)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('hold for the faces that they name, and a face that none names listens to anybody', async () => {
    const { access } = await openAccess()
    const { create: allow, update: change } = access.allowedAddresses
    const { checkAddress } = access.authentication
    const outcomes = async (address: string) => [
      await checkAddress('whmcs', address),
      await checkAddress('wbteampro', address),
      await checkAddress('aculab', address),
      await checkAddress('native', address),
    ]
    await allow(SYSTEM, '192.0.2.1')
    expect(await outcomes('192.0.2.1')).toEqual(['allowed', 'allowed', 'allowed', 'allowed'])
    expect(await outcomes('192.0.2.2')).toEqual(['not_allowed', 'not_allowed', 'allowed', 'not_allowed'])
    await allow(SYSTEM, '192.0.2.2', { faces: ['aculab'] })
    expect(await outcomes('192.0.2.1')).toEqual(['allowed', 'allowed', 'not_allowed', 'allowed'])
    expect(await outcomes('192.0.2.2')).toEqual(['not_allowed', 'not_allowed', 'allowed', 'not_allowed'])
    const changed = await change(SYSTEM, 2, { faces: ['native', 'aculab', 'native'] })
    expect(changed).toMatchObject({ cidr: '192.0.2.2', faces: ['aculab', 'native'], note: '' })
    expect(await outcomes('192.0.2.2')).toEqual(['not_allowed', 'not_allowed', 'allowed', 'allowed'])
  })

  test('name at least one face that there is, and are changed only where something differs', async () => {
    const { access, happenings } = await openAccess()
    const { create: allow, update: change } = access.allowedAddresses
    const { id } = await allow(SYSTEM, '192.0.2.1', { note: 'office' })
    await expect(change(SYSTEM, id, { faces: [] })).rejects.toMatchObject({ code: 'invalid' })
    await expect(change(SYSTEM, id, { faces: ['aculap' as Face] })).rejects.toMatchObject({ code: 'invalid' })
    await expect(change(SYSTEM, 9, { note: '' })).rejects.toMatchObject({ code: 'not_found' })
    await change(SYSTEM, id, { note: 'office' })
    await change(SYSTEM, id, { faces: ['aculab'] })
    expect((await happenings()).map(({ kind, changes }) => [kind, changes])).toEqual([
      ['allowed_address.created', { note: [null, 'office'], faces: [null, 'whmcs, wbteampro, native'] }],
      ['allowed_address.updated', { faces: ['whmcs, wbteampro, native', 'aculab'] }],
    ])
  })
})
