import { Busy } from '../../base/refusal.ts'

/** Gives back what was taken; a second time does nothing. */
export type Release = () => void

/** Something of which there is only so much: memory, disk, places. Who waits gets it in the order in which they came. */
export function makeAllowance(total: number) {
  let free = total
  const waiting: { need: number; go(): void }[] = []

  function taken(need: number): Release {
    free -= need
    let held = need
    return () => {
      free += held
      held = 0
      serveNext()
    }
  }

  function serveNext(): void {
    while (waiting.length > 0 && waiting[0]!.need <= free) waiting.shift()!.go()
  }

  const has = (need: number) => waiting.length === 0 && need <= free

  return {
    isUntouched: () => free === total && waiting.length === 0,

    tryTake: (need: number): Release | undefined => (has(need) ? taken(need) : undefined),

    /** `signal` ends the waiting, with `Busy`. More than there is at all is never given. */
    take(need: number, signal: AbortSignal): Promise<Release> {
      if (has(need)) return Promise.resolve(taken(need))
      return new Promise((resolve, reject) => {
        const leave = () => {
          waiting.splice(waiting.indexOf(waiter), 1)
          reject(new Busy('request bodies'))
          serveNext()
        }
        const waiter = {
          need,
          go() {
            signal.removeEventListener('abort', leave)
            resolve(taken(need))
          },
        }
        waiting.push(waiter)
        if (signal.aborted) leave()
        else signal.addEventListener('abort', leave, { once: true })
      })
    },
  }
}

export type Allowance = ReturnType<typeof makeAllowance>

/** An allowance for each of many, who are forgotten when they hold nothing. */
export function makeAllowances(each: number) {
  const allowances = new Map<string, Allowance>()
  return {
    async take(key: string, need: number, signal: AbortSignal): Promise<Release> {
      const allowance = allowances.get(key) ?? makeAllowance(each)
      allowances.set(key, allowance)
      const forget = () => allowance.isUntouched() && allowances.delete(key)
      try {
        const release = await allowance.take(need, signal)
        return () => {
          release()
          forget()
        }
      } catch (refusal) {
        forget()
        throw refusal
      }
    },
    size: () => allowances.size,
  }
}

export type Allowances = ReturnType<typeof makeAllowances>
