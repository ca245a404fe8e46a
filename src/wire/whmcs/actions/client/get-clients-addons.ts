import type { AddonListing } from '../../../../services/addons/addon.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { dateText, moneyText } from '../../encode.ts'
import { cycleText } from '../../enumerations.ts'
import { longList } from '../../long-list.ts'
import { count, idFilter, idOrNoneFilter, idsFilter } from '../../parameters.ts'

/** Section 3.2 of the reference. Unlimited by default: the documents know no paging here. */
export const getClientsAddons = action({
  name: 'GetClientsAddons',
  reads: true,
  permission: 'services.read',
  about: 'Product add-ons that clients hold',
  parameters: {
    serviceid: idsFilter('Add-ons of these services'),
    clientid: idFilter('Add-ons of this client'),
    addonid: idOrNoneFilter('Add-ons made from this predefined add-on'),
    limitstart: count(0, 'Rows to pass over (extension)'),
    limitnum: count(Number.MAX_SAFE_INTEGER, 'Rows to return (extension)'),
  },
  async answer(call, { serviceid, clientid, addonid, limitstart, limitnum }) {
    const filter = { serviceIds: serviceid, clientId: clientid, definitionId: addonid }
    const { addons } = call.domain
    return longList({
      page: { offset: limitstart, limit: limitnum },
      path: ['addons', 'addon'],
      list: (page) => addons.list(call.actor, filter, page),
      stream: (page) => addons.stream(call.actor, filter, page),
      before: (total) => ({
        serviceid: call.echoId('serviceid'),
        clientid: call.echoId('clientid'),
        totalresults: total,
      }),
      encode: async (rows) => rows.map((addon) => addonFields(call, addon)),
    })
  },
})

function addonFields({ quoted }: WhmcsCall, addon: AddonListing): Fields {
  return {
    id: quoted(addon.id),
    qty: quoted(addon.quantity),
    userid: quoted(addon.clientId),
    orderid: quoted(addon.orderId ?? 0),
    serviceid: quoted(addon.serviceId),
    addonid: quoted(addon.definitionId ?? 0),
    name: addon.name || (addon.definitionName ?? ''),
    setupfee: moneyText(addon.setup),
    recurring: moneyText(addon.recurring),
    billingcycle: cycleText(addon.billingCycle),
    tax: addon.tax ? 'on' : '',
    status: addon.status,
    regdate: dateText(addon.registeredOn),
    nextduedate: dateText(addon.nextDueOn),
    nextinvoicedate: dateText(addon.nextInvoiceOn),
    paymentmethod: addon.paymentMethod,
    paymentmethodname: addon.paymentMethodName ?? addon.paymentMethod,
    notes: addon.notes,
  }
}
