/** What a WHM server knows, and the rules by which it refuses. */

export type WhmAccount = {
  user: string
  domain: string
  plan: string
  owner: string
  email: string
  password: string
  ip: string
  suspended: boolean
  suspendReason: string
  suspendedAt: number
  /** Only root may unsuspend it. */
  locked: boolean
  reseller: boolean
  aclList: string
  diskUsedMb: number
  bandwidthBytes: number
  createdAt: number
}

export type WhmPackage = { name: string; quotaMb: number | null; bandwidthMb: number | null }

export type WhmToken = {
  user: string
  token: string
  /** Functions that it may call; null for all. */
  functions: readonly string[] | null
}

export type WhmState = {
  hostname: string
  version: string
  ip: string
  maxAccounts: number
  accounts: Map<string, WhmAccount>
  /** User names by domain, and by their first eight characters: a server may hold very many. */
  byDomain: Map<string, string>
  byInitial: Map<string, string>
  packages: Map<string, WhmPackage>
  tokens: WhmToken[]
  changes: number
}

const ROOT = 'root'
export const isRoot = (user: string): boolean => user === ROOT

/** The reference leaves the list open: these are in every one. */
const RESERVED = ['root', 'admin', 'postmaster', 'mysql', 'nobody', 'cpanel', 'www', 'mail', 'all', 'default', 'virtfs']

const initialOf = (user: string): string => user.slice(0, 8)

export function addAccount({ accounts, byDomain, byInitial }: WhmState, account: WhmAccount): void {
  accounts.set(account.user, account)
  byDomain.set(account.domain, account.user)
  byInitial.set(initialOf(account.user), account.user)
}

export function dropAccount({ accounts, byDomain, byInitial }: WhmState, { user, domain }: WhmAccount): void {
  accounts.delete(user)
  byDomain.delete(domain)
  byInitial.delete(initialOf(user))
}

/** Why a name cannot be given to a new account. The panel's quotes are typographic. */
export function userNameProblem({ accounts, byInitial }: WhmState, user: string): string | undefined {
  if (!/^[a-z][a-z0-9]{0,15}$/.test(user)) return `Sorry, “${user}” is not a valid username.`
  if (user.startsWith('test') || RESERVED.includes(user)) return `Sorry, “${user}” is a reserved username.`
  if (accounts.has(user)) return `This system already has an account named “${user}”.`
  const initial = initialOf(user)
  if (!byInitial.has(initial)) return undefined
  return `The name of another account on this server has the same initial 8 characters (“${initial}”) as the given username (“${user}”).`
}

export function domainProblem({ byDomain }: WhmState, domain: string): string | undefined {
  const labels = domain.split('.')
  const isLabel = (label: string) => label.length <= 63 && /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(label)
  const sound = labels.length > 1 && labels.slice(0, -1).every(isLabel) && /^[a-z][a-z0-9-]*$/.test(labels.at(-1)!)
  if (!sound || domain.length > 253) return `Sorry, “${domain}” is not a valid domain.`
  if (byDomain.has(domain)) return `The domain “${domain}” already exists in the Apache configuration.`
  return undefined
}

export function passwordProblem(password: string): string | undefined {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length
  if (password.length >= 8 && kinds >= 3) return undefined
  return 'Sorry, the password you selected cannot be used because it is too weak and would be too easy to guess. Please select a password with a strength rating of 65 or higher.'
}

export function packageProblem({ packages }: WhmState, name: string): string | undefined {
  return packages.has(name) ? undefined : `Sorry, "${name}" is not a valid package name.`
}
