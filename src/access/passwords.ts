import { hash as digest, randomBytes } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { Busy } from '../refusal.ts'

/** Six MiB that a server holds only once somebody signs in with a password. */
const loadArgon2 = () => import('@node-rs/argon2')

const AT_ONCE = 2
const MAY_WAIT = 64
const RIGHT_FOR_MS = 60_000
const WRONG_FOR_MS = 10_000
const REMEMBERED = 1000

/**
 * Staff passwords: argon2id over the MD5 hex digest, because that digest is what legacy clients send. Hashing costs tens
 * of milliseconds of a core, so two run at once, 64 wait, and further ones are refused as `Busy`; answers are remembered
 * for a moment, and the same question asked again meanwhile joins the one that is running.
 */
export interface Passwords {
  /** The text to store. */
  hash(passwordMd5: string): Promise<string>
  /** `cacheKey` names the staff user and the version of the password, so that a change forgets what was remembered. */
  verify(stored: string, passwordMd5: string, cacheKey: string): Promise<boolean>
  /** Stands in for the stored text of nobody: takes as long to verify as a real one, and never matches. */
  readonly decoy: string
  /** Forgets every answer, also those still being worked out. */
  clear(): void
}

type Options = {
  clock: Clock
  /** KiB of memory for one hash. */
  memoryCost?: number
  /** Passes over that memory. */
  timeCost?: number
}

export function makePasswords({ clock, memoryCost = 19_456, timeCost = 2 }: Options): Passwords {
  const turn = makeTurns()
  const right = makeMemory(clock, RIGHT_FOR_MS)
  const wrong = makeMemory(clock, WRONG_FOR_MS)
  let underway = new Map<string, Promise<boolean>>()

  async function check(stored: string, md5: string, question: string): Promise<boolean> {
    const asked = underway
    try {
      const matches = await turn(async () => (await loadArgon2()).verify(stored, md5))
      // After a clear() the answer belongs to the past.
      if (asked === underway) (matches ? right : wrong).add(question)
      return matches
    } finally {
      asked.delete(question)
    }
  }

  return {
    async hash(passwordMd5) {
      const md5 = md5Of(passwordMd5)
      if (!md5) throw new Error('Hashing a password: expected an MD5 digest of 32 hex digits')
      return turn(async () => (await loadArgon2()).hash(md5, { memoryCost, timeCost, parallelism: 1 }))
    },

    async verify(stored, passwordMd5, cacheKey) {
      const md5 = md5Of(passwordMd5)
      if (!md5) return false
      const question = digest('sha256', `${md5}\0${stored}\0${cacheKey}`, 'base64')
      if (right.has(question)) return true
      if (wrong.has(question)) return false
      let answer = underway.get(question)
      if (!answer) {
        answer = check(stored, md5, question)
        underway.set(question, answer)
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

export const md5Hex = (text: string): string => digest('md5', text)

const md5Of = (text: string): string | undefined => (/^[0-9a-f]{32}$/i.test(text) ? text.toLowerCase() : undefined)

const unpaddedRandom = (bytes: number): string => randomBytes(bytes).toString('base64').replaceAll('=', '')

/** Lets so many run at once and so many wait, first come first served. */
function makeTurns() {
  let running = 0
  const waiting: (() => void)[] = []

  return async function turn<T>(work: () => Promise<T>): Promise<T> {
    if (running < AT_ONCE) running += 1
    else if (waiting.length < MAY_WAIT) await new Promise<void>((resolve) => waiting.push(resolve))
    else throw new Busy('password checks')
    try {
      return await work()
    } finally {
      // The place goes from hand to hand, so that nobody who comes now gets in between.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
}

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
