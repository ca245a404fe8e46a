import { type Access, type AccessParts, makeAccess } from './access/access.ts'
import type { Actor } from './access/actor.ts'
import type { Refusals } from './access/refusals/refusals.ts'
import type { SessionLimits } from './access/sessions/session.ts'
import type { LoginLimits } from './access/sign-in/attempt-limits.ts'
import type { Passwords } from './access/sign-in/passwords.ts'
import { type Attention, makeAttention } from './attention/attention.ts'
import type { Disk } from './attention/machine.ts'
import type { Clock } from './base/clock.ts'
import type { SecretBox } from './base/secrets/secrets.ts'
import type { Transaction } from './base/transaction.ts'
import type { FirstTransaction } from './base/transactions/first-transaction.ts'
import type { WallClock } from './base/wall-clock.ts'
import { type Bulk, makeBulk } from './bulk/bulk.ts'
import { type Catalog, makeCatalog } from './catalog/catalog.ts'
import { type Clients, makeClients } from './clients/clients.ts'
import { makeSignOnTokens } from './clients/sign-on-tokens.ts'
import { makeUserSignIn } from './clients/user-sign-in.ts'
import type { Schedules } from './duties/schedules.ts'
import { type Feed, makeFeed } from './feed/feed.ts'
import type { Files } from './files/files.ts'
import type { HoldVerbs } from './hold/hold.ts'
import type { KeyVerbs } from './keys/keys.ts'
import type { SmtpSend } from './notices/mail/smtp.ts'
import { makeNotices, type Notices } from './notices/notices.ts'
import type { Outbound } from './outbound/outbound.ts'
import { makeOutbound } from './outbound/outbound.ts'
import type { OutboundParts } from './outbound/parts.ts'
import { type Actions, makeActions } from './projects/actions/actions.ts'
import { settleEntryOf } from './projects/actions/queue-task.ts'
import { projectLooks } from './projects/looks.ts'
import { makeProjects, type Projects } from './projects/projects.ts'
import { makeProjectSettings, type ProjectSettings } from './projects/settings.ts'
import { makeProjectFiles, type ProjectFiles } from './projects/threads/project-files.ts'
import { makeTopics, type Topics } from './projects/threads/topics.ts'
import { makeTicketLinks, type TicketLinks, ticketEnded } from './projects/tickets/ticket-links.ts'
import { makeTimeLogs, type TimeLogs } from './projects/time/time-logs.ts'
import { makeTimesheetWeeks, type TimesheetWeeks } from './projects/time/timesheet-weeks.ts'
import { type ModuleCommands, makeEnqueueProvisioning, makeModuleCommands } from './provisioning/commands.ts'
import { type LaneChanges, makeLaneChanges } from './provisioning/lanes/lane-changes.ts'
import { type LaneCommands, makeLaneCommands } from './provisioning/lanes/lane-commands.ts'
import { makeServerStatus, type StatusOfServers, type StatusParts } from './provisioning/lanes/server-status.ts'
import { type Callbacks, makeCallbacks } from './provisioning/operations/callbacks.ts'
import { makeOnDesiredStateChanged } from './provisioning/operations/supersede-on-status.ts'
import { makeSecretSettings } from './provisioning/panel/secret-settings.ts'
import type { ProvisioningTools } from './provisioning/parts.ts'
import { makeWholeQueue } from './provisioning/queue/whole-queue.ts'
import { type AskRegistrar, makeRegistrar } from './provisioning/registrar.ts'
import { type Addons, makeAddons } from './services/addons/addons.ts'
import { type CancelRequests, makeCancelRequests } from './services/cancel-requests.ts'
import { type Domains, makeDomains } from './services/domains/domains.ts'
import { makeHoldings } from './services/holdings.ts'
import { makeOAuthCredentials, type OAuthCredentials } from './services/oauth-credentials.ts'
import { deleteHoldings, endHoldings } from './services/of-client.ts'
import { makeOrders, type Orders } from './services/orders/orders.ts'
import { makeServices, type Services } from './services/services.ts'
import { makeStatistics, type StatisticsVerbs } from './statistics/statistics.ts'
import type { Stores } from './storage/stores.ts'
import { deleteTicketsOf } from './support/of-client.ts'
import { makeSupport, type Support } from './support/support.ts'
import type { RelatedItem } from './support/ticket.ts'
import type { WebhookParts } from './webhooks/parts.ts'
import { makeWebhooks, type Webhooks } from './webhooks/webhooks.ts'

