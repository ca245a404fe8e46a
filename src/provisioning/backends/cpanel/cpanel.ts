import type { Account } from '../../panel/account.ts'
import { type Backend, type BackendTools, CONTRACT_VERSION, type Created } from '../../panel/backend.ts'
import { alreadySo, done, type Failed, failed, isFailed, type Outcome, outcomeOf } from '../../panel/outcome.ts'
import { unclear } from '../../panel/read-answer.ts'
import { HTTP_SERVER_SETTINGS } from '../../panel/settings.ts'
import { CAUSES } from './causes.ts'
import { connection, limitMb, readMade, readSession, readTraffic } from './read.ts'
import { ABSENT, ALREADY_SUSPENDED, DOMAIN_TAKEN, NAME_TAKEN, NOT_SUSPENDED, STILL_LISTED } from './rules.ts'
import { accountParameters, isComplete, isReseller, PRODUCT_SETTINGS, packageName, resellerLimits } from './settings.ts'
import { findAccount, panelDomain, panelName, plainState, readAccounts, stateOf } from './state.ts'
import { proposeUsername } from './username.ts'
import { ask, change, type WhmReply } from './whm.ts'

/** cPanel servers through WHM API 1 (panels reference, section 1). */
export const cpanel: Backend = {
  contractVersion: CONTRACT_VERSION,
  name: 'cpanel',
  displayName: 'cPanel',
  productSettings: PRODUCT_SETTINGS,
  serverSettings: [
    ...HTTP_SERVER_SETTINGS,
    { name: 'keepDns', label: 'Keep DNS zones of terminated accounts', kind: 'yesno' },
    { name: 'databasePassword', label: 'Change database passwords too', kind: 'yesno' },
  ],
  secrets: { fields: ['password', 'pass', 'url', 'session', 'cp_security_token'] },
  settleMs: 60_000,
  causes: CAUSES,
  commands: [
    { name: 'makeReseller', label: 'Make reseller' },
    { name: 'removeReseller', label: 'Remove reseller rights' },
  ],
  proposeUsername,

  async create({ account }, tools) {
    const login = tools.server.username
    const { settings } = account.product
    if (!isComplete(settings)) return noPackage(account)
    const made = await outcomeOf(
      change(tools, 'createacct', {
        username: panelName(account.username),
        domain: panelDomain(account.domain),
        password: account.password || undefined,
        contactemail: account.client.email,
        ...accountParameters(settings, login),
      }),
    )
    const created = isFailed(made) ? await adopt(made, account, tools) : done(readMade(made.data, settings), made.text)
    if (!isFailed(created) && isReseller(settings)) await makeReseller(account, tools)
    return created
  },

  async suspend({ account, reason }, tools) {
    const name = isReseller(account.product.settings) ? 'suspendreseller' : 'suspendacct'
    const call = change(tools, name, { user: panelName(account.username), reason })
    return unlessAlready(call, ALREADY_SUSPENDED, account, 'suspended', tools)
  },

  async unsuspend({ account }, tools) {
    const name = isReseller(account.product.settings) ? 'unsuspendreseller' : 'unsuspendacct'
    const call = change(tools, name, { user: panelName(account.username) })
    return unlessAlready(call, NOT_SUSPENDED, account, 'active', tools)
  },

  /** Looks before it destroys: a name may have been given to somebody else. */
  async terminate({ account }, tools) {
    const found = await findAccount(tools, account)
    if (!found) return alreadySo({})
    if (found.user !== panelName(account.username) || found.domain !== panelDomain(account.domain))
      return failed('conflict', `The server has ${found.user} for ${found.domain}`, {
        explanation: `Terminating ${account.username} of ${account.domain} would end another account, or leave this one.`,
      })
    const user = found.user
    const keepdns = tools.server.settings.keepDns === 'on' ? '1' : '0'
    const removed = await outcomeOf(change(tools, 'removeacct', { username: user, user, keepdns }))
    if (!isFailed(removed)) return done({}, removed.text)
    if (removed.cause !== ABSENT) return removed
    // It was there a moment ago: gone is what the panel no longer lists.
    return (await findAccount(tools, account)) ? unclear(true, removed.text, STILL_LISTED) : alreadySo({}, removed.text)
  },

  /** The panel has no terms: there is nothing to renew. */
  async renew() {
    return done({})
  },

  async changePackage({ account }, tools) {
    const pkg = packageName(account.product.settings, tools.server.username)
    if (pkg === '') return noPackage(account)
    return told(await change(tools, 'changepackage', { user: panelName(account.username), pkg }))
  },

  async changePassword({ account, password }, tools) {
    const alsoDatabases = tools.server.settings.databasePassword === 'on' ? '1' : '0'
    const user = panelName(account.username)
    return told(await change(tools, 'passwd', { user, password, db_pass_update: alsoDatabases }))
  },

  async custom({ account, command }, tools) {
    const user = panelName(account.username)
    if (command === 'removeReseller') return told(await change(tools, 'unsetupreseller', { user }))
    if (command !== 'makeReseller') return failed('permanent', `cPanel has no command ${command}`)
    await change(tools, 'setupreseller', { user, makeowner: '0' })
    if (isReseller(account.product.settings)) await makeReseller(account, tools)
    return done({})
  },

  async testConnection(_, tools) {
    const functions = await ask(tools, 'applist')
    return connection(functions.data, (await ask(tools, 'version')).data)
  },

  async listAccounts(_, tools) {
    const { data } = await ask(tools, 'listaccts', { want: 'user,domain,plan,owner,email,suspended,suspendreason' })
    return done({ accounts: readAccounts(data).map(plainState), next: null })
  },

  async accountState({ account }, tools) {
    return done(stateOf(await findAccount(tools, account), account, tools.server.username))
  },

  async usage({ account }, tools) {
    const user = panelName(account.username)
    const [found] = readAccounts((await ask(tools, 'accountsummary', { user })).data)
    const traffic = await ask(tools, 'showbw', { searchtype: 'user', search: `^${user}$` })
    return done({
      diskUsedMb: limitMb(found?.diskused) ?? 0,
      diskLimitMb: limitMb(found?.disklimit),
      ...readTraffic(traffic.data, user),
    })
  },

  async signOn({ account }, tools) {
    const parameters = { user: panelName(account.username), service: 'cpaneld' }
    return readSession((await ask(tools, 'create_user_session', parameters)).data, tools.server)
  },
}

