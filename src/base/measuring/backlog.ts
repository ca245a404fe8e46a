/** What waits to go out, and since when the oldest of it; null when nothing waits. */
export type Backlog = { readonly waiting: number; readonly oldestAt: number | null }
