import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { moduleName, nameOf, wholeNumber } from '../checks.ts'
import { PAY_TYPES } from '../cycle.ts'
import type { CatalogStores } from '../parts.ts'
import type { Price } from '../price.ts'
import { CatalogRefused } from '../refused.ts'
import type { SettingSeals } from '../secret-settings.ts'
import { type ModuleSettingChanges, updateModuleSettings } from './module-settings.ts'
import { AUTO_SETUPS, NO_OPTIONS, PRODUCT_TYPES, type Product, type ProductOptions } from './product.ts'

type Plain = Omit<Product, 'id' | 'moduleSettings' | 'options' | 'createdAt' | 'updatedAt'>

/** What is left out stays as it is; `prices` are all or nothing. */
export type ProductChanges = Patch<Plain> & {
  moduleSettings?: ModuleSettingChanges | undefined
  options?: Patch<ProductOptions> | undefined
  prices?: readonly Price[] | undefined
}

/** Before anything is said about it. */
export const PRODUCT_DEFAULTS: Omit<Plain, 'groupId' | 'name' | 'slug'> & Pick<Product, 'moduleSettings' | 'options'> =
  {
    type: 'hostingaccount',
    description: '',
    shortDescription: '',
    tagline: '',
    colour: '',
    module: '',
    moduleSettings: [],
    serverGroupId: null,
    payType: 'free',
    autoSetup: 'never',
    hidden: false,
    showDomainOptions: false,
    tax: false,
    featured: false,
    stockControl: false,
    stock: 0,
    allowQuantity: false,
    position: 0,
    options: NO_OPTIONS,
  }

type Form = Omit<Product, 'id' | 'slug' | 'createdAt' | 'updatedAt'>

/** The product as the changes leave it, or a refusal that names what it cannot be. The slug is the caller's. */
export async function fillProductForm(
  tx: CatalogStores,
  seals: SettingSeals,
  before: Form,
  changes: ProductChanges,
): Promise<Form> {
  const { moduleSettings, options, prices: _prices, slug: _slug, ...plain } = changes
  const form: Form = merge(before, {
    ...plain,
    options: merge(before.options, options ?? {}),
  })
  form.moduleSettings = updateModuleSettings(seals, form.module, before.moduleSettings, moduleSettings ?? {})
  if (form.name.trim() === '') throw new CatalogRefused('product_name_required', 'The product needs a name')
  form.name = nameOf(form.name)
  if (!(await tx.catalog.productGroups.get(form.groupId)))
    throw new CatalogRefused('product_group_unknown', `There is no product group ${form.groupId}`)
  for (const [code, field, all] of CHOICES)
    if (!(all as readonly string[]).includes(form[field]))
      throw new CatalogRefused(code, `Invalid ${field}: expected one of ${all.join(', ')}`, { got: form[field] })
  if (form.colour !== '' && !/^#?(?:[0-9a-f]{3}|[0-9a-f]{6})$/i.test(form.colour))
    throw new CatalogRefused('colour_invalid', 'The colour must be hexadecimal')
  moduleName(form.module)
  wholeNumber('stock', form.stock, Number.MIN_SAFE_INTEGER)
  wholeNumber('position', form.position, Number.MIN_SAFE_INTEGER)
  if (form.serverGroupId !== null && !(await tx.catalog.serverGroups.get(form.serverGroupId)))
    throw new NotFound('Server group', form.serverGroupId)
  await checkOptions(tx, form.options)
  return form
}

const CHOICES = [
  ['product_type_invalid', 'type', PRODUCT_TYPES],
  ['pay_type_invalid', 'payType', PAY_TYPES],
  ['auto_setup_invalid', 'autoSetup', AUTO_SETUPS],
] as const

async function checkOptions(tx: CatalogStores, options: ProductOptions): Promise<void> {
  // There are no mail templates to look it up in: any number may be one of the operator's.
  if (!Number.isSafeInteger(options.welcomeEmailId) || options.welcomeEmailId < 0)
    throw new CatalogRefused('welcome_email_unknown', 'The welcome e-mail must be a number')
  for (const { productId } of options.recommendations)
    if (!(await tx.catalog.products.get(productId)))
      throw new CatalogRefused('recommendation_unknown', `There is no product ${productId} to recommend`, {
        product: productId,
      })
  for (const day of [options.proRataDay, options.proRataNextMonthFrom])
    if (wholeNumber('pro rata day', day) > 31) throw new Invalid('pro rata day', 'a day of the month', day)
  for (const days of Object.values(options.onDemandRenewals?.days ?? {})) wholeNumber('renewal days', days)
}
