import type { ConfigOptionKind } from '../catalog/config-option.ts'
import type { CatalogStore } from '../catalog/store.ts'
import type { ClientStore } from '../clients/store.ts'
import type { Service } from './service.ts'

export type SelectionNames = {
  /** Custom field id to name. */
  readonly customFields: ReadonlyMap<number, string>
  readonly configOptions: ReadonlyMap<
    number,
    { name: string; kind: ConfigOptionKind; choices: ReadonlyMap<number, string> }
  >
}

type Chosen = Pick<Service, 'productId' | 'customFields' | 'configOptions'>

const NONE: SelectionNames = { customFields: new Map(), configOptions: new Map() }

/** The names of what these services filled in and chose. Most chose nothing, and then nothing is read. */
export async function selectionNames(
  s: { catalog: CatalogStore; clients: ClientStore },
  services: readonly Chosen[],
): Promise<SelectionNames> {
  const productIds = new Set<number>()
  const optionIds = new Set<number>()
  for (const { productId, customFields, configOptions } of services) {
    for (const _ in customFields) productIds.add(productId)
    for (const id in configOptions) optionIds.add(Number(id))
  }
  if (productIds.size === 0 && optionIds.size === 0) return NONE
  const fields = productIds.size === 0 ? [] : await s.clients.customFields.of('product', [...productIds])
  const options = optionIds.size === 0 ? [] : await s.catalog.configOptions.list([...optionIds])
  return {
    customFields: new Map(fields.map(({ id, name }) => [id, name])),
    configOptions: new Map(
      options.map(({ id, name, kind, choices }) => [
        id,
        { name, kind, choices: new Map(choices.map((choice) => [choice.id, choice.name])) },
      ]),
    ),
  }
}
