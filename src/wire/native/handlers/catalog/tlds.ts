import { type Minor, parseMoney } from '../../../../base/money.ts'
import type { Tld, TldPeriod, TldPrices } from '../../../../catalog/tld.ts'
import { tlds } from '../../contract/catalog/tlds.ts'
import type { InputOf } from '../../contract/operation.ts'
import { amountText, instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const tldHandlers = [
  handle(tlds.list, async ({ actor, domain }, { query: { offset, limit, cursor, ...filter } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.catalog.tlds.list(actor, filter, page), ...BY_ID },
    )
    return { items: rows.map(encode), ...beside }
  }),
  handle(tlds.get, async ({ actor, domain }, { params }) => encode(await domain.catalog.tlds.get(actor, params.id))),
  handle(tlds.create, async ({ actor, domain }, { body: { name, ...rest } }) =>
    encode(await domain.catalog.tlds.create(actor, { name, ...formOf(rest) })),
  ),
  handle(tlds.update, async ({ actor, domain }, { params, body }) =>
    encode(await domain.catalog.tlds.update(actor, params.id, formOf(body))),
  ),
  handle(tlds.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.catalog.tlds.delete(actor, id)
    return { id }
  }),
]

function mapped<A, B>(given: Readonly<Record<string, A>>, to: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, to(value)]))
}

const encode = ({ createdAt, updatedAt, grace, redemption, prices, ...tld }: Tld) => ({
  ...{ id: tld.id, name: tld.name, label: tld.label, position: tld.position, registrar: tld.registrar },
  ...{ idProtection: tld.idProtection, dnsManagement: tld.dnsManagement },
  ...{ emailForwarding: tld.emailForwarding, eppRequired: tld.eppRequired },
  grace: { days: grace.days, fees: mapped(grace.fees, amountText) },
  redemption: { days: redemption.days, fees: mapped(redemption.fees, amountText) },
  prices: {
    register: textsOf(prices.register),
    renew: textsOf(prices.renew),
    transfer: textsOf(prices.transfer),
  },
  ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
})

const textsOf = (prices: TldPrices) => mapped(prices, (byYears) => mapped(byYears, amountText))
const minorOf = (text: string): Minor => parseMoney(text)!

type Period = { days: number | null; fees: Record<string, string> }
const periodOf = (given: Period | undefined): TldPeriod | undefined =>
  given && { days: given.days, fees: mapped(given.fees, minorOf) }
const pricesOf = (given: Record<string, Record<string, string>>): TldPrices =>
  mapped(given, (byYears) => mapped(byYears, minorOf))

const formOf = <Body extends InputOf<typeof tlds.update>['body']>({ grace, redemption, prices, ...form }: Body) => ({
  ...form,
  grace: periodOf(grace),
  redemption: periodOf(redemption),
  prices: prices && {
    register: pricesOf(prices.register),
    renew: pricesOf(prices.renew),
    transfer: pricesOf(prices.transfer),
  },
})
