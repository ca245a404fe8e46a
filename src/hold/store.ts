import type { EventStore, SettingStore } from '../events/store.ts'
import type { Json } from '../jobs/job.ts'
import type { JobStores } from '../jobs/store.ts'

/** A job that is not over. */
export type OpenJob = { id: number; laneId: number; laneKind: string; payload: Json }

export interface HoldStore {
  /** What is not over, by kind of lane. */
  openByKind(): Promise<{ kind: string; count: number; oldest: number }[]>
  /** The same as jobs of these kinds of lanes, by id: a page behind one. */
  openJobs(kinds: readonly string[], after: number, limit: number): Promise<OpenJob[]>
}

export type HoldStores = JobStores & { hold: HoldStore; settings: SettingStore; events: EventStore }
