import { action } from '../action.ts'
import { flag, idFilter } from '../parameters.ts'

/** Section 6.5 of the reference. Credentials are never part of the answer. */
export const getServers = action({
  name: 'GetServers',
  group: 'Servers',
  reads: true,
  permission: 'catalog.read',
  about: 'Servers with their load of services',
  partial: '`fetchStatus` is echoed, but servers are not contacted for it: `status` is empty',
  parameters: {
    serviceId: idFilter('Servers of the module of this service'),
    addonId: idFilter('Servers of the module of this add-on'),
    fetchStatus: flag('Asks for the status of each server'),
  },
  async answer({ actor, domain }, { serviceId, addonId, fetchStatus }) {
    const servers = await domain.catalog.listServers(actor, { modules: await modulesOf() })
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
        status: { http: false, load: '', uptime: '' },
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
