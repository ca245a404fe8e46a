import type { z } from 'zod'
import { parseMoney } from '../../../../base/money.ts'
import type { Page } from '../../../../base/page.ts'
import { isSealed, type Kept } from '../../../../base/secrets/sealed.ts'
import type { Price } from '../../../../catalog/price.ts'
import type { ModuleSettingChanges, ModuleSettings } from '../../../../catalog/products/module-settings.ts'
import type { prices, sentPrices, sentSettings, settings } from '../../contract/catalog/shapes.ts'
import { amountText } from '../../encode.ts'
import type { ApiCall } from '../../handler.ts'

/** What opens secrets, where they were asked for. */
export const revealing = ({ actor, domain }: ApiCall, include: readonly 'password'[] = []) =>
  include.includes('password') ? domain.catalog.reveal(actor) : undefined

export const encodeSettings = (kept: ModuleSettings, reveal?: (kept: Kept) => string): z.output<typeof settings> =>
  kept.flatMap((value, index) => {
    if (value === '') return []
    const shown = isSealed(value) ? reveal?.(value) : value
    return [{ position: index + 1, isSecret: isSealed(value), ...(shown !== undefined && { value: shown }) }]
  })

export const decodeSettings = (sent?: z.output<typeof sentSettings>): ModuleSettingChanges | undefined =>
  sent && Object.fromEntries(sent.map(({ position, value }) => [position, value]))

export const encodePrices = (all: readonly Price[]): z.output<typeof prices> =>
  all.map(({ currencyId, cycle, setupMinor, priceMinor }) => ({
    ...{ currencyId, cycle, setup: amountText(setupMinor), price: amountText(priceMinor) },
  }))

/** The contract lets nothing through that is no amount. */
export const decodePrices = (sent?: z.output<typeof sentPrices>): Price[] | undefined =>
  sent?.map(({ currencyId, cycle, setup, price }) => ({
    ...{ currencyId, cycle, setupMinor: parseMoney(setup)!, priceMinor: parseMoney(price)! },
  }))

/** The part of a short list that was asked for. */
export const pageOf = <Row, Item>(rows: readonly Row[], { offset, limit }: Page, encode: (row: Row) => Item) => ({
  items: rows.slice(offset, offset + limit).map(encode),
  total: rows.length,
  offset,
  limit,
})
