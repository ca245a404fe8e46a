import type { Clock } from '../base/clock.ts'
import type { Moment, Within } from '../base/transaction.ts'
import type { WallClock } from '../base/wall-clock.ts'
import type { ProvisioningStores } from '../provisioning/parts.ts'
import type { SupportStores } from '../support/parts.ts'
import type { ActionStore, ProjectSettingStore, ProjectStore, TimeLogStore } from './store.ts'
import type { ProjectFileStore, ThreadStore, TicketLinkStore, TopicStore } from './threads/thread-store.ts'

export type ProjectStores = ProvisioningStores &
  SupportStores & {
    projects: ProjectStore
    actions: ActionStore
    timeLogs: TimeLogStore
    projectSettings: ProjectSettingStore
    threads: ThreadStore
    topics: TopicStore
    projectFiles: ProjectFileStore
    ticketLinks: TicketLinkStore
  }

/** What a step works with. */
export type Steps = ProjectStores & Moment

export type ProjectParts = { read: ProjectStores; within: Within<ProjectStores>; clock: Clock; wallClock: WallClock }
