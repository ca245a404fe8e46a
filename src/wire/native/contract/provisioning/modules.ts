import * as z from 'zod'
import { COMMAND_NAMES } from '../../../../provisioning/named-command.ts'
import { SETTING_KINDS } from '../../../../provisioning/panel/settings.ts'
import { apiOperation } from '../operation.ts'
import { filterText, id, idPath, oneOf, servicePassword, text } from '../values.ts'

const body = z.strictObject({
  command: oneOf(COMMAND_NAMES).meta({
    description: 'Names take `register`, `transfer` and `renew`, accounts the others',
  }),
  reason: text(2000).optional().meta({ description: 'Of `suspend`' }),
  password: servicePassword.optional().meta({ description: 'Of `change-password`; else the stored one' }),
  name: text(255).optional().meta({ description: "Of `custom`: one of the module's own commands" }),
  years: z.int().min(1).max(10).optional().meta({ description: 'Of `renew` of a domain; else those of the domain' }),
  eppCode: text(255).min(1).optional().meta({ description: 'Of `transfer`; else the stored one' }),
})

const given = z
  .object({ id, command: oneOf(COMMAND_NAMES) })
  .meta({ id: 'CommandDone', description: 'The module has done it' })

const commandOf = <const Id extends string>(name: Id, path: string, noun: string) =>
  apiOperation({
    id: name,
    method: 'POST',
    path: `/${path}/{id}/module-commands`,
    summary: `Has the module of ${noun} do something, and waits for its answer for a while`,
    permission: 'provisioning.write',
    params: idPath,
    body,
    response: given,
    errors: ['not_found', 'refused', 'transition_refused'],
  })

const setting = z
  .object({
    name: z.string(),
    position: z.int().nullable().meta({ description: 'Under which products have it; null of servers' }),
    label: z.string(),
    kind: oneOf(SETTING_KINDS).meta({ id: 'ModuleSettingKind' }),
    choices: z.array(z.string()).meta({ description: 'Of a `dropdown`' }),
    default: z.string(),
    about: z.string(),
    isSecret: z.boolean(),
    option: z.string().nullable().meta({
      description: 'What a client chose under a configurable option of this name wins over the value of the product',
    }),
  })
  .meta({ id: 'ModuleSetting' })

const module = z
  .object({
    name: z.string().meta({ description: 'Its system name, by which products and servers name it' }),
    displayName: z.string(),
    productSettings: z.array(setting),
    serverSettings: z.array(setting).meta({ description: 'Beyond what every server has' }),
    commands: z
      .array(z.object({ name: z.string(), label: z.string() }).meta({ id: 'ModuleCustomCommand' }))
      .meta({ description: 'What `custom` can do' }),
    registersDomains: z.boolean(),
    testsConnection: z.boolean(),
  })
  .meta({ id: 'Module', description: 'What speaks to one kind of panel' })

/** A failure is a problem `module_failed` in the panel's own words; one that takes longer is `still_going_on`. */
export const modules = {
  list: apiOperation({
    id: 'modules.list',
    method: 'GET',
    path: '/modules',
    summary: 'The modules with the settings that they ask of products and servers',
    permission: 'catalog.read',
    response: z.object({ items: z.array(module) }).meta({ id: 'Modules' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'modules.get',
    method: 'GET',
    path: '/modules/{name}',
    summary: 'One module',
    permission: 'catalog.read',
    params: z.strictObject({ name: filterText }),
    response: module,
    errors: ['not_found'],
  }),
  commandService: commandOf('modules.commandService', 'services', 'a service'),
  commandAddon: commandOf('modules.commandAddon', 'addons', 'an add-on'),
  commandDomain: commandOf('modules.commandDomain', 'domains', 'a domain name'),
}
