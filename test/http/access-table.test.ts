import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { PERMISSIONS } from '../../src/access/permissions.ts'
import { isOpen } from '../../src/wire/native/contract/operation.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { demonstration, openApp } from '../support/app.ts'
import { sqlite } from '../support/databases-sqlite.ts'
import { makeFuzzedRequests } from '../support/fuzzed-requests.ts'

/** What an operation may ask for besides, for some of what is sent. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  'actions.ofQueueEntry': ['provisioning.read'],
  'clients.get': ['services.passwords'],
  'clients.list': ['services.passwords'],
  'orders.accept': ['provisioning.write'],
  'products.get': ['services.passwords'],
  'servers.get': ['services.passwords'],
  'services.get': ['services.passwords'],
  'services.list': ['services.passwords'],
  'ticketLinks.tickets': ['support.read'],
}
/** What shows to each what they may read, and to nobody more. */
const SHOWS_A_PART = new Set(['statistics.get', 'attention.get'])

const ASKING = OPERATIONS.filter(({ permission, admits }) => permission !== null && admits !== 'service')

describe('every operation asks for the right that its description names', () => {
  test('who has all the others is refused before anything is told, and who has it alone is not', async () => {
    const app = await openApp(await sqlite.fresh(demonstration), { banMinutes: '0', commandSeconds: '1' })
    const { roles, credentials } = app.provisor.domain.access
    const requests = makeFuzzedRequests(OPERATIONS, 'access')

    async function tokenWith(name: string, permissions: readonly string[]): Promise<string> {
      const { id } = await roles.create(SYSTEM, { name, permissions })
      const made = await credentials.create(SYSTEM, { name, staffId: 1, roleIds: [id] })
      return `${made.credential.identifier}.${made.secret}`
    }
    const tokens = new Map<string, { without: string; only: string }>()
    for (const permission of Object.keys(PERMISSIONS))
      if (ASKING.some((operation) => operation.permission === permission))
        tokens.set(permission, {
          without: await tokenWith(`without ${permission}`, ['*', `!${permission}`]),
          only: await tokenWith(`only ${permission}`, [permission]),
        })

    const failures: string[] = []
    for (const operation of ASKING) {
      const permission = operation.permission!
      const { without, only } = tokens.get(permission)!
      const send = async (token: string) => {
        for (let tries = 0; tries < 60; tries++) {
          const request = requests.draw(operation, 0)
          const answer = await app.http.inject({
            ...request,
            method: request.method as 'GET',
            headers: { ...request.headers, authorization: `Bearer ${token}` },
          })
          const body = answer.statusCode < 400 ? {} : answer.json()
          if (body.code !== 'invalid') return { status: answer.statusCode, code: body.code, facts: body.facts }
        }
        return { status: 400, code: 'invalid', facts: undefined }
      }
      const refused = await send(without)
      if (SHOWS_A_PART.has(operation.id)) continue
      if (refused.code !== 'permission_refused' || refused.facts?.permission !== permission)
        failures.push(`${operation.id} without ${permission}: ${JSON.stringify(refused)}`)
      const letIn = await send(only)
      // Among the first that is let in is who disables them.
      await app.provisor.domain.access.staff.enable(SYSTEM, 1)
      if (letIn.code === 'permission_refused' && !BESIDES[operation.id]?.includes(letIn.facts.permission))
        failures.push(`${operation.id} with ${permission} alone: ${JSON.stringify(letIn)}`)
    }
    expect(failures).toEqual([])
  })

  test('nobody gets in who does not say who they are, but where the description says so', async () => {
    const { http } = await openApp(await sqlite.fresh(demonstration))
    const failures: string[] = []
    for (const operation of OPERATIONS) {
      const url = `/api/v1${operation.path.replace(/\{\w+\}/g, '1')}`
      const { statusCode } = await http.inject({ method: operation.method as 'GET', url })
      if ((statusCode === 401) === isOpen(operation)) failures.push(`${operation.id}: ${statusCode}`)
    }
    expect(failures).toEqual([])
  })
})
