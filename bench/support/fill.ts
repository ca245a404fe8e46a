import { mkdirSync } from 'node:fs'
import { SYSTEM } from '../../src/access/actor.ts'
import { systemClock } from '../../src/base/clock.ts'
import { makeLog } from '../../src/base/log.ts'
import { parseConfig } from '../../src/config.ts'
import { openProvisor } from '../../src/open.ts'
import { sql } from '../../src/storage/engine/sql.ts'

/** Services of one client: a page of the default size. */
export const PER_CLIENT = 25

export type Place = { dataDir: string; databaseUrl: string }

/** Fills an empty database with `services` services, and gives credentials that may not read their passwords. */
export async function fill(place: Place, services: number): Promise<{ identifier: string; secret: string }> {
  mkdirSync(place.dataDir, { recursive: true })
  const config = parseConfig({ ...place, logLevel: 'silent' }, {})
  const provisor = await openProvisor(config, makeLog({ level: 'silent' }), systemClock)
  const { access, clients, catalog } = provisor.domain
  try {
    await clients.currencies.create(SYSTEM, { code: 'USD', prefix: '$', suffix: ' USD' })
    await catalog.paymentMethods.replace(SYSTEM, [{ module: 'paypal', displayName: 'PayPal' }])
    const group = await catalog.productGroups.create(SYSTEM, { name: 'Shared Hosting' })
    await catalog.products.create(SYSTEM, {
      name: 'Starter',
      groupId: group.id,
      module: 'demopanel',
      payType: 'recurring',
    })
    await catalog.servers.create(SYSTEM, { name: 'Saturn', module: 'demopanel', hostname: 'saturn.example.com' })
    await provisor.database.transaction(async (q) => {
      const holders = Math.ceil(services / PER_CLIENT)
      const numbers = (last: number) =>
        sql`WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${last})`
      await q.run(sql`INSERT INTO clients (uuid, first_name, last_name, company_name, email, first_name_folded, last_name_folded,
          company_name_folded, email_folded, address1, address2, city, state, postcode, country, phone_number,
          tax_id, currency_id, status, language, notes, payment_method, credit_minor, preferences, custom_fields, created_on,
          created_at, updated_at)
        ${numbers(holders)} SELECT 'c' || i, 'First', 'Last', '', 'c' || i || '@example.com', 'first', 'last', '',
          'c' || i || '@example.com', '', '', '', '', '', 'GB', '', '', 1, 'Active', '', '', '', 0, '{}', '{}', '2026-01-01', 0, 0 FROM n`)
      await q.run(sql`INSERT INTO orders (order_number, client_id, ordered_at, status, amount_minor, payment_method, updated_at)
        ${numbers(holders)} SELECT '9' || i, i, 0, 'Active', 1295, 'paypal', 0 FROM n`)
      await q.run(sql`INSERT INTO services (client_id, order_id, product_id, server_id, status, domain, domain_folded, username,
          username_folded, payment_method, billing_cycle, first_payment_minor, recurring_minor, registered_on, next_due_on,
          created_at, updated_at)
        ${numbers(services)} SELECT (i * 7919) % ${holders} + 1, (i * 7919) % ${holders} + 1, 1, 1, 'Active', 'site' || i || '.example.com',
          'site' || i || '.example.com', 'user' || i, 'user' || i, 'paypal', 'monthly', 1295, 1295, '2026-01-01', '2026-12-01', 0, 0 FROM n`)
    })
    await provisor.database.transaction((q) => q.run(sql`ANALYZE`))
    const role = await access.roles.create(SYSTEM, { name: 'Reader', permissions: ['api.access', 'services.read'] })
    const staff = await access.staff.create(SYSTEM, { username: 'bench', roleId: role.id })
    const { credential, secret } = await access.credentials.create(SYSTEM, { name: 'Bench', staffId: staff.id })
    return { identifier: credential.identifier, secret }
  } finally {
    await provisor.close()
  }
}
