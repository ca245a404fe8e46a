/**
 * What a person decides about the commands that are made from the contract: `npm run generate` reads this and writes
 * `table.json` and `nouns.json`. An operation that is new gets a command by itself.
 */

/** Words of a noun where its singular is not what people say, by the noun of the contract. */
export const NOUN_WORDS: Readonly<Record<string, string>> = {
  actions: 'task',
  addons: 'addon',
  allowedAddresses: 'allowed-address',
  bulkActions: 'bulk',
  currencies: 'currency',
  laneScheduledChanges: 'lane scheduled-change',
  mailSettings: 'settings mail',
  moduleQueue: 'queue',
  outboundAccounts: 'outbound account',
  outboundPurgePreviews: 'outbound purge-preview',
  outboundQueues: 'outbound',
  outboundScheduledChanges: 'outbound scheduled-change',
  outboundServices: 'outbound service',
  outboundStarts: 'outbound',
  predefinedReplies: 'predefined-reply',
  projectSettings: 'settings project',
  statistics: 'statistics',
  webhookDeliveries: 'webhook-delivery',
}

/** What nouns say of themselves that are none of the contract. */
export const NOUN_ABOUTS: Readonly<Record<string, string>> = {
  outbound: 'Outbound services: what waits, runs and became of it.',
  settings: 'How mail, projects and notices work here.',
}

/** One word for one thing, whatever the contract says. */
export const VERB_WORDS: Readonly<Record<string, string>> = {
  change: 'update',
  patch: 'update',
  remove: 'delete',
}

/** Whole commands where noun and verb are not enough. */
export const COMMAND_WORDS: Readonly<Record<string, string>> = {
  'staff.getNotices': 'settings notices get',
  'staff.putNotices': 'settings notices set',
  'tickets.departments': 'department list',
  'tickets.open': 'ticket create',
}

/** Operations that a command of its own covers, which stays as it is. */
export const OWN_COMMANDS: Readonly<Record<string, string>> = {
  'actions.ofQueueEntry': 'task from-queue',
  'attention.list': 'attention',
  'bans.create': 'ban add',
  'bans.lift': 'ban lift',
  'bans.list': 'ban list',
  'bulkActions.preview': 'bulk preview',
  'credentials.create': 'credential create',
  'credentials.list': 'credential list',
  'credentials.revoke': 'credential revoke',
  'hold.begin': 'hold',
  'hold.get': 'attention',
  'hold.release': 'release',
  'lanes.list': 'lane list',
  'lanes.maintenance': 'lane maintenance',
  'lanes.pause': 'lane pause',
  'lanes.resume': 'lane resume',
  'mails.list': 'mail list',
  'moduleQueue.cancel': 'queue cancel',
  'moduleQueue.get': 'queue show',
  'moduleQueue.groups': 'queue list',
  'moduleQueue.list': 'queue list',
  'moduleQueue.resolve': 'queue resolve',
  'moduleQueue.retry': 'queue retry',
  'moduleQueue.retryAll': 'queue retry',
  'modules.commandAddon': 'module',
  'modules.commandDomain': 'module',
  'modules.commandService': 'module',
  'outboundAccounts.addKey': 'outbound key create',
  'outboundAccounts.create': 'outbound account create',
  'outboundAccounts.keys': 'outbound key list',
  'outboundAccounts.list': 'outbound account list',
  'outboundAccounts.remove': 'outbound account remove',
  'outboundAccounts.revokeKey': 'outbound key revoke',
  'outboundAccounts.rotateKey': 'outbound key rotate',
  'outboundQueues.get': 'outbound show',
  'outboundQueues.list': 'outbound list',
  'outboundQueues.purge': 'outbound purge',
  'outboundQueues.purged': 'outbound purged',
  'outboundQueues.undo': 'outbound undo',
  'outboundStarts.cancel': 'outbound cancel',
  'outboundStarts.create': 'outbound start',
  'outboundStarts.status': 'outbound status',
  'projects.get': 'project show',
  'projects.list': 'project list',
  'roles.list': 'role list',
  'schedules.list': 'schedule list',
  'schedules.run': 'schedule run',
  'staff.create': 'staff create',
  'staff.disable': 'staff disable',
  'staff.enable': 'staff enable',
  'staff.list': 'staff list',
  'staff.resetSecondFactors': 'staff reset-second-factors',
  'staff.setPassword': 'staff password',
  'timeLogs.timesheet': 'timesheet',
  'webhooks.create': 'webhook create',
  'webhooks.list': 'webhook list',
  'webhooks.replay': 'webhook replay',
  'webhooks.test': 'webhook test',
}

