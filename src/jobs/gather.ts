/** Enough to share a sync among all that wait, small enough that nobody waits long for strangers. */
const MOST = 256

/**
 * Work that arrives one by one and is done together: all that came while the last group was under way share the next
 * transaction, and so its journeys and its sync to disk.
 */
export function makeGatherer<Item, Answer>(
  work: (items: Item[]) => Promise<readonly (Answer | Error)[]>,
  sizeOf: (item: Item) => number = () => 1,
) {
  type Caller = { item: Item; resolve: (answer: Answer) => void; reject: (why: unknown) => void }
  const waiting: Caller[] = []
  let isRunning = false

  async function drain(): Promise<void> {
    isRunning = true
    // A turn of the event loop, so that those who are about to call are in the first group.
    await new Promise(setImmediate)
    while (waiting.length > 0) await together(nextGroup())
    isRunning = false
  }

  /** At least one, and no more after that than fit. */
  function nextGroup(): Caller[] {
    let size = 0
    const end = waiting.findIndex(({ item }, index) => {
      size += sizeOf(item)
      return index > 0 && size > MOST
    })
    return waiting.splice(0, end === -1 ? waiting.length : end)
  }

  async function together(group: Caller[]): Promise<void> {
    try {
      const answers = await work(group.map(({ item }) => item))
      for (const [index, { resolve, reject }] of group.entries()) {
        const answer = answers[index]!
        if (answer instanceof Error) reject(answer)
        else resolve(answer)
      }
    } catch (why) {
      for (const { reject } of group) reject(why)
    }
  }

  return {
    /** Resolves when its transaction is on disk. An answer that is an Error concerns this item alone. */
    add(item: Item): Promise<Answer> {
      return new Promise((resolve, reject) => {
        waiting.push({ item, resolve, reject })
        if (!isRunning) void drain()
      })
    },
  }
}
