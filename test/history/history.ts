/** What was asked and acknowledged, and what was done, while faults were thrown. */
export type History = {
  /** Told to the caller. */
  started: string[]
  /** Each time that somebody began it. */
  ran: { reference: string; losses: number; at: number; laneId: number }[]
  /** Those whose process died while it had them. */
  died: Set<string>
  purged: { id: number; count: number }[]
  faults: string[]
}

export const emptyHistory = (): History => ({ started: [], ran: [], died: new Set(), purged: [], faults: [] })
