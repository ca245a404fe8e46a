import { createHash } from 'node:crypto'
import type { Clock } from '../../base/clock.ts'
import { type FakePanelModel, type FakeReply, type FakeRequest, json, page } from '../panel.ts'
import { addAccount, type WhmAccount, type WhmPackage, type WhmState, type WhmToken } from './accounts.ts'
import { WHM_FUNCTIONS, type WhmResult } from './functions.ts'

export const WHM_TOKEN = 'FAKEWHMTOKEN0123456789ABCDEFGHIJ'

const READING = [
  'accountsummary',
  'listaccts',
  'showbw',
  'listpkgs',
  'getpkginfo',
  'applist',
  'version',
  'verify_new_username',
  'get_current_users_count',
]

/** cPHulk's: failed logins until a source is locked out. */
const TRIES = 5

type Options = { clock: Clock; token?: string }

/** What `seed` takes: whatever is missing stays as it is. */
export type WhmSeed = {
  packages?: readonly WhmPackage[]
  accounts?: readonly (Pick<WhmAccount, 'user' | 'domain'> & Partial<WhmAccount>)[]
  tokens?: readonly WhmToken[]
  maxAccounts?: number
  hostname?: string
}

/** cPanel's WHM API 1 as it shows itself to strangers, on a fresh server with three packages. */
export function makeFakeWhm({ clock, token = WHM_TOKEN }: Options) {
  let state = fresh(token)
  let failedLogins = 0

  function answer(request: FakeRequest): FakeReply {
    const name = functionOf(request)
    const by = whoAsks(request)
    if (!by || failedLogins >= TRIES) {
      failedLogins += 1
      return DENIED
    }
    if (name === 'version')
      return json({ cpanelresult: { apiversion: '2', data: { version: state.version }, type: 'text' } })
    if (by.functions && name !== 'applist' && !by.functions.includes(name)) return DENIED
    if (name === 'applist')
      return wrap(request, name, {
        data: { app: by.functions ?? [...Object.keys(WHM_FUNCTIONS), 'applist', 'version'] },
      })
    const act = WHM_FUNCTIONS[name]
    if (!act) return json({ error: `Unknown App Requested: ${name}` })
    const field = (...names: readonly string[]) => names.map((one) => request.fields.get(one)).find(Boolean) ?? ''
    return wrap(request, name, act({ state, by: by.user, now: clock.now(), field }))
  }

  function whoAsks({ headers }: FakeRequest): WhmToken | undefined {
    const [scheme = '', rest = ''] = (headers.authorization ?? '').split(/ (.*)/s)
    const pair = scheme.toLowerCase() === 'basic' ? Buffer.from(rest, 'base64').toString() : rest
    if (!['whm', 'basic'].includes(scheme.toLowerCase())) return undefined
    return state.tokens.find((known) => pair === `${known.user}:${known.token}`)
  }

  return {
    name: 'whm',
    secretFields: ['password', 'pass'],
    meaning(request) {
      const verb = functionOf(request)
      const user = request.fields.get('username') ?? request.fields.get('user') ?? ''
      return { verb, user: user.toLowerCase(), changes: !READING.includes(verb) }
    },
    answer,
    faults: {
      http_500: () => page('Internal Server Error', '<p>The server encountered an error (cpsrvd).</p>', 500),
      wrong_credentials: () => DENIED,
      missing_permission: () => DENIED,
      login_html: () =>
        page('WHM Login', '<form action="/login/" method="post"><input type="password" name="pass"></form>'),
      unknown_package: (request) =>
        wrap(request, functionOf(request), {
          refused: `Sorry, "${request.fields.get('plan') ?? request.fields.get('pkg')}" is not a valid package name.`,
          traced: true,
        }),
      licence_full: (request) =>
        wrap(request, functionOf(request), {
          refused: 'You have reached the maximum number of accounts that your license allows (0).',
        }),
      lock_held: (request) =>
        wrap(request, functionOf(request), {
          refused: 'Could not acquire the lock file for “/etc/passwd”. Please try again.',
          traced: true,
        }),
    },
    changes: () => state.changes,
    accounts: () =>
      [...state.accounts.values()].map(({ user, domain, plan, suspended }) => ({
        username: user,
        domain,
        package: plan,
        state: suspended ? ('suspended' as const) : ('active' as const),
      })),
    state: () => ({
      ...{ hostname: state.hostname, version: state.version, ip: state.ip, maxAccounts: state.maxAccounts },
      accounts: [...state.accounts.values()].map((account) => ({ ...account, password: '***' })),
      packages: [...state.packages.values()],
      tokens: state.tokens.map(({ user, functions }) => ({ user, functions })),
    }),
    seed(content) {
      const { packages = [], accounts = [], tokens = [], ...rest } = content as WhmSeed
      Object.assign(state, rest)
      state.tokens.push(...tokens)
      for (const one of packages) state.packages.set(one.name, one)
      for (const account of accounts) addAccount(state, { ...blank, ...account })
    },
    reset() {
      state = fresh(token)
      failedLogins = 0
    },
  } satisfies FakePanelModel
}

