import type { Kept } from '../../../../base/secrets/sealed.ts'
import type { AddonDefinitionListing } from '../../../../catalog/products/addon-definition.ts'
import { addonDefinitions } from '../../contract/catalog/addon-definitions.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { handle } from '../../handler.ts'
import { BY_POSITION, decodePrices, decodeSettings, encodePrices, encodeSettings, pageOf, revealing } from './shapes.ts'

export const addonDefinitionHandlers = [
  handle(addonDefinitions.list, async ({ actor, domain }, { query }) =>
    pageOf(await domain.catalog.addonDefinitions.list(actor), query, {
      encode: (definition) => encodeDefinition(definition),
      ...BY_POSITION,
    }),
  ),
  handle(addonDefinitions.get, async (call, { params, query }) => {
    const reveal = revealing(call, query.include)
    return encodeDefinition(await call.domain.catalog.addonDefinitions.get(call.actor, params.id), reveal)
  }),
  handle(addonDefinitions.create, async ({ actor, domain }, { body }) => {
    const { id } = await domain.catalog.addonDefinitions.create(actor, formOf(body))
    return { id }
  }),
  handle(addonDefinitions.update, async ({ actor, domain }, { params, body }) => {
    await domain.catalog.addonDefinitions.update(actor, params.id, formOf(body))
    return params
  }),
  handle(addonDefinitions.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.addonDefinitions.delete(actor, params.id)
    return params
  }),
]

const formOf = <Body extends InputOf<typeof addonDefinitions.update>['body']>({
  prices,
  moduleSettings,
  ...form
}: Body) => ({ ...form, prices: decodePrices(prices), moduleSettings: decodeSettings(moduleSettings) })

function encodeDefinition(
  definition: AddonDefinitionListing,
  reveal?: (kept: Kept) => string,
): AnswerOf<typeof addonDefinitions.get> {
  const { id, name, description, payType, tax, module, serverGroupId, autoSetup, suspendParent } = definition
  const { allowQuantity, hidden, productIds, position } = definition
  return {
    ...{ id, name, description, payType, tax, module, serverGroupId, autoSetup, suspendParent },
    ...{ allowQuantity, hidden, productIds: [...productIds], position },
    moduleSettings: encodeSettings(definition.moduleSettings, reveal),
    prices: encodePrices(definition.prices),
  }
}
