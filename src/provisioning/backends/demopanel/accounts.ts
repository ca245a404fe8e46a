import { seededRandom } from '../../../base/seeded-random.ts'
import type { Account } from '../../panel/account.ts'
import { type AccountState, absent, type Usage } from '../../panel/backend.ts'
import { alreadySo, done, failed, type Outcome } from '../../panel/outcome.ts'
import type { PanelServer } from '../../panel/server.ts'
import type { DemoAccount, DemoBooks } from './panel.ts'

/** What the demonstration panel does with accounts. */

const ABSENT = failed('permanent', 'No such account', { cause: 'account absent' })
const ACTIVE = ['active', 'completed']
const DOMAIN = /^([a-z0-9-]+\.)+[a-z]{2,}$/i

export const planOf = ({ product }: Account): string => product.settings.plan || product.name

/**
 * The account under this marker. One that the panel has never heard of and that we hold to be there is there: the panel
 * forgets everything with its process, and the demonstration's services were never made on it.
 */
function find({ accounts }: DemoBooks, account: Account): DemoAccount | undefined {
  const known = accounts.get(account.marker)
  if (known) return known.state === 'terminated' ? undefined : known
  const status = account.status.toLowerCase()
  const state = ACTIVE.includes(status) ? 'active' : status === 'suspended' ? 'suspended' : undefined
  return state && open({ accounts }, account, state)
}

function open({ accounts }: Pick<DemoBooks, 'accounts'>, account: Account, state: DemoAccount['state']): DemoAccount {
  const { marker, username, domain } = account
  const opened = { marker, username, domain, plan: planOf(account), state, reason: '' }
  accounts.set(marker, opened)
  return opened
}

export function create(books: DemoBooks, account: Account, server: PanelServer): Outcome {
  if (account.domain !== '' && !DOMAIN.test(account.domain))
    return failed('permanent', `“${account.domain}” is not a valid domain`, {
      cause: 'invalid domain',
      field: 'domain',
    })
  const refused = planProblem(planOf(account), server)
  if (refused) return refused
  if (find(books, account)) return alreadySo({}, 'The account exists')
  const isTaken = ({ username, domain, state }: DemoAccount) =>
    state !== 'terminated' &&
    ((username !== '' && username === account.username) || (domain !== '' && domain === account.domain))
  if ([...books.accounts.values()].some(isTaken))
    return failed('conflict', 'The user name or domain belongs to another account', { field: 'username' })
  open(books, account, 'active')
  return done({}, 'Account created')
}

function planProblem(plan: string, { settings }: PanelServer) {
  const missing = (settings.missingPlans ?? '').split(',').map((name) => name.trim())
  return missing.includes(plan)
    ? failed('configuration', `There is no plan “${plan}” on this server`, { cause: `unknown plan ${plan}` })
    : undefined
}

export function setState(books: DemoBooks, account: Account, state: DemoAccount['state'], reason: string): Outcome {
  const found = find(books, account)
  if (!found) return state === 'terminated' ? alreadySo({}, 'No such account') : ABSENT
  if (found.state === state) return alreadySo({}, `The account is ${state}`)
  Object.assign(found, { state, reason })
  return done({}, `The account is ${state}`)
}

export function setPlan(books: DemoBooks, account: Account, server: PanelServer): Outcome {
  const found = find(books, account)
  if (!found) return ABSENT
  const refused = planProblem(planOf(account), server)
  if (refused) return refused
  found.plan = planOf(account)
  return done({}, 'Plan changed')
}

/** For what leaves no trace on a panel that has neither passwords nor machines. */
export const ifThere = (books: DemoBooks, account: Account, words: string): Outcome =>
  find(books, account) ? done({}, words) : ABSENT

export function stateOf(books: DemoBooks, account: Account): AccountState {
  const found = find(books, account)
  if (!found) return absent(account)
  const differs = [
    ...(found.username === account.username ? [] : ['username']),
    ...(found.domain === account.domain ? [] : ['domain']),
    ...(found.plan === planOf(account) ? [] : ['package']),
  ]
  return { ...told(found), differs }
}

export const told = ({ username, domain, plan, state, reason }: DemoAccount): AccountState => ({
  state,
  username,
  domain,
  package: plan,
  suspensionReason: reason,
  differs: [],
})

/** Grows through the month, more for some than for others. */
export function usageOf(books: DemoBooks, account: Account, now: number): Outcome<Usage> {
  if (!find(books, account)) return ABSENT
  const month = new Date(now).getUTCDate() / 31
  const of = (what: string, most: number) => Math.round(most * (0.2 + 0.8 * seededRandom(what, account.marker)))
  return done({
    diskUsedMb: of('disk', 900),
    diskLimitMb: 1000,
    bandwidthUsedMb: Math.round(of('traffic', 9000) * month),
    bandwidthLimitMb: null,
  })
}
