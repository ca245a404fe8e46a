import { NotFound } from '../../base/refusal.ts'
import type { VersionedCache } from '../../base/versioned-cache.ts'
import type { OutboundStores, ServiceRow } from '../store.ts'

/**
 * The services as this process knows them, so that a start asks the database nothing before it is written. What another
 * process changed is known within a second.
 */
export function makeServiceCache({ read, memory }: { read: OutboundStores; memory: VersionedCache }) {
  const { services } = read.outbound
  const remembered = memory.keep(() => ({
    byId: new Map<number, ServiceRow>(),
    byName: new Map<string, ServiceRow>(),
    ofAccount: new Map<number, ServiceRow[]>(),
  }))

  return {
    async byId(id: number): Promise<ServiceRow> {
      const { byId } = await remembered()
      const found = byId.get(id) ?? (await services.get(id))
      if (!found) throw new NotFound('outbound service', id)
      byId.set(id, found)
      return found
    },
    async byName(accountId: number, name: string): Promise<ServiceRow> {
      const { byName } = await remembered()
      const key = `${accountId} ${name}`
      // PostgreSQL cannot even be asked for a name with a NUL.
      const found = byName.get(key) ?? (name.includes('\0') ? undefined : await services.byName(accountId, name))
      if (!found) throw new NotFound('outbound service', name)
      byName.set(key, found)
      return found
    },
    /** By name. */
    async ofAccount(accountId: number): Promise<readonly ServiceRow[]> {
      const { ofAccount } = await remembered()
      const found = ofAccount.get(accountId) ?? (await services.list(accountId))
      ofAccount.set(accountId, found)
      return found
    },
    forget: memory.forget,
  }
}

export type ServiceCache = ReturnType<typeof makeServiceCache>
