import type { z } from 'zod'
import { parseMoney } from '../../../../base/money.ts'
import type { KeysetPage, Listed, Place } from '../../../../base/page.ts'
import { isSealed, type Kept } from '../../../../base/secrets/sealed.ts'
import type { Price } from '../../../../catalog/price.ts'
import type { ModuleSettingChanges, ModuleSettings } from '../../../../catalog/products/module-settings.ts'
import type { prices, sentPrices, sentSettings, settings } from '../../contract/catalog/shapes.ts'
import { amountText } from '../../encode.ts'
import type { ApiCall } from '../../handler.ts'
import { listByKeyset } from '../../keyset.ts'

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

export const BY_POSITION = {
  sort: 'position',
  placeOf: ({ position, id }: { readonly position: number; readonly id: number }) => [position, id],
}

/** A page of a list that is short: all of it is at hand, in ascending order of its places. */
export async function pageOf<Row, Item>(
  all: readonly Row[],
  asked: Parameters<typeof listByKeyset>[0],
  { encode, ...order }: { encode: (row: Row) => Item; sort: string; placeOf: (row: Row) => readonly number[] },
) {
  const list = async ({ offset, limit, after }: KeysetPage): Promise<Listed<Row>> => {
    const behind = after ? all.filter((row) => isBehind(order.placeOf(row), after)) : all
    return { total: all.length, rows: behind.slice(offset, offset + limit) }
  }
  const { rows, beside } = await listByKeyset(asked, { list, ...order })
  return { items: rows.map(encode), ...beside }
}

function isBehind(place: readonly number[], after: Place): boolean {
  const differs = place.findIndex((value, index) => value !== after[index])
  return differs >= 0 && place[differs]! > Number(after[differs])
}
