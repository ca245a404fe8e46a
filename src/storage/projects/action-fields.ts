import type { Patch } from '../../base/merge.ts'
import type { Action } from '../../projects/actions/action.ts'
import type { ActionSums, NewAction } from '../../projects/store.ts'
import { decoded, isOn, type Stored } from '../engine/decode.ts'
import { type FieldMap, flagged, foldedText, nullable, number, selected, text } from '../engine/fields.ts'
import { flag, fold, sql, type Value } from '../engine/sql.ts'

const LEVEL = sql`CASE WHEN a.depth = 1 THEN 'milestone' WHEN a.child_count > 0 THEN 'group' ELSE 'task' END`

/** The rule of `src/projects/visibility.ts`: the project's word is senior where it hides. */
const EFFECTIVE = sql`CASE WHEN p.client_access = 'hidden' THEN 'hidden'
  WHEN a.tree_access = 'inherit' THEN p.client_access ELSE a.tree_access END`

/** Of the action `a` in the project `p`. */
export const FIELDS: FieldMap<Action> = {
  id: number(sql`a.id`),
  projectId: number(sql`a.project_id`),
  parentId: nullable(number(sql`nullif(a.parent_id, 0)`)),
  name: foldedText(sql`a.name`, sql`a.name_folded`),
  type: text(sql`a.type`),
  status: text(sql`a.status`),
  priority: number(sql`a.priority`),
  complete: number(sql`a.complete`),
  detail: foldedText(sql`a.detail`, sql`a.detail_folded`),
  notes: foldedText(sql`a.notes`, sql`a.notes_folded`),
  durationSeconds: number(sql`a.duration_seconds`),
  elapsedSeconds: number(sql`a.elapsed_seconds`),
  childCount: number(sql`a.child_count`),
  level: text(LEVEL),
  depth: number(sql`a.depth`),
  position: number(sql`a.position`),
  managerId: nullable(number(sql`a.manager_id`)),
  assignedId: nullable(number(sql`a.assigned_id`)),
  contactId: nullable(number(sql`a.contact_id`)),
  ownerId: nullable(number(sql`a.owner_id`)),
  clientAccess: text(sql`a.client_access`),
  clientAccessEffective: text(EFFECTIVE),
  billable: flagged(sql`a.billable`),
  billed: flagged(sql`a.billed`),
  startOn: nullable(text(sql`a.start_on`)),
  finishOn: nullable(text(sql`a.finish_on`)),
  frequency: text(sql`a.frequency`),
  recurRule: text(sql`a.recur_rule`),
  recurParentId: nullable(number(sql`a.recur_parent_id`)),
  serviceId: nullable(number(sql`a.service_id`)),
  queueEntryId: nullable(number(sql`a.queue_entry_id`)),
  createdAt: number(sql`a.created_at`),
  updatedAt: number(sql`a.updated_at`),
  activityAt: number(sql`a.activity_at`),
  version: number(sql`a.version`),
}

export const ACTION = selected(FIELDS)
export const NODE = sql`${ACTION}, a.children_complete AS "childrenComplete", a.tree_access AS "treeAccess"`
export const FROM = sql`FROM actions a JOIN projects p ON p.id = a.project_id`

export const toAction = <Row extends Stored<Action>>(row: Row) =>
  decoded(row, { billable: isOn(row.billable), billed: isOn(row.billed) })

export function toSums(sums: Patch<ActionSums>): Record<string, Value | undefined> {
  return {
    complete: sums.complete,
    child_count: sums.childCount,
    children_complete: sums.childrenComplete,
    elapsed_seconds: sums.elapsedSeconds,
    status: sums.status,
    start_on: sums.startOn,
    finish_on: sums.finishOn,
  }
}

export function toColumns(action: Patch<NewAction>): Record<string, Value | undefined> {
  const { parentId, name, detail, notes, billable, billed } = action
  return {
    project_id: action.projectId,
    parent_id: parentId === null ? 0 : parentId,
    position: action.position,
    depth: action.depth,
    name,
    name_folded: name === undefined ? undefined : fold(name),
    type: action.type,
    status: action.status,
    priority: action.priority,
    complete: action.complete,
    detail,
    detail_folded: detail === undefined ? undefined : fold(detail),
    notes,
    notes_folded: notes === undefined ? undefined : fold(notes),
    duration_seconds: action.durationSeconds,
    manager_id: action.managerId,
    assigned_id: action.assignedId,
    contact_id: action.contactId,
    owner_id: action.ownerId,
    client_access: action.clientAccess,
    tree_access: action.treeAccess,
    billable: flag(billable),
    billed: flag(billed),
    start_on: action.startOn,
    finish_on: action.finishOn,
    frequency: action.frequency,
    recur_rule: action.recurRule,
    recur_parent_id: action.recurParentId,
    service_id: action.serviceId,
    queue_entry_id: action.queueEntryId,
  }
}
