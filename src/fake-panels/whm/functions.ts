import {
  addAccount,
  domainProblem,
  dropAccount,
  isRoot,
  packageProblem,
  passwordProblem,
  userNameProblem,
  type WhmAccount,
  type WhmState,
} from './accounts.ts'

/** What a function answers: its data, or why not. */
export type WhmResult =
  | { data?: unknown; reason?: string; raw?: string }
  /** `traced`: the panel puts the number of the exception before its text. */
  | { refused: string; traced?: true }

/** A call, by whom it is made. */
type WhmCall = { state: WhmState; by: string; now: number; field(...names: readonly string[]): string }

type WhmFunction = (call: WhmCall) => WhmResult

/** The limits that say what an account gets when no package does. */
const LIMITS = ['quota', 'bwlimit', 'maxftp', 'maxsql', 'maxpop', 'maxlst', 'maxsub', 'maxpark', 'maxaddon']

const ABSENT = 'Account does not exist.'

const DONE: WhmResult = {}

const createacct: WhmFunction = ({ state, by, now, field }) => {
  const user = field('username').toLowerCase()
  const [domain, plan, password] = [field('domain').toLowerCase(), field('plan', 'pkgname'), field('password', 'pass')]
  if (user === '') return { refused: 'Sorry, you must choose a username.' }
  if (domain === '') return { refused: 'Sorry, you must choose a domain.' }
  if (plan === '' && !LIMITS.some((limit) => field(limit) !== ''))
    return { refused: 'Sorry, you must choose a package' }
  const problem =
    userNameProblem(state, user) ??
    domainProblem(state, domain) ??
    (plan === '' ? undefined : packageProblem(state, plan)) ??
    (password === '' ? undefined : passwordProblem(password))
  if (problem) return { refused: problem, traced: true }
  if (state.accounts.size >= state.maxAccounts)
    return {
      refused: `You have reached the maximum number of accounts that your license allows (${state.maxAccounts}).`,
    }
  const account: WhmAccount = {
    user,
    domain,
    plan: plan || 'undefined',
    owner: field('owner') || by,
    email: field('contactemail'),
    password,
    ip: state.ip,
    suspended: false,
    suspendReason: 'not suspended',
    suspendedAt: 0,
    locked: false,
    reseller: field('reseller') === '1',
    aclList: '',
    diskUsedMb: 14,
    bandwidthBytes: 3_145_728,
    createdAt: now,
  }
  addAccount(state, account)
  state.changes += 1
  return {
    reason: 'Account Creation Ok',
    data: {
      ip: account.ip,
      package: account.plan,
      nameserver: `ns1.${state.hostname}`,
      nameserver2: `ns2.${state.hostname}`,
      nameservera: null,
    },
    raw: `<pre>\nChecking input data…\n+===================================+\n| New Account Info                  |\n| Domain: ${domain}\n| UserName: ${user}\n</pre>\n`,
  }
}

/** The account that a call is about, if the caller may have it. */
function own({ state, by }: WhmCall, user: string, act: (account: WhmAccount) => WhmResult): WhmResult {
  const account = state.accounts.get(user.toLowerCase())
  if (!account) return { refused: ABSENT }
  if (!isRoot(by) && account.owner !== by && account.user !== by) return { refused: `Access Denied to Account ${user}` }
  return act(account)
}

/** Changes an account. */
function change(call: WhmCall, user: string, changes: Partial<WhmAccount>, done: WhmResult): WhmResult {
  return own(call, user, (account) => {
    Object.assign(account, changes)
    call.state.changes += 1
    return done
  })
}

const suspendacct: WhmFunction = (call) => {
  const [user, reason] = [call.field('user'), call.field('reason') || 'Unknown']
  return change(
    call,
    user,
    { suspended: true, suspendReason: reason, suspendedAt: call.now, locked: call.field('disallowun') === '1' },
    { raw: `Changing shell to /bin/false...Done\n${user}'s account has been suspended\n` },
  )
}

