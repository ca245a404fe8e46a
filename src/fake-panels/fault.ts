import { seededRandom } from '../base/seeded-random.ts'

/** What can go wrong, and when: before the panel acts or after it has acted. */
export const FAULTS = {
  slow: { when: 'before', about: 'waits before it answers (ms=200)' },
  http_500: { when: 'before', about: 'an internal error; `after` for one that comes when the work is done' },
  reset: { when: 'after', about: 'acts, then the connection breaks without a byte' },
  cut: { when: 'after', about: 'acts, then the connection breaks in the middle of the answer' },
  hang: { when: 'after', about: 'acts, and never answers; `before` for never acting either' },
  late: { when: 'before', about: 'never answers, and acts only after it was looked at (looks=1)' },
  rate_429: { when: 'before', about: 'too many requests (retry-after=1)' },
  down: { when: 'before', about: 'answers 503 to everything' },
  maintenance_html: { when: 'before', about: 'a maintenance page with status 200' },
  login_html: { when: 'before', about: 'a login page with status 200' },
  redirect_login: { when: 'before', about: 'sends to its login page' },
  truncated: { when: 'after', about: 'acts, and half of the answer is missing although its length is right' },
  html_type: { when: 'after', about: 'the right answer under the content type of a page' },
  bom: { when: 'after', about: 'the right answer behind a byte order mark' },
  huge: { when: 'after', about: 'an answer of 16 MiB' },
  wrong_credentials: { when: 'before', about: 'does not know us any more' },
  missing_permission: { when: 'before', about: 'we may not use one function (verb=…)' },
  unknown_package: { when: 'before', about: 'a package is missing; always for the same accounts' },
  licence_full: { when: 'before', about: 'no more accounts are allowed' },
  lock_held: { when: 'before', about: 'somebody else holds the lock' },
} as const satisfies Record<string, { when: 'before' | 'after'; about: string }>

export type FaultName = keyof typeof FAULTS

export type FaultRule = {
  name: FaultName
  when: 'before' | 'after'
  /** How many of the calls that fit, from 0 to 1. */
  share: number
  /** How often at most. */
  times: number
  /** Null for all calls. */
  calls: 'changing' | 'asking' | null
  /** The panel's own name of the call. */
  verb: string | undefined
  user: string | undefined
  ms: number
  retryAfter: number
  looks: number
}

export type FaultDial = Partial<FaultRule> & { name: FaultName }

const faultRule = ({ name, ...given }: FaultDial): FaultRule => ({
  name,
  when: FAULTS[name].when,
  share: 1,
  times: Number.POSITIVE_INFINITY,
  calls: null,
  verb: undefined,
  user: undefined,
  ms: 200,
  retryAfter: 1,
  looks: 1,
  ...given,
})

/**
 * Reads `http_500 5%, reset 2% verb=createacct, slow ms=200, lock_held times=3`. Throws with a sentence that says what is
 * wrong.
 */
export function parseFaults(text: string): FaultDial[] {
  const parts = text.split(',').map((part) => part.trim())
  return parts.filter((part) => part !== '').map(parseFault)
}

function parseFault(text: string): FaultDial {
  const [name = '', ...words] = text.split(/\s+/)
  if (!(name in FAULTS)) throw new Error(`expected one of ${Object.keys(FAULTS).join(', ')}, got ${name}`)
  const dial: FaultDial = { name: name as FaultName }
  for (const word of words) Object.assign(dial, parseWord(word))
  return dial
}

const NUMBERS: Readonly<Record<string, 'times' | 'ms' | 'retryAfter' | 'looks'>> = {
  times: 'times',
  ms: 'ms',
  'retry-after': 'retryAfter',
  looks: 'looks',
}

function parseWord(word: string): Partial<FaultRule> {
  const [, percent] = /^(\d+(?:\.\d+)?)%$/.exec(word) ?? []
  if (percent) return { share: Number(percent) / 100 }
  if (word === 'before' || word === 'after') return { when: word }
  if (word === 'changing' || word === 'asking') return { calls: word }
  const [, key = '', value = ''] = /^([a-z-]+)=(.+)$/.exec(word) ?? []
  if (key === 'verb' || key === 'user') return { [key]: value }
  const number = NUMBERS[key]
  if (number && /^\d{1,9}$/.test(value)) return { [number]: Number(value) }
  throw new Error(
    `expected 5%, before, after, changing, asking, verb=, user=, times=, ms=, looks= or retry-after=, got ${word}`,
  )
}

/** Those of which it is the account that is struck, not the call. */
const OF_ACCOUNTS: readonly FaultName[] = ['unknown_package']

/**
 * Chooses which fault strikes a call. The same for the same seed, verb, user and number of that user's call, in whatever
 * order the calls of different users come.
 */
export function makeFaults(seed: number, initial: readonly FaultDial[] = []) {
  let rules: (FaultRule & { struck: number })[] = []
  const calls = new Map<string, number>()
  const set = (dials: readonly FaultDial[]) => {
    rules = dials.map((dial) => ({ ...faultRule(dial), struck: 0 }))
  }
  set(initial)
  return {
    set,
    strike({ verb, user, changes }: { verb: string; user: string; changes: boolean }): FaultRule | undefined {
      const key = `${verb} ${user}`
      const call = (calls.get(key) ?? 0) + 1
      calls.set(key, call)
      const fitting = rules.find((rule, index) => {
        if (rule.calls !== null && (rule.calls === 'changing') !== changes) return false
        if ((rule.verb ?? verb) !== verb || (rule.user ?? user) !== user || rule.struck >= rule.times) return false
        const occasion = OF_ACCOUNTS.includes(rule.name) ? [user] : [verb, user, call]
        return rule.share >= 1 || seededRandom(seed, index, rule.name, ...occasion) < rule.share
      })
      if (fitting) fitting.struck += 1
      return fitting
    },
  }
}
