import { isLoopbackAddress } from '../access/loopback.ts'
import { type AddressList, blockOf } from '../base/ip-addresses.ts'

/** Connections at once, of everybody and of one address block; 0 is no limit. */
export type AdmissionLimits = { total: number; perAddress: number }

/** Counts the connections that are open. Whoever is here, or speaks for many, is not counted, and is always let in. */
export function makeAdmission({ total, perAddress }: AdmissionLimits, trustedProxies: AddressList) {
  // As many entries as there are connections at most: one goes with its last.
  const open = new Map<string, number>()
  let all = 0

  return {
    /** Gives what undoes it, or undefined when there are too many. */
    enter(address: string): (() => void) | undefined {
      if (isLoopbackAddress(address) || trustedProxies.has(address)) return () => {}
      const block = blockOf(address)
      const others = open.get(block) ?? 0
      if ((total > 0 && all >= total) || (perAddress > 0 && others >= perAddress)) return undefined
      all++
      open.set(block, others + 1)
      return () => {
        all--
        const left = open.get(block)! - 1
        if (left > 0) open.set(block, left)
        else open.delete(block)
      }
    },
    blocks: () => open.size,
  }
}
