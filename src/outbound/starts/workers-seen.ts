import type { JobStores } from '../../jobs/store.ts'

/** What the leases of workers begin with; the number of the service follows. */
const WORKER = 'outbound:'

/** A worker that shows no sign of life for so long has lost what it had. */
export const LEASE_MS = 30_000

export const leaseName = (serviceId: number, worker: string): string => `${WORKER}${serviceId}:${worker}`

/** Of one service: how many workers show signs of life, and when one last did. */
export type WorkersSeen = { workers: number; lastPollAt: number | null }

export const NO_WORKERS: WorkersSeen = { workers: 0, lastPollAt: null }

/** One of them, by the name it gave itself. */
export type WorkerSeen = {
  readonly name: string
  readonly alive: boolean
  readonly lastPollAt: number
  /** Taken and not begun. */
  readonly inHand: number
  readonly running: number
}

const MOST_SHOWN = 500

/** Those of one service that opened within a day and did not close, the last heard first. */
export async function workersOf({ jobs }: JobStores, serviceId: number, now: number): Promise<WorkerSeen[]> {
  const prefix = leaseName(serviceId, '')
  const seen = await jobs.holders.named(prefix)
  const shown = seen.sort((a, b) => b.aliveUntil - a.aliveUntil || a.id - b.id).slice(0, MOST_SHOWN)
  const held = new Map((await jobs.holders.held(shown.map(({ id }) => id))).map((one) => [one.id, one]))
  return shown.map(({ id, name, aliveUntil }) => ({
    name: name.slice(prefix.length),
    alive: aliveUntil > now,
    lastPollAt: aliveUntil - LEASE_MS,
    inHand: held.get(id)?.offered ?? 0,
    running: held.get(id)?.running ?? 0,
  }))
}

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
