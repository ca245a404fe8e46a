import { expect, test } from 'vitest'
import { demonstration, openApp } from '../../test/support/app.ts'
import { sqlite } from '../../test/support/databases-sqlite.ts'
import { SYSTEM } from '../access/actor.ts'

test('a link of the portal signs its user in once, and not after its minute', async () => {
  const { provisor, clock } = await openApp(await sqlite.fresh(demonstration), {
    portalUrl: 'https://portal.example/my',
  })
  const { signOnTokens } = provisor.domain
  const { token, url } = await signOnTokens.create(SYSTEM, { clientId: 1, destination: 'clientarea:sso', serviceId: 1 })
  expect(url).toBe(`https://portal.example/my/oauth/singlesignon.php?access_token=${token}`)
  expect(token).toMatch(/^[0-9a-f]{40}$/)
  expect(await signOnTokens.redeem(SYSTEM, token)).toMatchObject({ userId: 1, clientId: 1, serviceId: 1 })
  await expect(signOnTokens.redeem(SYSTEM, token)).rejects.toMatchObject({ code: 'token_unknown' })
  const late = await signOnTokens.create(SYSTEM, { userId: 1 })
  clock.advance(60_000)
  await expect(signOnTokens.redeem(SYSTEM, late.token)).rejects.toMatchObject({ code: 'token_unknown' })
})
