import { type Actor, authorize } from '../../../../access/actor.ts'
import type { Domain } from '../../../../domain.ts'
import type { UpgradeQuote, UpgradeRequest } from '../../../../services/orders/upgrade.ts'
import type { ServiceListing } from '../../../../services/service.ts'
import type { ServiceChanges } from '../../../../services/update-service.ts'
import type { AnswerOf, InputOf } from '../../contract/operation.ts'
import { services } from '../../contract/services/services.ts'
import { amountOf, customFieldsOf as sentFieldsOf, configOptionsOf as sentOptionsOf } from '../../decode.ts'
import { amountText, encodeEvent, type FieldEncoders, instantText, orNull } from '../../encode.ts'
import { type ApiCall, handle } from '../../handler.ts'
import { listByKeyset, listSorted, NEWEST_FIRST } from '../../keyset.ts'

export const serviceHandlers = [
  handle(services.list, async (call, { query: { offset, limit, cursor, sort, include, ...filter } }) => {
    const { rows, beside } = await listSorted({ offset, limit, cursor, sort }, (page, order) =>
      call.domain.services.list(call.actor, filter, page, order),
    )
    return { items: await encodeServices(call, rows, include), ...beside }
  }),

  handle(services.counts, async ({ actor, domain }) => ({ items: await domain.services.counts(actor) })),

  handle(services.get, async (call, { params, query }) => {
    const service = await call.domain.services.get(call.actor, params.id)
    const [encoded] = await encodeServices(call, [service], query.include)
    return encoded!
  }),

  handle(services.update, async ({ actor, domain }, { params, body }) => {
    const { id, version } = await domain.services.update(actor, params.id, changesOf(body))
    return { id, version }
  }),

  handle(services.quoteUpgrade, async ({ actor, domain }, { params, body }) => {
    const quoted = await domain.orders.quoteUpgrade(actor, upgradeOf(params.id, body))
    return { ...encodeQuote(quoted), inProgress: quoted.inProgress }
  }),

  handle(services.upgrade, async ({ actor, domain }, { params, body }) => {
    const placed = await domain.orders.upgrade(actor, upgradeOf(params.id, body))
    return { ...encodeQuote(placed), orderId: placed.orderId, orderNumber: placed.orderNumber }
  }),

  handle(services.history, async ({ actor, domain }, { params, query }) => {
    const { rows: events, beside } = await listByKeyset(query, {
      list: (page) => domain.services.history(actor, params.id, page),
      ...NEWEST_FIRST,
    })
    return { items: events.map((event) => encodeEvent(event, FIELDS)), ...beside }
  }),
]

const FIELDS: FieldEncoders = {
  firstPayment: amountText,
  recurring: amountText,
  promoId: numberOrNull,
  usageAt: instantText,
  assignedIps: linesOf,
}

function changesOf({
  password,
  firstPayment,
  recurring,
  promoId,
  assignedIps,
  customFields,
  configOptions,
  ...plain
}: InputOf<typeof services.update>['body']): ServiceChanges {
  return {
    ...plain,
    password: password ?? (password === null ? '' : undefined),
    firstPayment: amountOf(firstPayment),
    recurring: amountOf(recurring),
    promoId: promoId ?? (promoId === null ? 0 : undefined),
    assignedIps: assignedIps?.join('\n'),
    customFields: sentFieldsOf(customFields),
    configOptions: sentOptionsOf(configOptions),
    onlyKnownFields: true,
  }
}

const upgradeOf = (
  serviceId: number,
  { configOptions, ...sent }: InputOf<typeof services.upgrade>['body'],
): UpgradeRequest => ({ serviceId, ...sent, configOptions: sentOptionsOf(configOptions) })

function encodeQuote({ upgrade, currency, price, daysUntilRenewal, totalDays }: UpgradeQuote) {
  const { serviceId, fromProductId, productId, billingCycle, recurring } = upgrade
  return {
    ...{ serviceId, fromProductId, productId, billingCycle },
    currency: currency.code,
    price: amountText(price),
    recurring: amountText(recurring),
    ...{ daysUntilRenewal, totalDays },
  }
}

