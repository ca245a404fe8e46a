import { Refusal } from '../../../../base/refusal.ts'
import type { UpgradeQuote } from '../../../../services/orders/upgrade.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { shownMoney } from '../../encode.ts'
import { cycleParameter } from '../../enumerations.ts'
import { flag, id, idFilter, map, required, text } from '../../parameters.ts'
import { selectionsOf } from './update-client-product.ts'

/** Section 6.3 of the reference. The change happens when the order is accepted, as everything here does. */
export const upgradeProduct = action({
  name: 'UpgradeProduct',
  reads: false,
  permission: 'orders.write',
  about: 'Orders another product, cycle or options for a service; accepted, its module changes the package',
  partial: '`promocode` is written down and takes nothing off; there are no invoices',
  parameters: {
    serviceid: required(id('The service')),
    paymentmethod: required(text('Payment method, by its system name')),
    type: required(text('product or configoptions')),
    calconly: flag('Only says what it would cost'),
    newproductid: idFilter('The new product, for product'),
    newproductbillingcycle: cycleParameter('The new billing cycle; the present one without it'),
    promocode: text('Promotion code'),
    configoptions: map('Option id to choice id or quantity'),
  },
  refusals: {
    not_found: ({ facts }) => (facts.noun === 'Service' ? 'Service ID Not Found' : undefined),
    payment_method_unknown: ({ facts }) =>
      `Invalid Payment Method. Valid options include ${(facts.valid as string[]).join(',')}`,
    upgrade_in_progress: 'Unable to accept upgrade order. Previous upgrade invoice for service is still unpaid.',
    cycle_not_offered: 'Invalid Billing Cycle Requested',
  },
  fields: { productId: 'newproductid' },
  async answer(call, sent) {
    const type = sent.type?.trim().toLowerCase()
    if (type !== 'product' && type !== 'configoptions') throw new Refusal('upgrade_type', 'Invalid Upgrade Type')
    const request = {
      serviceId: sent.serviceid,
      paymentMethod: sent.paymentmethod ?? '',
      productId: type === 'product' ? (sent.newproductid ?? 0) : undefined,
      billingCycle: sent.newproductbillingcycle,
      configOptions: sent.configoptions && selectionsOf(sent.configoptions),
      promoCode: sent.promocode,
    }
    const { orders } = call.domain
    if (sent.calconly) {
      const quoted = await orders.quoteUpgrade(call.actor, request)
      return { ...quoteFields(call, quoted), upgradeinprogress: quoted.inProgress ? 1 : 0 }
    }
    const placed = await orders.upgrade(call.actor, request)
    return {
      ...quoteFields(call, placed),
      id: call.quoted(placed.orderId),
      orderid: placed.orderId,
      order_number: placed.orderNumber,
      invoiceid: null,
    }
  },
})

function quoteFields({ quoted }: WhmcsCall, quote: UpgradeQuote): Fields {
  const { from, to, upgrade, daysUntilRenewal, totalDays, price, currency } = quote
  return {
    oldproductid: quoted(from.id),
    oldproductname: from.name,
    newproductid: to.id,
    newproductname: to.name,
    daysuntilrenewal: daysUntilRenewal,
    totaldays: totalDays,
    newproductbillingcycle: upgrade.billingCycle,
    price: shownMoney(price, currency),
  }
}
