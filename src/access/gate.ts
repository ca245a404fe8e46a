import type { AddressRules } from './bans/address-rules.ts'
import { FACES, type Face } from './faces.ts'
import type { Refusals, RefusedSignIn } from './refusals/refusals.ts'
import type { Attempts } from './sign-in/attempts.ts'
import { makeShown } from './sign-in/shown.ts'

type Place = 'allowed' | 'banned' | 'not_allowed'

/** `known_only`: banned, but for those who were right from there before. */
export type Admission = Place | 'known_only'

const WHY = { banned: 'address_banned', not_allowed: 'address_not_allowed' } as const

type Parts = { rules: () => Promise<AddressRules>; attempts: Attempts; refusals: Refusals }

/** Which addresses a face listens to, before anybody says who they are. Addresses are in the form of `parseAddress`. */
export function makeGate({ rules, attempts, refusals }: Parts) {
  const shownAs = makeShown()
  /** The key of these rules, once somebody has shown it. */
  let proven: { rules: AddressRules; shown: string } | undefined

  async function admitByKey(current: AddressRules, face: Face, address: string, key: string): Promise<Place> {
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

  /**
   * The access key stands in for an allowed address; it does not help against a ban. Where the address needs one, a wrong
   * one is a guess like any other.
   */
  async function placeOf(face: Face, address: string, accessKey?: string): Promise<Place> {
    const current = await rules()
    if (current.banOf(face, address)) return 'banned'
    if (current.listensTo(face, address)) return 'allowed'
    return accessKey ? admitByKey(current, face, address, accessKey) : 'not_allowed'
  }

  /** Whether the ban came of wrong guesses, and the face still looks at those who were right from there before. */
  async function banSparesKnown(face: Face, address: string): Promise<boolean> {
    const current = await rules()
    const isForStrangers = FACES[face].bans === 'strangers' && current.banOf(face, address) === 'automatic'
    return isForStrangers && current.listensTo(face, address)
  }

  /** Nobody was named yet. */
  const noteRefused = (face: Face, address: string, why: RefusedSignIn['why']) =>
    refusals.signIn({ face, address, why, identity: () => '' })

  return {
    /** What a face asks first of an address. Who is refused by it is written down. */
    async checkAddress(face: Face, address: string, accessKey?: string): Promise<Admission> {
      const place = await placeOf(face, address, accessKey)
      if (place === 'allowed') return place
      if (place === 'banned' && (await banSparesKnown(face, address))) return 'known_only'
      const isWrongKey = place === 'not_allowed' && Boolean(accessKey)
      noteRefused(face, address, isWrongKey ? 'wrong_access_key' : WHY[place])
      return place
    },

    /** When somebody may try again whose wrong guesses have banned their address. */
    banEnd: async (face: Face, address: string) => (await rules()).banEnd(face, address),

    /** Somebody at an address with `known_only` who did not say who they are. */
    noteStranger: (face: Face, address: string): void => noteRefused(face, address, 'address_banned'),

    /** Whether somebody has banned it on this face, which wrong guesses have not; then that is written down. */
    async isBannedByHand(face: Face, address: string): Promise<boolean> {
      const isBanned = (await rules()).banOf(face, address) === 'by hand'
      if (isBanned) noteRefused(face, address, 'address_banned')
      return isBanned
    },
  }
}
