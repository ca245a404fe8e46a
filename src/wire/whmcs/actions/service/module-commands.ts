import type { Actor } from '../../../../access/actor.ts'
import { Refusal } from '../../../../base/refusal.ts'
import type { Item, ModuleCommands } from '../../../../provisioning/commands.ts'
import { action, type WhmcsAction } from '../../action.ts'
import { idFilter, type Parameters, required, text, type Values } from '../../parameters.ts'

/** Renamed in 7.7; scripts still send the old name. */
const serviceid = idFilter('The service; required without `addonid`', { aliases: ['accountid'] })
/** The documents have commands for add-ons, and print no parameter for them. */
const addonid = idFilter('An add-on of the client instead of a service (extension)')

type ModuleCommand<P extends Parameters> = {
  name: string
  about: string
  parameters?: P
  run: (modules: ModuleCommands, actor: Actor, item: Item, sent: Values<P>) => Promise<void>
}

/** Section 6.4 of the reference. A module's own words are the message: they need no entry among the refusals. */
function moduleCommand<P extends Parameters>({ name, about, parameters, run }: ModuleCommand<P>): WhmcsAction {
  return action({
    name,
    reads: false,
    permission: 'provisioning.write',
    about,
    parameters: { serviceid, addonid, ...parameters },
    refusals: {
      not_found: ({ facts }) => (facts.noun === 'Addon' ? 'Addon ID not found' : 'Service ID not found'),
      no_module: ({ facts }) =>
        facts.type === 'addon' ? 'Addon not assigned to a module' : 'Service not assigned to a module',
      module_not_found: 'Module Not Found',
    },
    async answer({ actor, domain }, sent) {
      await run(domain.modules, actor, itemOf(sent as never), sent as unknown as Values<P>)
      return {}
    },
  })
}

function itemOf({ serviceid: service, addonid: addon }: { serviceid?: number; addonid?: number }): Item {
  if (addon !== undefined) return { type: 'addon', id: addon }
  if (service === undefined) throw new Refusal('service_required', 'Service ID is required')
  return { type: 'service', id: service }
}

export const MODULE_COMMANDS: readonly WhmcsAction[] = [
  moduleCommand({
    name: 'ModuleCreate',
    about: 'Sets the account of a service up; done, the service is active',
    run: (modules, actor, item) => modules.create(actor, item),
  }),
  moduleCommand({
    name: 'ModuleSuspend',
    about: 'Suspends the account of a service',
    parameters: { suspendreason: text('Why, for the client and the panel') },
    run: (modules, actor, item, { suspendreason }) => modules.suspend(actor, item, suspendreason),
  }),
  moduleCommand({
    name: 'ModuleUnsuspend',
    about: 'Lifts the suspension of the account of a service',
    run: (modules, actor, item) => modules.unsuspend(actor, item),
  }),
  moduleCommand({
    name: 'ModuleTerminate',
    about: 'Removes the account of a service',
    run: (modules, actor, item) => modules.terminate(actor, item),
  }),
  moduleCommand({
    name: 'ModuleChangePackage',
    about: 'Gives the account of a service the package of its product',
    run: (modules, actor, item) => modules.changePackage(actor, item),
  }),
  moduleCommand({
    name: 'ModuleChangePw',
    about: 'Sets the password of the account of a service',
    parameters: { servicepassword: text('The new password; the stored one is set again without it') },
    run: (modules, actor, item, { servicepassword }) => modules.changePassword(actor, item, servicepassword),
  }),
  moduleCommand({
    name: 'ModuleCustom',
    about: "Runs one of the module's own commands for a service",
    parameters: { func_name: required(text('The name of the command')) },
    run: (modules, actor, item, { func_name }) => modules.custom(actor, item, func_name ?? ''),
  }),
]
