import type { ServiceListing } from '../../../../services/service.ts'
import type { Fields } from '../../../codec/tree.ts'
import type { WhmcsCall } from '../../action.ts'

/** The names that a page of services needs for its custom fields and configurable options; mostly none at all. */
export async function selectionNames(call: WhmcsCall, services: readonly ServiceListing[]) {
  const fieldIds = new Set<number>()
  const optionIds = new Set<number>()
  for (const { customFields, configOptions } of services) {
    for (const id in customFields) fieldIds.add(Number(id))
    for (const id in configOptions) optionIds.add(Number(id))
  }
  return call.domain.catalog.selectionNames(call.actor, [...fieldIds], [...optionIds])
}

type Names = Awaited<ReturnType<typeof selectionNames>>

export function customFieldFields(call: WhmcsCall, service: ServiceListing, names: Names): Fields[] {
  return Object.entries(service.customFields).flatMap(([id, value]) => {
    const name = names.customFields.get(Number(id))
    if (name === undefined) return []
    return [{ id: call.quoted(Number(id)), name, translated_name: name, value: names.fieldText(value) }]
  })
}

/** A quantity is printed as a number, a yes/no option as its choice; section 8.7, decided in QUIRKS.md. */
export function configOptionFields(call: WhmcsCall, service: ServiceListing, names: Names): Fields[] {
  return Object.entries(service.configOptions).flatMap(([id, selection]) => {
    const option = names.configOptions.get(Number(id))
    if (!option) return []
    const value =
      option.kind === 'quantity' ? String(selection.quantity) : (option.choices.get(selection.choiceId ?? 0) ?? '')
    return [{ id: call.quoted(Number(id)), option: option.name, type: option.kind, value }]
  })
}
