import type { Actor } from '../access/actor.ts'
import { type Checks, checkedDetails, requireLines, requireOneOf, requireText } from '../base/checks.ts'
import { merge, type Patch } from '../base/merge.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import { wholeNumber } from '../catalog/checks.ts'
import { CYCLE_KEYS } from '../catalog/cycle.ts'
import { choose, type GivenSelections, requireChosen } from '../catalog/products/config-option.ts'
import { configOptionsOf } from '../catalog/products/config-options.ts'
import { quote } from '../catalog/quote.ts'
import { type CustomFieldValues, fillCustomFields } from '../clients/custom-field.ts'
import { LONGEST_NOTES, LONGEST_TEXT, requireAmount, requirePassword } from './checks.ts'
import { inStatus, onOwnDay } from './life.ts'
import { requirePaymentMethod, type ServiceTools, type ServiceTx } from './parts.ts'
import { recordChange } from './record-change.ts'
import type { Service } from './service.ts'
import { SERVICE_STATUSES } from './status.ts'
import type { NewService } from './store.ts'

/** What a person may write into the record as it stands. */
type Plain = Omit<
  Service,
  | 'id'
  | 'clientId'
  | 'orderId'
  | 'quantity'
  | 'passwordSealed'
  | 'usageAt'
  | 'billingDay'
  | 'customFields'
  | 'configOptions'
  | 'createdAt'
  | 'updatedAt'
  | 'version'
>

/** The fields that can be emptied by name. */
export const UNSETTABLE = [
  'domain',
  'username',
  'password',
  'subscriptionId',
  'ns1',
  'ns2',
  'dedicatedIp',
  'assignedIps',
  'notes',
  'suspensionReason',
] as const
export type Unsettable = (typeof UNSETTABLE)[number]

/** What is left out stays as it is; custom fields and options are changed one by one. */
export type ServiceChanges = Patch<Plain> & {
  /** In clear; empty takes it away. */
  password?: string | undefined
  customFields?: CustomFieldValues | undefined
  configOptions?: GivenSelections | undefined
  /** Emptied, whatever else is said about them. */
  unset?: readonly Unsettable[] | undefined
  /** The recurring amount becomes what the catalog says, whatever else is said about it. */
  recalculate?: boolean | undefined
  /** Refuses custom fields and options that the product does not have; they are passed over otherwise. */
  onlyKnownFields?: boolean | undefined
  /** Is told which keys of custom fields are passed over. */
  fieldPassedOver?: ((key: string) => void) | undefined
}

/** A person's edit of the record. It contacts nobody, so a status is a correction, not a step. */
export async function updateService(
  tx: ServiceTx,
  { secrets, wallClock }: ServiceTools,
  actor: Actor,
  id: number,
  {
    unset = [],
    recalculate = false,
    onlyKnownFields: known = false,
    fieldPassedOver: passedOver,
    ...given
  }: ServiceChanges,
): Promise<Service> {
  const before = await tx.services.lock(id)
  if (!before) throw new NotFound('Service', id)
  const changes: ServiceChanges = { ...given, ...Object.fromEntries(unset.map((field) => [field, ''])) }
  const plain = checkedDetails(CHECKS, changes)
  await checkReferences(tx, plain)

  const productId = plain.productId ?? before.productId
  const fields = await tx.clients.customFields.of('product', [productId])
  const after: Patch<NewService> = {
    ...(plain.status !== undefined &&
      plain.status !== before.status &&
      inStatus(before, plain.status, wallClock.date(tx.at))),
    ...plain,
    ...onOwnDay(before, plain.nextDueOn),
    customFields:
      changes.customFields &&
      (await fillCustomFields(secrets, fields, before.customFields, changes.customFields, {
        complete: false,
        required: true,
        known,
        passedOver,
      })),
    configOptions: changes.configOptions && {
      ...before.configOptions,
      ...(await chosen(tx, productId, changes.configOptions, known)),
    },
  }
  if (changes.password !== undefined && changes.password !== passwordOf(before))
    after.passwordSealed = changes.password === '' ? null : secrets.seal(requirePassword('password', changes.password))
  if (plain.diskUsedMb !== undefined || plain.bandwidthUsedMb !== undefined) after.usageAt = tx.at
  if (recalculate) after.recurring = await catalogPrice(tx, merge(before, after))

  return recordChange(tx, actor, before, after, {
    kind: plain.status !== undefined && plain.status !== before.status ? 'service.corrected' : 'service.updated',
    store: tx.services,
  })

  function passwordOf({ passwordSealed }: Service): string {
    return passwordSealed === null ? '' : secrets.open(passwordSealed)
  }
}

const line = (field: string) => (text: string) => requireText(field, text, LONGEST_TEXT, 0)
const lines = (field: string) => (text: string) => requireLines(field, text, LONGEST_NOTES)
const number = (field: string) => (value: number) => wholeNumber(field, value)
const asGiven = <T>(value: T) => value

const CHECKS: Checks<Plain> = {
  productId: asGiven,
  serverId: asGiven,
  status: (status) => requireOneOf('status', SERVICE_STATUSES, status),
  domain: line('domain'),
  username: line('username'),
  paymentMethod: asGiven,
  billingCycle: (cycle) => requireOneOf('billingCycle', CYCLE_KEYS, cycle),
  firstPayment: (amount) => requireAmount('firstPayment', amount),
  recurring: (amount) => requireAmount('recurring', amount),
  registeredOn: asGiven,
  nextDueOn: asGiven,
  nextInvoiceOn: asGiven,
  terminatedOn: asGiven,
  suspensionReason: lines('suspensionReason'),
  overrideAutoSuspend: asGiven,
  overrideSuspendUntil: asGiven,
  subscriptionId: line('subscriptionId'),
  promoId: number('promoId'),
  ns1: line('ns1'),
  ns2: line('ns2'),
  dedicatedIp: line('dedicatedIp'),
  assignedIps: lines('assignedIps'),
  notes: lines('notes'),
  diskUsedMb: number('diskUsedMb'),
  diskLimitMb: number('diskLimitMb'),
  bandwidthUsedMb: number('bandwidthUsedMb'),
  bandwidthLimitMb: number('bandwidthLimitMb'),
}

async function checkReferences(tx: ServiceTx, { productId, serverId, paymentMethod }: Partial<Plain>): Promise<void> {
  if (productId !== undefined && !(await tx.catalog.products.get(productId)))
    throw new Invalid('productId', 'the id of a product', productId)
  if (serverId != null && !(await tx.catalog.servers.get(serverId)))
    throw new Invalid('serverId', 'the id of a server', serverId)
  if (paymentMethod !== undefined) await requirePaymentMethod(tx, paymentMethod, { activeOnly: false })
}

/** Only of the options that are named: the others keep what they have, which a default would overwrite. */
async function chosen(tx: ServiceTx, productId: number, given: GivenSelections, known: boolean) {
  const options = (await configOptionsOf(tx, [productId])).get(productId) ?? []
  const selections = choose(
    options.filter(({ id }) => given[id] !== undefined),
    given,
  )
  if (known) requireChosen(given, selections)
  return selections
}

async function catalogPrice(tx: ServiceTx, service: Service) {
  const { productId, billingCycle: cycle, configOptions, quantity } = service
  const { currencyId } = (await tx.clients.get(service.clientId))!
  return (await quote(tx, { productId, currencyId, cycle, configOptions, quantity })).recurringMinor
}
