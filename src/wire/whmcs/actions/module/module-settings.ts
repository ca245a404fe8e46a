import { Refusal } from '../../../../base/refusal.ts'
import type { Backend } from '../../../../provisioning/panel/backend.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { brackets, required, text, textFilter, type Values } from '../../parameters.ts'

/** Gateways are the payment methods, registrars the modules that register names. */
const TYPES = ['gateway', 'registrar'] as const

const target = {
  moduleType: required(text('gateway or registrar')),
  moduleName: required(text('The system name of the module')),
}
const parameters = brackets('Setting to value; gateways have FriendlyName')

type Sent = Values<typeof target>

function typeOf({ moduleType }: Sent): (typeof TYPES)[number] {
  const found = TYPES.find((type) => type === moduleType?.trim().toLowerCase())
  if (found) return found
  const known = TYPES.join(', ')
  throw new Refusal('module_type', `Invalid module type provided. Supported module types include: ${known}`)
}

const unknown = () => new Refusal('module_name', 'Invalid module name provided.')

async function gatewayOf({ actor, domain }: WhmcsCall, { moduleName }: Sent) {
  const methods = await domain.catalog.paymentMethods.list(actor)
  const found = methods.find(({ module }) => module.toLowerCase() === moduleName?.trim().toLowerCase())
  if (!found) throw unknown()
  return found
}

function registrarOf({ actor, domain }: WhmcsCall, { moduleName }: Sent): Backend {
  const named = domain.modules.list(actor).find(({ name }) => name === moduleName?.trim().toLowerCase())
  if (!named?.registerDomain) throw unknown()
  return named
}

const nameIn = (sent: Values<{ parameters: typeof parameters }>['parameters']): string | undefined => {
  const value = sent?.get('FriendlyName') ?? sent?.get('displayName')
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** Part A2 of the reference. A registrar is always active: what it needs stands with its servers. */
export const activateModule = action({
  name: 'ActivateModule',
  reads: false,
  permission: 'catalog.write',
  about: 'Brings a payment method into use',
  parameters: { ...target, parameters },
  async answer(call, sent) {
    if (typeOf(sent) === 'registrar') {
      registrarOf(call, sent)
      throw new Refusal('module_cannot', 'Module activation not supported by module type.')
    }
    const { module, displayName, active } = await gatewayOf(call, sent)
    const named = nameIn(sent.parameters) ?? displayName
    if (active) await call.domain.catalog.paymentMethods.update(call.actor, module, { displayName: named })
    else await call.domain.catalog.paymentMethods.create(call.actor, { module, displayName: named })
    return {}
  },
})

/** Part A2 of the reference. */
export const deactivateModule = action({
  name: 'DeactivateModule',
  reads: false,
  permission: 'catalog.write',
  about: 'Takes a payment method out of use; what was sold with it keeps it',
  partial: '`newGateway` is checked, and what was sold with the other one keeps that',
  parameters: { ...target, newGateway: textFilter('Another one, which has to be in use') },
  async answer(call, sent) {
    if (typeOf(sent) === 'registrar') {
      registrarOf(call, sent)
      throw new Refusal('module_cannot', 'Module deactivation not supported by module type.')
    }
    const { module, active } = await gatewayOf(call, sent)
    if (!active) throw new Refusal('not_active', 'Failed to deactivate: the module is not active')
    if (sent.newGateway !== undefined) {
      const other = await gatewayOf(call, { ...sent, moduleName: sent.newGateway })
      if (!other.active || other.module === module)
        throw new Refusal('new_gateway', 'Failed to deactivate: the new gateway is not active')
    }
    await call.domain.catalog.paymentMethods.delete(call.actor, module)
    return {}
  },
})

/** Part A2 of the reference. A bare list. */
export const getModuleConfigurationParameters = action({
  name: 'GetModuleConfigurationParameters',
  reads: true,
  permission: 'catalog.read',
  about: 'What can be set of a module',
  parameters: target,
  async answer(call, sent) {
    if (typeOf(sent) === 'gateway') {
      await gatewayOf(call, sent)
      return { parameters: [{ name: 'FriendlyName', displayName: 'FriendlyName', fieldType: 'text' }] }
    }
    const { serverSettings } = registrarOf(call, sent)
    return {
      parameters: serverSettings.map(({ name, label, kind }) => ({ name, displayName: label, fieldType: kind })),
    }
  },
})

/** Part A2 of the reference; without parameters it succeeds. */
export const updateModuleConfiguration = action({
  name: 'UpdateModuleConfiguration',
  reads: false,
  permission: 'catalog.write',
  about: 'Changes the name under which a payment method is shown',
  parameters: { ...target, parameters },
  async answer(call, sent) {
    if (typeOf(sent) === 'registrar') {
      registrarOf(call, sent)
      if (sent.parameters === undefined) return {}
      throw new Refusal('with_servers', 'Module Configuration Update Failed: it is set with each server of the module')
    }
    const { module, active } = await gatewayOf(call, sent)
    if (!active) throw new Refusal('not_active', 'Module Configuration Update Failed: the module is not active')
    const displayName = nameIn(sent.parameters)
    if (displayName !== undefined) await call.domain.catalog.paymentMethods.update(call.actor, module, { displayName })
    return {}
  },
})
