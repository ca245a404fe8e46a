import type { Call, CallOptions } from './call.ts'
import type { ModulesCommandAddonBody, ModulesCommandDomainBody, ModulesCommandServiceBody } from './contract.ts'

/** Commands for what looks after accounts and names. Each resolves when it is done; a failure has the panel's words. */
export const makeModules = (call: Call) => ({
  /** With the settings that they ask for. */
  list: (options?: CallOptions) => call('modules.list', {}, options),
  get: (name: string, options?: CallOptions) => call('modules.get', { params: { name } }, options),

  /** `client.modules.commandService(7, { command: 'suspend', reason: 'Overdue' })` */
  commandService: (id: number, body: ModulesCommandServiceBody, options?: CallOptions) =>
    call('modules.commandService', { params: { id }, body }, options),

  commandAddon: (id: number, body: ModulesCommandAddonBody, options?: CallOptions) =>
    call('modules.commandAddon', { params: { id }, body }, options),

  commandDomain: (id: number, body: ModulesCommandDomainBody, options?: CallOptions) =>
    call('modules.commandDomain', { params: { id }, body }, options),
})

export type Modules = ReturnType<typeof makeModules>