const BROWSER = 'a person in a browser does it'
const WORKER = 'a worker does it, with the password of its service: provisor worker'
const RAW = 'for programs: provisor api GET'

/** Operations without a command, and why. */
export const NO_COMMAND: Readonly<Record<string, string>> = {
  'api.description': RAW,
  'api.index': RAW,
  'me.beginOneTimeCodes': BROWSER,
  'me.confirmOneTimeCodes': BROWSER,
  'me.createPasskey': BROWSER,
  'me.deleteOneTimeCodes': BROWSER,
  'me.deletePasskey': BROWSER,
  'me.get': BROWSER,
  'me.getNotices': BROWSER,
  'me.passkeyOptions': BROWSER,
  'me.putNotices': BROWSER,
  'me.replaceRecoveryCodes': BROWSER,
  'me.secondFactors': BROWSER,
  'me.setPassword': BROWSER,
  'outboundWork.acknowledge': WORKER,
  'outboundWork.close': WORKER,
  'outboundWork.finish': WORKER,
  'outboundWork.heartbeat': WORKER,
  'outboundWork.open': WORKER,
  'outboundWork.report': WORKER,
  'outboundWork.take': WORKER,
  'sessions.create': BROWSER,
  'sessions.createByLink': BROWSER,
  'sessions.createByPasskey': BROWSER,
  'sessions.endCurrent': BROWSER,
  'sessions.methods': BROWSER,
  'sessions.passkeyOptions': BROWSER,
}

/** Members that never stand on a command line, which everybody sees who lists processes. */
export const SECRET_MEMBERS: ReadonlySet<string> = new Set(['password', 'eppCode', 'accessHash'])

/** Members whose own word is a flag of every command, by operation and member. */
export const FLAG_WORDS: Readonly<Record<string, string>> = {
  q: 'query',
  'webhooks.update url': 'endpoint',
}

/** What a list shows where the first texts of a record would not do; `npm run generate` finds the rest. */
export const LIST_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  'activity.list': ['id', 'at', 'kind', 'description', 'actor.name'],
  'addons.list': ['id', 'name', 'clientId', 'serviceId', 'status', 'billingCycle', 'nextDueOn'],
  'bulkActions.items': ['id', 'name', 'state', 'code', 'words', 'endedAt'],
  'bulkActions.list': ['id', 'noun', 'action', 'state', 'total', 'succeeded', 'failed', 'waiting', 'createdAt', 'why'],
  'clients.list': ['id', 'firstName', 'lastName', 'companyName', 'email', 'status', 'credit', 'currency', 'createdAt'],
  'clients.users': ['id', 'firstName', 'lastName', 'email', 'isOwner'],
  'contacts.list': ['id', 'firstName', 'lastName', 'companyName', 'email', 'createdAt'],
  'domains.list': ['id', 'name', 'clientId', 'registrar', 'status', 'expiresOn', 'nextDueOn'],
  'events.list': ['id', 'at', 'kind', 'description', 'actor.name'],
  'modules.list': ['name', 'displayName', 'commands', 'registersDomains', 'testsConnection'],
  'orders.list': ['id', 'orderNumber', 'clientId', 'clientName', 'status', 'amount', 'currency', 'orderedAt'],
  'services.history': ['id', 'at', 'kind', 'description', 'actor.name'],
  'services.list': ['id', 'clientId', 'productName', 'domain', 'username', 'serverName', 'status', 'nextDueOn'],
  'sessions.list': ['id', 'staffId', 'method', 'address', 'createdAt', 'usedAt', 'expiresAt'],
  'tickets.list': ['id', 'number', 'departmentName', 'subject', 'status', 'priority', 'lastReplyAt'],
}
