import { type Actor, SYSTEM } from '../../../src/access/actor.ts'
import type { CalendarDate } from '../../../src/base/calendar.ts'
import { DEPARTMENT_DEFAULTS } from '../../../src/support/departments.ts'
import type { TestApp } from '../../support/app.ts'

const day = (text: string) => text as CalendarDate
const MINUTE_MS = 60_000

/**
 * Clients 1 and 2. Projects: 1 is jo's and everybody's, with actions 1 (a milestone) over 2 and 3 and with 4 beside it; 2 is
 * hidden from jo but for action 5; 3 is a template, 4 is archived; 5 is related to whoever takes it. Time logs: 1 an hour
 * on action 2, 2 running on action 3, 3 on an invoice, 4 on a client. Tickets: 11 is linked to project 1 and to action 3,
 * 12 to project 2, 13 to nothing. Topics: 1 and 2 a thread of project 1, 3 of action 3, 4 closed. Files: 1 and 2 versions of
 * a logo of project 1, 3 of action 2.
 */
export async function addWorld({ provisor, clock }: TestApp): Promise<void> {
  const { clients, projects, actions, timeLogs, access, projectSettings } = provisor.domain
  const as = async (username: string) => (await access.authentication.asStaff(SYSTEM, username)).actor
  const alex = await as('alex')
  const staff = await access.staff.list(SYSTEM)
  const idOf = (username: string) => staff.find((one) => one.username === username)!.id
  const now = clock.now()

  await clients.currencies.create(SYSTEM, { code: 'USD' })
  for (const [firstName, email] of [
    ['Ada', 'ada@example.com'],
    ['Bob', 'bob@example.com'],
  ] as const)
    await clients.create(SYSTEM, { firstName, lastName: 'Client', email, skipValidation: true })
  await projectSettings.set(SYSTEM, { 'billing.hourly_rate': '60' })

  const relaunch = await projects.create(alex, {
    name: 'Relaunch',
    type: 'Service',
    status: 'In Production',
    detail: 'A new site',
    notes: 'Told nobody yet',
    clientId: 1,
    managerId: idOf('jo'),
    assignedId: -1,
    clientAccess: 'view',
    startOn: day('2026-01-05'),
    finishOn: day('2026-03-31'),
    rate: '75',
  })
  const dates = { startOn: day('2026-01-05'), finishOn: day('2026-02-27') }
  const inRelaunch = { projectId: relaunch.id, ...dates }
  const design = await actions.create(alex, { ...inRelaunch, name: 'Design', type: 'Planning', managerId: idOf('jo') })
  const draft = await actions.create(alex, { ...inRelaunch, parentId: design.id, name: 'Draft', complete: 100 })
  const review = await actions.create(alex, {
    ...inRelaunch,
    parentId: design.id,
    name: 'Review & sign <off>',
    priority: 3,
    assignedId: idOf('kim'),
    status: 'Active',
    detail: 'Two rounds',
    notes: 'Ask Zoë',
  })
  await actions.create(alex, { ...inRelaunch, name: 'Launch', clientAccess: 'view' })

  const hidden = await projects.create(alex, { name: 'Hidden', staffAccess: 'manager', managerId: idOf('kim') })
  await actions.create(alex, { projectId: hidden.id, name: 'For jo', assignedId: idOf('jo'), ...dates })
  await projects.create(alex, { name: 'Standard site', function: 'template' })
  const old = await projects.create(alex, { name: 'Old site', clientId: 2 })
  await projects.update(alex, old.id, { function: 'archive' })
  await projects.create(alex, { name: 'For anybody', staffAccess: 'related', assignedId: -1 })

  const jo = await as('jo')
  const hour = { startedAt: now - 120 * MINUTE_MS, durationSeconds: 3600 }
  await timeLogs.create(jo, { parentType: 'action', parentId: draft.id, note: 'Sketches', type: 'Rush', ...hour })
  await timeLogs.create(jo, { parentType: 'action', parentId: review.id, startedAt: now - 10 * MINUTE_MS })
  const billed = await timeLogs.create(alex, { parentType: 'project', parentId: relaunch.id, ...hour, billable: true })
  await timeLogs.invoice(alex, [billed.id], 77)
  await timeLogs.create(alex, { parentType: 'client', parentId: 2, note: 'Call', durationSeconds: 90, billable: false })
  await addAttached(provisor, { alex, jo })
}

type People = Record<'alex' | 'jo', Actor>

async function addAttached({ domain, transaction }: TestApp['provisor'], { alex, jo }: People): Promise<void> {
  const { support, ticketLinks, topics, projectFiles } = domain
  await transaction(({ support: { departments } }) =>
    departments.insert({ ...DEPARTMENT_DEFAULTS, id: 1, name: 'Support', email: 'support@example.com', position: 1 }),
  )
  const ticket = { departmentId: 1, message: 'Please look.' }
  await support.tickets.create(SYSTEM, {
    ...ticket,
    id: 11,
    mask: '100011',
    clientId: 1,
    subject: 'The site is slow',
    priority: 'High',
    flaggedTo: jo.id,
    cc: 'boss@example.com',
  })
  await support.tickets.create(SYSTEM, {
    ...ticket,
    id: 12,
    mask: '100012',
    clientId: 2,
    subject: 'Thanks',
    status: 'Closed',
  })
  const guest = { name: 'Guest', email: 'guest@example.com' }
  await support.tickets.create(SYSTEM, { ...ticket, ...guest, id: 13, mask: '100013', subject: 'Prices <&>' })
  await ticketLinks.create(alex, { ticketId: 11, projectId: 1 })
  await ticketLinks.create(alex, { ticketId: 11, projectId: 1, actionId: 3 })
  await ticketLinks.create(alex, { ticketId: 12, projectId: 2 })

  await topics.create(alex, { projectId: 1, title: 'Colours', detail: 'Blue or green?', clientAccess: 'modify' })
  await topics.create(jo, { threadId: 1, detail: 'Blue & white' })
  await topics.create(jo, { projectId: 1, actionId: 3, title: 'Second round' })
  await topics.create(alex, { projectId: 1, title: 'Budget', detail: 'Agreed' })
  await topics.update(alex, 4, { status: 'closed' })

  const logo = { filename: 'logo.svg', mediaType: 'image/svg+xml' }
  await projectFiles.create(alex, { ...logo, projectId: 1, label: 'Logo' }, [Buffer.from('<svg>1</svg>')])
  await projectFiles.create(jo, { ...logo, threadId: 1, versionLabel: 'final' }, [Buffer.from('<svg>2</svg>')])
  const notes = { projectId: 1, actionId: 2, filename: 'Nötizen.txt', mediaType: 'text/plain', detail: 'From the call' }
  await projectFiles.create(alex, notes, [Buffer.from([0, 1, 2, 255, 13, 10])])
}
