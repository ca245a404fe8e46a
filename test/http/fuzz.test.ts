import { expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { problem } from '../../src/wire/native/contract/problem.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { demonstration, openApp, type TestApp } from '../support/app.ts'
import { forEachEngine } from '../support/databases.ts'
import { makeFuzzedRequests } from '../support/fuzzed-requests.ts'
import { isLong } from '../support/long.ts'

const COUNT = isLong ? 50_000 : 500
const PASSWORD = 'seven green bicycles'
/** What waits for something that nobody does here. */
const WAITS = new Set(['outboundWork.next'])

forEachEngine((engine) => {
  test(
    'whatever is sent to whatever there is, the answer is one that the document allows',
    async () => {
      const app = await openApp(await engine.fresh(demonstration), { commandSeconds: '1', banMinutes: '0' })
      const operations = OPERATIONS.filter(({ id }) => !WAITS.has(id))
      const requests = makeFuzzedRequests(operations, 'the second seed')
      let token = app.demo.token
      let person = await signIn(app)
      for (let count = 0; count < COUNT; count++) {
        const operation = operations[count % operations.length]!
        const request = requests.draw(operation)
        const answer = await app.http.inject({
          ...request,
          method: request.method as 'GET',
          headers: {
            ...request.headers,
            ...(operation.admits === 'person' ? person : { authorization: `Bearer ${token}` }),
          },
        })
        const what = `${request.method} ${request.url.slice(0, 300)} ${(request.payload ?? '').slice(0, 600)}`
        expect(answer.statusCode, `${what}\n${answer.body.slice(0, 500)}`).toBeLessThan(500)
        if (answer.statusCode < 400) {
          if (!operation.downloads) expect(() => operation.response.parse(answer.json()), what).not.toThrow()
        } else {
          const told = problem.parse(answer.json())
          if (!LOCKED_OUT.has(told.code)) continue
          token = await letInAgain(app)
          person = await signIn(app)
        }
      }
    },
    isLong ? 3_600_000 : 120_000,
  )
})

const LOCKED_OUT = new Set([
  'unauthenticated',
  'no_api_access',
  'staff_disabled',
  'address_banned',
  'address_not_allowed',
  'permission_refused',
])

/** A person of their own each time: what was drawn may have changed how the last one signs in. */
async function signIn({ provisor, http }: TestApp): Promise<Record<string, string>> {
  const { staff } = provisor.domain.access
  const username = `person ${(await staff.list(SYSTEM)).length}`
  await staff.create(SYSTEM, { username, roleId: 1, password: PASSWORD })
  const answer = await http.inject({
    method: 'POST',
    url: '/api/v1/sessions',
    payload: { username, password: PASSWORD },
  })
  return {
    cookie: String(answer.headers['set-cookie']).split(';')[0]!,
    'x-csrf-token': answer.json().session.csrfToken,
  }
}

/** What was drawn may have locked out who draws. */
async function letInAgain({ provisor }: TestApp): Promise<string> {
  const { bans, allowedAddresses, staff, roles, credentials } = provisor.domain.access
  for (const { id } of await bans.list(SYSTEM)) await bans.lift(SYSTEM, id).catch(() => {})
  for (const { id } of await allowedAddresses.list(SYSTEM)) await allowedAddresses.delete(SYSTEM, id)
  const member = (await staff.list(SYSTEM)).find(({ username }) => username === 'admin')!
  await staff.enable(SYSTEM, member.id)
  await roles.update(SYSTEM, member.roleId, { permissions: ['*'], requiresSecondFactor: false })
  const { credential, secret } = await credentials.create(SYSTEM, { name: 'Again', staffId: member.id })
  return `${credential.identifier}.${secret}`
}
