import type { CatalogStore } from '../../catalog/store.ts'
import type { Tld } from '../../catalog/tld.ts'
import type { Queries } from '../engine/database.ts'
import { recordStore } from '../engine/record-store.ts'
import { sql } from '../engine/sql.ts'

export function tldStore(q: Queries): CatalogStore['tlds'] {
  const records = recordStore<Tld, { name?: string | undefined }>(q, {
    name: 'tlds',
    columns: {
      name: 'name',
      idProtection: 'id_protection',
      dnsManagement: 'dns_management',
      emailForwarding: 'email_forwarding',
      eppRequired: 'epp_required',
      registrar: 'registrar',
      label: 'label',
      grace: 'grace',
      redemption: 'redemption',
      prices: 'prices',
      position: 'position',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    flags: ['idProtection', 'dnsManagement', 'emailForwarding', 'eppRequired'],
    json: ['grace', 'redemption', 'prices'],
    matching: ({ name }) => [name === undefined ? undefined : sql`name = ${name}`],
  })
  const idOf = async (name: string) => (await q.get<{ id: number }>(sql`SELECT id FROM tlds WHERE name = ${name}`))?.id
  return {
    ...records,
    idOf,
    async longest(suffixes) {
      for (const suffix of suffixes) {
        const id = await idOf(suffix)
        if (id !== undefined) return records.get(id)
      }
      return undefined
    },
  }
}
