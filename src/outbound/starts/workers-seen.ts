import type { JobStores } from '../../jobs/store.ts'

/** What the leases of workers begin with; the number of the service follows. */
const WORKER = 'outbound:'

/** A worker that shows no sign of life for so long has lost what it had. */
export const LEASE_MS = 30_000

export const leaseName = (serviceId: number, worker: string): string => `${WORKER}${serviceId}:${worker}`

/** Of one service: how many workers show signs of life, and when one last did. */
export type WorkersSeen = { workers: number; lastPollAt: number | null }

export const NO_WORKERS: WorkersSeen = { workers: 0, lastPollAt: null }

/** By service; one that no worker opened within a day, or whose workers all closed, is missing. */
export async function workersSeen({ jobs }: JobStores, now: number): Promise<ReadonlyMap<number, WorkersSeen>> {
  const seen = new Map<number, WorkersSeen>()
  for (const { name, aliveUntil } of await jobs.holders.named(WORKER)) {
    const serviceId = Number(name.slice(WORKER.length).split(':', 1))
    const { workers, lastPollAt } = seen.get(serviceId) ?? NO_WORKERS
    seen.set(serviceId, {
      workers: workers + (aliveUntil > now ? 1 : 0),
      lastPollAt: Math.max(lastPollAt ?? 0, aliveUntil - LEASE_MS),
    })
  }
  return seen
}
