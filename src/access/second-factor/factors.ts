import type { AccessStores } from '../store.ts'

/** What stands beside a password. A recovery code stands in for one of the others, and is none by itself. */
export const FACTORS = ['code', 'passkey', 'recovery_code'] as const
export type Factor = (typeof FACTORS)[number]

/** What a member has set up. */
export async function factorsOf(tx: AccessStores, staffId: number): Promise<Factor[]> {
  const { secondFactors } = tx.access
  const codes = await secondFactors.codes(staffId)
  const hasCodes = codes !== undefined && codes.confirmedAt !== null
  const hasPasskeys = (await secondFactors.passkeys(staffId)).length > 0
  if (!hasCodes && !hasPasskeys) return []
  const hasRecovery = (await secondFactors.recoveryCodes(staffId)) > 0
  return [
    ...(hasCodes ? ['code' as const] : []),
    ...(hasPasskeys ? ['passkey' as const] : []),
    ...(hasRecovery ? ['recovery_code' as const] : []),
  ]
}
