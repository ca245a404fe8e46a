import { giveCommand } from '../../../../provisioning/named-command.ts'
import type { Backend } from '../../../../provisioning/panel/backend.ts'
import type { SettingDefinition } from '../../../../provisioning/panel/settings.ts'
import type { ServiceType } from '../../../../services/service-type.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { modules } from '../../contract/provisioning/modules.ts'
import { handle } from '../../handler.ts'

const commandHandler = (type: ServiceType, operation: typeof modules.commandService) =>
  handle(operation, async ({ actor, domain }, { params: { id }, body: { command, ...details } }) => {
    await giveCommand(domain.modules, actor, { type, id }, command, details)
    return { id, command }
  })

export const moduleHandlers = [
  handle(modules.list, async ({ actor, domain }) => ({ items: domain.modules.list(actor).map(encodeModule) })),
  handle(modules.get, async ({ actor, domain }, { params }) => encodeModule(domain.modules.get(actor, params.name))),
  commandHandler('service', modules.commandService),
  commandHandler('addon', modules.commandAddon),
  commandHandler('domain', modules.commandDomain),
]

const encodeModule = (backend: Backend): AnswerOf<typeof modules.get> => ({
  name: backend.name,
  displayName: backend.displayName,
  productSettings: backend.productSettings.map((setting, index) => encodeSetting(setting, index + 1)),
  serverSettings: backend.serverSettings.map((setting) => encodeSetting(setting, null)),
  commands: (backend.commands ?? []).map(({ name, label }) => ({ name, label })),
  registersDomains: backend.registerDomain !== undefined,
  testsConnection: backend.testConnection !== undefined,
})

function encodeSetting(setting: SettingDefinition, position: number | null) {
  const { name, label, kind, choices = [], about = '', option = null } = setting
  const isSecret = kind === 'password'
  return { name, position, label, kind, choices: [...choices], default: setting.default ?? '', about, isSecret, option }
}