/** Every verb there is, by room: what the faces, the console and the commands are made of. */
export type Domain = {
  /** Whose days and hours this installation goes by. */
  readonly timeZone: string
  readonly access: Access
  readonly keys: KeyVerbs
  readonly schedules: Schedules
  readonly hold: HoldVerbs
  readonly clients: Clients
  readonly catalog: Catalog
  readonly services: Services
  readonly cancelRequests: CancelRequests
  readonly oauthCredentials: OAuthCredentials
  /** Links that sign users in at the provider's portal. */
  readonly signOnTokens: ReturnType<typeof makeSignOnTokens>
  /** Whether a password is that of a user. */
  readonly userSignIn: ReturnType<typeof makeUserSignIn>
  readonly addons: Addons
  readonly domains: Domains
  readonly holdings: ReturnType<typeof makeHoldings>
  readonly orders: Orders
  readonly modules: ModuleCommands
  readonly moduleQueue: ReturnType<typeof makeWholeQueue>
  readonly lanes: LaneCommands
  readonly laneChanges: LaneChanges
  readonly callbacks: Callbacks
  readonly bulk: Bulk
  /** What happens, to who may know of it. */
  readonly feed: Feed
  readonly attention: { list(actor: Actor): Promise<Attention> }
  readonly notices: Notices
  /** Addresses of others that are told what happens. */
  readonly webhooks: Webhooks
  readonly serverStatus: StatusOfServers
  /** Name servers, lock, contacts and the like, asked of the registrar at once. */
  readonly askRegistrar: AskRegistrar
  readonly statistics: StatisticsVerbs
  readonly support: Support
  readonly outbound: Outbound
  readonly projects: Projects
  readonly actions: Actions
  readonly timeLogs: TimeLogs
  readonly timesheetWeeks: TimesheetWeeks
  readonly topics: Topics
  readonly projectFiles: ProjectFiles
  readonly ticketLinks: TicketLinks
  readonly projectSettings: ProjectSettings
  /** Of what has a version, locked as its own verbs lock it; undefined of what is not there. */
  readonly versionOf: Readonly<Record<VersionedNoun, (tx: Stores, id: number) => Promise<number | undefined>>>
  /** Runs `work` with something around its first transaction. */
  readonly around: <T>(first: AroundVerb, work: () => Promise<T>) => Promise<T>
}

/** What a caller asks for in the transaction of a verb, beside what it does. */
export type AroundVerb = FirstTransaction<Stores>

export type VersionedNoun = keyof typeof VERSIONS

export type DomainParts = {
  read: Stores
  transaction: Transaction<Stores>
  around: Domain['around']
  clock: Clock
  wallClock: WallClock
  secrets: SecretBox
  keys: KeyVerbs
  hold: HoldVerbs
  schedules: Schedules
  /** Digests API secrets; useless to who has the database alone. */
  digestKey: Buffer
  /** Seals the activity log. */
  chainKey: Buffer
  passwords: Passwords
  /** Where the provider's own portal is; empty for none. */
  portalUrl: string
  limits: LoginLimits
  sessionLimits: SessionLimits
  signOn?: AccessParts['signOn']
  refusals: Refusals
  /** Whether this is one, where newcomers try things out on one machine. */
  demonstration: boolean
  /** Whether a caller from loopback sits at this machine, as `trustsLoopback` says. */
  trustsLoopback: boolean
  files: Files
  /** Where the data folder is. */
  disk: Disk
  provisioning: Omit<ProvisioningTools, 'clock' | 'wallClock' | 'secrets'> & {
    /** Whether this process carries module actions out. */
    works: () => boolean
    /** For questions that somebody waits for. */
    http: StatusParts['http']
  }
  outbound: Pick<OutboundParts, 'key' | 'node' | 'draining'>
  /** How messages to webhooks leave it, and where they may go besides. */
  webhooks: Pick<WebhookParts, 'http' | 'allow'>
  /** How mail leaves this process. */
  sendMail: SmtpSend
}

