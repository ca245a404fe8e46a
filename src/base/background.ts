/** How long what runs may go on, and then how long those have that are told to end; in milliseconds. */
export type StopLimit = { deadlineMs?: number; graceMs?: number }

/** What goes on by itself in a process. `stop` is safe twice, and before the start. */
export type Background = {
  /** As it is told of when it does not end: `module actions`. */
  readonly name: string
  start(): Promise<void> | void
  stop(limit?: StopLimit): Promise<void>
}

/** One that also stops in two steps: first it takes nothing more, and what runs goes on. */
export type BackgroundWork = Background & { halt(): Promise<void> }
