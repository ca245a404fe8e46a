import { z } from 'zod'
import { COMMAND_NAMES } from '../../../../provisioning/named-command.ts'
import { apiOperation } from '../operation.ts'
import { id, idPath, oneOf, servicePassword, text } from '../values.ts'

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

/** A failure is a problem `module_failed` in the panel's own words; one that takes longer is `still_going_on`. */
export const modules = {
  commandService: commandOf('modules.commandService', 'services', 'a service'),
  commandAddon: commandOf('modules.commandAddon', 'addons', 'an add-on'),
  commandDomain: commandOf('modules.commandDomain', 'domains', 'a domain name'),
}