/** A name or domain that is taken may be taken by the very account that we want. */
async function adopt(failure: Failed, account: Account, tools: BackendTools): Promise<Outcome<Created>> {
  if (failure.cause !== NAME_TAKEN && failure.cause !== DOMAIN_TAKEN) return failure
  const found = await findAccount(tools, account)
  if (!found) return failure
  const { differs } = stateOf(found, account, tools.server.username)
  if (differs.length === 0) return alreadySo({}, failure.text)
  const explanation = `The server has ${found.user} for ${found.domain}, which differs in ${differs.join(' and ')}.`
  return { ...failure, explanation }
}

const noPackage = ({ product }: Account): Failed =>
  failed('configuration', `The product ${product.name} names no package`, { cause: `no package ${product.name}` })

const told = ({ text }: WhmReply): Outcome => done({}, text)

/** What the panel calls an error may be what we wanted. It is believed when the account is seen to be so. */
async function unlessAlready(
  call: Promise<WhmReply>,
  cause: string,
  account: Account,
  wanted: 'active' | 'suspended',
  tools: BackendTools,
): Promise<Outcome> {
  const reply = await outcomeOf(call)
  if (!isFailed(reply)) return told(reply)
  if (reply.cause !== cause) return reply
  const found = await findAccount(tools, account)
  return found && plainState(found).state === wanted ? alreadySo({}, reply.text) : reply
}

async function makeReseller(account: Account, tools: BackendTools): Promise<void> {
  const user = panelName(account.username)
  const { settings } = account.product
  if (settings.aclList) await change(tools, 'setacls', { reseller: user, acllist: settings.aclList })
  await change(tools, 'setresellerlimits', { user, ...resellerLimits(settings) })
}
