import { isServiceStatus, SERVICE_STATUSES } from '../../../../services/status.ts'
import { action } from '../../action.ts'
import { cycleParameter, statusOf } from '../../enumerations.ts'
import { date, flag, id, idFilter, money, required, text } from '../../parameters.ts'

/** Section 6.3 of the reference. */
export const updateClientAddon = action({
  name: 'UpdateClientAddon',
  reads: false,
  permission: 'services.write',
  about: 'Edits the record of an add-on that a client holds',
  parameters: {
    id: required(id('The add-on of the client')),
    status: text(SERVICE_STATUSES.join(', ')),
    addonid: idFilter('Predefined add-on; 0 for none'),
    name: text('Name of its own'),
    setupfee: money('Set-up fee'),
    recurring: money('Recurring amount'),
    billingcycle: cycleParameter('Billing cycle'),
    nextduedate: date('Next due date'),
    terminationdate: date('Termination date'),
    notes: text('Notes for staff'),
    autorecalc: flag('Takes the recurring amount from the catalog'),
  },
  refusals: {
    not_found: ({ facts }) => (facts.noun === 'Addon' || facts.noun === 'Add-on' ? 'Addon ID Not Found' : undefined),
    nothing_to_update: 'Nothing to Update',
  },
  fields: { definitionId: 'addonid', setup: 'setupfee' },
  async answer({ actor, domain, echoId }, sent) {
    await domain.addons.update(actor, sent.id, {
      status: statusOf(sent.status, SERVICE_STATUSES, isServiceStatus),
      definitionId: sent.addonid === 0 ? null : sent.addonid,
      name: sent.name,
      setup: sent.setupfee,
      recurring: sent.recurring,
      billingCycle: sent.billingcycle,
      nextDueOn: sent.nextduedate,
      terminatedOn: sent.terminationdate,
      notes: sent.notes,
      recalculate: sent.autorecalc,
    })
    return { id: echoId('id') }
  },
})