const unsuspendacct: WhmFunction = (call) =>
  own(call, call.field('user'), ({ user, locked }) =>
    locked && !isRoot(call.by)
      ? { refused: 'Access denied: the account is locked.' }
      : change(
          call,
          user,
          { suspended: false, suspendReason: 'not suspended', suspendedAt: 0, locked: false },
          { raw: 'Unsuspended.\n' },
        ),
  )

const removeacct: WhmFunction = (call) =>
  own(call, call.field('username', 'user'), (account) => {
    const { user } = account
    dropAccount(call.state, account)
    call.state.changes += 1
    return {
      reason: `${user} account removed`,
      raw: `Running pre removal script…\nRemoving User & Group...${user} account removed\n`,
    }
  })

const changepackage: WhmFunction = (call) => {
  const plan = call.field('pkg')
  if (plan === '') return { refused: 'Sorry, you must choose a package' }
  const problem = packageProblem(call.state, plan)
  if (problem) return { refused: problem, traced: true }
  return change(
    call,
    call.field('user'),
    { plan },
    { reason: 'Account Upgrade/Downgrade Ok', raw: 'Quota has been changed.\n' },
  )
}

const passwd: WhmFunction = (call) => {
  const password = call.field('password', 'pass')
  const problem = passwordProblem(password)
  if (problem) return { refused: problem }
  return change(call, call.field('user'), { password }, { reason: 'Password changed' })
}

const suspendTime = (account: WhmAccount) => (account.suspended ? Math.floor(account.suspendedAt / 1000) : null)

function summaryOf({ packages }: WhmState, account: WhmAccount) {
  const quotaMb = packages.get(account.plan)?.quotaMb ?? null
  return {
    user: account.user,
    domain: account.domain,
    plan: account.plan,
    owner: account.owner,
    email: account.email || '*unknown*',
    ip: account.ip,
    suspended: account.suspended ? 1 : 0,
    suspendreason: account.suspendReason,
    suspendtime: suspendTime(account),
    is_locked: account.locked ? 1 : 0,
    diskused: `${account.diskUsedMb}M`,
    disklimit: quotaMb === null ? 'unlimited' : `${quotaMb}M`,
    inodesused: 1,
    inodeslimit: 'unlimited',
    unix_startdate: Math.floor(account.createdAt / 1000),
    theme: 'jupiter',
    shell: '/bin/bash',
    uid: 0,
    partition: 'home',
    is_temporary_domain: 0,
  }
}

const accountsummary: WhmFunction = (call) => {
  const { state, field } = call
  const [user, domain] = [field('user').toLowerCase(), field('domain').toLowerCase()]
  if (user === '' && domain === '') return { refused: 'You must specify a user or domain to get a summary of' }
  const found = user || state.byDomain.get(domain) || ''
  return own(call, found, (account) => ({ data: { acct: [summaryOf(state, account)] } }))
}

/** `search` is a regular expression, as everywhere in WHM. */
function matching({ state, by, field }: WhmCall): WhmAccount[] {
  const [by_, search] = [field('searchtype'), field('search')]
  const textOf = (account: WhmAccount): string =>
    ({ domain: account.domain, owner: account.owner, ip: account.ip, package: account.plan })[by_] ?? account.user
  const fits = (account: WhmAccount) =>
    field('searchmethod') === 'exact' ? textOf(account) === search : new RegExp(search, 'i').test(textOf(account))
  return [...state.accounts.values()]
    .filter((account) => isRoot(by) || account.owner === by)
    .filter((account) => search === '' || fits(account))
}

const listaccts: WhmFunction = (call) => {
  const wanted = call.field('want').split(',').filter(Boolean)
  const cut = (summary: Record<string, unknown>) =>
    wanted.length === 0 ? summary : Object.fromEntries(wanted.map((name) => [name, summary[name]]))
  return { data: { acct: matching(call).map((account) => cut(summaryOf(call.state, account))) } }
}