export function makeDomain({ provisioning, outbound, webhooks, sendMail, ...parts }: DomainParts): Domain {
  const providing = { ...parts, ...provisioning }
  const onDesiredStateChanged = makeOnDesiredStateChanged<Stores>(providing)
  const orders = makeOrders({
    ...parts,
    onDesiredStateChanged,
    enqueueProvisioning: makeEnqueueProvisioning<Stores>(providing),
  })
  const access = makeAccess(parts)
  const timeLogs = makeTimeLogs(parts)
  const outboundVerbs = makeOutbound({
    ...{ ...parts, ...outbound },
    queue: provisioning.queue,
    attempts: access.attempts,
  })
  const moduleQueue = makeWholeQueue(providing)
  const lanes = makeLaneCommands(providing)
  const support = makeSupport({ ...parts, ownerOf, ticketEnded })
  const projects = makeProjects(parts)
  const actions = makeActions({ ...parts, completed: settleEntryOf(providing) })
  const topics = makeTopics(parts)
  const projectFiles = makeProjectFiles(parts)
  const looks = projectLooks({ projects, actions, timeLogs, topics, projectFiles })
  const feed = makeFeed({
    ...{ read: parts.read, sealer: access.sealer },
    looks: { ...looks, saved_view: { get: access.savedViews.get } },
  })
  const webhookVerbs = makeWebhooks({
    ...{ ...parts, ...webhooks, queue: provisioning.queue },
    ...{ seen: feed.seen, sealer: access.sealer },
  })
  const attention = {
    list: makeAttention({ ...parts, moduleQueue, lanes, outbound: outboundVerbs, webhooks: webhookVerbs }),
  }
  return {
    timeZone: parts.wallClock.zone,
    access,
    keys: parts.keys,
    schedules: parts.schedules,
    hold: parts.hold,
    clients: makeClients<Stores>({
      ...parts,
      holdings: {
        end: (tx, actor, id) => endHoldings(tx, actor, id, parts.wallClock.date(tx.at)),
        async delete(tx, actor, id) {
          await deleteTicketsOf(tx, ticketEnded, actor, id)
          await deleteHoldings(tx, actor, id)
        },
      },
    }),
    catalog: makeCatalog({ ...parts, secretSettings: makeSecretSettings(provisioning.registry) }),
    cancelRequests: makeCancelRequests(parts),
    oauthCredentials: makeOAuthCredentials(parts),
    signOnTokens: makeSignOnTokens(parts),
    userSignIn: makeUserSignIn({ ...parts, attempts: access.attempts }),
    services: makeServices({ ...parts, onDesiredStateChanged, settleEvents: access.sealer.settle }),
    addons: makeAddons({ ...parts, onDesiredStateChanged }),
    domains: makeDomains({ ...parts, onDesiredStateChanged }),
    holdings: makeHoldings(parts),
    orders,
    modules: makeModuleCommands({ ...providing, orders }),
    moduleQueue,
    lanes,
    attention,
    notices: makeNotices({
      ...{ ...parts, queue: provisioning.queue, send: sendMail },
      rooms: { attention, actions, projects, ...support },
    }),
    feed,
    webhooks: webhookVerbs,
    laneChanges: makeLaneChanges(providing),
    callbacks: makeCallbacks(providing),
    bulk: makeBulk(providing),
    serverStatus: makeServerStatus(providing),
    askRegistrar: makeRegistrar(providing),
    statistics: makeStatistics({
      ...{ read: parts.read, queue: provisioning.queue },
      outboundService: outboundVerbs.services.get,
    }),
    support,
    outbound: outboundVerbs,
    projects,
    actions,
    timeLogs,
    timesheetWeeks: makeTimesheetWeeks({ ...parts, timeLogs }),
    topics,
    projectFiles,
    ticketLinks: makeTicketLinks(parts),
    projectSettings: makeProjectSettings(parts),
    versionOf: VERSIONS,
    around: parts.around,
  }
}

const VERSIONS = {
  clients: async (tx: Stores, id: number) => (await tx.clients.lock(id))?.version,
  services: async (tx: Stores, id: number) => (await tx.services.lock(id))?.version,
  addons: async (tx: Stores, id: number) => (await tx.addons.lock(id))?.version,
  domains: async (tx: Stores, id: number) => (await tx.domains.lock(id))?.version,
  tickets: async (tx: Stores, id: number) => (await tx.support.tickets.lock(id))?.version,
  projects: async (tx: Stores, id: number) => inProject(tx, { projectId: id }, () => tx.projects.get(id)),
  actions: async (tx: Stores, id: number) => inProject(tx, await tx.actions.get(id), () => tx.actions.get(id)),
  timeLogs: async (tx: Stores, id: number) => (await tx.timeLogs.lock(id))?.version,
  roles: async (tx: Stores, id: number) => (await tx.access.roles.lock(id))?.version,
  savedViews: async (tx: Stores, id: number) => (await tx.access.savedViews.lock(id))?.version,
  topics: async (tx: Stores, id: number) => inProject(tx, await tx.topics.get(id), () => tx.topics.get(id)),
  files: async (tx: Stores, id: number) => inProject(tx, await tx.projectFiles.get(id), () => tx.projectFiles.get(id)),
}

/** Whatever is in a project changes under its lock. */
async function inProject(
  tx: Stores,
  found: { projectId: number } | undefined,
  again: () => Promise<{ version: number } | undefined>,
): Promise<number | undefined> {
  if (found) await tx.projects.lock(found.projectId)
  return (await again())?.version
}

/** Whose it is: tickets name what clients hold without knowing more of it. */
async function ownerOf(tx: Stores, { type, id }: RelatedItem): Promise<number | undefined> {
  const item = type === 'service' ? await tx.services.get(id) : await tx.domains.get(id)
  return item?.clientId
}
