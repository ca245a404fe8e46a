import { hash as digest, randomBytes } from 'node:crypto'
import type { Clock } from '../../base/clock.ts'
import type { Standing } from './attempts.ts'
import { makeHashingTurns } from './hashing-turns.ts'

/** Six MiB that a server holds only once somebody signs in with a password. */
const loadArgon2 = () => import('@node-rs/argon2')

const RIGHT_FOR_MS = 60_000
const WRONG_FOR_MS = 10_000
const REMEMBERED = 1000

/**
 * Staff passwords: argon2id over the MD5 hex digest, because that digest is what legacy clients send. Hashing costs tens
 * of milliseconds of a core, so they take turns (`makeHashingTurns`), and too many are refused as `Busy`; answers are
 * remembered for a moment, and the same question asked again meanwhile joins the one that is running.
 */
export interface Passwords {
  /** The text to store. */
  hash(passwordMd5: string): Promise<string>
  /** `cacheKey` names the staff user and the version of the password, so that a change forgets what was remembered. */
  verify(stored: string, passwordMd5: string, cacheKey: string, standing: Standing): Promise<boolean>
  /** Stands in for the stored text of nobody: takes as long to verify as a real one, and never matches. */
  readonly decoy: string
  /** Forgets every answer, also those still being worked out. */
  clear(): void
}

/** The owner of the installation, who sets passwords. */
const OWNER: Standing = { known: true, block: 'local' }

type Options = {
  clock: Clock
  /** KiB of memory for one hash. */
  memoryCost?: number
  /** Passes over that memory. */
  timeCost?: number
}

export function makePasswords({ clock, memoryCost = 19_456, timeCost = 2 }: Options): Passwords {
  const turn = makeHashingTurns()
  const right = makeMemory(clock, RIGHT_FOR_MS)
  const wrong = makeMemory(clock, WRONG_FOR_MS)
  let underway = new Map<string, Promise<boolean>>()

  async function check(stored: string, md5: string, question: string, standing: Standing): Promise<boolean> {
    const asked = underway
    try {
      const matches = await turn(standing, async () => (await loadArgon2()).verify(stored, md5))
      // After a clear() the answer belongs to the past.
      if (asked === underway) (matches ? right : wrong).add(question)
      return matches
    } finally {
      asked.delete(placeOf(question, standing))
    }
  }

  return {
    async hash(passwordMd5) {
      const md5 = md5Of(passwordMd5)
      if (!md5) throw new Error('Hashing a password: expected an MD5 digest of 32 hex digits')
      return turn(OWNER, async () => (await loadArgon2()).hash(md5, { memoryCost, timeCost, parallelism: 1 }))
    },

    async verify(stored, passwordMd5, cacheKey, standing) {
      const md5 = md5Of(passwordMd5)
      if (!md5) return false
      const question = digest('sha256', `${md5}\0${stored}\0${cacheKey}`, 'base64')
      if (right.has(question)) return true
      if (wrong.has(question)) return false
      const place = placeOf(question, standing)
      let answer = underway.get(place)
      if (!answer) {
        answer = check(stored, md5, question, standing)
        underway.set(place, answer)
      }
      return answer
    },

    decoy: `$argon2id$v=19$m=${memoryCost},t=${timeCost},p=1$${unpaddedRandom(16)}$${unpaddedRandom(32)}`,

    clear() {
      underway = new Map()
      right.clear()
      wrong.clear()
    },
  }
}

/** Nobody who was right before joins a question that waits among those of strangers. */
const placeOf = (question: string, { known }: Standing): string => `${known ? 'known' : 'new'} ${question}`

export const md5Hex = (text: string): string => digest('md5', text)

const md5Of = (text: string): string | undefined => (/^[0-9a-f]{32}$/i.test(text) ? text.toLowerCase() : undefined)

const unpaddedRandom = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '')

/** Remembers keys for a time, the oldest ones giving way when there are too many. */
function makeMemory(clock: Clock, ttlMs: number) {
  const since = new Map<string, number>()
  return {
    has(key: string): boolean {
      const at = since.get(key)
      if (at === undefined) return false
      const age = clock.now() - at
      // A clock that was set back must not make an answer last longer.
      const fresh = age >= 0 && age < ttlMs
      if (!fresh) since.delete(key)
      return fresh
    },
    add(key: string): void {
      since.delete(key)
      since.set(key, clock.now())
      const oldest = since.size > REMEMBERED ? since.keys().next().value : undefined
      if (oldest !== undefined) since.delete(oldest)
    },
    clear: () => since.clear(),
  }
}
