import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../../src/access/actor.ts'
import { type ApiOperation, isOpen } from '../../src/wire/native/contract/operation.ts'
import { OPERATIONS } from '../../src/wire/native/contract.ts'
import { demonstration, openApp } from '../support/app.ts'
import { sqlite } from '../support/databases-sqlite.ts'
import { makeFuzzedRequests } from '../support/fuzzed-requests.ts'

/** What an operation may ask for besides, for some of what is sent. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  'activity.log': ['clients.read'],
  'actions.ofQueueEntry': ['provisioning.read'],
  // Those of an outbound service.
  'statistics.get': ['outbound.read'],
  // The list that is filtered, and what is done to services or made of entries.
  'bulkActions.preview': ['provisioning.read', 'services.read', 'services.write', 'projects.write'],
  'orders.accept': ['provisioning.write'],
  'timesheetWeeks.submit': ['projects.time_others'],
  'timesheetWeeks.reopen': ['projects.all'],
  'timeLogs.create': ['projects.time_others'],
  'timeLogs.change': ['projects.time_others'],
  'timeLogs.stop': ['projects.time_others'],
  'timeLogs.remove': ['projects.time_others'],
  'timeLogs.invoice': ['projects.all'],
  'ticketLinks.tickets': ['support.read'],
}
/** Secrets are asked for by `include=password`, where there is such a parameter. */
const besides = ({ id, query }: ApiOperation): readonly string[] => [
  ...(BESIDES[id] ?? []),
  ...(query && 'include' in query.shape ? ['services.passwords'] : []),
]

/**
 * For some of what is sent another right is asked for instead: statistics of an outbound service and all that needs
 * attention are for who may read it, and `projects.all` takes time off an invoice.
 */
const ASKS_OTHERWISE = new Set(['statistics.get', 'attention.get', 'attention.list', 'timeLogs.invoice'])

const ASKING = OPERATIONS.filter(({ permission, admits }) => permission !== null && admits !== 'service')

describe('every operation asks for the right that its description names', () => {
  test('who has all the others is refused before anything is told, and who has it alone is not', async () => {
    const app = await openApp(await sqlite.fresh(demonstration), { banMinutes: '0', commandSeconds: '1' })
    const { roles, credentials, staff, allowedAddresses, bans } = app.provisor.domain.access
    const requests = makeFuzzedRequests(OPERATIONS, 'access')

    let made = 0
    async function tokenWith(permissions: readonly string[]): Promise<string> {
      const name = `role ${++made}`
      const { id } = await roles.create(SYSTEM, { name, permissions })
      const { credential, secret } = await credentials.create(SYSTEM, { name, staffId: 1, roleIds: [id] })
      return `${credential.identifier}.${secret}`
    }
    const failures: string[] = []
    async function send(operation: ApiOperation, token: string) {
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

    for (const operation of ASKING) {
      const permission = operation.permission!
      const refused = await send(operation, await tokenWith(['*', `!${permission}`]))
      if (ASKS_OTHERWISE.has(operation.id)) continue
      if (refused.code !== 'permission_refused' || refused.facts?.permission !== permission)
        failures.push(`${operation.id} without ${permission}: ${JSON.stringify(refused)}`)
    }
    for (const operation of ASKING) {
      const permission = operation.permission!
      const letIn = await send(operation, await tokenWith([permission]))
      if (letIn.code === 'permission_refused' && !besides(operation).includes(letIn.facts.permission))
        failures.push(`${operation.id} with ${permission} alone: ${JSON.stringify(letIn)}`)
      // What was let in may be what locks everybody out.
      await staff.enable(SYSTEM, 1)
      for (const { id } of await allowedAddresses.list(SYSTEM)) await allowedAddresses.delete(SYSTEM, id)
      for (const { id } of await bans.list(SYSTEM)) await bans.lift(SYSTEM, id)
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