const showbw: WhmFunction = (call) => ({
  data: {
    acct: matching(call).map(({ user, domain, owner, plan, bandwidthBytes }) => ({
      user,
      maindomain: domain,
      owner,
      totalbytes: bandwidthBytes,
      limit: (call.state.packages.get(plan)?.bandwidthMb ?? 0) * 1_048_576,
    })),
    month: new Date(call.now).getUTCMonth() + 1,
    year: new Date(call.now).getUTCFullYear(),
  },
})

const packageOf = ({
  name,
  quotaMb,
  bandwidthMb,
}: {
  name: string
  quotaMb: number | null
  bandwidthMb: number | null
}) => ({
  name,
  QUOTA: quotaMb ?? 'unlimited',
  BWLIMIT: bandwidthMb ?? 'unlimited',
  MAXFTP: 'unlimited',
})

const listpkgs: WhmFunction = ({ state }) => ({ data: { pkg: [...state.packages.values()].map(packageOf) } })

const getpkginfo: WhmFunction = ({ state, field }) => {
  const found = state.packages.get(field('pkg'))
  return found ? { data: { pkg: packageOf(found) } } : { refused: 'Package does not exist.' }
}

const PORTS: Readonly<Record<string, number>> = { cpaneld: 2083, whostmgrd: 2087, webmaild: 2096 }

const create_user_session: WhmFunction = (call) => {
  const [user, service] = [call.field('user'), call.field('service')]
  const port = PORTS[service]
  if (!port) return { refused: `Invalid service: ${service}` }
  return own(call, user, () => {
    const session = `${user}:s3ss10n${call.now}`
    const url = `https://${call.state.hostname}:${port}/cpsess4242/login/?session=${encodeURIComponent(session)}`
    return {
      data: { url, session, service, expires: Math.floor(call.now / 1000) + 900, cp_security_token: '/cpsess4242' },
    }
  })
}

const verify_new_username: WhmFunction = ({ state, field }) => {
  const problem = userNameProblem(state, field('user').toLowerCase())
  return problem ? { refused: problem } : DONE
}

const get_current_users_count: WhmFunction = ({ state }) => ({ data: { users: state.accounts.size } })

const setupreseller: WhmFunction = (call) =>
  own(call, call.field('user'), ({ user, owner }) =>
    change(call, user, { reseller: true, owner: call.field('makeowner') === '1' ? user : owner }, {}),
  )

const unsetupreseller: WhmFunction = (call) => change(call, call.field('user'), { reseller: false, aclList: '' }, {})

const setacls: WhmFunction = (call) =>
  own(call, call.field('reseller'), ({ user, reseller }) =>
    reseller ? change(call, user, { aclList: call.field('acllist') }, DONE) : { refused: `${user} is not a reseller.` },
  )

const setresellerlimits: WhmFunction = (call) =>
  own(call, call.field('user'), ({ user, reseller }) => (reseller ? DONE : { refused: `${user} is not a reseller.` }))

/** Strikes all the accounts that the reseller owns, too. */
const whole =
  (suspended: boolean): WhmFunction =>
  (call) =>
    own(call, call.field('user'), ({ user, reseller }) => {
      if (!reseller) return { refused: `${user} is not a reseller.` }
      const reason = suspended ? call.field('reason') || 'Unknown' : 'not suspended'
      for (const account of call.state.accounts.values())
        if (account.user === user || account.owner === user)
          Object.assign(account, { suspended, suspendReason: reason, suspendedAt: call.now })
      call.state.changes += 1
      return DONE
    })

/** By the name in the URL. `version` and `applist` are the server's own. */
export const WHM_FUNCTIONS: Readonly<Record<string, WhmFunction>> = {
  createacct,
  suspendacct,
  unsuspendacct,
  removeacct,
  changepackage,
  passwd,
  accountsummary,
  listaccts,
  showbw,
  listpkgs,
  getpkginfo,
  create_user_session,
  verify_new_username,
  get_current_users_count,
  setupreseller,
  unsetupreseller,
  setacls,
  setresellerlimits,
  suspendreseller: whole(true),
  unsuspendreseller: whole(false),
}
