import { type Actor, authorize } from '../access/actor.ts'
import { type Kept, openKept } from '../base/secrets/sealed.ts'
import { fieldText } from '../clients/custom-field.ts'
import { makeCustomFields } from './custom-fields.ts'
import type { CatalogParts } from './parts.ts'
import { makePaymentMethods } from './payment-methods.ts'
import { makeAddonDefinitions } from './products/addon-definitions.ts'
import type { ConfigOptionKind } from './products/config-option.ts'
import { makeConfigOptions } from './products/config-options.ts'
import { makeProductGroups } from './products/product-groups.ts'
import { makeProducts } from './products/products.ts'
import { makeServerGroups } from './servers/server-groups.ts'
import { makeServers } from './servers/servers.ts'
import { makeTlds } from './tlds.ts'

/** What stands beside the values that a service holds, by id. Ids of what is gone have no entry. */
export type SelectionNames = {
  customFields: ReadonlyMap<number, string>
  /** What the actor reads of a custom field's value. */
  fieldText(value: Kept): string
  configOptions: ReadonlyMap<number, { name: string; kind: ConfigOptionKind; choices: ReadonlyMap<number, string> }>
}

/** What is sold, and where it is put. */
export function makeCatalog(parts: CatalogParts) {
  const { read, secrets } = parts
  return {
    productGroups: makeProductGroups(parts),
    products: makeProducts(parts),
    addonDefinitions: makeAddonDefinitions(parts),
    configOptions: makeConfigOptions(parts),
    customFields: makeCustomFields(parts),
    servers: makeServers(parts),
    serverGroups: makeServerGroups(parts),
    paymentMethods: makePaymentMethods(parts),
    tlds: makeTlds(parts),
    secretSettings: parts.secretSettings,

    /** What opens secrets among settings, for who may know them. */
    reveal(actor: Actor): (kept: Kept) => string {
      authorize(actor, 'services.passwords')
      return (kept) => openKept(secrets, kept)
    },

    /** For whoever may see services: the names are part of what they show. */
    async selectionNames(
      actor: Actor,
      customFieldIds: readonly number[],
      configOptionIds: readonly number[],
    ): Promise<SelectionNames> {
      authorize(actor, 'services.read')
      const fields = customFieldIds.length === 0 ? [] : await read.clients.customFields.named(customFieldIds)
      const options = configOptionIds.length === 0 ? [] : await read.catalog.configOptions.list(configOptionIds)
      return {
        customFields: new Map(fields.map(({ id, name }) => [id, name])),
        fieldText: fieldText(actor, secrets),
        configOptions: new Map(
          options.map(({ id, name, kind, choices }) => [
            id,
            { name, kind, choices: new Map(choices.map((choice) => [choice.id, choice.name])) },
          ]),
        ),
      }
    },
  }
}

export type Catalog = ReturnType<typeof makeCatalog>