type Service = AnswerOf<typeof services.get>
type Names = Awaited<ReturnType<Domain['catalog']['selectionNames']>>

async function encodeServices(
  { actor, domain }: ApiCall,
  listings: readonly ServiceListing[],
  include: readonly 'password'[] = [],
): Promise<Service[]> {
  const withPassword = include.includes('password')
  if (withPassword) authorize(actor, 'services.passwords')
  const names = await selectionNames(actor, domain, listings)
  const currencies = await domain.services.currenciesOf(actor, listings)
  return listings.map((listing) => ({
    ...encodeService(listing, names, currencies.get(listing.clientId)!),
    ...(withPassword && { password: domain.services.passwordOf(actor, listing) }),
  }))
}

function selectionNames(actor: Actor, { catalog }: Domain, listings: readonly ServiceListing[]): Promise<Names> {
  const idsIn = (part: 'customFields' | 'configOptions') => [
    ...new Set(listings.flatMap((listing) => Object.keys(listing[part]).map(Number))),
  ]
  return catalog.selectionNames(actor, idsIn('customFields'), idsIn('configOptions'))
}

/** Own fields keep the names of the domain, so that its history and later changes speak of the same ones. */
function encodeService(listing: ServiceListing, names: Names, currency: string): Service {
  return {
    id: listing.id,
    clientId: listing.clientId,
    orderId: listing.orderId,
    orderNumber: listing.orderNumber,
    productId: listing.productId,
    productName: listing.productName,
    groupName: listing.groupName,
    serverId: listing.serverId,
    serverName: listing.serverName,
    serverHostname: listing.serverHostname,
    serverIp: listing.serverIp,
    quantity: listing.quantity,
    status: listing.status,
    suspensionReason: listing.suspensionReason,
    overrideAutoSuspend: listing.overrideAutoSuspend,
    overrideSuspendUntil: listing.overrideSuspendUntil,
    domain: listing.domain,
    username: listing.username,
    billingCycle: listing.billingCycle,
    currency,
    firstPayment: amountText(listing.firstPayment),
    recurring: amountText(listing.recurring),
    paymentMethod: listing.paymentMethod,
    paymentMethodName: listing.paymentMethodName,
    registeredOn: listing.registeredOn,
    nextDueOn: listing.nextDueOn,
    nextInvoiceOn: listing.nextInvoiceOn,
    terminatedOn: listing.terminatedOn,
    subscriptionId: listing.subscriptionId,
    promoId: numberOrNull(listing.promoId),
    ns1: listing.ns1,
    ns2: listing.ns2,
    dedicatedIp: listing.dedicatedIp,
    assignedIps: linesOf(listing.assignedIps),
    notes: listing.notes,
    diskUsedMb: listing.diskUsedMb,
    diskLimitMb: listing.diskLimitMb,
    bandwidthUsedMb: listing.bandwidthUsedMb,
    bandwidthLimitMb: listing.bandwidthLimitMb,
    usageAt: orNull(listing.usageAt, instantText),
    customFields: customFieldsOf(listing, names),
    configOptions: configOptionsOf(listing, names),
    createdAt: instantText(listing.createdAt),
    updatedAt: instantText(listing.updatedAt),
    version: listing.version,
  }
}

/** Where 0 stands for none. */
function numberOrNull(value: number): number | null {
  return value || null
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== '')
}

function customFieldsOf({ customFields }: ServiceListing, names: Names): Service['customFields'] {
  return Object.entries(customFields).flatMap(([key, value]) => {
    const name = names.customFields.get(Number(key))
    if (name === undefined) return []
    return [{ id: Number(key), name, value: names.fieldText(value) }]
  })
}

function configOptionsOf({ configOptions }: ServiceListing, names: Names): Service['configOptions'] {
  return Object.entries(configOptions).flatMap(([key, { choiceId, quantity }]) => {
    const option = names.configOptions.get(Number(key))
    if (!option) return []
    const choice = orNull(choiceId, (id) => option.choices.get(id) ?? null)
    return [{ id: Number(key), name: option.name, choiceId, choice, quantity }]
  })
}
