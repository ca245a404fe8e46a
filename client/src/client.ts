import { type AccessNouns, makeAccessNouns } from './access.ts'
import { type Attention, makeAttention } from './attention.ts'
import { type BulkActions, makeBulkActions } from './bulk-actions.ts'
import { type Call, type CallOptions, type ClientOptions, makeCall } from './call.ts'
import { type CatalogNouns, makeCatalogNouns } from './catalog.ts'
import { type ClientGroups, makeClientGroups } from './client-groups.ts'
import { type Clients, makeClients } from './clients.ts'
import { type Contacts, makeContacts } from './contacts.ts'
import type { ApiIndex } from './contract.ts'
import { type Currencies, makeCurrencies } from './currencies.ts'
import { type CustomFields, makeCustomFields } from './custom-fields.ts'
import { type EventsNoun, makeEvents } from './events.ts'
import { type HoldingNouns, makeHoldingNouns } from './holdings.ts'
import { headerIdentity, sessionIdentity } from './identity.ts'
import { type Lanes, makeLanes } from './lanes.ts'
import { type ModuleQueue, makeModuleQueue } from './module-queue.ts'
import { type Modules, makeModules } from './modules.ts'
import { makeNoteNouns, type NoteNouns } from './notes.ts'
import { makeNoticeNouns, type NoticeNouns } from './notices.ts'
import { makeOrders, type Orders } from './orders.ts'
import { makeOutbound, type OutboundNouns } from './outbound.ts'
import { makePeopleNouns, type PeopleNouns } from './people.ts'
import { makeProjectSettingNouns, type ProjectSettingNouns } from './project-settings.ts'
import {
  makeProjectFiles,
  makeTicketLinks,
  makeTopics,
  type ProjectFiles,
  type TicketLinks,
  type Topics,
} from './project-threads.ts'
import { type Actions, makeActions, makeProjects, makeTimeLogs, type Projects, type TimeLogs } from './projects.ts'
import {
  type LaneScheduledChanges,
  makeLaneScheduledChanges,
  makeOutboundScheduledChanges,
  type OutboundScheduledChanges,
} from './scheduled-changes.ts'
import { makeSchedules, type Schedules } from './schedules.ts'
import { makeServices, type Services } from './services.ts'
import { makeStatistics, type StatisticsNoun } from './statistics.ts'
import { makeSupportNouns, type SupportNouns } from './support.ts'
import { makeTickets, type Tickets } from './tickets.ts'
import { makeUsers, type Users } from './users.ts'
import { makeWebhookDeliveries, makeWebhooks, type WebhookDeliveries, type Webhooks } from './webhooks.ts'
import { type OutboundWorker, startWorker, type WorkerHandler, type WorkerOptions } from './worker.ts'

type RoomNouns = AccessNouns &
  CatalogNouns &
  HoldingNouns &
  NoteNouns &
  NoticeNouns &
  PeopleNouns &
  ProjectSettingNouns &
  SupportNouns

export type Client = RoomNouns & {
  /** Name and version of the server. Needs no right at all. */
  about(options?: CallOptions): Promise<ApiIndex>
  /** Any operation by its id, such as `clients.update`: what the methods below are made of. */
  readonly call: Call
  readonly clients: Clients
  readonly contacts: Contacts
  readonly users: Users
  readonly customFields: CustomFields
  readonly currencies: Currencies
  readonly clientGroups: ClientGroups
  readonly orders: Orders
  readonly services: Services
  /** What happens, as it happens. */
  readonly events: EventsNoun
  readonly attention: Attention
  readonly schedules: Schedules
  readonly webhooks: Webhooks
  readonly webhookDeliveries: WebhookDeliveries
  readonly moduleQueue: ModuleQueue
  readonly bulkActions: BulkActions
  readonly lanes: Lanes
  readonly statistics: StatisticsNoun
  readonly laneScheduledChanges: LaneScheduledChanges
  readonly outboundScheduledChanges: OutboundScheduledChanges
  readonly outbound: OutboundNouns
  /** Takes starts of an outbound service and carries them out, with the service's own password. */
  worker(service: string, handler: WorkerHandler, options?: WorkerOptions): OutboundWorker
  readonly modules: Modules
  readonly projects: Projects
  readonly actions: Actions
  readonly timeLogs: TimeLogs
  readonly tickets: Tickets
  readonly topics: Topics
  readonly files: ProjectFiles
  readonly ticketLinks: TicketLinks
}

/** A client of one Provisor server. It holds no connection: make one and keep it. */
export function makeClient(options: ClientOptions): Client {
  const identity = options.session ? sessionIdentity() : headerIdentity(`Bearer ${options.token ?? ''}`)
  const call = makeCall(options, identity)
  return {
    call,
    about: (callOptions) => call('api.index', {}, callOptions),
    ...makeNoteNouns(call),
    ...makeNoticeNouns(call),
    ...makePeopleNouns(call),
    ...makeAccessNouns(call),
    ...makeCatalogNouns(call),
    ...makeSupportNouns(call),
    ...makeHoldingNouns(call),
    ...makeProjectSettingNouns(call),
    clients: makeClients(call),
    contacts: makeContacts(call),
    users: makeUsers(call),
    customFields: makeCustomFields(call),
    currencies: makeCurrencies(call),
    clientGroups: makeClientGroups(call),
    orders: makeOrders(call),
    services: makeServices(call),
    events: makeEvents(call, options, identity),
    attention: makeAttention(call),
    schedules: makeSchedules(call),
    webhooks: makeWebhooks(call),
    webhookDeliveries: makeWebhookDeliveries(call),
    moduleQueue: makeModuleQueue(call),
    bulkActions: makeBulkActions(call),
    lanes: makeLanes(call),
    statistics: makeStatistics(call),
    laneScheduledChanges: makeLaneScheduledChanges(call),
    outboundScheduledChanges: makeOutboundScheduledChanges(call),
    outbound: makeOutbound(call),
    worker(service, handler, workerOptions = {}) {
      const { outbound } = options
      if (!outbound) throw new TypeError('A worker needs the options outbound.account and outbound.password')
      return startWorker(
        makeCall(options, headerIdentity(basic(`${outbound.account}/${service}`, outbound.password))),
        handler,
        workerOptions,
      )
    },
    modules: makeModules(call),
    projects: makeProjects(call),
    actions: makeActions(call),
    timeLogs: makeTimeLogs(call),
    tickets: makeTickets(call),
    topics: makeTopics(call),
    files: makeProjectFiles(call),
    ticketLinks: makeTicketLinks(call),
  }
}

const basic = (name: string, password: string): string =>
  `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${name}:${password}`)))}`
