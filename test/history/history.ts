/** What was asked and acknowledged, and what was done, while faults were thrown. */
export type History = {
  /** Told to the caller. */
  started: string[]
  /** Each time that somebody began it. */
  ran: { reference: string; losses: number; at: number; laneId: number; by: number }[]
  /** Lives of processes that ended. */
  dead: Set<number>
  purged: { id: number; count: number }[]
  faults: string[]
}

export const emptyHistory = (): History => ({ started: [], ran: [], dead: new Set(), purged: [], faults: [] })
