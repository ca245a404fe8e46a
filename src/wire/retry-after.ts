import { StorageFault } from '../base/fault.ts'
import { Refusal } from '../base/refusal.ts'
import { TROUBLES } from '../base/trouble/trouble.ts'

/** After how many seconds who was turned away may come again; undefined where that would not help. */
function retrySecondsOf(failure: unknown): number | undefined {
  if (failure instanceof StorageFault) return TROUBLES[failure.trouble].retrySeconds
  return failure instanceof Refusal && failure.code === 'busy' ? 1 : undefined
}

export function retryAfter(failure: unknown): Record<string, string> {
  const seconds = retrySecondsOf(failure)
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}

/** What is wrong, in words that name nothing of ours. */
export const troubleText = ({ trouble }: StorageFault): string => `${TROUBLES[trouble].says}: try again in a moment`
