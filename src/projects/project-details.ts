import { type Checks, checkedDetails, requireLines, requireOneOf, requireText } from '../base/checks.ts'
import { merge } from '../base/merge.ts'
import { Invalid } from '../base/refusal.ts'
import type { ProjectTx } from './parts.ts'
import { CLIENT_ACCESS, PROJECT_FUNCTIONS, type ProjectChanges, type ProjectDetails, STAFF_ACCESS } from './project.ts'
import { requireAssigned, requireClient, requireContact, requireService, requireStaff } from './references.ts'
import { type ProjectSettingValues, RATE } from './setting.ts'
import { requireEntry } from './words.ts'

export const LONGEST_NAME = 255
export const LONGEST_NOTES = 65_535

const asGiven = <T>(value: T) => value

const checks = (settings: ProjectSettingValues, before: Partial<ProjectDetails>): Checks<ProjectDetails> => ({
  name: (name) => requireText('name', name, LONGEST_NAME),
  type: (type) => requireEntry('type', settings['project.project_type'], type, before.type),
  status: (status) => requireEntry('status', settings['project.project_status'], status, before.status),
  function: (word) => requireOneOf('function', PROJECT_FUNCTIONS, word),
  detail: (text) => requireLines('detail', text, LONGEST_NOTES),
  notes: (text) => requireLines('notes', text, LONGEST_NOTES),
  clientId: asGiven,
  contactId: asGiven,
  serviceId: asGiven,
  managerId: asGiven,
  assignedId: asGiven,
  staffAccess: (access) => requireOneOf('staffAccess', STAFF_ACCESS, access),
  clientAccess: (access) => requireOneOf('clientAccess', CLIENT_ACCESS, access),
  startOn: asGiven,
  finishOn: asGiven,
  billable: asGiven,
  rate: requireRate,
  closed: asGiven,
  invoiceIds: (ids) => requireText('invoiceIds', ids, LONGEST_NAME, 0),
})

export function requireRate(rate: string): string {
  if (!RATE.test(rate)) throw new Invalid('rate', 'an amount per hour or an offset, such as 75, +10 or -5%', rate)
  return rate
}

/** What is given, checked against what is there; who it belongs to fits together. */
export async function checkedProject(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  before: ProjectDetails,
  given: ProjectChanges,
): Promise<Partial<ProjectDetails>> {
  const after: Partial<ProjectDetails> = checkedDetails(checks(settings, before), given as Partial<ProjectDetails>)
  const moved = after.clientId !== undefined && after.clientId !== before.clientId
  if (moved) await requireClient(tx, after.clientId ?? null)
  // Another client's contact and service do not come along, unless others are named.
  if (moved && after.contactId === undefined) after.contactId = null
  if (moved && after.serviceId === undefined) after.serviceId = null
  const { clientId, contactId, serviceId, startOn, finishOn } = merge(before, after)
  if (after.contactId !== undefined && after.contactId !== before.contactId)
    await requireContact(tx, clientId, contactId)
  if (after.serviceId !== undefined && after.serviceId !== before.serviceId)
    await requireService(tx, clientId, serviceId)
  if (after.managerId !== before.managerId) await requireStaff(tx, 'managerId', after.managerId)
  if (after.assignedId !== before.assignedId)
    await requireAssigned(tx, after.assignedId, settings['project.allow_assigned_any'])
  if (startOn !== null && finishOn !== null && finishOn < startOn) {
    if (after.finishOn != null) throw new Invalid('finishOn', `a day on or after the start ${startOn}`, finishOn)
    if (after.startOn != null) throw new Invalid('startOn', `a day on or before the finish ${finishOn}`, startOn)
  }
  return after
}
