import { type Actor, SYSTEM } from '../../src/access/actor.ts'
import { DOCUMENTED_STYLE } from '../../src/access/credentials/answer-style.ts'
import { expandPermissions } from '../../src/access/permissions.ts'
import type { CalendarDate } from '../../src/base/calendar.ts'
import { makeActions } from '../../src/projects/actions/actions.ts'
import { makeExpiring } from '../../src/projects/actions/expiring.ts'
import { makeProjects } from '../../src/projects/projects.ts'
import { makeProjectSettings } from '../../src/projects/settings.ts'
import { makeTimeLogs } from '../../src/projects/time/time-logs.ts'
import { makeTimesheetWeeks } from '../../src/projects/time/timesheet-weeks.ts'
import type { Engine } from './databases.ts'
import { sqlite } from './databases-sqlite.ts'
import { openShop, type Shop } from './shop.ts'

export const PAGE = { offset: 0, limit: 1000 }
export const date = (text: string) => text as CalendarDate

/** The verbs of projects over the shop of `shop.ts`, with four staff members. Closed when the test ends. */
export async function openTeam(engine: Pick<Engine, 'fresh'> = sqlite) {
  const shop = await openShop(engine)
  await hire(shop)
  const timeLogs = makeTimeLogs(shop)
  return {
    ...shop,
    expiring: makeExpiring(shop),
    projects: makeProjects(shop),
    actions: makeActions(shop),
    timeLogs,
    timesheetWeeks: makeTimesheetWeeks({ ...shop, timeLogs }),
    settings: makeProjectSettings(shop),
  }
}

/** The staff members 1 to 4. */
async function hire({ transaction }: Pick<Shop, 'transaction'>): Promise<void> {
  await transaction(async (tx) => {
    const roleId = (await tx.access.roles.insert(
      { name: 'Team', permissions: ['projects.*'], requiresSecondFactor: false },
      tx.at,
    ))!
    for (const username of ['ann', 'ben', 'cid', 'dot'])
      await tx.access.staff.insert({ ...MEMBER, uuid: username, username, firstName: username, roleId }, tx.at)
  })
}

export type Team = Awaited<ReturnType<typeof openTeam>>

/** A staff member (1 to 4) who may work on the projects that are for them. */
export const member = (id: number, ...permissions: string[]): Actor => ({
  ...SYSTEM,
  kind: 'staff',
  id,
  name: `member ${id}`,
  permissions: expandPermissions(permissions.length > 0 ? permissions : ['projects.read', 'projects.write']),
})

const MEMBER = {
  passwordHash: null,
  email: '',
  lastName: '',
  passwordVersion: 1,
  legacyLogin: false,
  ...DOCUMENTED_STYLE,
  active: true,
  notes: '',
  signature: '',
}
