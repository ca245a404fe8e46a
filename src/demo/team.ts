import { type Actor, SYSTEM } from '../access/actor.ts'
import type { StaffMember } from '../access/staff/staff-member.ts'
import { addDays } from '../base/calendar.ts'
import { randomToken } from '../base/ids.ts'
import type { WallClock } from '../base/wall-clock.ts'
import type { Domain } from '../domain.ts'
import { logTime } from '../projects/time/log-time.ts'
import { makeRandom } from './random.ts'
import type { DemoStores } from './stores.ts'

const HOUR = 3600
const WEEK = [1, 2, 3, 4, 5, 6, 7]

const COLLEAGUES = [
  { username: 'jana', firstName: 'Jana', lastName: 'Weiss', email: 'jana@example.com' },
  { username: 'priya', firstName: 'Priya', lastName: 'Nair', email: 'priya@example.com' },
]

const WORK = [
  { parentId: 14, note: 'Mailboxes compared' },
  { parentId: 16, note: 'Records prepared' },
  { parentId: 43, note: 'Corrections of the draft' },
  { parentId: 18, note: 'Backups looked through' },
] as const

/** A second and a third member of staff, and what all of them worked on in the last seven days. */
export async function addTeam(
  stores: DemoStores,
  { wallClock, domain: { access } }: { wallClock: WallClock; domain: Domain },
): Promise<void> {
  const admin = (await access.staff.list(SYSTEM)).find(({ username }) => username === 'admin')
  const members: Pick<StaffMember, 'id' | 'username'>[] = [admin!]
  for (const colleague of COLLEAGUES)
    members.push(await access.staff.create(SYSTEM, { ...colleague, roleId: admin!.roleId, password: randomToken(16) }))
  // As for the projects: what is brought along happened to nobody.
  const tx = { ...stores, events: { ...stores.events, append: async () => {} } }
  const random = makeRandom(49)
  const today = wallClock.date(tx.at)
  for (const daysAgo of WEEK)
    for (const { id, username } of members) {
      const actor: Actor = { ...SYSTEM, kind: 'staff', id, name: username }
      let startedAt = wallClock.startOfDay(addDays(today, -daysAgo)) + (8 + random.below(2)) * HOUR * 1000
      for (let block = 0; block < 3; block++) {
        const durationSeconds = (3 + random.below(6)) * (HOUR / 4)
        await logTime(tx, actor, { parentType: 'action', ...random.pick(WORK), startedAt, durationSeconds }, {})
        startedAt += (durationSeconds + HOUR / 2) * 1000
      }
    }
}
