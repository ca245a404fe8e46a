import { SYSTEM } from '../../../src/access/actor.ts'
import type { CalendarDate } from '../../../src/base/calendar.ts'
import { toMinor } from '../../../src/base/money.ts'
import type { ImportedEntry } from '../../../src/provisioning/store.ts'
import { sql } from '../../../src/storage/engine/sql.ts'
import type { TestApp } from '../../support/app.ts'
import { addOddHoldings } from './odd-holdings.ts'
import { addRegistrar } from './registrar.ts'
import { addRenewableHoldings } from './renewable-holdings.ts'
import { addShop } from './shop.ts'

/** What cases name as `given`: more than the demonstration shows, put in through stores and verbs. */
export const GIVEN = {
  'odd-holdings': addOddHoldings,
  shop: addShop,
  'renewable-holdings': addRenewableHoldings,
  registrar: addRegistrar,

  async 'shop-and-holdings'(app) {
    await addShop(app)
    await addRenewableHoldings(app)
  },

  /** Fields 61-65, one of each kind; 62 must be filled in. */
  async 'asked-of-clients'({ provisor }) {
    const asked = { owner: 'client', ownerId: 0, description: '', choices: [], pattern: '', required: false } as const
    const shown = { onOrderForm: true, staffOnly: false } as const
    await provisor.transaction(async ({ clients: { customFields } }) => {
      const field = { ...asked, ...shown }
      await customFields.insert({
        ...field,
        id: 61,
        name: 'Found us by',
        kind: 'dropdown',
        choices: ['Search', 'Friend'],
        position: 1,
      })
      await customFields.insert({
        ...field,
        id: 62,
        name: 'Cost centre',
        kind: 'text',
        pattern: '^[A-Z]\\d+$',
        required: true,
        position: 2,
      })
      await customFields.insert({ ...field, id: 63, name: 'Newsletter', kind: 'tickbox', position: 3 })
      await customFields.insert({ ...field, id: 64, name: 'Door code', kind: 'password', position: 4 })
      await customFields.insert({ ...field, id: 65, name: 'Site', kind: 'link', position: 5 })
    })
  },

  /** A dollar is 92.5 cents of a euro, which are shown the German way. */
  async 'euro-rate'({ provisor }) {
    await provisor.domain.clients.currencies.update(SYSTEM, 2, { rate: 92_500, format: 3 })
  },

  /** The two of the documents, in place of the demonstration's own. */
  async 'documented-groups'({ provisor }) {
    const { groups } = provisor.domain.clients
    const first = { name: 'Client Group 1', colour: '#28C99B', discount: toMinor(1000) }
    await groups.update(SYSTEM, 1, { ...first, suspensionExempt: true, separateInvoices: true })
    await groups.create(SYSTEM, { name: 'Client Group 2', colour: '#FFFFFF' })
  },

  /** The first user is as in the documents. */
  async 'documented-user'({ provisor }) {
    const person = { firstName: 'John', lastName: 'Smith', email: 'john.smith@example.net' }
    await provisor.domain.clients.people.update(SYSTEM, 1, person)
    await provisor.database.transaction((q) =>
      q.run(sql`UPDATE users SET created_at = ${Date.UTC(2020, 11, 15, 15, 29, 49)} WHERE id = 1`),
    )
  },

  /** Client 1 has a second user, `{{second}}`. */
  async 'second-user'({ provisor }, remember) {
    const who = { firstName: 'Sam', email: 'second@example.com', permissions: ['services', 'tickets'] }
    remember('second', String((await provisor.domain.clients.users.create(SYSTEM, 1, who)).id))
  },

  /** Two of today, the first due before it. */
  async 'to-do-items'({ provisor }) {
    const { toDoItems } = provisor.domain.support
    const date = '2026-02-03' as CalendarDate
    await toDoItems.create(SYSTEM, { date, title: 'Call', staffId: 1, dueOn: '2026-02-01' as CalendarDate })
    await toDoItems.create(SYSTEM, { date, title: 'Write', status: 'Pending' })
  },

  /** The four of the documents, in the order of their numbers. */
  async 'documented-replies'({ provisor }) {
    const { predefinedReplies } = provisor.domain.support
    for (const name of ['Sales', 'Support', 'Quick Reference', 'Sub-Support 1'])
      await predefinedReplies.create(SYSTEM, {
        category: name,
        name: `Sample ${name} Reply`,
        text: 'Hello [NAME],\r\n\r\nUt faucibus.\r\n\r\n',
      })
  },

  /** The first member is as in the documents, and there is one more, who works in two departments. */
  async 'documented-staff'({ provisor }) {
    const { access, support } = provisor.domain
    const roleId = (await access.roles.list(SYSTEM))[0]!.id
    await access.staff.update(SYSTEM, 1, { firstName: 'Demo', lastName: 'User', email: 'demo@whmcs.com' })
    const georgina = { firstName: 'Georgina', lastName: 'Williams', email: 'georgina.williams@whmcs.com' }
    const { id } = await access.staff.create(SYSTEM, { username: 'Georgina', roleId, ...georgina })
    for (const department of [2, 3]) await support.departments.update(SYSTEM, department, { staffIds: [id] })
  },

  async 'somebody-signed-in'({ provisor, clock }) {
    const at = Date.UTC(2016, 0, 1, 16, 11, 15)
    await provisor.transaction((tx) =>
      tx.access.sessions.insert({
        ...{ staffId: 1, method: 'password', secondFactor: false, address: '1.2.3.4', agent: '' },
        ...{ tokenDigest: 'x', previousDigest: null, rotatedAt: at, confirmed: true, passwordVersion: 1 },
        ...{ createdAt: at, usedAt: Date.UTC(2016, 0, 1, 16, 15, 28), expiresAt: clock.now() + 1000 },
      }),
    )
  },

  async 'public-url'({ provisor }) {
    await provisor.domain.notices.mailSettings.update(SYSTEM, { publicUrl: 'http://www.example.com/whmcs/' })
  },

  /** Client 1 is not signed in by links. */
  async 'no-sign-on'({ provisor }) {
    await provisor.domain.clients.update(SYSTEM, { id: 1 }, { preferences: { singleSignOn: false } })
  },

  async 'staff-with-mail'({ provisor }) {
    await provisor.domain.access.staff.update(SYSTEM, 1, { email: 'demo@example.com' })
  },

  /** A client who is inactive and has credit in euros, and one who is closed, the oldest of all. */
  async 'odd-clients'({ provisor }) {
    const { clients } = provisor.domain
    const odile = { firstName: 'Odile', lastName: 'Oddity', skipValidation: true }
    const credit = { currencyId: 2, creditMinor: toMinor(1250) }
    await clients.create(SYSTEM, { ...odile, ...credit, email: 'odile@example.com', status: 'Inactive' })
    const { client } = await clients.create(SYSTEM, { ...odile, email: 'closed@example.com', status: 'Closed' })
    const createdOn = '2020-02-29' as CalendarDate
    await provisor.transaction((tx) => tx.clients.update(client.id, { createdOn }, tx.at))
  },

  async 'fewer-payment-methods'({ provisor }) {
    await provisor.domain.catalog.paymentMethods.replace(SYSTEM, [
      { module: 'banktransfer', displayName: 'Bank Transfer' },
    ])
  },

  /** Nobody has anything to look at. */
  async 'settled-queue'({ provisor, clock }) {
    await provisor.transaction(async ({ moduleQueue }) => {
      for (const entry of await moduleQueue.list({})) await moduleQueue.resolve(entry, 'succeeded', clock.now())
    })
  },

  /** Department 4, where only another member of the staff works, with a ticket that is flagged to the caller. */
  async escalations({ provisor }) {
    const { access, support } = provisor.domain
    const roleId = (await access.roles.list(SYSTEM))[0]!.id
    const { id } = await access.staff.create(SYSTEM, { username: 'kim', roleId })
    await support.departments.create(SYSTEM, { name: 'Escalations', staffIds: [id] })
    await support.tickets.create(SYSTEM, {
      clientId: 1,
      departmentId: 4,
      subject: 'Complaint',
      message: 'Still',
      flaggedTo: 1,
    })
  },

  /** Only two networks may call, and who has the key. */
  async 'allow-list'({ provisor }) {
    const { allowedAddresses, accessKey } = provisor.domain.access
    await allowedAddresses.create(SYSTEM, '203.0.113.0/24')
    await allowedAddresses.create(SYSTEM, '2001:db8:1::/48')
    await accessKey.set(SYSTEM, 'Open.Sesame!')
  },

  async 'ban-by-hand'({ provisor }) {
    const reason = 'Asked for it'
    await provisor.domain.access.bans.ban(SYSTEM, { face: 'whmcs', address: '203.0.113.66', reason, expiresAt: null })
  },

  /** Last tries beside the changes of the clocks, in UTC: `berlin` on 27 March and 30 October 2016, and so on. */
  async 'tries-around-clock-changes'({ provisor }) {
    await addTries(provisor, 'berlin-spring', ['2016-03-27T00:59:59Z', '2016-03-27T01:00:00Z'])
    await addTries(provisor, 'berlin-autumn', [
      '2016-10-29T22:00:00Z',
      '2016-10-30T00:30:00Z',
      '2016-10-30T01:30:00Z',
      '2016-10-30T02:00:00Z',
    ])
    await addTries(provisor, 'new-york-spring', ['2016-03-13T06:59:59Z', '2016-03-13T07:00:00Z'])
    await addTries(provisor, 'new-york-autumn', ['2016-11-06T05:30:00Z', '2016-11-06T06:30:00Z'])
  },

  async 'tries-within-a-second'({ provisor }) {
    await addTries(provisor, 'split', ['2016-11-01T09:00:01.999Z', '2016-11-01T09:00:02.500Z'])
  },

  /** Entries as the engine leaves them: failed again, to be tried again, without a word, settled. */
  async 'lived-queue'({ provisor, clock }) {
    const failure = { error: 'Lock held', failureClass: 'transient', held: false } as const
    const again = { serviceType: 'service', serviceId: 3, module: 'panel', action: 'SuspendAccount' } as const
    const settled = { serviceType: 'service', serviceId: 4, module: 'panel', action: 'SuspendAccount' } as const
    const planned = clock.now() + 600_000
    await provisor.transaction(async ({ moduleQueue }) => {
      await moduleQueue.fail({ ...again, ...failure, nextAttemptAt: planned }, Date.UTC(2026, 1, 3, 9))
      await moduleQueue.fail({ ...again, ...failure, nextAttemptAt: planned }, Date.UTC(2026, 1, 3, 9, 5))
      await moduleQueue.fail({ ...settled, ...failure, nextAttemptAt: null }, Date.UTC(2026, 1, 3, 9))
      await moduleQueue.resolve(settled, 'succeeded', Date.UTC(2026, 1, 3, 9, 10))
      const silent = { ...settled, serviceId: 5, error: '', failureClass: 'unknown', held: true, nextAttemptAt: null }
      await moduleQueue.fail({ ...failure, ...silent, failureClass: 'unknown' }, Date.UTC(2026, 1, 3, 9))
    })
  },
} as const satisfies Record<string, (app: TestApp, remember: (name: string, value: string) => void) => Promise<void>>

export type GivenName = keyof typeof GIVEN

/** One entry for each instant: services 1, 2, 3 … of this module. */
async function addTries({ transaction }: TestApp['provisor'], module: string, instants: string[]): Promise<void> {
  await transaction(async ({ moduleQueue }) => {
    for (const [index, instant] of instants.entries()) {
      const at = Date.parse(instant)
      const entry: ImportedEntry = {
        serviceType: 'service',
        serviceId: index + 1,
        module,
        action: 'RenewAccount',
        lastAttemptAt: at,
        lastError: 'Lock held',
        failureClass: 'transient',
        retries: 0,
        held: true,
        nextAttemptAt: null,
        createdAt: at,
        updatedAt: at,
      }
      await moduleQueue.insert(entry)
    }
  })
}
