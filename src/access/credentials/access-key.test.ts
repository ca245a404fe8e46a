import { describe, expect, test } from 'vitest'
import { openAccess } from '../../../test/support/access.ts'
import { SYSTEM } from '../actor.ts'

describe('the access key', () => {
  test.each(['', 'with blank', 'ümlaut', 'a&b', 'x'.repeat(256)])('%j is refused', async (key) => {
    const { access } = await openAccess()
    await expect(access.accessKey.set(SYSTEM, key)).rejects.toMatchObject({ code: 'invalid' })
  })

  test('takes every character that clients can send', async () => {
    const { access } = await openAccess()
    const key = 'Az09!@#$%.()*[]-_'
    await access.allowedAddresses.create(SYSTEM, '192.0.2.1')
    await access.accessKey.set(SYSTEM, key)
    expect(await access.authentication.checkAddress('whmcs', '198.51.100.1', key)).toBe('allowed')
  })
})
