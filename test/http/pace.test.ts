import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { demonstration, openApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'

forEachEngine((engine) => {
  test('a credential with a limit is told what is left, and refused beyond it', async () => {
    const app = await openApp(await engine.fresh(demonstration))
    const given = { name: 'Slow', staffId: 1, requestsPerMinute: 2 }
    const { credential, secret } = await app.provisor.domain.access.credentials.create(SYSTEM, given)
    const ask = async (token: string) => {
      const answer = await app.http.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } })
      return { status: answer.statusCode, limit: answer.headers.ratelimit, body: answer.json() }
    }
    const token = `${credential.identifier}.${secret}`
    expect(await ask(token)).toMatchObject({ status: 200, limit: expect.stringMatching(/^"credential";r=1;t=\d+$/) })
    expect(await ask(token)).toMatchObject({ status: 200 })
    expect(await ask(token)).toMatchObject({ status: 429, body: { code: 'rate_limited', facts: { limit: 2 } } })
    expect((await ask(app.demo.token)).limit).toBeUndefined()
    await app.provisor.domain.access.credentials.update(SYSTEM, credential.id, { requestsPerMinute: null })
    expect(await ask(token)).toMatchObject({ status: 200, limit: undefined })
  })
})
