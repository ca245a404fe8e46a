import { randomToken } from '../../base/ids.ts'
import { keyedDigest } from '../../base/secrets/secrets.ts'
import type { AccessStores } from '../store.ts'

const COUNT = 10
/** Without letters and digits that are read for each other: 50 bits each. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789'
const LENGTH = 10

/** Codes on paper for the day when the phone is gone. Each opens once. */
export function makeRecoveryCodes(digestKey: Buffer) {
  const digestOf = (staffId: number, code: string) =>
    keyedDigest(digestKey, 'recovery code', String(staffId), code.toLowerCase().replace(/[^a-z0-9]/g, ''))
  return {
    /** In place of those that there were; told here and never again. */
    async replace(tx: AccessStores, staffId: number): Promise<string[]> {
      const codes = Array.from({ length: COUNT }, () => randomToken(LENGTH, ALPHABET))
      await tx.access.secondFactors.replaceRecoveryCodes(
        staffId,
        codes.map((code) => digestOf(staffId, code)),
      )
      return codes.map((code) => `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`)
    },
    take: (tx: AccessStores & { at: number }, staffId: number, code: string): Promise<boolean> =>
      tx.access.secondFactors.takeRecoveryCode(staffId, digestOf(staffId, code.slice(0, 64)), tx.at),
  }
}

export type RecoveryCodes = ReturnType<typeof makeRecoveryCodes>