const functionOf = ({ path }: FakeRequest): string => /^\/json-api\/(\w+)$/.exec(path)?.[1] ?? path

const DENIED: FakeReply = json(
  {
    cpanelresult: {
      apiversion: '2',
      error: 'Access denied',
      data: { reason: 'Access denied', result: '0' },
      type: 'text',
    },
  },
  403,
)

/** The envelope of API 1; without `api.version=1` the shapes of API 0, of which there are two. */
function wrap({ fields }: FakeRequest, command: string, result: WhmResult): FakeReply {
  const refused = 'refused' in result ? result.refused : undefined
  const traced = 'traced' in result && result.traced
  const reason =
    refused === undefined
      ? ('reason' in result && result.reason) || 'OK'
      : traced
        ? `API failure: (XID ${xidOf(refused)}) ${refused}`
        : refused
  const data = 'data' in result ? result.data : undefined
  const raw = 'raw' in result ? result.raw : undefined
  if (fields.get('api.version') !== '1')
    return json(
      data === undefined
        ? { result: [{ status: refused === undefined ? 1 : 0, statusmsg: reason, rawout: raw }] }
        : { status: 1, statusmsg: 'Ok', ...(data as object) },
    )
  return json({
    metadata: {
      version: 1,
      command,
      result: refused === undefined ? 1 : 0,
      reason,
      ...(raw === undefined ? {} : { output: { raw } }),
    },
    ...(data === undefined ? {} : { data }),
  })
}

/** Six characters, as the panel numbers its exceptions. */
const xidOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 6)

const blank: WhmAccount = {
  user: '',
  domain: '',
  plan: 'starter',
  owner: 'root',
  email: 'someone@example.net',
  password: '',
  ip: '192.0.2.1',
  suspended: false,
  suspendReason: 'not suspended',
  suspendedAt: 0,
  locked: false,
  reseller: false,
  aclList: '',
  diskUsedMb: 14,
  bandwidthBytes: 0,
  createdAt: 0,
}

const fresh = (token: string): WhmState => ({
  hostname: '127.0.0.1',
  version: '11.138.0.6',
  ip: '192.0.2.1',
  maxAccounts: Number.POSITIVE_INFINITY,
  accounts: new Map(),
  byDomain: new Map(),
  byInitial: new Map(),
  packages: new Map(
    [
      { name: 'starter', quotaMb: 1000, bandwidthMb: 10_000 },
      { name: 'plus', quotaMb: 5000, bandwidthMb: 50_000 },
      { name: 'business', quotaMb: null, bandwidthMb: null },
    ].map((one) => [one.name, one]),
  ),
  tokens: [{ user: 'root', token, functions: null }],
  changes: 0,
})
