import { domainToASCII } from 'node:url'
import * as z from 'zod'
import type { Account } from '../../panel/account.ts'
import { type AccountState, absent, type BackendTools } from '../../panel/backend.ts'
import { Ended, isFailed, outcomeOf } from '../../panel/outcome.ts'
import { unreadable } from '../../panel/read-answer.ts'
import { ABSENT } from './rules.ts'
import { packageName } from './settings.ts'
import { ask, type WhmParameters } from './whm.ts'

const flag = z.union([z.boolean(), z.coerce.number()]).transform(Boolean)

const Summary = z.object({
  user: z.string(),
  domain: z.string(),
  plan: z.string().default(''),
  owner: z.string().default(''),
  email: z.string().default(''),
  suspended: flag.default(false),
  suspendreason: z.string().nullable().default(''),
  diskused: z.string().default(''),
  disklimit: z.string().default(''),
})
export type Summary = z.infer<typeof Summary>

const Accounts = z.object({ acct: z.array(Summary) })

/** Accounts as the panel tells of them. */
export function readAccounts(data: unknown): Summary[] {
  const parsed = Accounts.safeParse(data)
  if (parsed.success) return parsed.data.acct
  throw new Ended(unreadable(false, JSON.stringify(data ?? null)))
}

/** The account by its user name, else by its domain; undefined when the server has neither. */
export async function findAccount(tools: BackendTools, { username, domain }: Pick<Account, 'username' | 'domain'>) {
  return (
    (await summary(tools, { user: panelName(username) })) ??
    (domain === '' ? undefined : await summary(tools, { domain: panelDomain(domain) }))
  )
}

async function summary(tools: BackendTools, which: WhmParameters): Promise<Summary | undefined> {
  const reply = await outcomeOf(ask(tools, 'accountsummary', which))
  if (!isFailed(reply)) return readAccounts(reply.data)[0]
  if (reply.cause === ABSENT) return undefined
  throw new Ended(reply)
}

export const panelName = (username: string): string => username.toLowerCase()

/** As the panel writes it: without `www.`, small, and letters of the world in their ASCII form. */
export const panelDomain = (domain: string): string => domainToASCII(domain.trim().replace(/^www\./i, '')) || domain

/**
 * WHM has no room for a marker of ours: an account is ours when name, domain, owner and package are those that we ask
 * for. The address of the client may be changed in the panel by the client.
 */
export function stateOf(found: Summary | undefined, account: Account, login: string): AccountState {
  if (!found) return absent(account)
  const { product } = account
  const wanted = packageName(product.settings, login)
  const differs = [
    ...(found.user === panelName(account.username) ? [] : ['username']),
    ...(found.domain === panelDomain(account.domain) ? [] : ['domain']),
    ...(found.owner === login || found.owner === found.user ? [] : ['owner']),
    ...(wanted === '' || found.plan === wanted ? [] : ['package']),
  ]
  return { ...plainState(found), differs }
}

export const plainState = (found: Summary): AccountState => ({
  state: found.suspended ? 'suspended' : 'active',
  username: found.user,
  domain: found.domain,
  package: found.plan,
  suspensionReason: found.suspended ? (found.suspendreason ?? '') : '',
  differs: [],
})
