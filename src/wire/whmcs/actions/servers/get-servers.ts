import { action } from '../../action.ts'
import { flag, idFilter } from '../../parameters.ts'

/** Section 6.5 of the reference. Credentials are never part of the answer. */
export const getServers = action({
  name: 'GetServers',
  reads: true,
  permission: 'catalog.read',
  about: 'Servers with their load of services',
  partial: '`load` and `uptime` are empty: no module tells them',
  parameters: {
    serviceId: idFilter('Servers of the module of this service'),
    addonId: idFilter('Servers of the module of this add-on'),
    fetchStatus: flag('Asks each server that may be contacted whether it answers, for a few seconds'),
  },
  async answer({ actor, domain }, { serviceId, addonId, fetchStatus }) {
    const servers = await domain.catalog.servers.list(actor, { modules: await modulesOf() })
    const ids = fetchStatus ? servers.map(({ id }) => id) : []
    const statuses = await domain.serverStatus(actor, ids)
    return {
      servers: servers.map((server) => ({
        id: server.id,
        name: server.name,
        hostname: server.hostname,
        ipaddress: server.ipAddress,
        active: server.active,
        activeServices: server.activeServices,
        maxAllowedServices: server.maxAccounts,
        percentUsed: server.maxAccounts > 0 ? Math.floor((100 * server.activeServices) / server.maxAccounts) : 0,
        module: server.module,
        status: { http: statuses.get(server.id)?.answers ?? false, load: '', uptime: '' },
      })),
      fetchStatus: fetchStatus ? '1' : '',
    }

    /** Undefined is every module; of what does not exist there are no servers. */
    async function modulesOf(): Promise<string[] | undefined> {
      const item = serviceId !== undefined ? { serviceId } : addonId !== undefined ? { addonId } : undefined
      if (!item) return undefined
      const module = await domain.holdings.moduleOf(actor, item)
      return module ? [module] : []
    }
  },
})
