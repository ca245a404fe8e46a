import { type Actor, authorize } from '../access/actor.ts'
import { changesBetween, record } from '../access/event.ts'
import { NotFound } from '../refusal.ts'
import type { Moment } from '../within.ts'
import type { AddonDefinition, AddonDefinitionListing } from './addon-definition.ts'
import { cyclesOf, PAY_TYPES } from './cycle.ts'
import { changeModuleSettings, type ModuleSettingChanges } from './module-settings.ts'
import { type CatalogParts, type CatalogStores, moduleName, nameOf, oneOf, wholeNumber } from './parts.ts'
import { checkPrices, type Price } from './price.ts'
import { AUTO_SETUPS } from './product.ts'

export type NewAddonDefinitionInput = Partial<Omit<AddonDefinition, 'name' | 'moduleSettings'>> & {
  name: string
  moduleSettings?: ModuleSettingChanges | undefined
  prices?: readonly Price[] | undefined
}

export function makeAddonDefinitions({ read, within }: Pick<CatalogParts, 'read' | 'within'>) {
  return {
    async addAddonDefinition(actor: Actor, input: NewAddonDefinitionInput): Promise<AddonDefinition> {
      authorize(actor, 'catalog.write')
      return within((s) => offerAddon(s, actor, input))
    },

    /** By position, then id. */
    async listAddonDefinitions(
      actor: Actor,
      filter: { ids?: readonly number[] } = {},
    ): Promise<AddonDefinitionListing[]> {
      authorize(actor, 'catalog.read')
      const definitions = await read.catalog.addons.list(filter.ids)
      const ids = definitions.map(({ id }) => id)
      const prices = await read.catalog.prices.of('addon', ids)
      const fields = Map.groupBy(await read.clients.customFields.of('addon', ids), ({ ownerId }) => ownerId)
      return definitions.map((definition) => ({
        ...definition,
        prices: prices.get(definition.id) ?? [],
        customFields: fields.get(definition.id) ?? [],
      }))
    },
  }
}

/** Step. */
export async function offerAddon(
  s: CatalogStores & Moment,
  actor: Actor,
  input: NewAddonDefinitionInput,
): Promise<AddonDefinition> {
  const { id: prescribed, prices = [] } = input
  const row = {
    name: nameOf(input.name),
    description: input.description ?? '',
    payType: oneOf('pay type', input.payType ?? 'free', PAY_TYPES),
    tax: input.tax ?? false,
    module: moduleName(input.module ?? ''),
    moduleSettings: changeModuleSettings([], input.moduleSettings ?? {}),
    serverGroupId: input.serverGroupId ?? null,
    autoSetup: oneOf('automatic set-up', input.autoSetup ?? 'never', AUTO_SETUPS),
    suspendParent: input.suspendParent ?? false,
    allowQuantity: input.allowQuantity ?? false,
    hidden: input.hidden ?? false,
    productIds: input.productIds ?? [],
    position: wholeNumber('position', input.position ?? 0),
  }
  if (row.serverGroupId !== null && !(await s.catalog.serverGroups.get(row.serverGroupId)))
    throw new NotFound('Server group', row.serverGroupId)
  for (const id of row.productIds) if (!(await s.catalog.products.get(id))) throw new NotFound('Product', id)
  const currencies = await s.clients.currencies.list()
  checkPrices(
    prices,
    cyclesOf(row.payType),
    currencies.map(({ id }) => id),
  )
  const id = await s.catalog.addons.insert({ ...row, id: prescribed })
  await s.catalog.prices.replace('addon', id, prices)
  await record(s, actor, {
    kind: 'addon-definition.added',
    subject: 'addon-definition',
    subjectId: id,
    description: `Add-on definition ${id} added: ${row.name}`,
    changes: changesBetween({}, { ...row, prices }),
  })
  return { id, ...row }
}
