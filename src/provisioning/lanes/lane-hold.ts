/** A lane holds still while somebody says so. */
export type LaneHold = { laneId: number; reason: 'by-hand' | 'maintenance'; heldBy: string; why: string; since: number }
