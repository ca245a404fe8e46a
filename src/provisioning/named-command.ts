import type { Actor } from '../access/actor.ts'
import type { Item, ModuleCommands } from './commands.ts'

/** What people tell a module to do, by the names that the API and the command line have for it. */
export const COMMAND_NAMES = [
  'create',
  'suspend',
  'unsuspend',
  'terminate',
  'change-package',
  'change-password',
  'renew',
  'custom',
  'register',
  'transfer',
] as const
export type CommandName = (typeof COMMAND_NAMES)[number]

export type CommandDetails = {
  /** Of a suspension. */
  reason?: string | undefined
  /** The new one, in clear; the stored one is set again without it. */
  password?: string | undefined
  /** Of one of the module's own commands. */
  name?: string | undefined
  /** For which a domain is renewed. */
  years?: number | undefined
  /** Of a transfer, in clear. */
  eppCode?: string | undefined
}

/** A command by its name. What makes no sense for the item is refused by the command itself. */
export function giveCommand(
  modules: ModuleCommands,
  actor: Actor,
  item: Item,
  command: CommandName,
  { reason, password, name, years, eppCode }: CommandDetails,
): Promise<void> {
  switch (command) {
    case 'create':
      return modules.create(actor, item)
    case 'suspend':
      return modules.suspend(actor, item, reason)
    case 'unsuspend':
      return modules.unsuspend(actor, item)
    case 'terminate':
      return modules.terminate(actor, item)
    case 'change-package':
      return modules.changePackage(actor, item)
    case 'change-password':
      return modules.changePassword(actor, item, password)
    case 'custom':
      return modules.custom(actor, item, name ?? '')
    case 'renew':
      return item.type === 'domain' ? modules.renewDomain(actor, item.id, years) : modules.renew(actor, item)
    case 'register':
      return modules.register(actor, item)
    case 'transfer':
      return modules.transfer(actor, item, eppCode)
  }
}
