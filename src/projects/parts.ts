import type { Clock } from '../base/clock.ts'
import type { Transaction, Tx } from '../base/transaction.ts'
import type { WallClock } from '../base/wall-clock.ts'
import type { ProvisioningStores } from '../provisioning/parts.ts'
import type { SupportStores } from '../support/parts.ts'
import type { ActionStore, ProjectSettingStore, ProjectStore, TimeLogStore, TimesheetWeekStore } from './store.ts'
import type { ProjectFileStore, ThreadStore, TicketLinkStore, TopicStore } from './threads/thread-store.ts'

export type ProjectStores = ProvisioningStores &
  SupportStores & {
    projects: ProjectStore
    actions: ActionStore
    timeLogs: TimeLogStore
    timesheetWeeks: TimesheetWeekStore
    projectSettings: ProjectSettingStore
    threads: ThreadStore
    topics: TopicStore
    projectFiles: ProjectFileStore
    ticketLinks: TicketLinkStore
  }

/** What the verbs of this room write in. */
export type ProjectTx = Tx<ProjectStores>

export type ProjectParts = {
  read: ProjectStores
  transaction: Transaction<ProjectStores>
  clock: Clock
  wallClock: WallClock
}
