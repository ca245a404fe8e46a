/** Work that says where it may pause: it yields there, every few thousand steps. */
export type Slices<T> = Generator<undefined, T, undefined>

/** How long it works before others have their turn. */
const SLICE_MS = 5

export type SlicePace = {
  /** Comes back when it is one's turn. */
  readonly turn: () => Promise<void>
  readonly sliceMs: number
}

/** In the order of their coming, one slice for each turn of the event loop, however much work there is. */
export async function inSlices<T>(work: Slices<T>, { turn, sliceMs }: SlicePace = OURS): Promise<T> {
  for (;;) {
    await turn()
    const began = performance.now()
    do {
      const step = work.next()
      if (step.done) return step.value
    } while (performance.now() - began < sliceMs)
  }
}

/** Without a pause, for what is known to be small. */
export function atOnce<T>(work: Slices<T>): T {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}

const waiting: (() => void)[] = []

/** One's place among all that work in slices: each with a timer of its own would be served in one and the same turn. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    if (waiting.push(resolve) === 1) setImmediate(serveNext)
  })

function serveNext(): void {
  waiting.shift()?.()
  if (waiting.length > 0) setImmediate(serveNext)
}

const OURS: SlicePace = { turn: nextTurn, sliceMs: SLICE_MS }
