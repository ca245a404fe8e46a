/**
 * Work that arrives one by one and is done together: all that came while the last group was under way share the next
 * transaction, and so its journeys and its sync to disk.
 */
export function makeGatherer<Item, Answer>(
  work: (items: Item[]) => Promise<readonly (Answer | Error)[]>,
  { most = 256 }: { most?: number } = {},
) {
  type Caller = { item: Item; resolve: (answer: Answer) => void; reject: (why: unknown) => void }
  const waiting: Caller[] = []
  let isRunning = false

  async function drain(): Promise<void> {
    isRunning = true
    // A turn of the event loop, so that those who are about to call are in the first group.
    await new Promise(setImmediate)
    while (waiting.length > 0) await together(waiting.splice(0, most))
    isRunning = false
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
