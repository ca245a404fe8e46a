import { randomBytes } from 'node:crypto'
import { keyedDigest, sameSecret } from '../../base/secrets/secrets.ts'
import type { AccessStores } from '../store.ts'

const GOOD_FOR_MS = 5 * 60_000
/** What was spent is remembered for as long as anything can count. */
const LONGEST_MS = 3_600_000

/**
 * What a browser's key is asked to sign. It says itself until when it counts and that it is ours, so strangers who ask for
 * many fill no table; what was signed is written down, and counts once.
 */
export function makeChallenges(digestKey: Buffer) {
  const sealOf = (purpose: string, nonce: string, until: string) =>
    keyedDigest(digestKey, 'challenge', purpose, nonce, until)
  return {
    /** `purpose` is who may use it for what. Base64url, as authenticators take it. */
    create(purpose: string, now: number, goodForMs = GOOD_FOR_MS): string {
      const nonce = randomBytes(16).toString('base64url')
      const until = String(now + Math.min(goodForMs, LONGEST_MS))
      return Buffer.from(`${nonce}.${until}.${sealOf(purpose, nonce, until)}`).toString('base64url')
    },
    isOurs(challenge: string, purpose: string, now: number): boolean {
      const [nonce = '', until = '', seal = ''] = Buffer.from(challenge.slice(0, 512), 'base64url')
        .toString()
        .split('.')
      return sameSecret(seal, sealOf(purpose, nonce, until)) && Number(until) > now
    },
    /** False when it was spent before. */
    spend: (tx: AccessStores & { at: number }, challenge: string): Promise<boolean> =>
      tx.access.secondFactors.spend(keyedDigest(digestKey, 'spent challenge', challenge), tx.at + LONGEST_MS),
  }
}

export type Challenges = ReturnType<typeof makeChallenges>
