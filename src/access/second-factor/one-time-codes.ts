import type { SecretBox } from '../../base/secrets/secrets.ts'
import type { AccessStores } from '../store.ts'

/** Loaded when somebody has one. */
const loadOtp = () => import('otpauth')

const PERIOD_SECONDS = 30
/** Clocks of phones may be a half minute off, either way. */
const WINDOW = 1

type Parts = { secrets: SecretBox }

/** Codes of an app that change each half minute (RFC 6238: SHA-1, six digits, what every app can do). */
export function makeOneTimeCodes({ secrets }: Parts) {
  async function generator(secret: string, username: string) {
    const { Secret, TOTP } = await loadOtp()
    const shared = { algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS }
    return new TOTP({ ...shared, issuer: 'Provisor', label: username, secret: Secret.fromBase32(secret) })
  }

  /** The half minute that the code is of; null when it is of none that counts now. */
  async function stepOf(secretSealed: string, code: string, now: number): Promise<number | null> {
    const token = code.replaceAll(' ', '')
    if (!/^\d{6}$/.test(token)) return null
    const totp = await generator(secrets.open(secretSealed), '')
    const delta = totp.validate({ token, timestamp: now, window: WINDOW })
    return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta
  }

  return {
    stepOf,
    /** To be awaited before a transaction in which a code is taken: nothing is loaded while others wait. */
    ready: async (): Promise<void> => void (await loadOtp()),
    /** A new secret, as the text that an app takes and as the address in the square that it scans. */
    async create(username: string): Promise<{ secret: string; sealed: string; uri: string }> {
      const { Secret } = await loadOtp()
      const secret = new Secret({ size: 20 }).base32
      return { secret, sealed: secrets.seal(secret), uri: (await generator(secret, username)).toString() }
    },
    /** Takes a code of a member, each at most once. */
    async take(tx: AccessStores & { at: number }, staffId: number, code: string): Promise<boolean> {
      const codes = await tx.access.secondFactors.codes(staffId)
      if (!codes || codes.confirmedAt === null) return false
      const step = await stepOf(codes.secretSealed, code, tx.at)
      return step !== null && tx.access.secondFactors.takeStep(staffId, step)
    },
  }
}

export type OneTimeCodes = ReturnType<typeof makeOneTimeCodes>
