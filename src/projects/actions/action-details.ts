import { type Checks, checkedDetails, requireLines, requireOneOf, requireText } from '../../base/checks.ts'
import { Invalid } from '../../base/refusal.ts'
import type { ProjectTx } from '../parts.ts'
import { LONGEST_NAME, LONGEST_NOTES } from '../project-details.ts'
import { requireAssigned, requireContact, requireStaff } from '../references.ts'
import type { ProjectSettingValues } from '../setting.ts'
import { LONGEST_SECONDS } from '../time/duration.ts'
import { requireEntry } from '../words.ts'
import { ACTION_CLIENT_ACCESS, type ActionChanges, type ActionDetails, type ActionPriority } from './action.ts'

const LONGEST_RULE = 255

const asGiven = <T>(value: T) => value

const whole = (field: string, least: number, most: number) => (value: number) => {
  if (!Number.isInteger(value) || value < least || value > most)
    throw new Invalid(field, `a whole number from ${least} to ${most}`, value)
  return value
}

const checks = (
  settings: ProjectSettingValues,
  before: Pick<ActionDetails, 'type' | 'status'>,
): Checks<ActionDetails> => ({
  name: (name) => requireText('name', name, LONGEST_NAME),
  type: (type) => requireEntry('type', settings['action.action_type'], type, before.type),
  status: (status) => requireEntry('status', settings['action.action_status'], status, before.status),
  priority: (priority) => whole('priority', 1, 3)(priority) as ActionPriority,
  complete: whole('complete', 0, 100),
  detail: (text) => requireLines('detail', text, LONGEST_NOTES),
  notes: (text) => requireLines('notes', text, LONGEST_NOTES),
  durationSeconds: whole('durationSeconds', 0, 10 * LONGEST_SECONDS),
  managerId: asGiven,
  assignedId: asGiven,
  contactId: asGiven,
  clientAccess: (access) => requireOneOf('clientAccess', ACTION_CLIENT_ACCESS, access),
  billable: asGiven,
  billed: asGiven,
  startOn: asGiven,
  finishOn: asGiven,
  recurRule: (rule) => requireText('recurRule', rule, LONGEST_RULE, 0),
})

/** What is given, checked against what is there. */
export async function checkedAction(
  tx: ProjectTx,
  settings: ProjectSettingValues,
  before: ActionDetails & { clientId: number | null },
  given: ActionChanges,
): Promise<Partial<ActionDetails>> {
  const after = checkedDetails<ActionDetails>(checks(settings, before), given as Partial<ActionDetails>)
  if (after.managerId !== before.managerId) await requireStaff(tx, 'managerId', after.managerId)
  if (after.assignedId !== before.assignedId)
    await requireAssigned(tx, after.assignedId, settings['action.allow_assigned_any'])
  if (after.contactId != null && after.contactId !== before.contactId)
    await requireContact(tx, before.clientId, after.contactId)
  return after
}
