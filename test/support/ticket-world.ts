import { type Actor, SYSTEM } from '../../src/access/actor.ts'
import { expandPermissions } from '../../src/access/permissions.ts'
import type { GivenSettings } from '../../src/config.ts'
import { openApp, startApp, type TestApp } from './app.ts'
import type { Engine, Template } from './databases.ts'
import { ada } from './world.ts'

/** Clients 1 (with contact 1) and 2, staff 1 and 2, departments 1 (everybody's) and 2 (of staff 2), and no ticket. */
const WITH_PEOPLE: Template = {
  name: 'ticket_world',
  async prepare(place) {
    const app = await startApp(place)
    const { clients, access, support } = app.provisor.domain
    await clients.currencies.create(SYSTEM, { code: 'USD', prefix: '$', suffix: ' USD' })
    await clients.create(SYSTEM, ada)
    await clients.create(SYSTEM, { ...ada, firstName: 'Grace', lastName: 'Hopper', email: 'grace@example.com' })
    await clients.contacts.create(SYSTEM, 1, { ...ada, firstName: 'Annabella', email: 'annabella@example.com' })
    const role = await access.roles.create(SYSTEM, {
      name: 'Support',
      permissions: ['api.access', 'support.*', 'projects.*'],
    })
    for (const username of ['sam', 'kim'])
      await access.staff.create(SYSTEM, {
        username,
        email: `${username}@example.com`,
        firstName: username === 'sam' ? 'Sam' : 'Kim',
        lastName: 'Support',
        roleId: role.id,
      })
    await support.departments.create(SYSTEM, { name: 'General' })
    await support.departments.create(SYSTEM, { name: 'Abuse', email: 'abuse@example.com', staffIds: [2] })
    await app.close()
  },
}

/** Closed when the test ends. */
export async function openTicketWorld(engine: Engine, settings: GivenSettings = {}) {
  return worldOf(await openApp(await engine.fresh(WITH_PEOPLE), settings))
}

function worldOf(app: TestApp) {
  const { domain, read, transaction, files } = app.provisor
  return {
    app,
    read,
    transaction,
    files,
    clock: app.clock,
    support: domain.support,
    happenings: () => read.events.unsealed(1000),
  }
}

export type TicketWorld = Awaited<ReturnType<typeof openTicketWorld>>

/** Staff 1 works in General, staff 2 in both. */
export const staff = (id: number, name: string, permissions: readonly string[] = ['support.*']): Actor => ({
  kind: 'staff',
  id,
  name,
  credentialId: null,
  address: '192.0.2.1',
  permissions: expandPermissions(permissions),
})
export const SAM = staff(1, 'Sam Support')
export const KIM = staff(2, 'Kim Support')
