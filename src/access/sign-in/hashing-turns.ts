import { Busy } from '../../base/refusal.ts'
import type { Standing } from './attempts.ts'

const AT_ONCE = 2
/** In each of the two lanes: some seconds of work. */
const MAY_WAIT = 128

type Waiting = { readonly block: string; begin(): void; refuse(why: Busy): void }

/**
 * Turns at what costs a core: two run at once, those who were right before and those who are new take the next one by
 * turns, and in each of these lanes so do the blocks of addresses. Where a lane is full, a block gives way that has more
 * in it than the one that comes; else the newcomer is refused as `Busy`.
 */
export function makeHashingTurns() {
  const lanes = { known: makeLane(), strangers: makeLane() }
  let running = 0
  let lastWasKnown = false

  function takeNext(): Waiting | undefined {
    const [first, second] = lastWasKnown ? [lanes.strangers, lanes.known] : [lanes.known, lanes.strangers]
    const next = first.take()
    lastWasKnown = (first === lanes.known) === (next !== undefined)
    return next ?? second.take()
  }

  /** The place goes from hand to hand, so that nobody who comes now gets in between. */
  function pass(): void {
    const next = takeNext()
    if (next) next.begin()
    else running -= 1
  }

  return async function turn<T>({ known, block }: Standing, work: () => Promise<T>): Promise<T> {
    if (running < AT_ONCE) running += 1
    else
      await new Promise<void>((begin, refuse) => {
        lanes[known ? 'known' : 'strangers'].add({ block, begin, refuse })
      })
    try {
      return await work()
    } finally {
      pass()
    }
  }
}

/** Takes one of each block in turn, and of a block the one who came first. */
function makeLane() {
  const blocks = new Map<string, Waiting[]>()
  let length = 0

  function takeFrom(block: string, waiting: Waiting[], which: 'shift' | 'pop'): Waiting {
    const taken = waiting[which]()!
    length--
    if (waiting.length === 0) blocks.delete(block)
    return taken
  }

  /** False when no block has more than the one of the newcomer would have. */
  function makeRoom(mine: number): boolean {
    let [longest, most]: [string, Waiting[]] = ['', []]
    for (const [block, waiting] of blocks) if (waiting.length > most.length) [longest, most] = [block, waiting]
    if (most.length <= mine + 1) return false
    takeFrom(longest, most, 'pop').refuse(new Busy('password checks'))
    return true
  }

  return {
    add(newcomer: Waiting): void {
      const mine = blocks.get(newcomer.block) ?? []
      if (length >= MAY_WAIT && !makeRoom(mine.length)) {
        newcomer.refuse(new Busy('password checks'))
        return
      }
      mine.push(newcomer)
      blocks.set(newcomer.block, mine)
      length++
    },
    take(): Waiting | undefined {
      for (const [block, waiting] of blocks) {
        const taken = takeFrom(block, waiting, 'shift')
        if (waiting.length > 0) {
          blocks.delete(block)
          blocks.set(block, waiting)
        }
        return taken
      }
      return undefined
    },
  }
}
