import type { AddonListing } from '../../../../services/addons/addon.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { addons } from '../../contract/services/addons.ts'
import { amountOf } from '../../decode.ts'
import { amountText, instantText } from '../../encode.ts'
import { type ApiCall, handle } from '../../handler.ts'
import { listSorted } from '../../keyset.ts'

export const addonHandlers = [
  handle(addons.list, async (call, { query: { offset, limit, cursor, sort, serviceId, ...filter } }) => {
    const wanted = { ...filter, serviceIds: serviceId === undefined ? undefined : [serviceId] }
    const { rows, beside } = await listSorted({ offset, limit, cursor, sort }, (page, order) =>
      call.domain.addons.list(call.actor, wanted, page, order),
    )
    return { items: await encodeAddons(call, rows), ...beside }
  }),

  handle(addons.get, async (call, { params }) => {
    const [encoded] = await encodeAddons(call, [await call.domain.addons.get(call.actor, params.id)])
    return encoded!
  }),

  handle(addons.update, async ({ actor, domain }, { params, body: { setup, recurring, ...plain } }) => {
    const changes = { ...plain, setup: amountOf(setup), recurring: amountOf(recurring) }
    const { id, version } = await domain.addons.update(actor, params.id, changes)
    return { id, version }
  }),
]

type Addon = AnswerOf<typeof addons.get>

async function encodeAddons({ actor, domain }: ApiCall, listings: readonly AddonListing[]): Promise<Addon[]> {
  const currencies = await domain.services.currenciesOf(actor, listings)
  return listings.map((listing) => encodeAddon(listing, currencies.get(listing.clientId)!))
}

function encodeAddon(listing: AddonListing, currency: string): Addon {
  const { id, clientId, serviceId, orderId, definitionId, definitionName, serverId, name, quantity } = listing
  const { status, billingCycle, tax, paymentMethod, paymentMethodName } = listing
  const { registeredOn, nextDueOn, nextInvoiceOn, terminatedOn, notes, version } = listing
  return {
    ...{ id, clientId, serviceId, orderId, definitionId, definitionName, serverId, name, quantity },
    ...{ status, billingCycle, currency },
    setup: amountText(listing.setup),
    recurring: amountText(listing.recurring),
    ...{ tax, paymentMethod, paymentMethodName },
    ...{ registeredOn, nextDueOn, nextInvoiceOn, terminatedOn, notes },
    createdAt: instantText(listing.createdAt),
    updatedAt: instantText(listing.updatedAt),
    version,
  }
}
