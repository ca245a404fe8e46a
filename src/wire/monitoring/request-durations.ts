import { type Durations, makeDurations } from '../../base/measuring/counts.ts'

const BOUNDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** How long requests took, by face and HTTP status: both are ours, so there are few. */
export function makeRequestDurations() {
  const faces = new Map<string, Map<number, Durations>>()

  function of(face: string, status: number): Durations {
    const statuses = faces.get(face) ?? new Map<number, Durations>()
    faces.set(face, statuses)
    const durations = statuses.get(status) ?? makeDurations(BOUNDS)
    statuses.set(status, durations)
    return durations
  }

  return {
    add: (face: string, status: number, seconds: number): void => of(face, status).add(seconds),
    all: () =>
      [...faces].flatMap(([face, statuses]) =>
        [...statuses].map(([status, durations]) => [[face, status], durations.now()] as const),
      ),
  }
}

export type RequestDurations = ReturnType<typeof makeRequestDurations>
