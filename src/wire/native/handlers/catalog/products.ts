import type { Kept } from '../../../../base/secrets/sealed.ts'
import type { ProductListing, ProductOptions } from '../../../../catalog/products/product.ts'
import { products } from '../../contract/catalog/products.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { decodePrices, decodeSettings, encodePrices, encodeSettings, pageOf, revealing } from './shapes.ts'

export const productHandlers = [
  handle(products.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const found = await domain.catalog.products.list(actor, filter)
    return pageOf(
      found.products,
      { offset, limit, cursor },
      {
        encode: (product) => encodeProduct(product),
        sort: 'position',
        placeOf: ({ groupPosition, groupId, position, id }) => [groupPosition, groupId, position, id],
      },
    )
  }),
  handle(products.get, async (call, { params, query }) => {
    const reveal = revealing(call, query.include)
    return encodeProduct(await call.domain.catalog.products.get(call.actor, params.id), reveal)
  }),
  handle(products.create, async ({ actor, domain }, { body }) => {
    const { id } = await domain.catalog.products.create(actor, formOf(body))
    return { id }
  }),
  handle(products.update, async ({ actor, domain }, { params, body }) => {
    await domain.catalog.products.update(actor, params.id, formOf(body))
    return params
  }),
  handle(products.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.products.delete(actor, params.id)
    return params
  }),
]

const formOf = <Body extends InputOf<typeof products.update>['body']>({ prices, moduleSettings, ...form }: Body) => ({
  ...form,
  prices: decodePrices(prices),
  moduleSettings: decodeSettings(moduleSettings),
})

function encodeProduct(product: ProductListing, reveal?: (kept: Kept) => string): AnswerOf<typeof products.get> {
  const { id, groupId, type, name, slug, description, shortDescription, tagline, colour, module } = product
  const { serverGroupId, payType, autoSetup, hidden, showDomainOptions, tax, featured, stockControl } = product
  const { stock, allowQuantity, position, groupName, groupSlug } = product
  return {
    ...{ id, groupId, type, name, slug, description, shortDescription, tagline, colour, module },
    ...{ serverGroupId, payType, autoSetup, hidden, showDomainOptions, tax, featured, stockControl },
    ...{ stock, allowQuantity, position, groupName, groupSlug },
    moduleSettings: encodeSettings(product.moduleSettings, reveal),
    options: encodeOptions(product.options),
    prices: encodePrices(product.prices),
    configOptionIds: product.configOptions.map((option) => option.id),
    createdAt: instantText(product.createdAt),
    updatedAt: instantText(product.updatedAt),
  }
}

function encodeOptions(options: ProductOptions): AnswerOf<typeof products.get>['options'] {
  const { welcomeEmailId, proRata, proRataDay, proRataNextMonthFrom, freeSubdomain, recommendations } = options
  return {
    ...{ welcomeEmailId, proRata, proRataDay, proRataNextMonthFrom, freeSubdomain },
    recommendations: recommendations.map(({ productId, position }) => ({ productId, position })),
    retryTerminations: options.retryTerminations ?? false,
    onDemandRenewals: options.onDemandRenewals,
  }
}
