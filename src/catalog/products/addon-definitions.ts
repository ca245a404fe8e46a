import { type Actor, authorize } from '../../access/actor.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { NotFound, refuseHeld } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import { changesBetween, record } from '../../events/event.ts'
import { deleteNoun, type TellsDeletionOf } from '../../events/record-noun.ts'
import { moduleName, nameOf, oneOf, wholeNumber } from '../checks.ts'
import { cyclesOf, PAY_TYPES } from '../cycle.ts'
import type { CatalogParts, CatalogStores } from '../parts.ts'
import { checkPrices, inOrder, type Price } from '../price.ts'
import type { SettingSeals } from '../secret-settings.ts'
import type { AddonDefinition, AddonDefinitionListing } from './addon-definition.ts'
import { type ModuleSettingChanges, updateModuleSettings } from './module-settings.ts'
import { AUTO_SETUPS } from './product.ts'

export type NewAddonDefinitionInput = Patch<Omit<AddonDefinition, 'name' | 'moduleSettings'>> & {
  name: string
  moduleSettings?: ModuleSettingChanges | undefined
  prices?: readonly Price[] | undefined
}

/** What is left out stays as it is; `prices` and `productIds` are all or nothing. */
export type AddonDefinitionChanges = Patch<Omit<AddonDefinition, 'id' | 'moduleSettings'>> & {
  moduleSettings?: ModuleSettingChanges | undefined
  prices?: readonly Price[] | undefined
}

export function makeAddonDefinitions({ read, transaction, ...seals }: CatalogParts) {
  return {
    async create(actor: Actor, input: NewAddonDefinitionInput): Promise<AddonDefinition> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => createAddonDefinition(tx, seals, actor, input))
    },

    async update(actor: Actor, id: number, changes: AddonDefinitionChanges): Promise<AddonDefinition> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => updateAddonDefinition(tx, seals, actor, id, changes))
    },

    /** Only one that nobody has or had; the others are hidden. */
    async delete(actor: Actor, id: number): Promise<void> {
      authorize(actor, 'catalog.write')
      return transaction((tx) => deleteAddonDefinition(tx, actor, id))
    },

    async get(actor: Actor, id: number): Promise<AddonDefinitionListing> {
      authorize(actor, 'catalog.read')
      const [definition] = await listingsOf(read, [id])
      if (!definition) throw new NotFound('Add-on definition', id)
      return definition
    },

    /** By position, then id. */
    async list(actor: Actor, filter: { ids?: readonly number[] } = {}): Promise<AddonDefinitionListing[]> {
      authorize(actor, 'catalog.read')
      return listingsOf(read, filter.ids)
    },
  }
}

async function listingsOf(tx: CatalogStores, wanted?: readonly number[]): Promise<AddonDefinitionListing[]> {
  const definitions = await tx.catalog.addons.list(wanted)
  const ids = definitions.map(({ id }) => id)
  const prices = await tx.catalog.prices.of('addon', ids)
  const fields = Map.groupBy(await tx.clients.customFields.of('addon', ids), ({ ownerId }) => ownerId)
  return definitions.map((definition) => ({
    ...definition,
    prices: prices.get(definition.id) ?? [],
    customFields: fields.get(definition.id) ?? [],
  }))
}

async function createAddonDefinition(
  tx: Tx<CatalogStores>,
  seals: SettingSeals,
  actor: Actor,
  input: NewAddonDefinitionInput,
): Promise<AddonDefinition> {
  const { id: prescribed, prices = [], ...given } = input
  const row = await fillAddonForm(tx, seals, { ...ADDON_DEFINITION_DEFAULTS, name: input.name }, given, prices)
  const id = await tx.catalog.addons.insert({ ...row, id: prescribed })
  await tx.catalog.prices.replace('addon', id, prices)
  await record(tx, actor, {
    kind: 'addon_definition.created',
    subjectId: id,
    description: `Add-on definition ${id} added: ${row.name}`,
    changes: changesBetween({}, { ...row, prices }),
  })
  return { id, ...row }
}

/** Without a difference nothing is written. */
async function updateAddonDefinition(
  tx: Tx<CatalogStores>,
  seals: SettingSeals,
  actor: Actor,
  id: number,
  changes: AddonDefinitionChanges,
): Promise<AddonDefinition> {
  const before = await tx.catalog.addons.lock(id)
  if (!before) throw new NotFound('Add-on definition', id)
  const pricesBefore = (await tx.catalog.prices.of('addon', [id])).get(id) ?? []
  const { prices = pricesBefore, ...given } = changes
  const after = await fillAddonForm(tx, seals, before, given, prices)
  const differences = {
    ...changesBetween<object>(before, after),
    ...changesBetween({ prices: inOrder(pricesBefore) }, { prices: inOrder(prices) }),
  }
  if (Object.keys(differences).length === 0) return before
  await tx.catalog.addons.update(id, after)
  if ('prices' in differences) await tx.catalog.prices.replace('addon', id, prices)
  await record(tx, actor, {
    kind: 'addon_definition.updated',
    subjectId: id,
    description: `Add-on definition ${id} updated: ${after.name} (${Object.keys(differences).join(', ')})`,
    changes: differences,
  })
  return { id, ...after }
}

const ADDON_DEFINITION: TellsDeletionOf<Omit<AddonDefinition, 'id'>> = {
  deleted: 'addon_definition.deleted',
  title: (id) => `Add-on definition ${id}`,
  detail: ({ name }) => `: ${name}`,
}

async function deleteAddonDefinition(tx: Tx<CatalogStores>, actor: Actor, id: number): Promise<void> {
  const { addons } = tx.catalog
  const before = await addons.lock(id)
  if (!before) throw new NotFound('Add-on definition', id)
  refuseHeld('Add-on definition', id, await addons.holders(id), 'Hide it instead')
  await deleteNoun(tx, actor, ADDON_DEFINITION, before, addons.delete)
}

type Form = Omit<AddonDefinition, 'id'>

/** Before anything is said about it. */
export const ADDON_DEFINITION_DEFAULTS: Omit<Form, 'name'> = {
  description: '',
  payType: 'free',
  tax: false,
  module: '',
  moduleSettings: [],
  serverGroupId: null,
  autoSetup: 'never',
  suspendParent: false,
  allowQuantity: false,
  hidden: false,
  productIds: [],
  position: 0,
}

async function fillAddonForm(
  tx: CatalogStores,
  seals: SettingSeals,
  before: Form & { id?: number },
  { moduleSettings, ...plain }: Omit<AddonDefinitionChanges, 'prices'>,
  prices: readonly Price[],
): Promise<Form> {
  const { id: _id, ...form } = merge(before, plain)
  form.moduleSettings = updateModuleSettings(seals, form.module, before.moduleSettings, moduleSettings ?? {})
  form.name = nameOf(form.name)
  oneOf('pay type', form.payType, PAY_TYPES)
  oneOf('automatic set-up', form.autoSetup, AUTO_SETUPS)
  moduleName(form.module)
  wholeNumber('position', form.position)
  if (form.serverGroupId !== null && !(await tx.catalog.serverGroups.get(form.serverGroupId)))
    throw new NotFound('Server group', form.serverGroupId)
  for (const id of form.productIds) if (!(await tx.catalog.products.get(id))) throw new NotFound('Product', id)
  const currencies = await tx.clients.currencies.list()
  checkPrices(
    prices,
    cyclesOf(form.payType),
    currencies.map(({ id }) => id),
  )
  return form
}
