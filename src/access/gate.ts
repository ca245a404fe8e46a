import type { AddressRules } from './bans/address-rules.ts'
import { FACES, type Face } from './faces.ts'
import type { Attempts } from './sign-in/attempts.ts'
import { makeShown } from './sign-in/shown.ts'

export type Admission = 'allowed' | 'banned' | 'not_allowed'

type Parts = { rules: () => Promise<AddressRules>; attempts: Attempts }

/** Which addresses a face listens to, before anybody says who they are. Addresses are in the form of `parseAddress`. */
export function makeGate({ rules, attempts }: Parts) {
  const shownAs = makeShown()
  /** The key of these rules, once somebody has shown it. */
  let proven: { rules: AddressRules; shown: string } | undefined

  async function admitByKey(current: AddressRules, face: Face, address: string, key: string): Promise<Admission> {
    const shown = shownAs('access key', key)
    if (proven?.rules === current && proven.shown === shown) return 'allowed'
    const answer = await attempts.look({ face, address, who: ['access key'], shown }, async () => ({
      was: current.isAccessKey(key) ? 'right' : 'wrong',
      value: undefined,
    }))
    if ('stopped' in answer) return answer.stopped === 'banned' ? 'banned' : 'not_allowed'
    if (answer.was === 'wrong') return 'not_allowed'
    proven = { rules: current, shown }
    return 'allowed'
  }

  return {
    /**
     * The access key stands in for an allowed address; it does not help against a ban. Where the address needs one, a wrong
     * one is a guess like any other.
     */
    async checkAddress(face: Face, address: string, accessKey?: string): Promise<Admission> {
      const current = await rules()
      if (current.banOf(face, address)) return 'banned'
      if (current.listensTo(face, address)) return 'allowed'
      return accessKey ? admitByKey(current, face, address, accessKey) : 'not_allowed'
    },

    /** Whether the ban came of wrong guesses, and the face still looks at those who were right from there before. */
    async banSparesKnown(face: Face, address: string): Promise<boolean> {
      const current = await rules()
      const isForStrangers = FACES[face].bans === 'strangers' && current.banOf(face, address) === 'automatic'
      return isForStrangers && current.listensTo(face, address)
    },

    /** Whether somebody has banned it on this face: wrong guesses have not. */
    async isBannedByHand(face: Face, address: string): Promise<boolean> {
      return (await rules()).banOf(face, address) === 'by hand'
    },
  }
}
