import { describe, expect, it } from 'vitest'
import { NOW, openAccess } from '../../test/support/access.ts'
import { SYSTEM } from './actor.ts'

describe('allowed addresses', () => {
  it('stand in one form, once each', async () => {
    const { access } = await openAccess()
    await access.allowedAddresses.allow(SYSTEM, '::ffff:192.0.2.1', 'office')
    expect(await access.allowedAddresses.list(SYSTEM)).toEqual([
      { id: 1, cidr: '192.0.2.1', note: 'office', createdAt: NOW },
    ])
    await expect(access.allowedAddresses.allow(SYSTEM, '192.0.2.1')).rejects.toMatchObject({ code: 'invalid' })
    await expect(access.allowedAddresses.allow(SYSTEM, 'office')).rejects.toMatchObject({ code: 'invalid' })
    await access.allowedAddresses.disallow(SYSTEM, 1)
    expect(await access.allowedAddresses.list(SYSTEM)).toEqual([])
    await expect(access.allowedAddresses.disallow(SYSTEM, 1)).rejects.toMatchObject({ code: 'not_found' })
  })
})
