import { isSealed, openKept } from '../../base/secrets/sealed.ts'
import type { SecretBox } from '../../base/secrets/secrets.ts'
import type { AddonDefinition } from '../../catalog/products/addon-definition.ts'
import { configOptionsOf } from '../../catalog/products/config-options.ts'
import type { ModuleSettings } from '../../catalog/products/module-settings.ts'
import type { Product } from '../../catalog/products/product.ts'
import type { StoredCustomFields } from '../../clients/custom-field.ts'
import type { Addon } from '../../services/addons/addon.ts'
import type { DomainName } from '../../services/domains/domain.ts'
import type { Service } from '../../services/service.ts'
import type { ServiceType } from '../../services/service-type.ts'
import { type Account, type Holder, markerOf, type RegisteredName } from '../panel/account.ts'
import { type BackendSettings, productSettings, type SettingDefinition } from '../panel/settings.ts'
import type { ProvisioningStores } from '../parts.ts'

/** What a module acts on, locked, with what decides which module and server that is. */
export type Target = {
  clientId: number
  id: number
  /** Empty where no module looks after it. */
  module: string
  serverId: number | null
} & (
  | { type: 'service'; item: Service; product: Product }
  | { type: 'addon'; item: Addon; service: Service; definition: AddonDefinition | undefined }
  | { type: 'domain'; item: DomainName }
)

/** Undefined when there is no such thing. */
export async function lockTarget(tx: ProvisioningStores, type: ServiceType, id: number): Promise<Target | undefined> {
  if (type === 'service') {
    const item = await tx.services.lock(id)
    if (!item) return undefined
    const product = (await tx.catalog.products.get(item.productId))!
    return { type, id, clientId: item.clientId, module: product.module, serverId: item.serverId, item, product }
  }
  if (type === 'addon') {
    const item = await tx.addons.lock(id)
    if (!item) return undefined
    const service = (await tx.services.get(item.serviceId))!
    const definition = item.definitionId === null ? undefined : await tx.catalog.addons.get(item.definitionId)
    const serverId = item.serverId ?? service.serverId
    return { type, id, clientId: item.clientId, module: definition?.module ?? '', serverId, item, service, definition }
  }
  const item = await tx.domains.lock(id)
  return item && { type, id, clientId: item.clientId, module: item.registrar, serverId: item.serverId, item }
}

type Showing = {
  secrets: SecretBox
  installation: string
  definitions: readonly SettingDefinition[]
}

/** A service or add-on as its backend sees it. An add-on has the account of its service, and its own settings. */
export async function accountOf(
  tx: ProvisioningStores,
  target: Exclude<Target, { type: 'domain' }>,
  { secrets, installation, definitions }: Showing,
): Promise<Account> {
  const { type, id, item } = target
  const service = type === 'service' ? target.item : target.service
  const named = type === 'service' ? target.product : target.definition
  const options = await optionsOf(tx, service)
  return {
    kind: type,
    id,
    marker: markerOf(installation, type, id),
    status: item.status,
    client: await holderOf(tx, item.clientId),
    remembered: await tx.operations.memory(type, id),
    username: service.username,
    password: service.passwordSealed === null ? '' : secrets.open(service.passwordSealed),
    domain: service.domain,
    product: {
      name: named?.name ?? '',
      settings: productSettings(definitions, openedSettings(secrets, named?.moduleSettings ?? []), options),
    },
    options,
    ...(await fieldsOf(tx, service.productId, service.customFields, secrets)),
  }
}

export async function registeredNameOf(
  tx: ProvisioningStores,
  item: DomainName,
  { secrets, installation }: Omit<Showing, 'definitions'>,
  years: number | undefined,
): Promise<RegisteredName> {
  const { id, name, nameservers, expiresOn, dnsManagement, emailForwarding, idProtection } = item
  return {
    kind: 'domain',
    id,
    marker: markerOf(installation, 'domain', id),
    status: item.status,
    client: await holderOf(tx, item.clientId),
    remembered: await tx.operations.memory('domain', id),
    name,
    years: years ?? item.periodYears,
    nameservers,
    eppCode: item.eppCodeSealed === null ? '' : secrets.open(item.eppCodeSealed),
    expiresOn,
    dnsManagement,
    emailForwarding,
    idProtection,
  }
}

/** Another product's name and settings, for what an account had before. */
export async function productShown(
  tx: ProvisioningStores,
  productId: number,
  { secrets, definitions }: Pick<Showing, 'secrets' | 'definitions'>,
): Promise<{ name: string; settings: BackendSettings }> {
  const product = await tx.catalog.products.get(productId)
  const { name, moduleSettings }: { name: string; moduleSettings: ModuleSettings } = product ?? {
    name: '',
    moduleSettings: [],
  }
  return { name, settings: productSettings(definitions, openedSettings(secrets, moduleSettings)) }
}

const openedSettings = (secrets: SecretBox, settings: ModuleSettings): string[] =>
  settings.map((kept) => openKept(secrets, kept))

async function holderOf({ clients }: ProvisioningStores, id: number): Promise<Holder> {
  const client = (await clients.get(id))!
  const { email, firstName, lastName, companyName, address1, address2 } = client
  const { city, state, postcode, country, phoneNumber } = client
  return {
    id,
    email,
    firstName,
    lastName,
    companyName,
    address1,
    address2,
    city,
    state,
    postcode,
    country,
    phoneNumber,
  }
}

/** By name; what was chosen by its name, or the quantity. */
async function optionsOf(tx: ProvisioningStores, { productId, configOptions }: Service): Promise<BackendSettings> {
  const options = (await configOptionsOf(tx, [productId])).get(productId) ?? []
  return Object.fromEntries(
    options.flatMap(({ id, name, choices }) => {
      const selection = configOptions[id]
      if (!selection) return []
      const chosen = choices.find((choice) => choice.id === selection.choiceId)
      return [[name, chosen?.name ?? String(selection.quantity)]]
    }),
  )
}

async function fieldsOf(
  tx: ProvisioningStores,
  productId: number,
  values: StoredCustomFields,
  secrets: SecretBox,
): Promise<Pick<Account, 'customFields' | 'secretFields'>> {
  const fields = await tx.clients.customFields.of('product', [productId])
  const filledIn = fields.map(({ id, name }) => ({ name, kept: values[id] ?? '' }))
  return {
    customFields: Object.fromEntries(filledIn.map(({ name, kept }) => [name, openKept(secrets, kept)])),
    secretFields: filledIn.flatMap(({ name, kept }) => (isSealed(kept) ? [name] : [])),
  }
}
