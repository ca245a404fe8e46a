import type { ConfigOptionListing } from '../../../../catalog/products/config-options.ts'
import { configOptions } from '../../contract/catalog/config-options.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { handle } from '../../handler.ts'
import { BY_POSITION, decodePrices, encodePrices, pageOf } from './shapes.ts'

export const configOptionHandlers = [
  handle(configOptions.list, async ({ actor, domain }, { query }) =>
    pageOf(await domain.catalog.configOptions.list(actor), query, { encode: encodeOption, ...BY_POSITION }),
  ),
  handle(configOptions.get, async ({ actor, domain }, { params }) =>
    encodeOption(await domain.catalog.configOptions.get(actor, params.id)),
  ),
  handle(configOptions.create, async ({ actor, domain }, { body }) => {
    const { id } = await domain.catalog.configOptions.create(actor, { ...body, choices: choicesOf(body.choices) })
    return { id }
  }),
  handle(configOptions.update, async ({ actor, domain }, { params, body: { choices, ...changes } }) => {
    await domain.catalog.configOptions.update(actor, params.id, { ...changes, choices: choices && choicesOf(choices) })
    return params
  }),
  handle(configOptions.delete, async ({ actor, domain }, { params }) => {
    await domain.catalog.configOptions.delete(actor, params.id)
    return params
  }),
]

const choicesOf = (sent: InputOf<typeof configOptions.create>['body']['choices']) =>
  sent.map(({ prices, ...choice }) => ({ ...choice, prices: decodePrices(prices) }))

const encodeOption = (option: ConfigOptionListing): AnswerOf<typeof configOptions.get> => {
  const { id, kind, name, minQuantity, maxQuantity, hidden, position, productIds } = option
  return {
    ...{ id, kind, name, minQuantity, maxQuantity, hidden, position, productIds: [...productIds] },
    choices: option.choices.map(({ prices, ...choice }) => ({ ...choice, prices: encodePrices(prices) })),
  }
}
