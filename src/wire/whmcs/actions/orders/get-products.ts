import type { ConfigOptionKind } from '../../../../catalog/products/config-option.ts'
import type { PricedConfigOption, ProductListing } from '../../../../catalog/products/product.ts'
import type { Currency } from '../../../../clients/currency.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { flagNumber } from '../../encode.ts'
import { idFilter, idsFilter, textFilter } from '../../parameters.ts'
import { encodeChoicePrices, encodePrices } from '../products/price-map.ts'

/** The documents print the kind of an option as a number in a text. */
const KIND_NUMBER: Record<ConfigOptionKind, number> = { dropdown: 1, radio: 2, yesno: 3, quantity: 4 }

/** Section 6.2 of the reference. Only the custom fields of the order form are shown. */
export const getProducts = action({
  name: 'GetProducts',
  reads: true,
  permission: 'catalog.read',
  about: 'Products with prices, custom fields and configurable options',
  parameters: {
    pid: idsFilter('These products, a comma list'),
    gid: idFilter('Products of this group'),
    module: textFilter('Products of this module'),
  },
  async answer({ actor, domain, quoted }, { pid, gid, module }) {
    const { products, currencies } = await domain.catalog.products.list(actor, { ids: pid, groupId: gid, module })
    return {
      totalresults: products.length,
      products: { product: products.map((product) => productFields(product, currencies, quoted)) },
    }
  },
})

function productFields(product: ProductListing, currencies: readonly Currency[], quoted: WhmcsCall['quoted']): Fields {
  return {
    pid: product.id,
    gid: product.groupId,
    type: product.type,
    name: product.name,
    slug: product.slug,
    'product-url': `/store/${product.groupSlug}/${product.slug}`,
    description: product.description,
    module: product.module,
    paytype: product.payType,
    allowqty: flagNumber(product.allowQuantity),
    quantity_available: product.stockControl ? product.stock : 0,
    pricing: encodePrices(product.prices, currencies),
    customfields: {
      customfield: product.customFields.map(({ id, name, description, required }) => ({
        id,
        name,
        description,
        required: required ? 'on' : '',
      })),
    },
    configoptions: {
      configoption: product.configOptions
        .filter(({ hidden }) => !hidden)
        .map((option) => configOptionFields(option, currencies, quoted)),
    },
  }
}

function configOptionFields(
  option: PricedConfigOption,
  currencies: readonly Currency[],
  quoted: WhmcsCall['quoted'],
): Fields {
  return {
    id: option.id,
    name: option.name,
    type: quoted(KIND_NUMBER[option.kind]),
    minqty: option.minQuantity,
    maxqty: option.maxQuantity,
    options: {
      option: option.choices
        .filter(({ hidden }) => !hidden)
        .map(({ id, name, prices }) => ({
          id,
          name,
          rawName: name,
          recurring: 1,
          required: null,
          pricing: encodeChoicePrices(prices, currencies),
        })),
    },
  }
}
