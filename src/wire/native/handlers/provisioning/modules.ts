import { giveCommand } from '../../../../provisioning/named-command.ts'
import type { ServiceType } from '../../../../services/service-type.ts'
import { modules } from '../../contract/provisioning/modules.ts'
import { handle } from '../../handler.ts'

const commandHandler = (type: ServiceType, operation: typeof modules.commandService) =>
  handle(operation, async ({ actor, domain }, { params: { id }, body: { command, ...details } }) => {
    await giveCommand(domain.modules, actor, { type, id }, command, details)
    return { id, command }
  })

export const moduleHandlers = [
  commandHandler('service', modules.commandService),
  commandHandler('addon', modules.commandAddon),
  commandHandler('domain', modules.commandDomain),
]
