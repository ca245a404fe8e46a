import { type Minor, toMinor } from '../../base/money.ts'
import { type Cycle, isRecurring } from '../../catalog/cycle.ts'
import { payable } from '../../catalog/quote.ts'
import { requirePaymentMethod, type ServiceTools, type ServiceTx } from '../parts.ts'
import type { NewAddon } from '../store.ts'
import type { Cart } from './cart.ts'
import { openClient, requireItems } from './place.ts'
import { addonRow, domainRow, type Placing, productRows } from './place-items.ts'
import { renewalsOf } from './place-renewals.ts'

/** Amounts are in the client's currency, for all pieces together. */
export type CartQuote = {
  /** ISO 4217. */
  currency: string
  /** What the order would cost at once. */
  amount: Minor
  products: (QuotedItem & { productId: number; addons: QuotedAddon[] })[]
  addons: QuotedAddon[]
  domains: { name: string; years: number; firstPayment: Minor; recurring: Minor }[]
  /** All renewals together. */
  renewals: Minor
}

type QuotedItem = { billingCycle: Cycle; quantity: number; firstPayment: Minor; recurring: Minor }
export type QuotedAddon = QuotedItem & { definitionId: number }

/** Nothing is inserted, so there are no numbers to give to the rows. */
const NO_ID = 0

/** What a cart would cost, refused as its order would be; only stock is not looked at. */
export async function quoteCart(tx: ServiceTx, tools: ServiceTools, cart: Cart): Promise<CartQuote> {
  const client = await openClient(tx, cart.clientId)
  await requirePaymentMethod(tx, cart.paymentMethod, { activeOnly: true })
  const renewals = await renewalsOf(tx, client, cart.renewals ?? {})
  requireItems(cart, renewals.count)
  const placing: Placing = { tx, tools, client, cart, orderId: NO_ID, today: tools.wallClock.date(tx.at) }
  const products = await productsOf(placing)
  const addons: QuotedAddon[] = []
  for (const addon of cart.addons ?? []) addons.push(quotedAddon(await addonRow(placing, addon)))
  const domains: CartQuote['domains'] = []
  for (const domain of cart.domains ?? []) {
    const { name, periodYears: years, firstPayment, recurring } = await domainRow(placing, domain)
    domains.push({ name, years, firstPayment, recurring })
  }
  const firsts = [...products, ...products.flatMap((product) => product.addons), ...addons, ...domains]
  return {
    currency: (await tx.clients.currencyCodes([client.id])).get(client.id)!,
    amount: payable(firsts.reduce((sum, { firstPayment }) => sum + firstPayment, renewals.amount as number)),
    ...{ products, addons, domains, renewals: renewals.amount },
  }
}

async function productsOf(placing: Placing): Promise<CartQuote['products']> {
  const products: CartQuote['products'] = []
  for (const item of placing.cart.products ?? []) {
    const { service, addonsOf } = await productRows(placing, item)
    const { productId, billingCycle, quantity, firstPayment, recurring } = service
    const addons = (await addonsOf(NO_ID)).map(quotedAddon)
    products.push({ productId, billingCycle, quantity, firstPayment, recurring, addons })
  }
  return products
}

/** An add-on that is paid once has its price where others have what recurs. */
function quotedAddon({ definitionId, billingCycle, quantity, setup, recurring }: NewAddon): QuotedAddon {
  const firstPayment = toMinor(setup + recurring)
  return {
    definitionId: definitionId!,
    billingCycle,
    quantity,
    firstPayment,
    recurring: isRecurring(billingCycle) ? recurring : toMinor(0),
  }
}
