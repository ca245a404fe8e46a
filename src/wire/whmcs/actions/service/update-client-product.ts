import { Invalid } from '../../../../base/refusal.ts'
import type { GivenSelections } from '../../../../catalog/products/config-option.ts'
import { isServiceStatus, SERVICE_STATUSES } from '../../../../services/status.ts'
import type { ServiceChanges, Unsettable } from '../../../../services/update-service.ts'
import type { Param, ParamMap } from '../../../codec/php-value.ts'
import { textAt, valuesOf } from '../../../codec/php-value.ts'
import { action } from '../../action.ts'
import { cycleParameter, statusOf } from '../../enumerations.ts'
import { date, flag, id, idFilter, integer, map, money, raw, required, text } from '../../parameters.ts'
import { textMap } from '../client/client-parameters.ts'

const UNSET: Readonly<Record<string, Unsettable>> = {
  domain: 'domain',
  serviceusername: 'username',
  servicepassword: 'password',
  subscriptionid: 'subscriptionId',
  ns1: 'ns1',
  ns2: 'ns2',
  dedicatedip: 'dedicatedIp',
  assignedips: 'assignedIps',
  notes: 'notes',
  suspendreason: 'suspensionReason',
}

/** Section 6.3 of the reference. It edits the record and never calls the module. */
export const updateClientProduct = action({
  name: 'UpdateClientProduct',
  reads: false,
  permission: 'services.write',
  about: 'Edits the record of a service; the panel is not contacted',
  parameters: {
    serviceid: required(id('The service')),
    pid: idFilter('Product id'),
    serverid: idFilter('Server id; 0 for none'),
    regdate: date('Registration date'),
    nextduedate: date('Next due date'),
    terminationdate: date('Termination date'),
    domain: text('Domain'),
    firstpaymentamount: money('First payment'),
    recurringamount: money('Recurring amount'),
    paymentmethod: text('Payment method, by its system name'),
    billingcycle: cycleParameter('Billing cycle'),
    subscriptionid: text('Subscription id'),
    status: text(SERVICE_STATUSES.join(', ')),
    notes: text('Notes for staff'),
    serviceusername: text('User name on the panel'),
    servicepassword: text('Password on the panel'),
    overideautosuspend: flag('on or off: not suspended automatically'),
    overidesuspenduntil: date('Until when it is not suspended automatically'),
    ns1: text('First name server'),
    ns2: text('Second name server'),
    dedicatedip: text('Dedicated address'),
    assignedips: text('Assigned addresses, one a line'),
    diskusage: integer('Disk usage in megabytes'),
    disklimit: integer('Disk limit in megabytes'),
    bwusage: integer('Bandwidth usage in megabytes'),
    bwlimit: integer('Bandwidth limit in megabytes'),
    suspendreason: text('Reason of the suspension'),
    promoid: integer('Promotion id'),
    unset: raw('array', `Fields to empty: ${Object.keys(UNSET).join(', ')}`),
    autorecalc: flag('Takes the recurring amount from the catalog'),
    customfields: map('Custom field id to value'),
    configoptions: map('Option id to choice id, or to {optionid, qty}'),
  },
  refusals: { not_found: ({ facts }) => (facts.noun === 'Service' ? 'Service ID Not Found' : undefined) },
  fields: {
    productId: 'pid',
    serverId: 'serverid',
    firstPayment: 'firstpaymentamount',
    recurring: 'recurringamount',
    subscriptionId: 'subscriptionid',
    username: 'serviceusername',
    password: 'servicepassword',
    dedicatedIp: 'dedicatedip',
    assignedIps: 'assignedips',
    diskUsedMb: 'diskusage',
    diskLimitMb: 'disklimit',
    bandwidthUsedMb: 'bwusage',
    bandwidthLimitMb: 'bwlimit',
    suspensionReason: 'suspendreason',
    promoId: 'promoid',
  },
  async answer({ actor, domain, echoId, passOver }, sent) {
    const changes: ServiceChanges = {
      productId: sent.pid,
      serverId: sent.serverid === 0 ? null : sent.serverid,
      registeredOn: sent.regdate,
      nextDueOn: sent.nextduedate,
      terminatedOn: sent.terminationdate,
      domain: sent.domain,
      firstPayment: sent.firstpaymentamount,
      recurring: sent.recurringamount,
      paymentMethod: sent.paymentmethod || undefined,
      billingCycle: sent.billingcycle,
      subscriptionId: sent.subscriptionid,
      status: statusOf(sent.status, SERVICE_STATUSES, isServiceStatus),
      notes: sent.notes,
      username: sent.serviceusername,
      password: sent.servicepassword,
      overrideAutoSuspend: sent.overideautosuspend,
      overrideSuspendUntil: sent.overidesuspenduntil,
      ns1: sent.ns1,
      ns2: sent.ns2,
      dedicatedIp: sent.dedicatedip,
      assignedIps: sent.assignedips,
      diskUsedMb: sent.diskusage,
      diskLimitMb: sent.disklimit,
      bandwidthUsedMb: sent.bwusage,
      bandwidthLimitMb: sent.bwlimit,
      suspensionReason: sent.suspendreason,
      promoId: sent.promoid,
      unset: unsetOf(sent.unset),
      recalculate: sent.autorecalc,
      customFields: sent.customfields && textMap(sent.customfields),
      fieldPassedOver: (key) => passOver(`customfields[${key}]`),
      configOptions: sent.configoptions && selectionsOf(sent.configoptions),
    }
    await domain.services.update(actor, sent.serviceid, changes)
    return { serviceid: echoId('serviceid') }
  },
})

function unsetOf(sent: Param | undefined): Unsettable[] | undefined {
  if (sent === undefined) return undefined
  return valuesOf(sent).map((name) => {
    const field = typeof name === 'string' ? UNSET[name.trim().toLowerCase()] : undefined
    if (!field) throw new Invalid('unset', Object.keys(UNSET).join(', '), typeof name === 'string' ? name : 'an array')
    return field
  })
}

/** Option id to choice id or quantity, or to `{optionid, qty}`. */
export function selectionsOf(options: ParamMap): GivenSelections {
  const given: Record<string, number | { choiceId?: number; quantity?: number }> = {}
  for (const [optionId, value] of options) {
    if (!/^\d{1,15}$/.test(optionId)) throw new Invalid('configoptions', 'option ids as keys', optionId)
    given[optionId] = typeof value === 'string' ? numberOf(value) : chosen(value)
  }
  return given
}

function chosen(value: ParamMap): { choiceId?: number; quantity?: number } {
  const [choice, quantity] = [textAt(value, 'optionid'), textAt(value, 'qty')]
  return {
    ...(choice !== undefined && { choiceId: numberOf(choice) }),
    ...(quantity !== undefined && { quantity: numberOf(quantity) }),
  }
}

function numberOf(value: string): number {
  const trimmed = value.trim().toLowerCase()
  // Yes/no options are sent as a ticked box by some.
  if (trimmed === 'on' || trimmed === 'yes') return 1
  if (trimmed === '' || trimmed === 'off' || trimmed === 'no') return 0
  if (!/^\d{1,15}$/.test(trimmed)) throw new Invalid('configoptions', 'choice ids or quantities', value)
  return Number(trimmed)
}
