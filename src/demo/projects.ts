import { type Actor, SYSTEM } from '../access/actor.ts'
import type { StaffMember } from '../access/staff/staff-member.ts'
import { addDays, type CalendarDate } from '../base/calendar.ts'
import type { WallClock } from '../base/wall-clock.ts'
import type { ActionForm } from '../projects/actions/action.ts'
import { createAction } from '../projects/actions/create-action.ts'
import { ANYBODY, type ProjectForm } from '../projects/project.ts'
import { logTime } from '../projects/time/log-time.ts'
import type { TimeLogForm } from '../projects/time/time-log.ts'
import { createProject, updateProject } from '../projects/update-project.ts'
import type { DemoStores } from './stores.ts'

type Given<Form> = Omit<Form, 'projectId' | 'startOn' | 'finishOn'> & { id: number; from?: number; to?: number }
type GivenLog = Pick<TimeLogForm, 'parentType' | 'parentId' | 'note' | 'type' | 'durationSeconds'> & {
  id: number
  daysAgo: number
  invoiceId?: number
}

/** Projects 100 and 219 of client 1 with their work, a template, and one that is put away. Days count from today. */
export async function addProjects(
  stores: DemoStores,
  { wallClock }: { wallClock: WallClock },
  admin: StaffMember,
): Promise<void> {
  // What is brought along happened to nobody: the activity log begins with the people who come.
  const tx = { ...stores, events: { ...stores.events, append: async () => {} } }
  const actor: Actor = { ...SYSTEM, kind: 'staff', id: admin.id, name: admin.username }
  const today = wallClock.date(tx.at)
  const span = (from = 0, to = from) => ({
    startOn: addDays(today, from),
    finishOn: addDays(today, to),
  })
  for (const { from, to, ...form } of PROJECTS)
    await createProject(tx, actor, { managerId: admin.id, assignedId: ANYBODY, ...form, ...span(from, to) })
  for (const [projectId, actions] of Object.entries(ACTIONS))
    for (const { id, from, to, ...form } of actions)
      await createAction(
        tx,
        { wallClock },
        actor,
        { assignedId: admin.id, ...form, projectId: Number(projectId), ...span(from, to) },
        { id },
      )
  for (const { id, daysAgo, invoiceId, ...form } of TIME_LOGS) {
    const startedAt = wallClock.startOfDay(addDays(today, -daysAgo) as CalendarDate) + WORK_BEGINS_MS
    await logTime(tx, actor, { ...form, startedAt }, { id, ...(invoiceId !== undefined && { invoiceId }) })
  }
  await logTime(
    tx,
    actor,
    { parentType: 'action', parentId: 12, startedAt: tx.at - 340_000, note: 'On the phone' },
    { id: 7 },
  )
  await updateProject(tx, actor, 104, { function: 'archive' })
}

const WORK_BEGINS_MS = 9 * 3_600_000

const PROJECTS: Given<ProjectForm>[] = [
  {
    id: 100,
    name: 'Move to the new servers',
    type: 'Service',
    status: 'Active',
    clientId: 1,
    serviceId: 1,
    clientAccess: 'view',
    detail: 'Everything of demodomain.com moves to the new machines, mail first.',
    notes: 'Their own technician wants to be there for the DNS change.',
    rate: '80',
    from: -14,
    to: 21,
  },
  {
    id: 102,
    name: 'New client, first week',
    type: 'Service',
    status: 'Active',
    function: 'template',
    detail: 'What every new client gets in the first week.',
    to: 6,
  },
  { id: 104, name: 'Mail archive of 2024', type: 'Internal', status: 'Closed', clientId: 1, from: -300, to: -240 },
  {
    id: 219,
    name: 'Relaunch of the web site',
    type: 'Product',
    status: 'In Production',
    clientId: 1,
    serviceId: 2,
    clientAccess: 'modify',
    detail: 'A new design for demodomain2.net.',
    from: -30,
    to: 45,
  },
]

type Actions = Given<ActionForm>[]

const ACTIONS: Readonly<Record<number, Actions>> = {
  100: [
    { id: 10, name: 'Prepare', status: 'Active', clientAccess: 'inherit', from: -14, to: -3 },
    { id: 11, name: 'List what runs where', parentId: 10, type: 'Research', complete: 100, from: -14, to: -10 },
    {
      id: 12,
      name: 'Call the client',
      parentId: 10,
      type: 'Contact',
      status: 'Progress',
      complete: 50,
      priority: 3,
      from: -9,
      to: -3,
    },
    { id: 13, name: 'Move', status: 'Active', clientAccess: 'inherit', from: -2, to: 14 },
    { id: 14, name: 'Mail', parentId: 13, from: -2, to: 3 },
    { id: 15, name: 'Copy the mailboxes', parentId: 14, type: 'Service', complete: 100, from: -2, to: 0 },
    { id: 16, name: 'Switch the MX records', parentId: 14, type: 'Service', priority: 3, from: 1, to: 3 },
    { id: 17, name: 'Web sites', parentId: 13, type: 'Service', assignedId: ANYBODY, from: 4, to: 14 },
    { id: 18, name: 'Check the backups', type: 'Review', from: 7, to: 21, recurRule: 'FREQ=WEEKLY;COUNT=3' },
  ],
  102: [
    { id: 30, name: 'Welcome call', type: 'Contact', from: 0, to: 0 },
    { id: 31, name: 'Move their mail', type: 'Service', from: 1, to: 4 },
    { id: 32, name: 'Ask how it went', type: 'Contact', from: 6, to: 6 },
  ],
  104: [{ id: 33, name: 'Pack', complete: 100, from: -300, to: -240 }],
  219: [
    { id: 40, name: 'Design', status: 'Active', clientAccess: 'view', from: -30, to: 0 },
    { id: 41, name: 'Drafts', parentId: 40, type: 'Development', complete: 100, from: -30, to: -12 },
    { id: 42, name: 'Choose one', parentId: 40, type: 'Contact', complete: 100, from: -11, to: -6 },
    { id: 43, name: 'Corrections', parentId: 40, type: 'Development', from: -5, to: 0 },
    { id: 44, name: 'Put it online', type: 'Service', clientAccess: 'view', from: 30, to: 45 },
  ],
}

const TIME_LOGS: GivenLog[] = [
  {
    id: 1,
    parentType: 'action',
    parentId: 11,
    durationSeconds: 7200,
    note: 'Servers 1 to 4',
    daysAgo: 13,
    invoiceId: 3001,
  },
  {
    id: 2,
    parentType: 'action',
    parentId: 11,
    durationSeconds: 5400,
    note: 'The rest of them',
    daysAgo: 12,
    invoiceId: 3001,
  },
  {
    id: 3,
    parentType: 'action',
    parentId: 15,
    durationSeconds: 9000,
    note: 'Copied at night',
    type: 'Rush',
    daysAgo: 2,
  },
  {
    id: 4,
    parentType: 'project',
    parentId: 100,
    durationSeconds: 1800,
    note: 'Planning',
    type: 'In-House',
    daysAgo: 8,
  },
  { id: 5, parentType: 'action', parentId: 14, durationSeconds: 2700, note: 'Tested with two accounts', daysAgo: 1 },
  {
    id: 6,
    parentType: 'action',
    parentId: 12,
    durationSeconds: 3600,
    note: 'Went through the list with them',
    daysAgo: 5,
  },
  { id: 8, parentType: 'action', parentId: 41, durationSeconds: 14_400, note: 'Three drafts', daysAgo: 20 },
  { id: 9, parentType: 'client', parentId: 1, durationSeconds: 900, note: 'Asked about invoices', daysAgo: 3 },
]
