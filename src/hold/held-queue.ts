import type { Claimed, Queue } from '../jobs/queue.ts'

const NOTHING: Claimed = { jobs: [], nextInMs: null }

/** The same queue, of which nothing is handed out while the installation is held: neither here nor to workers elsewhere. */
export const holdable = (queue: Queue, isHeld: () => boolean): Queue => ({
  ...queue,
  work: {
    ...queue.work,
    claim: async (request) => (isHeld() ? NOTHING : queue.work.claim(request)),
    offer: async (request) => (isHeld() ? NOTHING : queue.work.offer(request)),
    turnOver: async (endings, request) => {
      if (!isHeld()) return queue.work.turnOver(endings, request)
      return { ...NOTHING, known: endings.length > 0 ? await queue.work.finish(endings) : [] }
    },
  },
})
