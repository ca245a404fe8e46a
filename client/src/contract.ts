// Made from the contract of the server by scripts/generators/client-contract.ts: "npm run generate" writes it again.

/** What went wrong (RFC 9457) */
export type Problem = {
  /** `urn:provisor:problem:` and the code */
  type: string
  /** The same words for every problem of this code */
  title: string
  /** The HTTP status */
  status: number
  /** What happened this time, for a person */
  detail: string
  /** Stable, for programs */
  code: string
  /** The evidence behind the detail */
  facts?: Record<string, unknown> | undefined
  /** What can be done about it */
  hint?: string | undefined
  /** What is wrong with the request, place by place; a path is such as `query.limit` */
  errors?: {
    path: string
    message: string
  }[] | undefined
  /** With this the operator finds the request in the log */
  requestId?: string | undefined
}

export type ApiIndex = {
  name: string
  /** Empty where the operator does not tell it to strangers */
  version: string
  links: {
    self: string
    description: string
    health: string
  }
}

export type ClientStatus = 'Active' | 'Inactive' | 'Closed'

export type ClientAccountPage = {
  items: ClientAccount[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** Who is served */
export type ClientAccount = {
  id: number
  uuid: string
  firstName: string
  lastName: string
  companyName: string
  email: string
  address1: string
  address2: string
  city: string
  state: string
  postcode: string
  /** ISO 3166-1 alpha-2 */
  country: string
  phoneNumber: string
  taxId: string
  currencyId: number
  groupId: number | null
  status: ClientStatus
  /** Such as `english`; empty for the server's own */
  language: string
  /** For the staff only */
  notes: string
  /** The favourite one; empty for none */
  paymentMethod: string
  /** Of the amounts, as ISO 4217 */
  currency: string
  groupName: string | null
  credit: string
  preferences: ClientPreferences
  /** All that clients are asked */
  customFields: {
    id: number
    name: string
    /** Empty where nothing was filled in; that of a secret is only there with `include=password` */
    value?: string | undefined
  }[]
  /** YYYY-MM-DD */
  createdOn: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** ISO 8601, in UTC */
  lastLoginAt: string | null
  lastLoginAddress: string
  /** Moves with every change; the ETag */
  version: number
}

export type ClientPreferences = {
  emails: EmailSwitches
  /** Has asked for marketing e-mail */
  marketing: boolean
  noLateFees: boolean
  noOverdueNotices: boolean
  taxExempt: boolean
  separateInvoices: boolean
  noAutomaticCharge: boolean
  noAutomaticClosing: boolean
  singleSignOn: boolean
  emailVerified: boolean
}

export type EmailSwitches = {
  general: boolean
  product: boolean
  domain: boolean
  invoice: boolean
  support: boolean
  affiliate: boolean
}

/** Who is served, and who may sign in */
export type ClientAccountDetails = {
  id: number
  uuid: string
  firstName: string
  lastName: string
  companyName: string
  email: string
  address1: string
  address2: string
  city: string
  state: string
  postcode: string
  /** ISO 3166-1 alpha-2 */
  country: string
  phoneNumber: string
  taxId: string
  currencyId: number
  groupId: number | null
  status: ClientStatus
  /** Such as `english`; empty for the server's own */
  language: string
  /** For the staff only */
  notes: string
  /** The favourite one; empty for none */
  paymentMethod: string
  /** Of the amounts, as ISO 4217 */
  currency: string
  groupName: string | null
  credit: string
  preferences: ClientPreferences
  /** All that clients are asked */
  customFields: {
    id: number
    name: string
    /** Empty where nothing was filled in; that of a secret is only there with `include=password` */
    value?: string | undefined
  }[]
  /** YYYY-MM-DD */
  createdOn: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** ISO 8601, in UTC */
  lastLoginAt: string | null
  lastLoginAddress: string
  /** Moves with every change; the ETag */
  version: number
  /** The owner first */
  users: ClientUser[]
}

/** Somebody who may sign in for a client */
export type ClientUser = {
  id: number
  firstName: string
  lastName: string
  email: string
  isOwner: boolean
  /** What the user may do for this client; an owner everything */
  permissions: UserPermission[]
}

export type UserPermission =
  | 'profile'
  | 'contacts'
  | 'services'
  | 'services.manage'
  | 'services.sign_on'
  | 'domains'
  | 'domains.manage'
  | 'invoices'
  | 'quotes'
  | 'tickets'
  | 'affiliates'
  | 'emails'
  | 'orders'

/** The client that was entered, and the user who owns it */
export type ClientCreated = {
  id: number
  ownerUserId: number
  version: number
}

/** Which client, and its version from now on */
export type ClientChanged = {
  id: number
  version: number
}

/** The number of what was made, changed or deleted */
export type Done = {
  id: number
}

export type ClientUsers = {
  items: ClientUser[]
}

export type Contacts = {
  items: Contact[]
}

/** Somebody else to write to on a client's behalf */
export type Contact = {
  id: number
  clientId: number
  firstName: string
  lastName: string
  companyName: string
  email: string
  address1: string
  address2: string
  city: string
  state: string
  postcode: string
  /** ISO 3166-1 alpha-2 */
  country: string
  phoneNumber: string
  taxId: string
  /** Which of the client's e-mails also go here */
  emails: EmailSwitches
  /** ISO 8601, in UTC */
  createdAt: string
}

export type CustomFieldOwner = 'client' | 'product' | 'addon'

export type CustomFields = {
  items: CustomField[]
}

/** What is asked of every client, or of who orders one product or add-on */
export type CustomField = {
  id: number
  owner: CustomFieldOwner
  /** The product or add-on definition; 0 for clients */
  ownerId: number
  name: string
  description: string
  kind: CustomFieldKind
  /** Of a `dropdown` */
  choices: string[]
  /** A regular expression that values match; empty for none */
  pattern: string
  required: boolean
  onOrderForm: boolean
  /** Clients do not see it */
  staffOnly: boolean
  position: number
}

export type CustomFieldKind = 'text' | 'link' | 'password' | 'dropdown' | 'tickbox' | 'textarea'

export type Currencies = {
  items: Currency[]
}

export type Currency = {
  id: number
  /** ISO 4217, such as `EUR` */
  code: string
  /** What people see before an amount */
  prefix: string
  /** What people see behind an amount */
  suffix: string
  /** How people are shown amounts: `1234.56`, `1,234.56`, `1.234,56` or `1,234` */
  format: 1 | 2 | 3 | 4
  /** What one unit of the default currency is in this one, in hundred-thousandths; at most 1000000000000 */
  rate: number
  /** Exactly one is */
  isDefault: boolean
}

export type ClientGroups = {
  items: ClientGroup[]
}

/** Clients that are told apart by a colour */
export type ClientGroup = {
  id: number
  name: string
  /** Such as `#AABBCC`; empty for none */
  colour: string
  /** Its clients are not suspended for being late */
  suspensionExempt: boolean
  /** Its clients get an invoice for each item */
  separateInvoices: boolean
  /** In per cent */
  discount: string
}

export type OrderStatus = 'Pending' | 'Active' | 'Fraud' | 'Cancelled'

export type OrderPage = {
  items: Order[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What one client asked for at once */
export type Order = {
  id: number
  /** The number that people are told */
  orderNumber: string | null
  clientId: number
  clientName: string
  contactId: number | null
  /** Who of the staff placed it */
  staffId: number | null
  status: OrderStatus
  /** Of the amounts: the client's, as ISO 4217 */
  currency: string
  /** What it costs at once */
  amount: string
  paymentMethod: string
  paymentMethodName: string | null
  nameservers: string[]
  promoCode: string
  ipAddress: string
  notes: string
  items: OrderItem[]
  renewals: OrderRenewals
  upgrade: OrderUpgrade | null
  /** ISO 8601, in UTC */
  orderedAt: string
  /** When its renewals and its upgrade were carried out */
  renewedAt: string | null
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type OrderItem = {
  type: 'service' | 'addon' | 'domain'
  id: number
  /** Of the product or add-on; of a domain how it comes to us */
  name: string
  domain: string
  /** Null for domains, which count in years */
  billingCycle: BillingCycle | null
  years: number | null
  firstPayment: string
  status: string
}

export type BillingCycle =
  | 'free'
  | 'onetime'
  | 'monthly'
  | 'quarterly'
  | 'semiannually'
  | 'annually'
  | 'biennially'
  | 'triennially'

/** What the order prolongs, by id */
export type OrderRenewals = {
  services: number[]
  addons: number[]
  domains: {
    id: number
    /** at most 10 */
    years: number
  }[]
}

/** What the order makes of a service */
export type OrderUpgrade = {
  serviceId: number
  fromProductId: number
  productId: number
  billingCycle: BillingCycle
  recurring: string
  configOptions: {
    id: number
    choiceId: number | null
    quantity: number
  }[]
}

/** Orders by status */
export type OrderStatuses = {
  items: {
    status: OrderStatus
    count: number
  }[]
}

/** What an order would cost, in the order in which it was sent */
export type OrderQuote = {
  /** Of the amounts, as ISO 4217 */
  currency: string
  /** What it would cost at once */
  amount: string
  products: {
    productId: number
    billingCycle: BillingCycle
    quantity: number
    firstPayment: string
    recurring: string
    addons: QuotedAddon[]
  }[]
  addons: QuotedAddon[]
  domains: {
    name: string
    years: number
    firstPayment: string
    recurring: string
  }[]
  /** All renewals together */
  renewals: string
}

export type QuotedAddon = {
  definitionId: number
  billingCycle: BillingCycle
  quantity: number
  firstPayment: string
  recurring: string
}

/** The order, and what was made with it */
export type OrderPlaced = {
  id: number
  orderNumber: string
  serviceIds: number[]
  addonIds: number[]
  domainIds: number[]
}

/** Which order, and its status */
export type OrderChanged = {
  id: number
  status: OrderStatus
}

export type ServiceStatus =
  | 'Pending'
  | 'Active'
  | 'Completed'
  | 'Suspended'
  | 'Terminated'
  | 'Cancelled'
  | 'Fraud'

export type ServicePage = {
  items: Service[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What a client holds: one sold product */
export type Service = {
  id: number
  clientId: number
  orderId: number | null
  /** The number that people are told */
  orderNumber: string | null
  productId: number
  productName: string
  /** The product group */
  groupName: string
  serverId: number | null
  serverName: string | null
  serverHostname: string | null
  serverIp: string | null
  quantity: number
  status: ServiceStatus
  suspensionReason: string
  overrideAutoSuspend: boolean
  /** YYYY-MM-DD */
  overrideSuspendUntil: string | null
  domain: string
  username: string
  /** Only with `include=password`; empty when the service has none */
  password?: string | undefined
  billingCycle: BillingCycle
  /** Of the amounts: the client's, as ISO 4217 */
  currency: string
  firstPayment: string
  recurring: string
  paymentMethod: string
  paymentMethodName: string | null
  /** YYYY-MM-DD */
  registeredOn: string | null
  /** YYYY-MM-DD */
  nextDueOn: string | null
  /** YYYY-MM-DD */
  nextInvoiceOn: string | null
  /** YYYY-MM-DD */
  terminatedOn: string | null
  subscriptionId: string
  promoId: number | null
  ns1: string
  ns2: string
  dedicatedIp: string
  assignedIps: string[]
  notes: string
  diskUsedMb: number
  /** 0 is without limit */
  diskLimitMb: number
  bandwidthUsedMb: number
  /** 0 is without limit */
  bandwidthLimitMb: number
  /** When the usage was read last */
  usageAt: string | null
  customFields: {
    id: number
    name: string
    value: string
  }[]
  configOptions: {
    id: number
    name: string
    /** Null where nothing was chosen */
    choiceId: number | null
    /** The name of the choice */
    choice: string | null
    quantity: number
  }[]
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
}

export type ServiceCounts = {
  items: {
    status: ServiceStatus
    count: number
  }[]
}

/** Which service, and its version from now on */
export type ServiceChanged = {
  id: number
  version: number
}

/** What a change of a service would cost */
export type UpgradeQuote = {
  serviceId: number
  fromProductId: number
  productId: number
  billingCycle: BillingCycle
  /** Of the amounts, as ISO 4217 */
  currency: string
  /** The difference for the days until the next payment, below zero for less */
  price: string
  recurring: string
  daysUntilRenewal: number
  /** Of the present period */
  totalDays: number
  /** An order that changes it waits already */
  inProgress: boolean
}

/** The order, and what the change costs */
export type UpgradeOrdered = {
  serviceId: number
  fromProductId: number
  productId: number
  billingCycle: BillingCycle
  /** Of the amounts, as ISO 4217 */
  currency: string
  /** The difference for the days until the next payment, below zero for less */
  price: string
  recurring: string
  daysUntilRenewal: number
  /** Of the present period */
  totalDays: number
  orderId: number
  orderNumber: string
}

export type HistoryPage = {
  items: HistoryEvent[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What happened, who did it, and what it changed */
export type HistoryEvent = {
  id: number
  /** ISO 8601, in UTC */
  at: string
  /** `noun.verb_in_past`, such as `service.suspended`; docs/events.md lists them */
  kind: string
  /** One line for people */
  description: string
  actor: {
    /** `staff`, or `system` for the server itself and the owner of its data */
    kind: string
    /** The staff member; 0 for the system */
    id: number
    name: string
    /** Where the request came from */
    address: string
  }
  /** Field by field. Secrets show as `***`, and so does that they changed */
  changes: Record<string, {
    before: unknown
    after: unknown
  }>
}

export type AddonPage = {
  items: Addon[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** An extra that a client holds beside one service */
export type Addon = {
  id: number
  clientId: number
  serviceId: number
  orderId: number | null
  /** What was sold; null where it was made by hand */
  definitionId: number | null
  definitionName: string | null
  serverId: number | null
  /** Its own; empty where the definition's is used */
  name: string
  quantity: number
  status: ServiceStatus
  billingCycle: BillingCycle
  /** Of the amounts: the client's, as ISO 4217 */
  currency: string
  setup: string
  recurring: string
  tax: boolean
  paymentMethod: string
  paymentMethodName: string | null
  /** YYYY-MM-DD */
  registeredOn: string | null
  /** YYYY-MM-DD */
  nextDueOn: string | null
  /** YYYY-MM-DD */
  nextInvoiceOn: string | null
  /** YYYY-MM-DD */
  terminatedOn: string | null
  notes: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
}

/** Which add-on, and its version from now on */
export type AddonChanged = {
  id: number
  version: number
}

export type DomainStatus =
  | 'Pending'
  | 'Pending Registration'
  | 'Pending Transfer'
  | 'Active'
  | 'Grace'
  | 'Redemption'
  | 'Expired'
  | 'Transferred Away'
  | 'Cancelled'
  | 'Fraud'

export type DomainNamePage = {
  items: DomainName[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A domain name that is registered for a client */
export type DomainName = {
  id: number
  clientId: number
  orderId: number | null
  kind: DomainKind
  name: string
  /** Its module; empty where none looks after it */
  registrar: string
  /** The registrar's server; null until something is asked of it */
  serverId: number | null
  periodYears: number
  status: DomainStatus
  /** Of the amounts: the client's, as ISO 4217 */
  currency: string
  firstPayment: string
  recurring: string
  paymentMethod: string
  paymentMethodName: string | null
  /** YYYY-MM-DD */
  registeredOn: string | null
  /** YYYY-MM-DD */
  expiresOn: string | null
  /** YYYY-MM-DD */
  nextDueOn: string | null
  subscriptionId: string
  promoId: number | null
  dnsManagement: boolean
  emailForwarding: boolean
  idProtection: boolean
  doNotRenew: boolean
  /** In order */
  nameservers: string[]
  notes: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
}

/** How it came to us */
export type DomainKind = 'Register' | 'Transfer'

/** Which domain name, and its version from now on */
export type DomainNameChanged = {
  id: number
  version: number
}

export type RegistrarAsk = {
  what:
    | 'nameservers'
    | 'set_nameservers'
    | 'lock'
    | 'set_lock'
    | 'contacts'
    | 'set_contacts'
    | 'epp_code'
    | 'set_id_protection'
    | 'release'
  /** For `set_nameservers` */
  nameservers?: string[] | undefined
  /** For `set_lock` */
  locked?: boolean | undefined
  /** For `set_contacts`; names of fields are the registrar’s own */
  contacts?: Record<string, Record<string, string | null>> | undefined
  /** For `set_id_protection` */
  on?: boolean | undefined
  /** For `release` */
  tag?: string | undefined
}

/** What was asked for */
export type RegistrarAnswer = {
  nameservers?: string[] | undefined
  locked?: boolean | undefined
  contacts?: Record<string, Record<string, string | null>> | undefined
  /** Missing where the registrar sends it to the holder */
  eppCode?: string | undefined
}

export type ServiceType = 'service' | 'addon' | 'domain'

export type FailureClass =
  | 'transient'
  | 'unknown'
  | 'conflict'
  | 'configuration'
  | 'authentication'
  | 'permanent'

export type QueueEntries = {
  items: QueueEntry[]
  total: number
  /** Of a part that was asked for: send it as `cursor` for what follows; null at the end */
  nextCursor?: string | null | undefined
}

export type QueueEntry = {
  id: number
  serviceType: ServiceType
  serviceId: number
  module: string
  action: string
  /** ISO 8601, in UTC */
  lastAttemptAt: string
  /** The panel's own words */
  lastError: string
  /** Ours beside them; may be empty */
  explanation: string
  /** The same for everything that is mended together */
  cause: string
  serverId: number | null
  /** For who may read clients */
  clientName: string | null
  productName: string | null
  domain: string | null
  serverName: string | null
  failureClass: FailureClass
  /** Failures after the first one */
  retries: number
  /** Nothing is tried until a person says so */
  held: boolean
  /** It does not mend itself */
  attention: boolean
  /** ISO 8601, in UTC */
  nextAttemptAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  settled: Settlement | null
}

/** How it ended; null as long as it is open */
export type Settlement = {
  resolution: 'succeeded' | 'settled' | 'superseded' | 'cancelled'
  note: string
  /** ISO 8601, in UTC */
  at: string
  /** Who said so; empty where nobody did */
  by: string
}

export type QueueGroups = {
  items: QueueGroup[]
}

export type QueueGroup = {
  serverId: number | null
  module: string
  failureClass: FailureClass
  cause: string
  entries: number
  serverName: string | null
  /** What is wrong, with its subject */
  title: string
  explanation: string
  /** What was to be done */
  actions: string[]
  lastError: string
  /** ISO 8601, in UTC */
  firstAt: string
  /** ISO 8601, in UTC */
  lastAt: string
  fix: Fix
}

export type Fix = {
  /** It ends with `…` where a person is asked for something first */
  label: string
  effect: string
  /** Fields of the body that a person has to give */
  asks: string[]
  /** Null where it is not done by a call */
  call: FixCall | null
  /** What follows when the call is made, in this order */
  after: FixCall[]
}

export type FixCall = {
  /** Of this API: its `operationId` */
  operation: string
  params: Record<string, string | number>
  body: Record<string, unknown>
}

export type QueueEntryShown = {
  id: number
  serviceType: ServiceType
  serviceId: number
  module: string
  action: string
  /** ISO 8601, in UTC */
  lastAttemptAt: string
  /** The panel's own words */
  lastError: string
  /** Ours beside them; may be empty */
  explanation: string
  /** The same for everything that is mended together */
  cause: string
  serverId: number | null
  /** For who may read clients */
  clientName: string | null
  productName: string | null
  domain: string | null
  serverName: string | null
  failureClass: FailureClass
  /** Failures after the first one */
  retries: number
  /** Nothing is tried until a person says so */
  held: boolean
  /** It does not mend itself */
  attention: boolean
  /** ISO 8601, in UTC */
  nextAttemptAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  settled: Settlement | null
  path: QueueEntryStep[]
  attempts: ModuleAttempt[]
  notes: QueueEntryNote[]
}

/** A state that the entry went through */
export type QueueEntryStep = {
  state:
    | 'asked'
    | 'tried'
    | 'looked'
    | 'held'
    | 'succeeded'
    | 'settled'
    | 'superseded'
    | 'cancelled'
  /** ISO 8601, in UTC */
  at: string
  /** Empty where nobody did it */
  by: string
  note: string
}

export type ModuleAttempt = {
  /** ISO 8601, in UTC */
  startedAt: string
  durationMs: number
  /** It only looked what had become of an earlier attempt */
  looked: boolean
  outcome: string
  said: string
  explanation: string
  /** The calls, without secrets */
  trace: Record<string, unknown>[]
}

export type QueueEntryNote = {
  id: number
  text: string
  /** Who made it; null where no member of the staff did */
  staffId: number | null
  by: string
  /** ISO 8601, in UTC */
  at: string
}

export type QueueEntryJobs = {
  items: QueueEntryJob[]
}

/** A job that carried the action out, or is to */
export type QueueEntryJob = {
  id: number
  /** What it carries out */
  operationId: number
  requestedBy: string
  lane: string
  state: 'waiting' | 'offered' | 'running' | 'done' | 'failed' | 'cancelled'
  /** What a waiting one waits for */
  waitsFor: 'turn' | 'time' | 'key' | null
  band: 'person' | 'automatic' | 'bulk'
  /** How often it has begun */
  attempt: number
  /** How often its worker was lost */
  losses: number
  /** What was said about it last */
  note: string | null
  /** ISO 8601, in UTC */
  runAt: string | null
  /** ISO 8601, in UTC */
  enqueuedAt: string
  /** ISO 8601, in UTC */
  startedAt: string | null
  /** ISO 8601, in UTC */
  finishedAt: string | null
}

/** What we know of the account that an entry is about */
export type QueueEntryAccount = {
  /** Of the service, add-on or domain */
  status: string
  username: string | null
  domain: string | null
  suspensionReason: string
  /** YYYY-MM-DD */
  expiresOn: string | null
  /** What the module keeps of it, without secrets */
  remembered: {
    name: string
    value: string
  }[]
  /** As it was read last */
  usage:
    | {
    diskUsedMb: number
    diskLimitMb: number
    bandwidthUsedMb: number
    bandwidthLimitMb: number
    /** ISO 8601, in UTC */
    at: string
  }
    | null
  /** Whether the panel can be asked what it has */
  looks: boolean
}

/** What the panel has now */
export type QueueEntrySeen = {
  state: 'active' | 'suspended' | 'pending' | 'terminated' | 'absent'
  username: string | null
  domain: string | null
  package: string | null
  suspensionReason: string
  /** YYYY-MM-DD */
  expiresOn: string | null
  /** In what it is not as it was asked for */
  differs: string[]
  durationMs: number
}

export type Retried = {
  retried: number
  passedOver: number
}

export type QueueEntryClosed = {
  id: number
}

export type BulkPreview = {
  id: number
  noun: 'moduleQueue' | 'services'
  /** What is done to each; `undo…` of one that undoes another */
  action: string
  filter: Record<string, unknown>
  params: Record<string, unknown>
  why: string
  by: BulkMaker
  state: BulkState
  /** Exact: what matched at the moment of the preview */
  total: number
  succeeded: number
  failed: number
  /** There was nothing to do any more */
  skipped: number
  /** Not reached */
  waiting: number
  /** Why it stands still until there is room or somebody releases it; may be empty */
  held: string
  /** Why it stopped by itself; may be empty */
  stoppedBecause: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** Until when the preview may be committed */
  expiresAt: string
  /** ISO 8601, in UTC */
  committedAt: string | null
  /** ISO 8601, in UTC */
  endedAt: string | null
  undoOf: number | null
  undoneBy: number | null
  /** Whether it may be undone now */
  undoable: boolean
  /** Commit with it */
  token: string
  /** The first five */
  sample: BulkItem[]
}

/** Who made it; its steps are done with their rights */
export type BulkMaker = {
  kind: string
  id: number
  name: string
  credentialId: number | null
}

export type BulkState = 'previewed' | 'running' | 'stopping' | 'stopped' | 'done'

export type BulkItem = {
  /** Of the entry or service */
  id: number
  /** What people know it by; null of what is gone */
  name: string | null
  state: BulkItemState
  /** Why it failed or was passed over, for programs; may be empty */
  code: string
  /** The same for people */
  words: string
  /** ISO 8601, in UTC */
  endedAt: string | null
}

export type BulkItemState = 'waiting' | 'succeeded' | 'failed' | 'skipped'

export type BulkActionPage = {
  items: BulkAction[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** One thing done to many */
export type BulkAction = {
  id: number
  noun: 'moduleQueue' | 'services'
  /** What is done to each; `undo…` of one that undoes another */
  action: string
  filter: Record<string, unknown>
  params: Record<string, unknown>
  why: string
  by: BulkMaker
  state: BulkState
  /** Exact: what matched at the moment of the preview */
  total: number
  succeeded: number
  failed: number
  /** There was nothing to do any more */
  skipped: number
  /** Not reached */
  waiting: number
  /** Why it stands still until there is room or somebody releases it; may be empty */
  held: string
  /** Why it stopped by itself; may be empty */
  stoppedBecause: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** Until when the preview may be committed */
  expiresAt: string
  /** ISO 8601, in UTC */
  committedAt: string | null
  /** ISO 8601, in UTC */
  endedAt: string | null
  undoOf: number | null
  undoneBy: number | null
  /** Whether it may be undone now */
  undoable: boolean
}

export type BulkItemPage = {
  items: BulkItem[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type Lanes = {
  items: LaneListed[]
}

export type LaneListed = {
  /** Such as `server:3` */
  name: string
  serverName: string | null
  module: string
  state: 'running' | 'paused' | 'broken'
  breaker: 'closed' | 'open' | 'half-open'
  /** Exact: everything that has not begun */
  waiting: number
  /** When the first in line was asked for */
  oldestAt: string | null
  running: number
  concurrency: number | null
  /** When a broken lane is tried again */
  openUntil: string | null
  /** Suspensions and terminations of the last hour, and when a person has to approve */
  brake: {
    used: number
    limit: number | null
  }
  holds: {
    reason: 'by-hand' | 'maintenance'
    heldBy: string
    why: string
    /** ISO 8601, in UTC */
    since: string
  }[]
  /** When all that waits has begun, at its pace; null where that cannot be said */
  emptyAt: string | null
  /** How long a turn takes; null when none ended in a week */
  meanRunMs: number | null
  /** Turns that did what they were to do, in the last hour by five minutes */
  settled: number[]
  /** Turns that did not, likewise */
  failed: number[]
}

export type LaneDetail = {
  /** Such as `server:3` */
  name: string
  serverName: string | null
  module: string
  state: 'running' | 'paused' | 'broken'
  breaker: 'closed' | 'open' | 'half-open'
  /** Exact: everything that has not begun */
  waiting: number
  /** When the first in line was asked for */
  oldestAt: string | null
  running: number
  /** At once; null is no limit */
  concurrency: number | null
  /** When a broken lane is tried again */
  openUntil: string | null
  /** Suspensions and terminations of the last hour, and when a person has to approve */
  brake: {
    used: number
    limit: number | null
  }
  holds: {
    reason: 'by-hand' | 'maintenance'
    heldBy: string
    why: string
    /** ISO 8601, in UTC */
    since: string
  }[]
  /** When all that waits has begun, at its pace; null where that cannot be said */
  emptyAt: string | null
  /** How long a turn takes; null when none ended in a week */
  meanRunMs: number | null
  /** Turns that did what they were to do, in the last hour by five minutes */
  settled: number[]
  /** Turns that did not, likewise */
  failed: number[]
  /** Null is no limit */
  startsPerSecond: number | null
  /** Opens the breaker after so many passing failures in a row; null is never */
  breakAfter: number | null
  /** How long it stays open before a probe; at most 86400000 */
  breakForMs: number
  /** Passing failures in a row */
  failures: number
  /** What waits, the most first; of the first 1,000 in line */
  byAction: {
    action: string
    waiting: number
  }[]
  /** The breaker in the last hour, minute by minute; open at any time in it */
  breakerMinutes: {
    /** ISO 8601, in UTC */
    at: string
    isOpen: boolean
    probes: number
  }[]
}

export type Lane = {
  /** Such as `server:3` */
  name: string
  serverName: string | null
  module: string
  state: 'running' | 'paused' | 'broken'
  breaker: 'closed' | 'open' | 'half-open'
  /** Exact: everything that has not begun */
  waiting: number
  /** When the first in line was asked for */
  oldestAt: string | null
  running: number
  concurrency: number | null
  /** When a broken lane is tried again */
  openUntil: string | null
  /** Suspensions and terminations of the last hour, and when a person has to approve */
  brake: {
    used: number
    limit: number | null
  }
  holds: {
    reason: 'by-hand' | 'maintenance'
    heldBy: string
    why: string
    /** ISO 8601, in UTC */
    since: string
  }[]
}

/** From how long turns took lately, and how many began while something waited */
export type Forecast = {
  /** When what waits now has begun; null while it is paused, when nobody can say, and when it never will have */
  emptyAt: string | null
  /** Begun in a second while it may begin; null when unknown */
  perSecond: number | null
  limitedBy: ForecastLimit
  /** How many run at once at this rate, as long as they took lately */
  needsAtOnce: number | null
}

/** `share`: others of the account take turns with it. `worker`: whoever takes its work is no faster */
export type ForecastLimit = 'rate' | 'concurrency' | 'share' | 'window' | 'worker'

/** `depth`: `waiting` when each step was over. `enqueued`: `enqueued`, `restored` (a purge undone). `begun`: `begun`, `returned` (nothing came of it, it waits again). `ended`: `done`, `failed`, `retried` (waits for another try), `expired`, `cancelled`. `runTime`: `mean` in milliseconds of the turns that ended. `settleTime`, of modules: `settled`, and in milliseconds from when it was asked for `mean`, `p50`, `p95` (in two digits) */
export type StatisticsMetric = 'depth' | 'enqueued' | 'begun' | 'ended' | 'runTime' | 'settleTime'

/** Of UTC */
export type StatisticsStep = 'minute' | 'hour' | 'day'

/** Exact: counted in the transactions in which it happened */
export type Statistics = {
  metric: StatisticsMetric
  step: StatisticsStep
  /** The start of each step, as far back as statistics are kept by it; the last may not be over */
  instants: string[]
  series: StatisticsSeries[]
}

/** A value for each instant; null where there is none */
export type StatisticsSeries = {
  name: string
  values: (number | null)[]
}

/** Five minutes by the minute, an hour by two, a day by the hour */
export type LaneRange = '5m' | '1h' | '24h'

/** A number for each instant, of each lane, by name */
export type LaneHistory = {
  /** The start of each step, in UTC; the last may not be over */
  instants: string[]
  items: {
    name: string
    settled: number[]
    failed: number[]
  }[]
}

export type ScheduledChanges = {
  items: ScheduledChange[]
}

/** What is not named stays as it is */
export type ScheduledChange = {
  id: number
  /** ISO 8601, in UTC */
  at: string
  /** Null is no limit */
  startsPerSecond?: number | null | undefined
  /** Null is no limit */
  concurrency?: number | null | undefined
  /** Who wanted it */
  by: string
  /** ISO 8601, in UTC */
  createdAt: string
}

export type OutboundAccounts = {
  items: OutboundAccount[]
}

export type OutboundAccount = {
  id: number
  /** Three numbers joined with `-`, such as `1-2-0` */
  cloudId: string
  username: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type OutboundAccountCreated = {
  account: OutboundAccount
  apiKey: OutboundApiKey
  key: string
}

export type OutboundApiKey = {
  id: number
  accountId: number
  name: string
  /** It may look, and change nothing */
  readOnly: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** The end of its grace, once another took over */
  expiresAt: string | null
  /** ISO 8601, in UTC */
  revokedAt: string | null
}

export type OutboundAccountRemoved = {
  id: number
}

export type OutboundApiKeys = {
  items: OutboundApiKey[]
}

export type OutboundKeyIssued = {
  apiKey: OutboundApiKey
  /** Told this once */
  key: string
}

export type OutboundServices = {
  items: OutboundServiceListed[]
}

export type OutboundServiceListed = {
  id: number
  accountId: number
  name: string
  kind: 'rest' | 'uas'
  runner: 'http' | 'worker' | 'demonstration'
  /** What a worker is told to run */
  applicationName: string | null
  firstPage: OutboundPage | null
  /** Asked when a page failed */
  fallbackPage: OutboundPage | null
  /** Always the last one asked */
  finalPage: OutboundPage | null
  startsPerSecond: number | null
  concurrency: number | null
  /** How many may wait; a start beyond it is refused */
  queueLimit: number | null
  /** A start that has not begun by then could not run */
  expireAfterMs: number | null
  /** How long an application that answers later may take to report the end */
  runLimitMs: number
  callingWindow: OutboundCallingWindow | null
  /** Its share among the services of its account */
  weight: number
  /** What becomes of a start whose worker is lost */
  onLost: 'fail' | 'repeat'
  enabled: boolean
  paused: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** When all that waits has begun, at its pace and within its calling window; null where that cannot be said */
  emptyAt: string | null
  /** How long a turn takes; null when none ended in a week */
  meanRunMs: number | null
  /** That show signs of life */
  workers: number
  /** When one of its workers last did */
  lastPollAt: string | null
}

export type OutboundPage = {
  address: string
  method: 'GET' | 'POST'
}

export type OutboundCallingWindow = {
  /** Such as `Europe/Berlin` */
  zone: string
  days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]
  /** `HH:MM` */
  from: string
  /** `HH:MM`; earlier than `from` is past midnight */
  until: string
}

export type OutboundService = {
  id: number
  accountId: number
  name: string
  kind: 'rest' | 'uas'
  runner: 'http' | 'worker' | 'demonstration'
  /** What a worker is told to run */
  applicationName: string | null
  firstPage: OutboundPage | null
  /** Asked when a page failed */
  fallbackPage: OutboundPage | null
  /** Always the last one asked */
  finalPage: OutboundPage | null
  startsPerSecond: number | null
  concurrency: number | null
  /** How many may wait; a start beyond it is refused */
  queueLimit: number | null
  /** A start that has not begun by then could not run */
  expireAfterMs: number | null
  /** How long an application that answers later may take to report the end */
  runLimitMs: number
  callingWindow: OutboundCallingWindow | null
  /** Its share among the services of its account */
  weight: number
  /** What becomes of a start whose worker is lost */
  onLost: 'fail' | 'repeat'
  enabled: boolean
  paused: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type OutboundServicePut = {
  service: OutboundService
  created: boolean
}

export type OutboundServiceRemoved = {
  purge: OutboundPurge
}

export type OutboundPurge = {
  id: number
  /** How many starts it took */
  count: number
  by: string
  why: string
  /** ISO 8601, in UTC */
  at: string
  /** Null: it is final */
  undoUntil: string | null
  /** ISO 8601, in UTC */
  undoneAt: string | null
  undoneBy: string | null
}

export type OutboundWorkersSeen = {
  items: OutboundWorkerSeen[]
}

export type OutboundWorkerSeen = {
  name: string
  /** It shows signs of life; otherwise what it had is lost */
  alive: boolean
  /** ISO 8601, in UTC */
  lastPollAt: string
  /** Taken and not begun */
  inHand: number
  running: number
}

export type OutboundSigningSecret = {
  secret: string
}

/** For a `rest` service where to call, for a `uas` service its parameters */
export type OutboundCall =
  | {
  to: string
  from?: string | undefined
  token?: string | undefined
}
  | {
  parameters: string
}

export type OutboundStarted = {
  /** In the order of the calls */
  references: string[]
}

export type OutboundWaitingStarts = {
  items: OutboundWaitingStart[]
}

export type OutboundWaitingStart = {
  reference: string
  serviceId: number
  call: OutboundCall
  status: 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'COULDNOTRUN' | 'CANCELLED'
  /** COMPLETED: the return code. COULDNOTRUN: what was in the way */
  detail: string
  /** Of the run, once there is one */
  instanceId: string | null
  /** ISO 8601, in UTC */
  enqueuedAt: string
  /** ISO 8601, in UTC */
  startedAt: string | null
  /** ISO 8601, in UTC */
  finishedAt: string | null
  /** ISO 8601, in UTC */
  expiresAt: string | null
  /** 1 is next; 0 is in the hands of a worker */
  position: number
  ageMs: number
  /** When it begins as things go now */
  startsAt: string | null
  waitsFor:
    | 'turn'
    | 'paused'
    | 'disabled'
    | 'held'
    | 'calling-window'
    | 'breaker'
    | 'time'
    | 'worker'
}

export type OutboundRunningStarts = {
  items: OutboundStart[]
}

export type OutboundStart = {
  reference: string
  serviceId: number
  call: OutboundCall
  status: 'QUEUED' | 'RUNNING' | 'COMPLETED' | 'COULDNOTRUN' | 'CANCELLED'
  /** COMPLETED: the return code. COULDNOTRUN: what was in the way */
  detail: string
  /** Of the run, once there is one */
  instanceId: string | null
  /** ISO 8601, in UTC */
  enqueuedAt: string
  /** ISO 8601, in UTC */
  startedAt: string | null
  /** ISO 8601, in UTC */
  finishedAt: string | null
  /** ISO 8601, in UTC */
  expiresAt: string | null
}

export type OutboundStarts = {
  items: (OutboundStart | null)[]
}

export type OutboundCancelled = {
  cancelled: string[]
  others: {
    reference: string
    status: string
  }[]
  /** By this it can be undone */
  purgeId: number | null
}

export type OutboundFinishedStarts = {
  items: OutboundStart[]
}

export type OutboundQueues = {
  items: OutboundQueue[]
}

export type OutboundQueue = {
  serviceId: number
  accountId: number
  name: string
  /** Exact: everything that has not begun */
  waiting: number
  running: number
  startsPerSecond: number | null
  concurrency: number | null
  /** Why nothing begins */
  stopped: 'paused' | 'disabled' | 'held' | 'calling-window' | 'breaker' | null
  /** That show signs of life */
  workers: number
  /** When one of its workers last did */
  lastPollAt: string | null
  /** When the calling window opens */
  opensAt: string | null
  /** Until when it stands still for a purge preview */
  heldUntil: string | null
}

export type OutboundPurges = {
  items: OutboundPurge[]
}

export type OutboundPurgedStarts = {
  references: string[]
  next: number | null
}

/** What a purge of a queue would take */
export type OutboundPurgePreview = {
  id: number
  /** Exact: what waited at the moment of the preview */
  count: number
  by: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** A purge can name it until then */
  expiresAt: string
  /** No start of the queue begins before; null: it goes on */
  heldUntil: string | null
  serviceId: number
  /** The five oldest of what was counted, oldest first */
  sample: OutboundStart[]
  /** ISO 8601, in UTC */
  firstEnqueuedAt: string | null
  /** ISO 8601, in UTC */
  lastEnqueuedAt: string | null
  /** When a purge of that moment could be undone until, unless it is final */
  undoUntil: string
}

export type OutboundPurgePreviewExtended = {
  id: number
  /** Exact: what waited at the moment of the preview */
  count: number
  by: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** A purge can name it until then */
  expiresAt: string
  /** No start of the queue begins before; null: it goes on */
  heldUntil: string | null
}

export type OutboundSession = {
  session: string
  /** Without a sign of life for so long, what it has is lost */
  leaseMs: number
}

export type OutboundTaken = {
  items: OutboundTakenStart[]
}

export type OutboundTakenStart = {
  id: number
  turn: number
  reference: string
  instanceId: string
  call: OutboundCall
  applicationName: string | null
}

export type OutboundBegun = {
  begun: {
    id: number
    turn: number
  }[]
}

export type OutboundHeartbeat = {
  alive: boolean
}

export type OutboundEnded = {
  ended: boolean
}

export type OutboundSessionClosed = {
  closed: boolean
}

export type ProductGroups = {
  items: ProductGroup[]
}

/** Products that are offered together */
export type ProductGroup = {
  id: number
  name: string
  /** What identifies it in addresses: small letters and digits with hyphens between */
  slug: string
  headline: string
  hidden: boolean
  position: number
}

export type ServerGroups = {
  items: ServerGroup[]
}

/** Servers among which accounts are spread */
export type ServerGroup = {
  id: number
  name: string
  fill: ServerGroupFill
  serverIds: number[]
}

/** Which of its servers takes the next account */
export type ServerGroupFill = 'least-full' | 'fill-in-turn'

export type ProductPage = {
  items: Product[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What is sold */
export type Product = {
  id: number
  groupId: number
  type: ProductType
  name: string
  /** What identifies it within its group */
  slug: string
  description: string
  shortDescription: string
  tagline: string
  /** Such as `#AABBCC`; empty for none */
  colour: string
  /** The system name of the module; empty for none */
  module: string
  serverGroupId: number | null
  payType: PayType
  autoSetup: AutoSetup
  hidden: boolean
  showDomainOptions: boolean
  tax: boolean
  featured: boolean
  /** Whether the stock limits what can be ordered */
  stockControl: boolean
  stock: number
  allowQuantity: boolean
  position: number
  groupName: string
  groupSlug: string
  /** Those that are set */
  moduleSettings: ModuleSettingValue[]
  options: ProductOptions
  prices: CatalogPrice[]
  /** What is chosen with it */
  configOptionIds: number[]
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type ProductType = 'hostingaccount' | 'reselleraccount' | 'server' | 'other'

export type PayType = 'free' | 'onetime' | 'recurring'

/** When it is set up by itself: never, or when its order is accepted, placed or paid */
export type AutoSetup = 'never' | 'accepted' | 'ordered' | 'paid'

export type ModuleSettingValue = {
  /** at most 24 */
  position: number
  isSecret: boolean
  /** That of a secret is only there with `include=password` */
  value?: string | undefined
}

export type ProductOptions = {
  /** 0 for none */
  welcomeEmailId: number
  proRata: boolean
  /** Day of the month on which a period ends; 0 when not set; at most 31 */
  proRataDay: number
  /** From this day on the next month is charged too; 0 when not set; at most 31 */
  proRataNextMonthFrom: number
  /** A domain of ours for names of clients, such as `.example.com` */
  freeSubdomain: string
  recommendations: {
    productId: number
    position: number
  }[]
  /** Whether a termination that failed is tried again by itself */
  retryTerminations: boolean
  /** How early clients may pay, in days by cycle; null for the server's own rule */
  onDemandRenewals: {
    enabled: boolean
    days: Record<string, number>
  } | null
}

export type CatalogPrice = {
  currencyId: number
  cycle: BillingCycle
  /** Paid once, with the first payment */
  setup: string
  price: string
}

export type AddonDefinitionPage = {
  items: AddonDefinition[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** An extra that can be sold beside a product */
export type AddonDefinition = {
  id: number
  name: string
  description: string
  payType: PayType
  tax: boolean
  /** The system name of the module; empty for none */
  module: string
  serverGroupId: number | null
  autoSetup: AutoSetup
  /** Whether an overdue add-on suspends its service as well */
  suspendParent: boolean
  allowQuantity: boolean
  hidden: boolean
  /** The products it is offered with */
  productIds: number[]
  position: number
  /** Those that are set */
  moduleSettings: ModuleSettingValue[]
  prices: CatalogPrice[]
}

export type ConfigOptionPage = {
  items: ConfigOption[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What is chosen with a product. `yesno` and `quantity` have one choice, which carries the price of each */
export type ConfigOption = {
  id: number
  kind: ConfigOptionKind
  name: string
  /** Of a `quantity` */
  minQuantity: number
  /** Of a `quantity`; 0 for no limit */
  maxQuantity: number
  hidden: boolean
  position: number
  /** The products it is chosen with */
  productIds: number[]
  choices: ConfigOptionChoice[]
}

export type ConfigOptionKind = 'dropdown' | 'radio' | 'yesno' | 'quantity'

export type ConfigOptionChoice = {
  id: number
  name: string
  hidden: boolean
  position: number
  prices: CatalogPrice[]
}

export type ServerPage = {
  items: Server[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A panel that holds accounts */
export type Server = {
  id: number
  name: string
  hostname: string
  ipAddress: string
  /** One address a line */
  assignedIps: string
  /** The system name of the module that speaks to it */
  module: string
  username: string
  /** Spoken to over TLS */
  secure: boolean
  /** Null for the module's own */
  port: number | null
  /** 0 for no limit */
  maxAccounts: number
  active: boolean
  /** Nothing contacts it, and nothing new is placed on it */
  maintenance: boolean
  nameservers: string[]
  hasPassword: boolean
  hasAccessHash: boolean
  /** Only with `include=password` */
  password?: string | undefined
  /** Only with `include=password` */
  accessHash?: string | undefined
  settings: ServerSetting[]
  /** Active and suspended services and add-ons on it */
  activeServices: number
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

/** The value of a secret is only there with `include=password` */
export type ServerSetting = {
  name: string
  isSecret: boolean
  /** Only with `include=password` */
  value?: string | undefined
}

export type ServerAnswer = {
  /** Null where nobody asked */
  answers: boolean | null
  /** The panel's own words when it does not, or why nobody asked */
  why: string
  /** What that means or what mends it; may be empty */
  explanation: string
}

export type PaymentMethods = {
  items: PaymentMethod[]
}

/** One that is not in use any more keeps its name for what was sold with it */
export type PaymentMethod = {
  /** Such as `banktransfer`; what identifies it */
  module: string
  displayName: string
  active: boolean
  position: number
}

export type PaymentMethodDeleted = {
  module: string
}

export type Modules = {
  items: Module[]
}

/** What speaks to one kind of panel */
export type Module = {
  /** Its system name, by which products and servers name it */
  name: string
  displayName: string
  productSettings: ModuleSetting[]
  /** Beyond what every server has */
  serverSettings: ModuleSetting[]
  /** What `custom` can do */
  commands: ModuleCustomCommand[]
  registersDomains: boolean
  testsConnection: boolean
}

export type ModuleSetting = {
  name: string
  /** Under which products have it; null of servers */
  position: number | null
  label: string
  kind: ModuleSettingKind
  /** Of a `dropdown` */
  choices: string[]
  default: string
  about: string
  isSecret: boolean
  /** What a client chose under a configurable option of this name wins over the value of the product */
  option: string | null
}

export type ModuleSettingKind = 'text' | 'textarea' | 'number' | 'yesno' | 'dropdown' | 'password'

export type ModuleCustomCommand = {
  name: string
  label: string
}

/** The module has done it */
export type CommandDone = {
  id: number
  command:
    | 'create'
    | 'suspend'
    | 'unsuspend'
    | 'terminate'
    | 'change-package'
    | 'change-password'
    | 'renew'
    | 'custom'
    | 'register'
    | 'transfer'
}

export type Department = {
  id: number
  name: string
  description: string
  email: string
  hidden: boolean
  /** Who works there; nobody is everybody */
  staffIds: number[]
  /** Tickets that are not closed */
  active: number
  /** Tickets that wait for our answer */
  awaiting: number
}

export type PredefinedReplyPage = {
  items: PredefinedReply[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** An answer that the staff gives often */
export type PredefinedReply = {
  id: number
  category: string
  name: string
  text: string
}

export type Departments = {
  items: Department[]
}

export type TicketStatus = 'Open' | 'Answered' | 'Customer-Reply' | 'On Hold' | 'In Progress' | 'Closed'

export type TicketPage = {
  items: Ticket[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type Ticket = {
  id: number
  /** What people quote */
  number: string
  departmentId: number
  departmentName: string
  /** Null: of a guest */
  clientId: number | null
  contactId: number | null
  userId: number | null
  requestor: TicketPerson
  /** The member of the staff who opened it for the client */
  openedBy: string | null
  cc: string[]
  subject: string
  message: string
  markdown: boolean
  status: TicketStatus
  priority: TicketPriority
  /** The member of the staff who is asked to look after it */
  flaggedTo: number | null
  related: TicketRelated | null
  preventClientClosure: boolean
  attachments: TicketAttachment[]
  /** ISO 8601, in UTC */
  openedAt: string
  /** ISO 8601, in UTC */
  lastReplyAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
}

export type TicketPerson = {
  /** `owner` is the client itself */
  kind: 'guest' | 'owner' | 'user' | 'contact' | 'staff'
  name: string
  email: string
}

export type TicketPriority = 'Low' | 'Medium' | 'High'

export type TicketRelated = {
  type: 'service' | 'domain'
  id: number
}

export type TicketAttachment = {
  id: number
  index: number
  filename: string
  size: number
}

/** A ticket with all that was said about it, oldest first */
export type TicketThread = {
  id: number
  /** What people quote */
  number: string
  departmentId: number
  departmentName: string
  /** Null: of a guest */
  clientId: number | null
  contactId: number | null
  userId: number | null
  requestor: TicketPerson
  /** The member of the staff who opened it for the client */
  openedBy: string | null
  cc: string[]
  subject: string
  message: string
  markdown: boolean
  status: TicketStatus
  priority: TicketPriority
  /** The member of the staff who is asked to look after it */
  flaggedTo: number | null
  related: TicketRelated | null
  preventClientClosure: boolean
  attachments: TicketAttachment[]
  /** ISO 8601, in UTC */
  openedAt: string
  /** ISO 8601, in UTC */
  lastReplyAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
  replies: TicketReply[]
  notes: TicketNote[]
}

export type TicketReply = {
  id: number
  message: string
  markdown: boolean
  attachments: TicketAttachment[]
  /** ISO 8601, in UTC */
  at: string
  author: TicketPerson
  rating: number
}

export type TicketNote = {
  id: number
  message: string
  markdown: boolean
  attachments: TicketAttachment[]
  /** ISO 8601, in UTC */
  at: string
  staffId: number | null
  staffName: string
}

export type ThreadStatus = 'open' | 'closed'

export type TopicPage = {
  items: Topic[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type Topic = {
  id: number
  /** The number of the first in the thread */
  threadId: number
  projectId: number
  actionId: number | null
  status: ThreadStatus
  clientAccess: ClientAccess
  /** Of the staff */
  ownerId: number | null
  ownerClientId: number | null
  ownerContactId: number | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  version: number
  title: string
  detail: string
}

export type ClientAccess = 'hidden' | 'view' | 'modify'

export type TopicThreadPage = {
  items: TopicThread[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type TopicThread = {
  id: number
  /** The number of the first in the thread */
  threadId: number
  projectId: number
  actionId: number | null
  status: ThreadStatus
  clientAccess: ClientAccess
  /** Of the staff */
  ownerId: number | null
  ownerClientId: number | null
  ownerContactId: number | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  version: number
  title: string
  detail: string
  entries: number
  /** ISO 8601, in UTC */
  activityAt: string
  latest: Topic
}

export type ProjectFilePage = {
  items: ProjectFile[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type ProjectFile = {
  id: number
  /** The number of the first in the thread */
  threadId: number
  projectId: number
  actionId: number | null
  status: ThreadStatus
  clientAccess: ClientAccess
  /** Of the staff */
  ownerId: number | null
  ownerClientId: number | null
  ownerContactId: number | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  version: number
  /** What people call it; the same for all its versions */
  label: string
  versionLabel: string
  filename: string
  mediaType: string
  size: number
  sha256: string
  detail: string
}

export type FileThreadPage = {
  items: FileThread[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type FileThread = {
  id: number
  /** The number of the first in the thread */
  threadId: number
  projectId: number
  actionId: number | null
  status: ThreadStatus
  clientAccess: ClientAccess
  /** Of the staff */
  ownerId: number | null
  ownerClientId: number | null
  ownerContactId: number | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  version: number
  /** What people call it; the same for all its versions */
  label: string
  versionLabel: string
  filename: string
  mediaType: string
  size: number
  sha256: string
  detail: string
  entries: number
  /** ISO 8601, in UTC */
  activityAt: string
  latest: ProjectFile
}

export type TicketLinkPage = {
  items: TicketLink[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type TicketLink = {
  id: number
  ticketId: number
  projectId: number
  actionId: number | null
  ownerId: number | null
  /** ISO 8601, in UTC */
  createdAt: string
}

export type LinkedTicketPage = {
  items: LinkedTicket[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type LinkedTicket = {
  id: number
  /** What people quote */
  number: string
  departmentId: number
  departmentName: string
  /** Null: of a guest */
  clientId: number | null
  contactId: number | null
  userId: number | null
  requestor: TicketPerson
  /** The member of the staff who opened it for the client */
  openedBy: string | null
  cc: string[]
  subject: string
  message: string
  markdown: boolean
  status: TicketStatus
  priority: TicketPriority
  /** The member of the staff who is asked to look after it */
  flaggedTo: number | null
  related: TicketRelated | null
  preventClientClosure: boolean
  attachments: TicketAttachment[]
  /** ISO 8601, in UTC */
  openedAt: string
  /** ISO 8601, in UTC */
  lastReplyAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
  links: TicketLink[]
}

export type ProjectPage = {
  items: Project[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type Project = {
  id: number
  name: string
  /** One of the configured types, or empty */
  type: string
  /** One of the configured statuses, or empty */
  status: string
  /** An archived project takes no other change */
  function: 'default' | 'template' | 'archive'
  detail: string
  /** For the staff only */
  notes: string
  clientId: number | null
  contactId: number | null
  /** One of the client's */
  serviceId: number | null
  managerId: number | null
  /** -1 is anybody */
  assignedId: number | null
  staffAccess: 'all' | 'manager' | 'related'
  clientAccess: 'hidden' | 'view' | 'modify'
  /** YYYY-MM-DD */
  startOn: string | null
  /** YYYY-MM-DD */
  finishOn: string | null
  billable: boolean
  /** Per hour: `75` replaces the global rate, `+10` and `-5%` change it */
  rate: string
  closed: boolean
  invoiceIds: string
  /** 0 to 100: the mean of its milestones */
  complete: number
  actionCount: number
  ownerId: number | null
  elapsedSeconds: number
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** When anything in it last changed */
  activityAt: string
  version: number
}

export type Removed = {
  id: number
}

export type ActionPage = {
  items: Action[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A node in the tree of a project */
export type Action = {
  id: number
  projectId: number
  /** Null at the top */
  parentId: number | null
  /** From 1, among those with the same parent */
  position: number
  name: string
  type: string
  status: string
  /** 1 is low, 3 is high */
  priority: 1 | 2 | 3
  /** Of one with others below, their mean; at most 100 */
  complete: number
  detail: string
  /** For the staff only */
  notes: string
  /** Planned work */
  durationSeconds: number
  managerId: number | null
  /** -1 is anybody */
  assignedId: number | null
  contactId: number | null
  clientAccess: 'inherit' | 'hidden' | 'view' | 'modify'
  billable: boolean
  billed: boolean
  /** YYYY-MM-DD */
  startOn: string | null
  /** YYYY-MM-DD */
  finishOn: string | null
  /** An RRULE such as `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8`; empty for none */
  recurRule: string
  level: 'milestone' | 'group' | 'task'
  depth: number
  childCount: number
  elapsedSeconds: number
  clientAccessEffective: 'hidden' | 'view' | 'modify'
  frequency: 'none' | 'daily' | 'weekly' | 'monthly' | 'yearly'
  recurParentId: number | null
  serviceId: number | null
  /** The entry of the module queue that it ends with */
  queueEntryId: number | null
  ownerId: number | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** ISO 8601, in UTC */
  activityAt: string
  version: number
}

export type TimeLogPage = {
  items: TimeLog[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type TimeLog = {
  id: number
  parentType: 'client' | 'project' | 'action' | 'ticket'
  parentId: number
  clientId: number | null
  projectId: number | null
  actionId: number | null
  ticketId: number | null
  serviceId: number | null
  staffId: number | null
  note: string
  type: string
  state: 'active' | 'complete'
  /** ISO 8601, in UTC */
  startedAt: string
  /** ISO 8601, in UTC */
  stoppedAt: string | null
  /** Of a watch that runs: until now */
  elapsedSeconds: number
  /** Rounded as the settings say; 0 where it is not billable */
  billedSeconds: number
  billable: boolean
  /** Per hour, as billing would have it now */
  rate: string
  invoiceId: number | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  version: number
}

export type TimeInvoiced = {
  ids: number[]
  invoiceId: number | null
}

export type Timesheet = {
  items: TimesheetSum[]
}

export type TimesheetSum = {
  /** What was asked to be added up by */
  of: {
    client?: {
      id: number | null
      name: string
    } | undefined
    project?: {
      id: number | null
      name: string
    } | undefined
    person?: {
      id: number | null
      name: string
    } | undefined
    serviceId?: number | null | undefined
    /** YYYY-MM-DD */
    day?: string | undefined
    month?: string | undefined
    type?: string | undefined
    billable?: boolean | undefined
    invoiced?: boolean | undefined
  }
  logs: number
  seconds: number
  billedSeconds: number
  amount: string
}

export type TimesheetWeeks = {
  items: TimesheetWeek[]
}

/** A week of time of one member of staff */
export type TimesheetWeek = {
  staffId: number
  staffName: string
  /** The Monday */
  week: string
  state: TimesheetWeekState
  /** Since when it is so; null where nobody handed it in yet */
  changedAt: string | null
  /** As far as the caller sees them */
  seconds: number
  /** Rounded as the settings say */
  billedSeconds: number
  /** All seven */
  days: {
    /** YYYY-MM-DD */
    day: string
    /** As far as the caller sees them */
    seconds: number
    /** Rounded as the settings say */
    billedSeconds: number
  }[]
}

export type TimesheetWeekState = 'open' | 'submitted' | 'approved' | 'locked'

/** The state of a week from now on */
export type TimesheetWeekChanged = {
  staffId: number
  /** The Monday */
  week: string
  state: TimesheetWeekState
  /** ISO 8601, in UTC */
  changedAt: string
}

/** How projects, their actions and their time behave */
export type ProjectSettings = {
  /** Whether the Remote API answers */
  api_active: boolean
  /** Rows of a page where none are asked for */
  page_listing_limit: number
  /** Threads of a page where none are asked for */
  thread_listing_limit: number
  /** A reply to a ticket stops the time that its writer has running on it */
  timelog_ticketreply_autostop: boolean
  /** Only where the reply leaves one of these statuses; none: always */
  timelog_ticketreply_autostop_onstatus: string[]
  /** A project's dates are widened to those of its actions */
  'project.adjust_date': boolean
  /** The types of projects */
  'project.project_type': string[]
  /** The statuses of projects */
  'project.project_status': string[]
  /** A project may be assigned to anybody */
  'project.allow_assigned_any': boolean
  /** How many levels a tree of actions may have */
  'action.max_depth': number
  /** The dates of a parent are widened to those of what is below */
  'action.adjust_date': boolean
  /** When a new action starts: on that day, with its parent, or when its last sibling finishes */
  'action.date_start_offset': string
  /** Planned work of a new action, in seconds */
  'action.default_duration': number
  /** From the start to the finish of a new action, in seconds */
  'action.finish_offset': number
  /** The same, where the finish would be before the start */
  'action.finish_conflict': number
  /** The types of actions */
  'action.action_type': string[]
  /** The statuses of actions */
  'action.action_status': string[]
  /** Where a new action goes among its siblings */
  'action.insert_position': string
  /** An action may be assigned to anybody */
  'action.allow_assigned_any': boolean
  /** The status that an action takes at 100 %; empty for none */
  'action.status_oncomplete': string
  /** For how many days an action repeats where no end is given */
  'action.default_recurdays': number
  /** How many days before its finish an action is called expiring */
  'action.expiring_days': number
  /** Starting a watch stops the person's other ones */
  'timelog.autostop_timelog': boolean
  /** The types of time logs */
  'timelog.timelog_type': string[]
  /** What a type makes of the hourly rate */
  'timelog.type_rates': Record<string, string>
  /** The hourly rate, such as 75 or 75.50 */
  'billing.hourly_rate': string
  /** Billed time is rounded up to so many minutes; negative: down; 0: not */
  'billing.round_elapsed': number
  /** Whether the time of a new project is billable */
  'billing.default_billable_status': boolean
}

export type StaffRates = {
  items: StaffRate[]
}

export type StaffRate = {
  staffId: number
  rate: string
}

export type StaffRateDeleted = {
  staffId: number
}

export type SignInMethods = {
  password: boolean
  /** Only under a name, with TLS or on localhost */
  passkey: boolean
  /** The identity provider, where one is set up */
  signOn:
    | {
    name: string
    /** Where the browser is sent to begin */
    path: string
  }
    | null
}

/** Who asks, and what they may */
export type Me = {
  staffId: number
  username: string
  firstName: string
  lastName: string
  email: string
  role: string
  /** Right by right; of a credential what it is allowed */
  permissions: string[]
  /** Of the API credential that asks */
  credentialId: number | null
  /** Of the session that asks */
  session:
    | {
    id: number
    /** ISO 8601, in UTC */
    expiresAt: string
    secondFactor: boolean
    /** For the header `X-CSRF-Token` of every request that changes something */
    csrfToken: string
  }
    | null
  /** Whose days and hours the server goes by */
  timeZone: string
  /** The role asks for one, and until there is one nothing else is open */
  mustSetUpSecondFactor: boolean
}

/** For `PublicKeyCredential.parse…OptionsFromJSON` */
export type AuthenticatorOptions = {
  publicKey: Record<string, unknown>
}

/** The answer of `navigator.credentials`, as its `toJSON()` gives it */
export type AuthenticatorResponse = {
  id: string
  rawId: string
  type: string
  response: {
    clientDataJSON: string
    attestationObject?: string | undefined
    authenticatorData?: string | undefined
    signature?: string | undefined
    userHandle?: string | undefined
    transports?: string[] | undefined
  }
  clientExtensionResults: Record<string, never>
}

export type Sessions = {
  items: Session[]
}

/** A browser in which a member of staff is signed in */
export type Session = {
  id: number
  staffId: number
  method: 'password' | 'passkey' | 'sign_on' | 'link'
  /** Whether more than a password was shown */
  secondFactor: boolean
  address: string
  /** What the browser calls itself */
  agent: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** To the minute */
  usedAt: string
  /** ISO 8601, in UTC */
  expiresAt: string
  /** Whether this was asked from it */
  isCurrent: boolean
}

export type SessionsEnded = {
  ended: number
}

export type SecondFactors = {
  factors: SecondFactor[]
  recoveryCodesLeft: number
  passkeys: Passkey[]
}

export type SecondFactor = 'code' | 'passkey' | 'recovery_code'

export type Passkey = {
  id: number
  name: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  usedAt: string | null
}

export type OneTimeCodeSecret = {
  secret: string
  /** `otpauth://…`, for a square to be scanned */
  uri: string
}

export type OneTimeCodesConfirmed = {
  /** Told here and never again; null where there are some already */
  recoveryCodes: string[] | null
}

export type RecoveryCodes = {
  recoveryCodes: string[]
}

export type PasskeyCreated = {
  passkey: Passkey
  /** Told here and never again; null where there are some already */
  recoveryCodes: string[] | null
}

export type OwnTokens = {
  items: OwnToken[]
}

/** With it a program acts for its member, with the rights they have at each use */
export type OwnToken = {
  id: number
  name: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  expiresAt: string | null
  /** When it was last let in, to the day */
  usedAt: string | null
}

export type NewOwnToken = {
  token: OwnToken
  /** The bearer token of this API */
  secret: string
}

export type SavedViewPage = {
  items: SavedView[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A list as a member of staff likes to see it */
export type SavedView = {
  id: number
  /** Whose it is */
  staffId: number
  page: string
  name: string
  query: string
  columns: string[]
  sort: string
  shared: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Moves with every change; the ETag */
  version: number
}

export type Staff = {
  items: StaffMember[]
}

export type StaffMember = {
  id: number
  uuid: string
  username: string
  email: string
  firstName: string
  lastName: string
  roleId: number
  /** Whether the MD5 of the password is taken for a sign-in on the older faces */
  legacyLogin: boolean
  /** How the WHMCS face writes numbers that its document prints in quotes */
  numbers: 'documented' | 'native'
  /** Whether the WHMCS face writes every column as text */
  stringifyColumns: boolean
  /** Whether failures of the Remote API carry their own HTTP status */
  httpStatus: 'documented' | 'always-200'
  notes: string
  signature: string
  active: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type StaffPassword = {
  id: number
}

export type StaffSecondFactors = {
  items: {
    staffId: number
    factors: SecondFactor[]
  }[]
}

export type Roles = {
  items: Role[]
}

export type Role = {
  id: number
  name: string
  /** Rights such as `services.read`, of a room (`services.*`), all (`*`), or without one (`!services.passwords`) */
  permissions: string[]
  /** Whoever signs in with this role and has none sets one up before anything else */
  requiresSecondFactor: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** Moves with every change; the ETag */
  version: number
}

export type Credentials = {
  items: Credential[]
}

export type Credential = {
  id: number
  identifier: string
  staffId: number
  name: string
  /** Allowed is what any of them allows; none: the member's own role */
  roleIds: number[]
  /** From where it may be used (CIDR); none: from anywhere */
  addresses: string[]
  /** Of this API, on each node; null is no limit. What is left is told in `RateLimit` */
  requestsPerMinute: number | null
  /** How the WHMCS face writes numbers that its document prints in quotes */
  numbers: 'documented' | 'native'
  /** Whether the WHMCS face writes every column as text */
  stringifyColumns: boolean
  /** Whether failures of the Remote API carry their own HTTP status */
  httpStatus: 'documented' | 'always-200'
  /** ISO 8601, in UTC */
  expiresAt: string | null
  /** ISO 8601, in UTC */
  revokedAt: string | null
  /** When a service password was first left out of an answer to it */
  passwordsBlankedAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
}

export type NewCredential = {
  credential: Credential
  secret: string
  /** Identifier and secret, as a bearer token of this API */
  token: string
}

export type MissingActions = {
  items: {
    face: string
    /** 0 for a sign-in with a password */
    credentialId: number
    action: string
    calls: number
    /** ISO 8601, in UTC */
    lastAt: string
  }[]
}

export type Bans = {
  items: Ban[]
}

export type Ban = {
  id: number
  face: Face
  /** An address, or the `/64` of an IPv6 one */
  address: string
  reason: string
  /** It came of wrong guesses */
  automatic: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** Null: until it is lifted */
  expiresAt: string | null
  /** ISO 8601, in UTC */
  liftedAt: string | null
}

export type Face = 'whmcs' | 'wbteampro' | 'aculab' | 'native'

export type AllowedAddresses = {
  items: AllowedAddress[]
}

export type AllowedAddress = {
  id: number
  cidr: string
  note: string
  faces: Face[]
  /** ISO 8601, in UTC */
  createdAt: string
}

export type AllowedAddressDeleted = {
  id: number
}

export type ActivityEvents = {
  items: ActivityEvent[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

export type ActivityEvent = {
  id: number
  /** ISO 8601, in UTC */
  at: string
  /** `noun.verb_in_past`, such as `service.suspended`; docs/events.md lists them */
  kind: string
  /** One line for people */
  description: string
  actor: {
    /** `staff`, or `system` for the server itself and the owner of its data */
    kind: string
    /** The staff member; 0 for the system */
    id: number
    name: string
    /** Where the request came from */
    address: string
  }
  /** Field by field. Secrets show as `***`, and so does that they changed */
  changes: Record<string, {
    before: unknown
    after: unknown
  }>
  subject: string
  /** 0 for what there is only one of */
  subjectId: number
  clientId: number | null
  /** In the sealed log, without gaps */
  position: number
}

export type ActivityVerified = {
  intact: boolean
  /** Through where lines were removed by age */
  start: number | null
  /** Through where it is proved now */
  through: number | null
  /** The last position; the whole is proved when `through` is it */
  head: number | null
  /** The first line that is not as it was written */
  position: number | null
  why: 'missing' | 'altered' | null
}

export type ActivityLogged = Record<string, never>

export type Events = {
  items: ToldEvent[]
  /** How far was looked: the `after` of the next page */
  through: number
  /** The position of the last event there is */
  head: number
  gap: EventGap | null
}

export type ToldEvent = {
  id: number
  /** ISO 8601, in UTC */
  at: string
  /** `noun.verb_in_past`, such as `service.suspended`; docs/events.md lists them */
  kind: string
  /** One line for people */
  description: string
  actor: {
    /** `staff`, or `system` for the server itself and the owner of its data */
    kind: string
    /** The staff member; 0 for the system */
    id: number
    name: string
    /** Where the request came from */
    address: string
  }
  /** Field by field. Secrets show as `***`, and so does that they changed */
  changes: Record<string, {
    before: unknown
    after: unknown
  }>
  /** The noun, such as `service` */
  subject: string
  /** 0 for what there is only one of */
  subjectId: number
  clientId: number | null
  /** In the sealed log, without gaps */
  position: number
}

/** Events are missing: removed by age, or the data is older than the reader */
export type EventGap = {
  after: number
  /** The position of the oldest event behind it that is there */
  oldest: number
}

export type EventKinds = {
  items: EventKindShown[]
}

export type EventKindShown = {
  kind: string
  description: string
}

export type Attention = {
  items: AttentionItem[]
  counts: {
    /** Commands that wait for a person */
    held: number | null
    /** Commands that failed and are tried again by themselves */
    retrying: number | null
    /** Outbound starts that have not begun */
    waiting: number | null
  }
}

export type AttentionItem = {
  /** The same as long as it is the same matter */
  id: string
  kind: AttentionKind
  /** How many entries, starts or commands it is about */
  count: number
  title: string
  explanation: string
  /** Of causes and the brake */
  class: FailureClass | null
  /** ISO 8601, in UTC */
  since: string
  /** ISO 8601, in UTC */
  last: string
  fix: Fix
}

export type AttentionKind =
  | 'cause'
  | 'lane'
  | 'worker'
  | 'scheduler'
  | 'brake'
  | 'disk'
  | 'key'
  | 'schedule'
  | 'webhook'
  | 'hold'

/** What a member of staff is told of by mail, and when */
export type Notices = {
  staffId: number
  /** Empty: the e-mail address of the member */
  address: string
  /** Of what needs a person */
  attention: 'none' | 'critical' | 'all'
  /** Only of these; none: of all */
  attentionKinds: (
    | 'cause'
    | 'lane'
    | 'worker'
    | 'scheduler'
    | 'brake'
    | 'disk'
    | 'key'
    | 'schedule'
    | 'webhook'
    | 'hold')[]
  /** Actions of theirs that are to finish soon, or should have */
  deadlines: boolean
  /** Projects and actions that somebody else assigns to them */
  assignments: boolean
  /** New tickets, and replies of clients, flagged to them or else in a department of theirs */
  tickets: boolean
  /** Mails and webhooks that do not arrive; for who has `system.read` */
  trouble: boolean
  delivery: 'immediate' | 'daily'
  /** On their clock; at most 23 */
  dailyHour: number
  /** An IANA name */
  timeZone: string
  quietFrom: string | null
  quietTo: string | null
  /** What is critical waits for nothing */
  wakeForCritical: boolean
  /** Whether they are told too that something is over */
  tellOver: boolean
}

export type MailState = 'queued' | 'sent' | 'failed'

export type Mails = {
  items: Mail[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A mail to a member of staff */
export type Mail = {
  id: number
  /** Whom it is for */
  staffId: number
  address: string
  /** The template of which it was made */
  kind: string
  /** Of what it is about alone: the same for the same matter */
  causeKey: string | null
  messageId: string
  /** Null for who may not see what it is about */
  subject: string | null
  state: MailState
  attempts: number
  /** What the mail server said last, or why there was no answer */
  answer: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** When the mail server took it, or it was given up */
  endedAt: string | null
}

/** How many mails were written */
export type MailsWritten = {
  mails: number
}

export type MailWithText = {
  id: number
  /** Whom it is for */
  staffId: number
  address: string
  /** The template of which it was made */
  kind: string
  /** Of what it is about alone: the same for the same matter */
  causeKey: string | null
  messageId: string
  /** Null for who may not see what it is about */
  subject: string | null
  state: MailState
  attempts: number
  /** What the mail server said last, or why there was no answer */
  answer: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** When the mail server took it, or it was given up */
  endedAt: string | null
  /** Null for who may not see what it is about */
  plain: string | null
}

/** The mail server of the installation */
export type MailSettings = {
  /** Of the mail server; empty: nobody gets mail */
  host: string
  /** at most 65535 */
  port: number
  /** `starttls` and `tls` verify the certificate; `none` takes a password only to this machine */
  encryption: 'starttls' | 'tls' | 'none'
  /** Empty: nobody signs in there */
  username: string
  fromName: string
  fromAddress: string
  /** Where links in mails lead; empty: there are none */
  publicUrl: string
  /** How many mails go out in a minute at most; at most 6000 */
  perMinute: number
  hasPassword: boolean
}

export type MailTested = {
  mailId: number
  to: string
  /** Whether the mail server took it */
  delivered: boolean
  /** What the mail server said, or why there was no answer */
  answer: string
}

export type MailTemplates = {
  items: MailTemplate[]
}

/** What a kind of mail is made of */
export type MailTemplate = {
  name: string
  subject: string
  plain: string
  html: string
  /** What may stand in it, as `{{name}}` */
  placeholders: string[]
  /** Whether it stands instead of the one that is built in */
  changed: boolean
  /** ISO 8601, in UTC */
  updatedAt: string | null
}

export type MailPreview = {
  subject: string
  plain: string
  html: string
}

export type Webhooks = {
  items: Webhook[]
}

/** An address that is told what happens */
export type Webhook = {
  id: number
  url: string
  description: string
  /** Kinds of events, or patterns such as `service.*`; none: all that its maker may know of */
  kinds: string[]
  /** Only events of records of this number */
  subjectId: number | null
  /** Only events that concern this client */
  clientId: number | null
  /** Events of one record come in their order, each after the one before it was taken or given up */
  ordered: boolean
  active: boolean
  signingKeys: WebhookKey[]
  /** Whose rights decide what is told; null: the owner of the data folder */
  staffId: number | null
  credentialId: number | null
  /** Since when nothing but failures came back */
  failingSince: string | null
  /** ISO 8601, in UTC */
  disabledAt: string | null
  /** Why the server itself disabled it */
  disabledWhy: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type WebhookKey = {
  scheme: WebhookSignatureScheme
  /** Of `v1a`: `whpk_` and base64 */
  publicKey: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** Signs until then beside its successor; null: the present one */
  until: string | null
}

/** `v1`: HMAC-SHA256 under a secret of both sides; `v1a`: ed25519, of which the receiver has the public key */
export type WebhookSignatureScheme = 'v1' | 'v1a'

export type WebhookWithSecret = {
  webhook: Webhook
  /** Of `v1`, `whsec_` and base64: told here and never again */
  secret: string | null
}

export type WebhookTested = {
  messageId: string
  delivered: boolean
  status: number | null
  /** Its beginning, or why there was none */
  answer: string
}

export type WebhookReplayed = {
  replayed: number
}

export type WebhookDeliveryState = 'queued' | 'delivered' | 'failed' | 'withheld'

export type WebhookDeliveries = {
  items: WebhookDelivery[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** One message of one event to one webhook */
export type WebhookDelivery = {
  id: number
  webhookId: number
  /** The `webhook-id` of each attempt */
  messageId: string
  /** Of the event in the sealed log */
  position: number
  kind: string
  subject: string
  /** Null for who may not know of the event */
  subjectId: number | null
  clientId: number | null
  state: WebhookDeliveryState
  attempts: number
  /** Of the last answer; null where there was none */
  status: number | null
  /** The beginning of the last answer, or why there was none */
  answer: string | null
  /** ISO 8601, in UTC */
  attemptedAt: string | null
  /** Not before then is the next attempt; null: at once, or never */
  nextAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  endedAt: string | null
}

export type WebhookDeliveryWhole = {
  id: number
  webhookId: number
  /** The `webhook-id` of each attempt */
  messageId: string
  /** Of the event in the sealed log */
  position: number
  kind: string
  subject: string
  /** Null for who may not know of the event */
  subjectId: number | null
  clientId: number | null
  state: WebhookDeliveryState
  attempts: number
  /** Of the last answer; null where there was none */
  status: number | null
  /** The beginning of the last answer, or why there was none */
  answer: string | null
  /** ISO 8601, in UTC */
  attemptedAt: string | null
  /** Not before then is the next attempt; null: at once, or never */
  nextAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  endedAt: string | null
  url: string
  /** What is sent; null for who may not know of the event */
  body: string | null
}

export type Hold = {
  /** Null while it goes on as usual */
  held: {
    /** ISO 8601, in UTC */
    since: string
    why: string
  } | null
  /** What would be carried out; kinds of which nothing waits are missing */
  waiting: {
    work: 'module_actions' | 'starts' | 'mails' | 'messages' | 'bulk_actions'
    count: number
    /** When the oldest of it was enqueued */
    oldest: string
  }[]
}

export type Nodes = {
  items: Node[]
  /** Fingerprint of a secret key */
  secretKey: string
  rotation:
    | {
    /** Fingerprint of a secret key */
    from: string
    /** Fingerprint of a secret key */
    to: string
    state: 'waiting' | 'renewing' | 'done'
    renewed: number
    damaged: number
  }
    | null
  /** Names of the nodes that lack a key which is needed */
  lacking: string[]
}

export type Node = {
  name: string
  version: string
  secretKeys: string[]
  /** Fingerprint of a secret key */
  sealsWith: string
  /** ISO 8601, in UTC */
  startedAt: string
  /** ISO 8601, in UTC */
  seenAt: string
}

export type Schedules = {
  items: Schedule[]
}

export type Schedule = {
  /** Such as `fold-statistics` */
  name: string
  description: string
  /** How often it runs; null when it has a time of day */
  everyMs: number | null
  /** Such as `03:30`, in the zone of the installation */
  dailyAt: string | null
  /** `asked`: somebody asked for a run, and no node has begun it yet */
  state: 'waiting' | 'asked' | 'running'
  /** The node that has it */
  node: string | null
  /** Of the last run */
  beganAt: string | null
  /** Of the last run; null while it runs */
  endedAt: string | null
  /** Of the last run. One that was stopped, because its node was, goes on on another one */
  outcome: 'done' | 'failed' | 'stopped' | null
  /** Why the last run failed */
  fault: string
  /** When it last succeeded */
  succeededAt: string | null
  /** ISO 8601, in UTC */
  failingSince: string | null
  /** Since when it is known not to have ended in time */
  lateSince: string | null
  /** ISO 8601, in UTC */
  nextAt: string
}

export type UserPage = {
  items: User[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A person who signs in for clients */
export type User = {
  id: number
  uuid: string
  firstName: string
  lastName: string
  email: string
  language: string
  /** ISO 8601, in UTC */
  createdAt: string
  clients: {
    id: number
    isOwner: boolean
  }[]
}

export type AnnouncementPage = {
  items: Announcement[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What the staff tells everybody */
export type Announcement = {
  id: number
  title: string
  text: string
  /** ISO 8601, in UTC */
  at: string
  published: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type ToDoItemPage = {
  items: ToDoItem[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What somebody of the staff has to do */
export type ToDoItem = {
  id: number
  /** YYYY-MM-DD */
  date: string
  title: string
  description: string
  /** Whose it is; null for nobody yet */
  staffId: number | null
  status: 'New' | 'Pending' | 'In Progress' | 'Completed' | 'Postponed'
  /** YYYY-MM-DD */
  dueOn: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type BlockedSenderPage = {
  items: BlockedSender[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** Guests who write from there open no tickets */
export type BlockedSender = {
  id: number
  email: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type ClientNotePage = {
  items: ClientNote[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What the staff writes down about a client */
export type ClientNote = {
  id: number
  clientId: number
  /** Who wrote it */
  staffName: string
  text: string
  /** Shown wherever the client is */
  sticky: boolean
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type CancelRequestPage = {
  items: CancelRequest[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A wish that a service ends, which a person carries out */
export type CancelRequest = {
  id: number
  serviceId: number
  clientId: number
  kind: 'immediate' | 'end_of_period'
  reason: string
  /** When somebody had carried it out; null while it is open */
  completedAt: string | null
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type TldPage = {
  items: Tld[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** What names of a top-level domain cost, and what is offered with them */
export type Tld = {
  id: number
  /** Such as `com` */
  name: string
  label: '' | 'hot' | 'new' | 'sale'
  position: number
  /** The module that gets what is ordered; empty for none */
  registrar: string
  idProtection: boolean
  dnsManagement: boolean
  emailForwarding: boolean
  /** A transfer needs an authorisation code */
  eppRequired: boolean
  grace: {
    days: number | null
    fees: Record<string, string>
  }
  redemption: {
    days: number | null
    fees: Record<string, string>
  }
  /** By id of the currency, then by years */
  prices: {
    register: Record<string, Record<string, string>>
    renew: Record<string, Record<string, string>>
    transfer: Record<string, Record<string, string>>
  }
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

/** The link, which is told once */
export type SignOnLink = {
  token: string
  url: string
  /** ISO 8601, in UTC */
  expiresAt: string
}

/** Whom a link of the portal signs in */
export type SignOn = {
  userId: number
  clientId: number | null
  destination: string
  serviceId: number | null
  domainId: number | null
  path: string
}

export type OAuthCredentialPage = {
  items: OAuthCredential[]
  /** How many rows match in all */
  total: number
  offset: number
  limit: number
  /** Send it as `cursor` for what follows; null at the end */
  nextCursor: string | null
}

/** A program of somebody else that may sign users of the portal in */
export type OAuthCredential = {
  id: number
  grantType: 'authorization_code' | 'single_sign_on'
  /** Such as `clientarea:sso` */
  scopes: string[]
  /** Needed for `authorization_code` */
  name: string
  description: string
  /** Needed for `single_sign_on` */
  serviceId: number | null
  logoUri: string
  redirectUris: string[]
  identifier: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
}

export type OAuthCredentialTold = {
  id: number
  grantType: 'authorization_code' | 'single_sign_on'
  /** Such as `clientarea:sso` */
  scopes: string[]
  /** Needed for `authorization_code` */
  name: string
  description: string
  /** Needed for `single_sign_on` */
  serviceId: number | null
  logoUri: string
  redirectUris: string[]
  identifier: string
  /** ISO 8601, in UTC */
  createdAt: string
  /** ISO 8601, in UTC */
  updatedAt: string
  /** Told once, when it is made */
  secret: string | null
}

export type ClientsListQuery = {
  /** The start of the e-mail address, first name, last name, full name or company, without regard to case */
  search?: string | undefined
  status?: ClientStatus | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first */
  sort?:
    | 'id'
    | '-id'
    | 'firstName'
    | '-firstName'
    | 'lastName'
    | '-lastName'
    | 'companyName'
    | '-companyName'
    | 'email'
    | '-email'
    | 'groupId'
    | '-groupId'
    | 'createdOn'
    | '-createdOn'
    | 'status'
    | '-status' | undefined
  /** Another way to say `sort`, which wins; default id */
  orderBy?:
    | 'id'
    | 'firstName'
    | 'lastName'
    | 'companyName'
    | 'email'
    | 'groupId'
    | 'createdOn'
    | 'status' | undefined
  /** Of `orderBy`; default asc */
  direction?: 'asc' | 'desc' | undefined
  /** `password` adds the values of secret custom fields; it needs the permission services.passwords */
  include?: 'password'[] | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ClientsGetPath = {
  id: number
}

export type ClientsGetQuery = {
  /** `password` adds the values of secret custom fields; it needs the permission services.passwords */
  include?: 'password'[] | undefined
}

export type ClientsCreateBody = {
  firstName?: string | undefined
  lastName?: string | undefined
  companyName?: string | undefined
  email: string
  address1?: string | undefined
  address2?: string | undefined
  city?: string | undefined
  state?: string | undefined
  postcode?: string | undefined
  /** ISO 3166-1 alpha-2 */
  country?: string | undefined
  phoneNumber?: string | undefined
  taxId?: string | undefined
  currencyId?: number | undefined
  groupId?: number | null | undefined
  status?: ClientStatus | undefined
  /** Such as `english`; empty for the server's own */
  language?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  /** The favourite one; empty for none */
  paymentMethod?: string | undefined
  /** In the client's currency */
  credit?: string | undefined
  preferences?: {
    emails?: {
      general?: boolean | undefined
      product?: boolean | undefined
      domain?: boolean | undefined
      invoice?: boolean | undefined
      support?: boolean | undefined
      affiliate?: boolean | undefined
    } | undefined
    /** Has asked for marketing e-mail */
    marketing?: boolean | undefined
    noLateFees?: boolean | undefined
    noOverdueNotices?: boolean | undefined
    taxExempt?: boolean | undefined
    separateInvoices?: boolean | undefined
    noAutomaticCharge?: boolean | undefined
    noAutomaticClosing?: boolean | undefined
    singleSignOn?: boolean | undefined
    emailVerified?: boolean | undefined
  } | undefined
  /** Those that are named; a ticked box is `on` */
  customFields?: {
    id: number
    value: string
  }[] | undefined
  /** Lifts what is required, except the e-mail address. What is sent must be well-formed all the same */
  skipValidation?: boolean | undefined
  /** An existing user who becomes the owner */
  ownerUserId?: number | undefined
  /** Of the user that is made; without one nobody is let in yet */
  password?: string | undefined
}

export type ClientsUpdatePath = {
  id: number
}

export type ClientsUpdateBody = {
  firstName?: string | undefined
  lastName?: string | undefined
  companyName?: string | undefined
  email?: string | undefined
  address1?: string | undefined
  address2?: string | undefined
  city?: string | undefined
  state?: string | undefined
  postcode?: string | undefined
  /** ISO 3166-1 alpha-2 */
  country?: string | undefined
  phoneNumber?: string | undefined
  taxId?: string | undefined
  currencyId?: number | undefined
  groupId?: number | null | undefined
  status?: ClientStatus | undefined
  /** Such as `english`; empty for the server's own */
  language?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  /** The favourite one; empty for none */
  paymentMethod?: string | undefined
  /** In the client's currency */
  credit?: string | undefined
  preferences?: {
    emails?: {
      general?: boolean | undefined
      product?: boolean | undefined
      domain?: boolean | undefined
      invoice?: boolean | undefined
      support?: boolean | undefined
      affiliate?: boolean | undefined
    } | undefined
    /** Has asked for marketing e-mail */
    marketing?: boolean | undefined
    noLateFees?: boolean | undefined
    noOverdueNotices?: boolean | undefined
    taxExempt?: boolean | undefined
    separateInvoices?: boolean | undefined
    noAutomaticCharge?: boolean | undefined
    noAutomaticClosing?: boolean | undefined
    singleSignOn?: boolean | undefined
    emailVerified?: boolean | undefined
  } | undefined
  /** Those that are named; a ticked box is `on` */
  customFields?: {
    id: number
    value: string
  }[] | undefined
  /** Lifts what is required, except the e-mail address. What is sent must be well-formed all the same */
  skipValidation?: boolean | undefined
}

export type ClientsClosePath = {
  id: number
}

export type ClientsCloseQuery = {
  /** What the client holds ends too, in the records; no panel is told */
  holdings?: boolean | undefined
}

export type ClientsDeletePath = {
  id: number
}

export type ClientsDeleteQuery = {
  /** Users who sign in for nobody else go too */
  users?: boolean | undefined
}

export type ClientsUsersPath = {
  id: number
}

export type ClientsAddUserPath = {
  id: number
}

export type ClientsAddUserBody = {
  userId?: number | undefined
  email?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  language?: string | undefined
  /** Of a new user; without one nobody is let in yet */
  password?: string | undefined
  permissions?: UserPermission[] | undefined
}

export type ClientsUpdateUserPath = {
  id: number
  userId: number
}

export type ClientsUpdateUserBody = {
  permissions: UserPermission[]
}

export type ClientsRemoveUserPath = {
  id: number
  userId: number
}

export type ContactsListPath = {
  id: number
}

export type ContactsGetPath = {
  id: number
}

export type ContactsCreatePath = {
  id: number
}

export type ContactsCreateBody = {
  firstName?: string | undefined
  lastName?: string | undefined
  companyName?: string | undefined
  email?: string | undefined
  address1?: string | undefined
  address2?: string | undefined
  city?: string | undefined
  state?: string | undefined
  postcode?: string | undefined
  /** ISO 3166-1 alpha-2 */
  country?: string | undefined
  phoneNumber?: string | undefined
  taxId?: string | undefined
  emails?: {
    general?: boolean | undefined
    product?: boolean | undefined
    domain?: boolean | undefined
    invoice?: boolean | undefined
    support?: boolean | undefined
    affiliate?: boolean | undefined
  } | undefined
}

export type ContactsUpdatePath = {
  id: number
}

export type ContactsUpdateBody = {
  firstName?: string | undefined
  lastName?: string | undefined
  companyName?: string | undefined
  email?: string | undefined
  address1?: string | undefined
  address2?: string | undefined
  city?: string | undefined
  state?: string | undefined
  postcode?: string | undefined
  /** ISO 3166-1 alpha-2 */
  country?: string | undefined
  phoneNumber?: string | undefined
  taxId?: string | undefined
  emails?: {
    general?: boolean | undefined
    product?: boolean | undefined
    domain?: boolean | undefined
    invoice?: boolean | undefined
    support?: boolean | undefined
    affiliate?: boolean | undefined
  } | undefined
}

export type ContactsDeletePath = {
  id: number
}

export type CustomFieldsListQuery = {
  /** default client */
  owner?: CustomFieldOwner | undefined
  /** The product or add-on definition; none for clients */
  ownerId?: number | undefined
}

export type CustomFieldsGetPath = {
  id: number
}

export type CustomFieldsCreateBody = {
  owner: CustomFieldOwner
  ownerId?: number | undefined
  name: string
  description?: string | undefined
  kind: CustomFieldKind
  /** Of a `dropdown` */
  choices?: string[] | undefined
  /** A regular expression that values match; empty for none */
  pattern?: string | undefined
  required?: boolean | undefined
  onOrderForm?: boolean | undefined
  /** Clients do not see it */
  staffOnly?: boolean | undefined
  position?: number | undefined
}

export type CustomFieldsUpdatePath = {
  id: number
}

export type CustomFieldsUpdateBody = {
  name?: string | undefined
  description?: string | undefined
  kind?: CustomFieldKind | undefined
  /** Of a `dropdown` */
  choices?: string[] | undefined
  /** A regular expression that values match; empty for none */
  pattern?: string | undefined
  required?: boolean | undefined
  onOrderForm?: boolean | undefined
  /** Clients do not see it */
  staffOnly?: boolean | undefined
  position?: number | undefined
}

export type CustomFieldsDeletePath = {
  id: number
}

export type CurrenciesGetPath = {
  id: number
}

export type CurrenciesCreateBody = {
  /** ISO 4217, such as `EUR` */
  code: string
  /** What people see before an amount */
  prefix?: string | undefined
  /** What people see behind an amount */
  suffix?: string | undefined
  /** How people are shown amounts: `1234.56`, `1,234.56`, `1.234,56` or `1,234` */
  format?: 1 | 2 | 3 | 4 | undefined
  /** What one unit of the default currency is in this one, in hundred-thousandths; at most 1000000000000 */
  rate?: number | undefined
  isDefault?: boolean | undefined
}

export type CurrenciesUpdatePath = {
  id: number
}

export type CurrenciesUpdateBody = {
  /** What people see before an amount */
  prefix?: string | undefined
  /** What people see behind an amount */
  suffix?: string | undefined
  /** How people are shown amounts: `1234.56`, `1,234.56`, `1.234,56` or `1,234` */
  format?: 1 | 2 | 3 | 4 | undefined
  /** What one unit of the default currency is in this one, in hundred-thousandths; at most 1000000000000 */
  rate?: number | undefined
  isDefault?: true | undefined
}

export type CurrenciesDeletePath = {
  id: number
}

export type ClientGroupsGetPath = {
  id: number
}

export type ClientGroupsCreateBody = {
  name: string
  /** Such as `#AABBCC`; empty for none */
  colour?: string | undefined
  /** Its clients are not suspended for being late */
  suspensionExempt?: boolean | undefined
  /** Its clients get an invoice for each item */
  separateInvoices?: boolean | undefined
  /** In per cent */
  discount?: string | undefined
}

export type ClientGroupsUpdatePath = {
  id: number
}

export type ClientGroupsUpdateBody = {
  name?: string | undefined
  /** Such as `#AABBCC`; empty for none */
  colour?: string | undefined
  /** Its clients are not suspended for being late */
  suspensionExempt?: boolean | undefined
  /** Its clients get an invoice for each item */
  separateInvoices?: boolean | undefined
  /** In per cent */
  discount?: string | undefined
}

export type ClientGroupsDeletePath = {
  id: number
}

export type OrdersListQuery = {
  clientId?: number | undefined
  status?: OrderStatus | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first; default -id */
  sort?:
    | 'id'
    | '-id'
    | 'orderNumber'
    | '-orderNumber'
    | 'status'
    | '-status'
    | 'amount'
    | '-amount'
    | 'orderedAt'
    | '-orderedAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type OrdersGetPath = {
  id: number
}

export type OrdersQuoteBody = {
  clientId: number
  /** One that is active */
  paymentMethod: string
  products?: {
    productId: number
    /** The shortest that is offered without it */
    billingCycle?: BillingCycle | undefined
    /** at most 10000 */
    quantity?: number | undefined
    domain?: string | undefined
    /** Of a server, in the place of the domain */
    hostname?: string | undefined
    ns1?: string | undefined
    ns2?: string | undefined
    rootPassword?: string | undefined
    addons?: {
      definitionId: number
      /** at most 10000 */
      quantity?: number | undefined
    }[] | undefined
    /** Those that are named */
    configOptions?: {
      id: number
      /** Of a list */
      choiceId?: number | undefined
      /** Of a quantity; 1 and 0 are yes and no */
      quantity?: number | undefined
    }[] | undefined
    /** Those that are named; a ticked box is `on` */
    customFields?: {
      id: number
      value: string
    }[] | undefined
    /** Of one piece, instead of the catalog's */
    price?: string | undefined
  }[] | undefined
  /** For services that the client has */
  addons?: {
    definitionId: number
    /** at most 10000 */
    quantity?: number | undefined
    serviceId: number
  }[] | undefined
  domains?: {
    kind: 'Register' | 'Transfer'
    name: string
    /** at most 10 */
    years?: number | undefined
    /** The authorisation code of a transfer */
    eppCode?: string | undefined
    dnsManagement?: boolean | undefined
    emailForwarding?: boolean | undefined
    idProtection?: boolean | undefined
    /** The first payment; nothing without it */
    price?: string | undefined
    /** Each further one; the same without it */
    renewalPrice?: string | undefined
  }[] | undefined
  renewals?: {
    services?: number[] | undefined
    addons?: number[] | undefined
    domains?: {
      id: number
      /** at most 10 */
      years: number
    }[] | undefined
  } | undefined
  /** For the domains */
  contactId?: number | null | undefined
  /** For the domains */
  nameservers?: string[] | undefined
  promoCode?: string | undefined
  ipAddress?: string | undefined
  notes?: string | undefined
}

export type OrdersCreateBody = {
  clientId: number
  /** One that is active */
  paymentMethod: string
  products?: {
    productId: number
    /** The shortest that is offered without it */
    billingCycle?: BillingCycle | undefined
    /** at most 10000 */
    quantity?: number | undefined
    domain?: string | undefined
    /** Of a server, in the place of the domain */
    hostname?: string | undefined
    ns1?: string | undefined
    ns2?: string | undefined
    rootPassword?: string | undefined
    addons?: {
      definitionId: number
      /** at most 10000 */
      quantity?: number | undefined
    }[] | undefined
    /** Those that are named */
    configOptions?: {
      id: number
      /** Of a list */
      choiceId?: number | undefined
      /** Of a quantity; 1 and 0 are yes and no */
      quantity?: number | undefined
    }[] | undefined
    /** Those that are named; a ticked box is `on` */
    customFields?: {
      id: number
      value: string
    }[] | undefined
    /** Of one piece, instead of the catalog's */
    price?: string | undefined
  }[] | undefined
  /** For services that the client has */
  addons?: {
    definitionId: number
    /** at most 10000 */
    quantity?: number | undefined
    serviceId: number
  }[] | undefined
  domains?: {
    kind: 'Register' | 'Transfer'
    name: string
    /** at most 10 */
    years?: number | undefined
    /** The authorisation code of a transfer */
    eppCode?: string | undefined
    dnsManagement?: boolean | undefined
    emailForwarding?: boolean | undefined
    idProtection?: boolean | undefined
    /** The first payment; nothing without it */
    price?: string | undefined
    /** Each further one; the same without it */
    renewalPrice?: string | undefined
  }[] | undefined
  renewals?: {
    services?: number[] | undefined
    addons?: number[] | undefined
    domains?: {
      id: number
      /** at most 10 */
      years: number
    }[] | undefined
  } | undefined
  /** For the domains */
  contactId?: number | null | undefined
  /** For the domains */
  nameservers?: string[] | undefined
  promoCode?: string | undefined
  ipAddress?: string | undefined
  notes?: string | undefined
}

export type OrdersAcceptPath = {
  id: number
}

export type OrdersAcceptBody = {
  /** For all services of the order */
  serverId?: number | undefined
  username?: string | undefined
  password?: string | undefined
  /** A module, for the domains */
  registrar?: string | undefined
  /** Whether modules set up; the product's own word without it */
  autoSetup?: boolean | undefined
  /** Whether the registrar is told; it is without it */
  sendRegistrar?: boolean | undefined
}

export type OrdersCancelPath = {
  id: number
}

export type OrdersFraudPath = {
  id: number
}

export type OrdersPendingPath = {
  id: number
}

export type OrdersDeletePath = {
  id: number
}

export type ServicesListQuery = {
  clientId?: number | undefined
  productId?: number | undefined
  /** The whole name, without regard to case */
  domain?: string | undefined
  /** The whole name, without regard to case */
  username?: string | undefined
  status?: ServiceStatus | undefined
  /** `password` adds the passwords; it needs the permission services.passwords */
  include?: 'password'[] | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first; default id */
  sort?:
    | 'id'
    | '-id'
    | 'domain'
    | '-domain'
    | 'username'
    | '-username'
    | 'status'
    | '-status'
    | 'recurring'
    | '-recurring'
    | 'nextDueOn'
    | '-nextDueOn'
    | 'createdAt'
    | '-createdAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ServicesGetPath = {
  id: number
}

export type ServicesGetQuery = {
  /** `password` adds the passwords; it needs the permission services.passwords */
  include?: 'password'[] | undefined
}

export type ServicesUpdatePath = {
  id: number
}

export type ServicesUpdateBody = {
  productId?: number | undefined
  serverId?: number | null | undefined
  /** A correction: the panel is not told, commands that wait for it end */
  status?: ServiceStatus | undefined
  domain?: string | undefined
  username?: string | undefined
  /** Of the record alone; null takes it away */
  password?: string | null | undefined
  paymentMethod?: string | undefined
  billingCycle?: BillingCycle | undefined
  firstPayment?: string | undefined
  recurring?: string | undefined
  /** YYYY-MM-DD */
  registeredOn?: string | null | undefined
  /** YYYY-MM-DD */
  nextDueOn?: string | null | undefined
  /** YYYY-MM-DD */
  nextInvoiceOn?: string | null | undefined
  /** YYYY-MM-DD */
  terminatedOn?: string | null | undefined
  suspensionReason?: string | undefined
  overrideAutoSuspend?: boolean | undefined
  /** YYYY-MM-DD */
  overrideSuspendUntil?: string | null | undefined
  subscriptionId?: string | undefined
  promoId?: number | null | undefined
  ns1?: string | undefined
  ns2?: string | undefined
  dedicatedIp?: string | undefined
  assignedIps?: string[] | undefined
  notes?: string | undefined
  diskUsedMb?: number | undefined
  diskLimitMb?: number | undefined
  bandwidthUsedMb?: number | undefined
  bandwidthLimitMb?: number | undefined
  /** Those that are named; a ticked box is `on` */
  customFields?: {
    id: number
    value: string
  }[] | undefined
  /** Those that are named */
  configOptions?: {
    id: number
    /** Of a list */
    choiceId?: number | undefined
    /** Of a quantity; 1 and 0 are yes and no */
    quantity?: number | undefined
  }[] | undefined
  /** The recurring amount becomes what the catalog says */
  recalculate?: boolean | undefined
}

export type ServicesQuoteUpgradePath = {
  id: number
}

export type ServicesQuoteUpgradeBody = {
  /** One that is active */
  paymentMethod: string
  /** Of the same module; the present one without it */
  productId?: number | undefined
  /** The present one without it */
  billingCycle?: BillingCycle | undefined
  /** Those that are named */
  configOptions?: {
    id: number
    /** Of a list */
    choiceId?: number | undefined
    /** Of a quantity; 1 and 0 are yes and no */
    quantity?: number | undefined
  }[] | undefined
  promoCode?: string | undefined
}

export type ServicesUpgradePath = {
  id: number
}

export type ServicesUpgradeBody = {
  /** One that is active */
  paymentMethod: string
  /** Of the same module; the present one without it */
  productId?: number | undefined
  /** The present one without it */
  billingCycle?: BillingCycle | undefined
  /** Those that are named */
  configOptions?: {
    id: number
    /** Of a list */
    choiceId?: number | undefined
    /** Of a quantity; 1 and 0 are yes and no */
    quantity?: number | undefined
  }[] | undefined
  promoCode?: string | undefined
}

export type ServicesHistoryPath = {
  id: number
}

export type ServicesHistoryQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type AddonsListQuery = {
  clientId?: number | undefined
  serviceId?: number | undefined
  definitionId?: number | undefined
  status?: ServiceStatus | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first; default id */
  sort?:
    | 'id'
    | '-id'
    | 'name'
    | '-name'
    | 'status'
    | '-status'
    | 'recurring'
    | '-recurring'
    | 'nextDueOn'
    | '-nextDueOn'
    | 'createdAt'
    | '-createdAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type AddonsGetPath = {
  id: number
}

export type AddonsUpdatePath = {
  id: number
}

export type AddonsUpdateBody = {
  definitionId?: number | null | undefined
  /** Empty for the definition's */
  name?: string | undefined
  /** A correction: the panel is not told, commands that wait for it end */
  status?: ServiceStatus | undefined
  billingCycle?: BillingCycle | undefined
  setup?: string | undefined
  recurring?: string | undefined
  /** YYYY-MM-DD */
  nextDueOn?: string | null | undefined
  /** YYYY-MM-DD */
  terminatedOn?: string | null | undefined
  notes?: string | undefined
  /** The recurring amount becomes what the catalog says */
  recalculate?: boolean | undefined
}

export type DomainsListQuery = {
  clientId?: number | undefined
  /** The whole name, without regard to case */
  name?: string | undefined
  /** Its module */
  registrar?: string | undefined
  status?: DomainStatus | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first; default id */
  sort?:
    | 'id'
    | '-id'
    | 'name'
    | '-name'
    | 'registrar'
    | '-registrar'
    | 'status'
    | '-status'
    | 'recurring'
    | '-recurring'
    | 'expiresOn'
    | '-expiresOn'
    | 'nextDueOn'
    | '-nextDueOn'
    | 'createdAt'
    | '-createdAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type DomainsGetPath = {
  id: number
}

export type DomainsUpdatePath = {
  id: number
}

export type DomainsUpdateBody = {
  kind?: DomainKind | undefined
  name?: string | undefined
  /** A module; empty for none */
  registrar?: string | undefined
  serverId?: number | null | undefined
  /** at most 10 */
  periodYears?: number | undefined
  /** A correction: the registrar is not told, commands that wait for it end */
  status?: DomainStatus | undefined
  firstPayment?: string | undefined
  recurring?: string | undefined
  paymentMethod?: string | undefined
  /** YYYY-MM-DD */
  registeredOn?: string | null | undefined
  /** YYYY-MM-DD */
  expiresOn?: string | null | undefined
  /** YYYY-MM-DD */
  nextDueOn?: string | null | undefined
  subscriptionId?: string | undefined
  promoId?: number | null | undefined
  dnsManagement?: boolean | undefined
  emailForwarding?: boolean | undefined
  idProtection?: boolean | undefined
  doNotRenew?: boolean | undefined
  /** In order, instead of those that it has */
  nameservers?: string[] | undefined
  notes?: string | undefined
}

export type DomainsAskRegistrarPath = {
  id: number
}

export type DomainsAskRegistrarBody = RegistrarAsk

export type ModuleQueueListQuery = {
  serviceType?: ServiceType | undefined
  relatedId?: number | undefined
  module?: string | undefined
  action?: string | undefined
  serverId?: number | undefined
  failureClass?: FailureClass | undefined
  /** Exactly; empty for what has none */
  cause?: string | undefined
  /** `true` for what needs a person, `false` for what is tried again by itself */
  attention?: boolean | undefined
  clientId?: number | undefined
  /** How its domain or its user name begins */
  search?: string | undefined
  /** Last tried then or later */
  from?: string | undefined
  /** None of these: `failureClass:transient serverId:3`, which `-class:transient -server:3` is in `q` */
  not?: string | undefined
  /** What was settled then or later, instead of what is open; `settled:1d` in `q` */
  settledFrom?: string | undefined
  /** Beside `settledFrom`: how */
  resolution?: 'succeeded' | 'settled' | 'superseded' | 'cancelled' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to return at most; all where it is left out; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
  /** By what the list is sorted, and then by id: one or two of id, createdAt, lastAttemptAt, nextAttemptAt, retries, settledAt with a comma; with `-` from the last to the first; default id */
  sort?: string | undefined
}

export type ModuleQueueGroupsQuery = {
  serviceType?: ServiceType | undefined
  relatedId?: number | undefined
  module?: string | undefined
  action?: string | undefined
  serverId?: number | undefined
  failureClass?: FailureClass | undefined
  /** Exactly; empty for what has none */
  cause?: string | undefined
  /** `true` for what needs a person, `false` for what is tried again by itself */
  attention?: boolean | undefined
  clientId?: number | undefined
  /** How its domain or its user name begins */
  search?: string | undefined
  /** Last tried then or later */
  from?: string | undefined
  /** None of these: `failureClass:transient serverId:3`, which `-class:transient -server:3` is in `q` */
  not?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
}

export type ModuleQueueGetPath = {
  id: number
}

export type ModuleQueueJobsPath = {
  id: number
}

export type ModuleQueueAccountPath = {
  id: number
}

export type ModuleQueueLookPath = {
  id: number
}

export type ModuleQueueLookBody = Record<string, never>

export type ModuleQueueAddNotePath = {
  id: number
}

export type ModuleQueueAddNoteBody = {
  text: string
}

export type ModuleQueueDeleteNotePath = {
  id: number
  noteId: number
}

export type ModuleQueueRetryPath = {
  id: number
}

export type ModuleQueueRetryBody = {
  /** Lets pass what the brake has held; default false */
  approve?: boolean | undefined
}

export type ModuleQueueRetryAllBody = {
  filter: {
    serviceType?: ServiceType | undefined
    relatedId?: number | undefined
    module?: string | undefined
    action?: string | undefined
    serverId?: number | undefined
    failureClass?: FailureClass | undefined
    cause?: string | undefined
    attention?: boolean | undefined
    /** None of these, as the list takes it */
    not?: string | undefined
  }
  /** Lets pass what the brake has held; default false */
  approve?: boolean | undefined
}

export type ModuleQueueResolvePath = {
  id: number
}

export type ModuleQueueResolveBody = {
  /** Why, for the activity log; default  */
  note?: string | undefined
}

export type ModuleQueueCancelPath = {
  id: number
}

export type ModuleQueueCancelBody = {
  /** Why, for the activity log; default  */
  note?: string | undefined
}

export type BulkActionsPreviewBody = {
  noun: 'moduleQueue' | 'services'
  action:
    | 'retry'
    | 'resolve'
    | 'cancel'
    | 'makeTasks'
    | 'suspend'
    | 'unsuspend'
    | 'changePackage'
  /** What the list of the noun takes; an empty one is refused */
  filter: {
    /** The filters in one text, as the list takes them */
    q?: string | undefined
    /** Only these */
    ids?: number[] | undefined
    serviceType?: 'service' | 'addon' | 'domain' | undefined
    relatedId?: number | undefined
    module?: string | undefined
    action?: string | undefined
    serverId?: number | undefined
    failureClass?: FailureClass | undefined
    cause?: string | undefined
    attention?: boolean | undefined
    /** Of entries: how their domain or their user name begins */
    search?: string | undefined
    /** Of entries: last tried then or later */
    from?: string | undefined
    /** Of entries: none of these, as the list takes it */
    not?: string | undefined
    clientId?: number | undefined
    serviceId?: number | undefined
    productId?: number | undefined
    domain?: string | undefined
    username?: string | undefined
    status?: string | undefined
  }
  /** default [object Object] */
  params?: {
    /** Of resolve and cancel: for the activity log */
    note?: string | undefined
    /** Of suspend: as clients and panels read it */
    reason?: string | undefined
    /** Of changePackage: what they get; else what each has is set again */
    productId?: number | undefined
    /** Of makeTasks: where they go; into one of each client without it */
    projectId?: number | undefined
    /** Of retry and suspend: lets pass what the brake would hold */
    approve?: boolean | undefined
  } | undefined
  /** For whoever reads of it later */
  why: string
}

export type BulkActionsListQuery = {
  state?: 'previewed' | 'running' | 'stopping' | 'stopped' | 'done' | undefined
  noun?: 'moduleQueue' | 'services' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type BulkActionsGetPath = {
  id: number
}

export type BulkActionsItemsPath = {
  id: number
}

export type BulkActionsItemsQuery = {
  state?: 'waiting' | 'succeeded' | 'failed' | 'skipped' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type BulkActionsCommitPath = {
  id: number
}

export type BulkActionsCommitBody = {
  /** Of the preview */
  token: string
}

export type BulkActionsStopPath = {
  id: number
}

export type BulkActionsStopBody = Record<string, never>

export type BulkActionsReleasePath = {
  id: number
}

export type BulkActionsReleaseBody = Record<string, never>

export type BulkActionsUndoPath = {
  id: number
}

export type BulkActionsUndoBody = {
  /** For whoever reads of it later; default  */
  why?: string | undefined
}

export type LanesGetPath = {
  name: string
}

export type LanesUpdatePath = {
  name: string
}

export type LanesUpdateBody = {
  /** Null is no limit */
  startsPerSecond?: number | null | undefined
  /** At once; null is no limit */
  concurrency?: number | null | undefined
  /** Opens the breaker after so many passing failures in a row; null is never */
  breakAfter?: number | null | undefined
  /** How long it stays open before a probe; at most 86400000 */
  breakForMs?: number | undefined
}

export type LanesProbePath = {
  name: string
}

export type LanesProbeBody = Record<string, never>

export type LanesForecastPath = {
  name: string
}

export type LanesForecastQuery = {
  /** As if this were the rate; as it is when left out; at most 1000000 */
  startsPerSecond?: number | undefined
  /** As if so many might run at once; as it is when left out */
  concurrency?: number | undefined
}

export type LanesPausePath = {
  name: string
}

export type LanesPauseBody = {
  /** default  */
  why?: string | undefined
}

export type LanesResumePath = {
  name: string
}

export type LanesResumeBody = Record<string, never>

export type LanesMaintenancePath = {
  id: number
}

export type LanesMaintenanceBody = {
  on: boolean
}

export type StatisticsGetQuery = {
  metric: StatisticsMetric
  /** default minute */
  step?: StatisticsStep | undefined
  /** Left out: 60 minutes, 48 hours or 30 days before `to` */
  from?: string | undefined
  /** Exclusive; now when left out */
  to?: string | undefined
  /** Such as `server:3` */
  lane?: string | undefined
  outboundServiceId?: number | undefined
  /** Its system name */
  module?: string | undefined
}

export type StatisticsLanesQuery = {
  /** default 5m */
  range?: LaneRange | undefined
}

export type LaneScheduledChangesListPath = {
  name: string
}

export type LaneScheduledChangesCreatePath = {
  name: string
}

export type LaneScheduledChangesCreateBody = {
  /** ISO 8601, in UTC */
  at: string
  /** Null is no limit */
  startsPerSecond?: number | null | undefined
  /** Null is no limit */
  concurrency?: number | null | undefined
}

export type LaneScheduledChangesRemovePath = {
  name: string
  changeId: number
}

export type OutboundScheduledChangesListPath = {
  id: number
}

export type OutboundScheduledChangesCreatePath = {
  id: number
}

export type OutboundScheduledChangesCreateBody = {
  /** ISO 8601, in UTC */
  at: string
  /** Null is no limit */
  startsPerSecond?: number | null | undefined
  /** Null is no limit */
  concurrency?: number | null | undefined
}

export type OutboundScheduledChangesRemovePath = {
  id: number
  changeId: number
}

export type OutboundAccountsCreateBody = {
  cloudId: string
  username: string
}

export type OutboundAccountsChangePath = {
  id: number
}

export type OutboundAccountsChangeBody = {
  cloudId?: string | undefined
  username?: string | undefined
}

export type OutboundAccountsRemovePath = {
  id: number
}

export type OutboundAccountsKeysPath = {
  id: number
}

export type OutboundAccountsAddKeyPath = {
  id: number
}

export type OutboundAccountsAddKeyBody = {
  name: string
  /** default false */
  readOnly?: boolean | undefined
}

export type OutboundAccountsRotateKeyPath = {
  id: number
}

export type OutboundAccountsRotateKeyBody = {
  /** default 86400; at most 31536000 */
  graceSeconds?: number | undefined
}

export type OutboundAccountsRevokeKeyPath = {
  keyId: number
}

export type OutboundServicesListQuery = {
  accountId?: number | undefined
}

export type OutboundServicesGetPath = {
  id: number
}

export type OutboundServicesPutPath = {
  accountId: number
  name: string
}

export type OutboundServicesPutBody = {
  /** What a worker is told to run */
  applicationName?: string | null | undefined
  firstPage?: OutboundPage | null | undefined
  /** Asked when a page failed */
  fallbackPage?: OutboundPage | null | undefined
  /** Always the last one asked */
  finalPage?: OutboundPage | null | undefined
  startsPerSecond?: number | null | undefined
  concurrency?: number | null | undefined
  /** How many may wait; a start beyond it is refused */
  queueLimit?: number | null | undefined
  /** A start that has not begun by then could not run */
  expireAfterMs?: number | null | undefined
  /** How long an application that answers later may take to report the end */
  runLimitMs?: number | undefined
  callingWindow?: OutboundCallingWindow | null | undefined
  /** Its share among the services of its account */
  weight?: number | undefined
  /** What becomes of a start whose worker is lost */
  onLost?: 'fail' | 'repeat' | undefined
  enabled?: boolean | undefined
  paused?: boolean | undefined
  password?: string | undefined
  kind?: 'rest' | 'uas' | undefined
  runner?: 'http' | 'worker' | 'demonstration' | undefined
}

export type OutboundServicesPatchPath = {
  id: number
}

export type OutboundServicesPatchBody = {
  /** What a worker is told to run */
  applicationName?: string | null | undefined
  firstPage?: OutboundPage | null | undefined
  /** Asked when a page failed */
  fallbackPage?: OutboundPage | null | undefined
  /** Always the last one asked */
  finalPage?: OutboundPage | null | undefined
  startsPerSecond?: number | null | undefined
  concurrency?: number | null | undefined
  /** How many may wait; a start beyond it is refused */
  queueLimit?: number | null | undefined
  /** A start that has not begun by then could not run */
  expireAfterMs?: number | null | undefined
  /** How long an application that answers later may take to report the end */
  runLimitMs?: number | undefined
  callingWindow?: OutboundCallingWindow | null | undefined
  /** Its share among the services of its account */
  weight?: number | undefined
  /** What becomes of a start whose worker is lost */
  onLost?: 'fail' | 'repeat' | undefined
  enabled?: boolean | undefined
  paused?: boolean | undefined
  password?: string | undefined
  kind?: 'rest' | 'uas' | undefined
  runner?: 'http' | 'worker' | 'demonstration' | undefined
}

export type OutboundServicesRemovePath = {
  id: number
}

export type OutboundServicesWorkersPath = {
  id: number
}

export type OutboundServicesSigningSecretPath = {
  id: number
}

export type OutboundStartsCreatePath = {
  id: number
}

export type OutboundStartsCreateBody = {
  calls: OutboundCall[]
}

export type OutboundStartsWaitingPath = {
  id: number
}

export type OutboundStartsWaitingQuery = {
  after?: string | undefined
  /** default 100; at most 1000 */
  limit?: number | undefined
}

export type OutboundStartsRunningPath = {
  id: number
}

export type OutboundStartsRunningQuery = {
  after?: string | undefined
  /** default 100; at most 1000 */
  limit?: number | undefined
}

export type OutboundStartsStatusBody = {
  references: string[]
}

export type OutboundStartsCancelBody = {
  references: string[]
  /** default  */
  why?: string | undefined
  /** Cannot be undone; default false */
  final?: boolean | undefined
}

export type OutboundStartsFinishedQuery = {
  serviceId?: number | undefined
  /** ISO 8601, in UTC */
  from: string
  /** ISO 8601, in UTC */
  before: string
  after?: string | undefined
  /** default 100; at most 1000 */
  limit?: number | undefined
}

export type OutboundQueuesListQuery = {
  accountId?: number | undefined
}

export type OutboundQueuesGetPath = {
  id: number
}

export type OutboundQueuesForecastPath = {
  id: number
}

export type OutboundQueuesForecastQuery = {
  /** As if this were the rate; as it is when left out; at most 1000000 */
  startsPerSecond?: number | undefined
  /** As if so many might run at once; as it is when left out */
  concurrency?: number | undefined
}

export type OutboundQueuesPurgePath = {
  id: number
}

export type OutboundQueuesPurgeBody = {
  /** default  */
  why?: string | undefined
  /** Only what this preview counted, as far as it still waits; its hold ends with the purge */
  previewId?: number | undefined
  /** Cannot be undone; default false */
  final?: boolean | undefined
}

export type OutboundQueuesPurgesPath = {
  id: number
}

export type OutboundQueuesPurgedPath = {
  id: number
}

export type OutboundQueuesPurgedQuery = {
  after?: number | undefined
  /** default 1000; at most 10000 */
  limit?: number | undefined
}

export type OutboundQueuesUndoPath = {
  id: number
}

export type OutboundQueuesUndoBody = Record<string, never>

export type OutboundPurgePreviewsCreatePath = {
  id: number
}

export type OutboundPurgePreviewsCreateBody = {
  /** No start of the queue begins until the preview ends, by itself after five minutes; default false */
  holdStill?: boolean | undefined
}

export type OutboundPurgePreviewsExtendPath = {
  id: number
}

export type OutboundPurgePreviewsExtendBody = Record<string, never>

export type OutboundPurgePreviewsDeletePath = {
  id: number
}

export type OutboundWorkOpenBody = {
  worker: string
}

export type OutboundWorkTakeBody = {
  session: string
  /** default 1; at most 1000 */
  limit?: number | undefined
  /** default 20000; at most 25000 */
  waitMs?: number | undefined
}

export type OutboundWorkAcknowledgeBody = {
  session: string
  starts: {
    id: number
    turn: number
  }[]
}

export type OutboundWorkHeartbeatBody = {
  session: string
}

export type OutboundWorkFinishBody = {
  session: string
  start: {
    id: number
    turn: number
  }
  end: {
    code: number
  } | {
    why: string
  }
}

export type OutboundWorkCloseBody = {
  session: string
}

export type OutboundWorkReportBody = {
  instanceId: string
  end: {
    code: number
  } | {
    why: string
  }
}

export type ProductGroupsGetPath = {
  id: number
}

export type ProductGroupsCreateBody = {
  name: string
  /** What identifies it in addresses: small letters and digits with hyphens between */
  slug?: string | undefined
  headline?: string | undefined
  hidden?: boolean | undefined
  position?: number | undefined
}

export type ProductGroupsUpdatePath = {
  id: number
}

export type ProductGroupsUpdateBody = {
  name?: string | undefined
  /** What identifies it in addresses: small letters and digits with hyphens between */
  slug?: string | undefined
  headline?: string | undefined
  hidden?: boolean | undefined
  position?: number | undefined
}

export type ProductGroupsDeletePath = {
  id: number
}

export type ServerGroupsGetPath = {
  id: number
}

export type ServerGroupsCreateBody = {
  name: string
  /** default least-full */
  fill?: ServerGroupFill | undefined
  /** default  */
  serverIds?: number[] | undefined
}

export type ServerGroupsUpdatePath = {
  id: number
}

export type ServerGroupsUpdateBody = {
  name?: string | undefined
  fill?: ServerGroupFill | undefined
  serverIds?: number[] | undefined
}

export type ServerGroupsDeletePath = {
  id: number
}

export type ProductsListQuery = {
  groupId?: number | undefined
  module?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ProductsGetPath = {
  id: number
}

export type ProductsGetQuery = {
  /** `password` adds what is secret; it needs the permission services.passwords */
  include?: 'password'[] | undefined
}

export type ProductsCreateBody = {
  groupId: number
  type?: ProductType | undefined
  name: string
  /** What identifies it within its group */
  slug?: string | undefined
  description?: string | undefined
  shortDescription?: string | undefined
  tagline?: string | undefined
  /** Such as `#AABBCC`; empty for none */
  colour?: string | undefined
  /** The system name of the module; empty for none */
  module?: string | undefined
  serverGroupId?: number | null | undefined
  payType?: PayType | undefined
  autoSetup?: AutoSetup | undefined
  hidden?: boolean | undefined
  showDomainOptions?: boolean | undefined
  tax?: boolean | undefined
  featured?: boolean | undefined
  /** Whether the stock limits what can be ordered */
  stockControl?: boolean | undefined
  stock?: number | undefined
  allowQuantity?: boolean | undefined
  position?: number | undefined
  /** Those that are named; an empty text takes one away, and `***` leaves a secret as it is */
  moduleSettings?: {
    /** at most 24 */
    position: number
    value: string
  }[] | undefined
  options?: {
    /** 0 for none */
    welcomeEmailId?: number | undefined
    proRata?: boolean | undefined
    /** Day of the month on which a period ends; 0 when not set; at most 31 */
    proRataDay?: number | undefined
    /** From this day on the next month is charged too; 0 when not set; at most 31 */
    proRataNextMonthFrom?: number | undefined
    /** A domain of ours for names of clients, such as `.example.com` */
    freeSubdomain?: string | undefined
    recommendations?: {
      productId: number
      position: number
    }[] | undefined
    /** Whether a termination that failed is tried again by itself */
    retryTerminations?: boolean | undefined
    /** How early clients may pay, in days by cycle; null for the server's own rule */
    onDemandRenewals?: {
      enabled: boolean
      days: Record<string, number>
    } | null | undefined
  } | undefined
  /** All of them, one for each currency and cycle */
  prices?: {
    currencyId: number
    cycle: BillingCycle
    /** default 0.00 */
    setup: string
    price: string
  }[] | undefined
}

export type ProductsUpdatePath = {
  id: number
}

export type ProductsUpdateBody = {
  groupId?: number | undefined
  type?: ProductType | undefined
  name?: string | undefined
  /** What identifies it within its group */
  slug?: string | undefined
  description?: string | undefined
  shortDescription?: string | undefined
  tagline?: string | undefined
  /** Such as `#AABBCC`; empty for none */
  colour?: string | undefined
  /** The system name of the module; empty for none */
  module?: string | undefined
  serverGroupId?: number | null | undefined
  payType?: PayType | undefined
  autoSetup?: AutoSetup | undefined
  hidden?: boolean | undefined
  showDomainOptions?: boolean | undefined
  tax?: boolean | undefined
  featured?: boolean | undefined
  /** Whether the stock limits what can be ordered */
  stockControl?: boolean | undefined
  stock?: number | undefined
  allowQuantity?: boolean | undefined
  position?: number | undefined
  /** Those that are named; an empty text takes one away, and `***` leaves a secret as it is */
  moduleSettings?: {
    /** at most 24 */
    position: number
    value: string
  }[] | undefined
  options?: {
    /** 0 for none */
    welcomeEmailId?: number | undefined
    proRata?: boolean | undefined
    /** Day of the month on which a period ends; 0 when not set; at most 31 */
    proRataDay?: number | undefined
    /** From this day on the next month is charged too; 0 when not set; at most 31 */
    proRataNextMonthFrom?: number | undefined
    /** A domain of ours for names of clients, such as `.example.com` */
    freeSubdomain?: string | undefined
    recommendations?: {
      productId: number
      position: number
    }[] | undefined
    /** Whether a termination that failed is tried again by itself */
    retryTerminations?: boolean | undefined
    /** How early clients may pay, in days by cycle; null for the server's own rule */
    onDemandRenewals?: {
      enabled: boolean
      days: Record<string, number>
    } | null | undefined
  } | undefined
  /** All of them, one for each currency and cycle */
  prices?: {
    currencyId: number
    cycle: BillingCycle
    /** default 0.00 */
    setup: string
    price: string
  }[] | undefined
}

export type ProductsDeletePath = {
  id: number
}

export type AddonDefinitionsListQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type AddonDefinitionsGetPath = {
  id: number
}

export type AddonDefinitionsGetQuery = {
  /** `password` adds what is secret; it needs the permission services.passwords */
  include?: 'password'[] | undefined
}

export type AddonDefinitionsCreateBody = {
  name: string
  description?: string | undefined
  payType?: PayType | undefined
  tax?: boolean | undefined
  /** The system name of the module; empty for none */
  module?: string | undefined
  serverGroupId?: number | null | undefined
  autoSetup?: AutoSetup | undefined
  /** Whether an overdue add-on suspends its service as well */
  suspendParent?: boolean | undefined
  allowQuantity?: boolean | undefined
  hidden?: boolean | undefined
  /** The products it is offered with */
  productIds?: number[] | undefined
  position?: number | undefined
  /** Those that are named; an empty text takes one away, and `***` leaves a secret as it is */
  moduleSettings?: {
    /** at most 24 */
    position: number
    value: string
  }[] | undefined
  /** All of them, one for each currency and cycle */
  prices?: {
    currencyId: number
    cycle: BillingCycle
    /** default 0.00 */
    setup: string
    price: string
  }[] | undefined
}

export type AddonDefinitionsUpdatePath = {
  id: number
}

export type AddonDefinitionsUpdateBody = {
  name?: string | undefined
  description?: string | undefined
  payType?: PayType | undefined
  tax?: boolean | undefined
  /** The system name of the module; empty for none */
  module?: string | undefined
  serverGroupId?: number | null | undefined
  autoSetup?: AutoSetup | undefined
  /** Whether an overdue add-on suspends its service as well */
  suspendParent?: boolean | undefined
  allowQuantity?: boolean | undefined
  hidden?: boolean | undefined
  /** The products it is offered with */
  productIds?: number[] | undefined
  position?: number | undefined
  /** Those that are named; an empty text takes one away, and `***` leaves a secret as it is */
  moduleSettings?: {
    /** at most 24 */
    position: number
    value: string
  }[] | undefined
  /** All of them, one for each currency and cycle */
  prices?: {
    currencyId: number
    cycle: BillingCycle
    /** default 0.00 */
    setup: string
    price: string
  }[] | undefined
}

export type AddonDefinitionsDeletePath = {
  id: number
}

export type ConfigOptionsListQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ConfigOptionsGetPath = {
  id: number
}

export type ConfigOptionsCreateBody = {
  name: string
  /** Of a `quantity` */
  minQuantity?: number | undefined
  /** Of a `quantity`; 0 for no limit */
  maxQuantity?: number | undefined
  hidden?: boolean | undefined
  position?: number | undefined
  /** The products it is chosen with */
  productIds?: number[] | undefined
  /** All of them, in order, by their names: none is taken away again, because services hold them */
  choices: {
    name: string
    hidden?: boolean | undefined
    /** All of them, one for each currency and cycle */
    prices?: {
      currencyId: number
      cycle: BillingCycle
      /** default 0.00 */
      setup: string
      price: string
    }[] | undefined
  }[]
  kind: ConfigOptionKind
}

export type ConfigOptionsUpdatePath = {
  id: number
}

export type ConfigOptionsUpdateBody = {
  name?: string | undefined
  /** Of a `quantity` */
  minQuantity?: number | undefined
  /** Of a `quantity`; 0 for no limit */
  maxQuantity?: number | undefined
  hidden?: boolean | undefined
  position?: number | undefined
  /** The products it is chosen with */
  productIds?: number[] | undefined
  /** All of them, in order, by their names: none is taken away again, because services hold them */
  choices?: {
    name: string
    hidden?: boolean | undefined
    /** All of them, one for each currency and cycle */
    prices?: {
      currencyId: number
      cycle: BillingCycle
      /** default 0.00 */
      setup: string
      price: string
    }[] | undefined
  }[] | undefined
}

export type ConfigOptionsDeletePath = {
  id: number
}

export type ServersListQuery = {
  module?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ServersGetPath = {
  id: number
}

export type ServersGetQuery = {
  /** `password` adds what is secret; it needs the permission services.passwords */
  include?: 'password'[] | undefined
}

export type ServersCreateBody = {
  name: string
  hostname?: string | undefined
  ipAddress?: string | undefined
  /** One address a line */
  assignedIps?: string | undefined
  /** The system name of the module that speaks to it */
  module: string
  username?: string | undefined
  /** Spoken to over TLS */
  secure?: boolean | undefined
  /** Null for the module's own */
  port?: number | null | undefined
  /** 0 for no limit */
  maxAccounts?: number | undefined
  active?: boolean | undefined
  /** Nothing contacts it, and nothing new is placed on it */
  maintenance?: boolean | undefined
  nameservers?: string[] | undefined
  /** Kept sealed; an empty one takes it away */
  password?: string | undefined
  /** Kept sealed; an empty one takes it away */
  accessHash?: string | undefined
  /** Those that are named; an empty text takes one away */
  settings?: {
    name: string
    value: string
  }[] | undefined
}

export type ServersUpdatePath = {
  id: number
}

export type ServersUpdateBody = {
  name?: string | undefined
  hostname?: string | undefined
  ipAddress?: string | undefined
  /** One address a line */
  assignedIps?: string | undefined
  /** The system name of the module that speaks to it */
  module?: string | undefined
  username?: string | undefined
  /** Spoken to over TLS */
  secure?: boolean | undefined
  /** Null for the module's own */
  port?: number | null | undefined
  /** 0 for no limit */
  maxAccounts?: number | undefined
  active?: boolean | undefined
  /** Nothing contacts it, and nothing new is placed on it */
  maintenance?: boolean | undefined
  nameservers?: string[] | undefined
  /** Kept sealed; an empty one takes it away */
  password?: string | undefined
  /** Kept sealed; an empty one takes it away */
  accessHash?: string | undefined
  /** Those that are named; an empty text takes one away */
  settings?: {
    name: string
    value: string
  }[] | undefined
}

export type ServersDeletePath = {
  id: number
}

export type ServersTestPath = {
  id: number
}

export type PaymentMethodsGetPath = {
  module: string
}

export type PaymentMethodsCreateBody = {
  /** Such as `banktransfer`; what identifies it */
  module: string
  displayName: string
}

export type PaymentMethodsUpdatePath = {
  module: string
}

export type PaymentMethodsUpdateBody = {
  displayName?: string | undefined
  position?: number | undefined
}

export type PaymentMethodsDeletePath = {
  module: string
}

export type ModulesGetPath = {
  name: string
}

export type ModulesCommandServicePath = {
  id: number
}

export type ModulesCommandServiceBody = {
  /** Names take `register`, `transfer` and `renew`, accounts the others */
  command:
    | 'create'
    | 'suspend'
    | 'unsuspend'
    | 'terminate'
    | 'change-package'
    | 'change-password'
    | 'renew'
    | 'custom'
    | 'register'
    | 'transfer'
  /** Of `suspend` */
  reason?: string | undefined
  /** Of `change-password`; else the stored one */
  password?: string | undefined
  /** Of `custom`: one of the module's own commands */
  name?: string | undefined
  /** Of `renew` of a domain; else those of the domain; at most 10 */
  years?: number | undefined
  /** Of `transfer`; else the stored one */
  eppCode?: string | undefined
}

export type ModulesCommandAddonPath = {
  id: number
}

export type ModulesCommandAddonBody = {
  /** Names take `register`, `transfer` and `renew`, accounts the others */
  command:
    | 'create'
    | 'suspend'
    | 'unsuspend'
    | 'terminate'
    | 'change-package'
    | 'change-password'
    | 'renew'
    | 'custom'
    | 'register'
    | 'transfer'
  /** Of `suspend` */
  reason?: string | undefined
  /** Of `change-password`; else the stored one */
  password?: string | undefined
  /** Of `custom`: one of the module's own commands */
  name?: string | undefined
  /** Of `renew` of a domain; else those of the domain; at most 10 */
  years?: number | undefined
  /** Of `transfer`; else the stored one */
  eppCode?: string | undefined
}

export type ModulesCommandDomainPath = {
  id: number
}

export type ModulesCommandDomainBody = {
  /** Names take `register`, `transfer` and `renew`, accounts the others */
  command:
    | 'create'
    | 'suspend'
    | 'unsuspend'
    | 'terminate'
    | 'change-package'
    | 'change-password'
    | 'renew'
    | 'custom'
    | 'register'
    | 'transfer'
  /** Of `suspend` */
  reason?: string | undefined
  /** Of `change-password`; else the stored one */
  password?: string | undefined
  /** Of `custom`: one of the module's own commands */
  name?: string | undefined
  /** Of `renew` of a domain; else those of the domain; at most 10 */
  years?: number | undefined
  /** Of `transfer`; else the stored one */
  eppCode?: string | undefined
}

export type DepartmentsGetPath = {
  id: number
}

export type DepartmentsCreateBody = {
  name: string
  description?: string | undefined
  email?: string | undefined
  /** Clients do not see it */
  hidden?: boolean | undefined
  /** In which order they are listed; a new one comes last */
  position?: number | undefined
  staffIds?: number[] | undefined
}

export type DepartmentsUpdatePath = {
  id: number
}

export type DepartmentsUpdateBody = {
  name?: string | undefined
  description?: string | undefined
  email?: string | undefined
  /** Clients do not see it */
  hidden?: boolean | undefined
  /** In which order they are listed; a new one comes last */
  position?: number | undefined
  staffIds?: number[] | undefined
}

export type DepartmentsDeletePath = {
  id: number
}

export type PredefinedRepliesListQuery = {
  /** Exactly */
  category?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type PredefinedRepliesGetPath = {
  id: number
}

export type PredefinedRepliesCreateBody = {
  /** What it is about; empty for none */
  category?: string | undefined
  /** Unique in its category */
  name: string
  text: string
}

export type PredefinedRepliesUpdatePath = {
  id: number
}

export type PredefinedRepliesUpdateBody = {
  /** What it is about; empty for none */
  category?: string | undefined
  /** Unique in its category */
  name?: string | undefined
  text?: string | undefined
}

export type PredefinedRepliesDeletePath = {
  id: number
}

export type TicketsListQuery = {
  departmentId?: number | undefined
  clientId?: number | undefined
  /** Of the client or guest, without regard to case */
  email?: string | undefined
  status?: TicketStatus | undefined
  flaggedTo?: number | undefined
  /** A text somewhere in it, without regard to case */
  subject?: string | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first; default -lastReplyAt */
  sort?:
    | 'id'
    | '-id'
    | 'subject'
    | '-subject'
    | 'status'
    | '-status'
    | 'priority'
    | '-priority'
    | 'openedAt'
    | '-openedAt'
    | 'lastReplyAt'
    | '-lastReplyAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type TicketsGetPath = {
  id: number
}

export type TicketsOpenBody = {
  departmentId: number
  subject: string
  message: string
  clientId?: number | undefined
  contactId?: number | undefined
  /** Of a guest */
  name?: string | undefined
  email?: string | undefined
  userId?: number | undefined
  markdown?: boolean | undefined
  cc?: string[] | undefined
  priority?: TicketPriority | undefined
  related?: {
    type: 'service' | 'domain'
    id: number
  } | undefined
  /** The caller opens it for the client */
  byStaff?: boolean | undefined
  flaggedTo?: number | undefined
  preventClientClosure?: boolean | undefined
}

export type TicketsChangePath = {
  id: number
}

export type TicketsChangeBody = {
  departmentId?: number | undefined
  clientId?: number | undefined
  subject?: string | undefined
  message?: string | undefined
  markdown?: boolean | undefined
  cc?: string[] | undefined
  status?: TicketStatus | undefined
  priority?: TicketPriority | undefined
  flaggedTo?: number | null | undefined
  preventClientClosure?: boolean | undefined
  /** Of a guest */
  name?: string | undefined
  email?: string | undefined
}

export type TicketsRemovePath = {
  id: number
}

export type TicketsReplyPath = {
  id: number
}

export type TicketsReplyBody = {
  message: string
  markdown?: boolean | undefined
  /** Instead of the one that follows from who spoke */
  status?: TicketStatus | undefined
  clientId?: number | undefined
  contactId?: number | undefined
  /** Of a guest */
  name?: string | undefined
  email?: string | undefined
}

export type TicketsRemoveReplyPath = {
  id: number
  childId: number
}

export type TicketsNotePath = {
  id: number
}

export type TicketsNoteBody = {
  message: string
  markdown?: boolean | undefined
}

export type TicketsAttachPath = {
  id: number
}

export type TicketsAttachQuery = {
  filename: string
  replyId?: number | undefined
  noteId?: number | undefined
}

export type TicketsDownloadPath = {
  id: number
  childId: number
}

export type TopicsListQuery = {
  projectId?: number | undefined
  actionId?: number | undefined
  threadId?: number | undefined
  status?: ThreadStatus | undefined
  /** A part of the texts, without regard to case */
  search?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type TopicsThreadsQuery = {
  projectId?: number | undefined
  actionId?: number | undefined
  status?: ThreadStatus | undefined
  /** A part of the texts, without regard to case */
  search?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type TopicsGetPath = {
  id: number
}

export type TopicsCreateBody = {
  threadId?: number | undefined
  title?: string | undefined
  detail?: string | undefined
  projectId?: number | undefined
  actionId?: number | null | undefined
  status?: ThreadStatus | undefined
  clientAccess?: ClientAccess | undefined
}

export type TopicsChangePath = {
  id: number
}

export type TopicsChangeBody = {
  title?: string | undefined
  detail?: string | undefined
  projectId?: number | undefined
  actionId?: number | null | undefined
  status?: ThreadStatus | undefined
  clientAccess?: ClientAccess | undefined
}

export type TopicsRemovePath = {
  id: number
}

export type FilesListQuery = {
  projectId?: number | undefined
  actionId?: number | undefined
  threadId?: number | undefined
  status?: ThreadStatus | undefined
  /** A part of the texts, without regard to case */
  search?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type FilesThreadsQuery = {
  projectId?: number | undefined
  actionId?: number | undefined
  status?: ThreadStatus | undefined
  /** A part of the texts, without regard to case */
  search?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type FilesGetPath = {
  id: number
}

export type FilesUploadQuery = {
  filename: string
  threadId?: number | undefined
  projectId?: number | undefined
  actionId?: number | undefined
  label?: string | undefined
  versionLabel?: string | undefined
  detail?: string | undefined
  clientAccess?: ClientAccess | undefined
}

export type FilesDownloadPath = {
  id: number
}

export type FilesChangePath = {
  id: number
}

export type FilesChangeBody = {
  label?: string | undefined
  versionLabel?: string | undefined
  filename?: string | undefined
  detail?: string | undefined
  projectId?: number | undefined
  actionId?: number | null | undefined
  status?: ThreadStatus | undefined
  clientAccess?: ClientAccess | undefined
}

export type FilesRemovePath = {
  id: number
}

export type TicketLinksListQuery = {
  projectId?: number | undefined
  actionId?: number | undefined
  ticketId?: number | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type TicketLinksTicketsQuery = {
  projectId?: number | undefined
  actionId?: number | undefined
  /** A part of the texts, without regard to case */
  search?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type TicketLinksCreateBody = {
  ticketId: number
  projectId?: number | undefined
  actionId?: number | null | undefined
}

export type TicketLinksChangePath = {
  id: number
}

export type TicketLinksChangeBody = {
  projectId?: number | undefined
  actionId?: number | null | undefined
}

export type TicketLinksRemovePath = {
  id: number
}

export type ProjectsListQuery = {
  clientId?: number | undefined
  serviceId?: number | undefined
  managerId?: number | undefined
  assignedId?: number | undefined
  status?: string | undefined
  type?: string | undefined
  /** default default */
  function?: 'default' | 'template' | 'archive' | undefined
  /** Part of the name, detail or notes */
  search?: string | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first; default -activityAt */
  sort?:
    | 'id'
    | '-id'
    | 'name'
    | '-name'
    | 'status'
    | '-status'
    | 'complete'
    | '-complete'
    | 'startOn'
    | '-startOn'
    | 'finishOn'
    | '-finishOn'
    | 'createdAt'
    | '-createdAt'
    | 'activityAt'
    | '-activityAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ProjectsGetPath = {
  id: number
}

export type ProjectsCreateBody = {
  name: string
  /** One of the configured types, or empty */
  type?: string | undefined
  /** One of the configured statuses, or empty */
  status?: string | undefined
  /** An archived project takes no other change */
  function?: 'default' | 'template' | 'archive' | undefined
  detail?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  clientId?: number | null | undefined
  contactId?: number | null | undefined
  /** One of the client's */
  serviceId?: number | null | undefined
  managerId?: number | null | undefined
  /** -1 is anybody */
  assignedId?: number | null | undefined
  staffAccess?: 'all' | 'manager' | 'related' | undefined
  clientAccess?: 'hidden' | 'view' | 'modify' | undefined
  /** YYYY-MM-DD */
  startOn?: string | null | undefined
  /** YYYY-MM-DD */
  finishOn?: string | null | undefined
  billable?: boolean | undefined
  /** Per hour: `75` replaces the global rate, `+10` and `-5%` change it */
  rate?: string | undefined
  closed?: boolean | undefined
  invoiceIds?: string | undefined
}

export type ProjectsChangePath = {
  id: number
}

export type ProjectsChangeBody = {
  name?: string | undefined
  /** One of the configured types, or empty */
  type?: string | undefined
  /** One of the configured statuses, or empty */
  status?: string | undefined
  /** An archived project takes no other change */
  function?: 'default' | 'template' | 'archive' | undefined
  detail?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  clientId?: number | null | undefined
  contactId?: number | null | undefined
  /** One of the client's */
  serviceId?: number | null | undefined
  managerId?: number | null | undefined
  /** -1 is anybody */
  assignedId?: number | null | undefined
  staffAccess?: 'all' | 'manager' | 'related' | undefined
  clientAccess?: 'hidden' | 'view' | 'modify' | undefined
  /** YYYY-MM-DD */
  startOn?: string | null | undefined
  /** YYYY-MM-DD */
  finishOn?: string | null | undefined
  billable?: boolean | undefined
  /** Per hour: `75` replaces the global rate, `+10` and `-5%` change it */
  rate?: string | undefined
  closed?: boolean | undefined
  invoiceIds?: string | undefined
}

export type ProjectsCopyPath = {
  id: number
}

export type ProjectsCopyBody = {
  name?: string | undefined
  /** One of the configured types, or empty */
  type?: string | undefined
  /** One of the configured statuses, or empty */
  status?: string | undefined
  /** An archived project takes no other change */
  function?: 'default' | 'template' | 'archive' | undefined
  detail?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  clientId?: number | null | undefined
  contactId?: number | null | undefined
  /** One of the client's */
  serviceId?: number | null | undefined
  managerId?: number | null | undefined
  /** -1 is anybody */
  assignedId?: number | null | undefined
  staffAccess?: 'all' | 'manager' | 'related' | undefined
  clientAccess?: 'hidden' | 'view' | 'modify' | undefined
  /** YYYY-MM-DD */
  startOn?: string | null | undefined
  /** YYYY-MM-DD */
  finishOn?: string | null | undefined
  billable?: boolean | undefined
  /** Per hour: `75` replaces the global rate, `+10` and `-5%` change it */
  rate?: string | undefined
  closed?: boolean | undefined
  invoiceIds?: string | undefined
  include?: {
    /** default true */
    actions?: boolean | undefined
    /** default false */
    timeLogs?: boolean | undefined
    /** default false */
    topics?: boolean | undefined
    /** default false */
    files?: boolean | undefined
    /** default false */
    ticketLinks?: boolean | undefined
  } | undefined
}

export type ProjectsRemovePath = {
  id: number
}

export type ProjectsRemoveQuery = {
  /** Also with time that is on an invoice; default no */
  force?: 'yes' | 'no' | undefined
}

export type ActionsListQuery = {
  projectId?: number | undefined
  parentId?: number | undefined
  assignedId?: number | undefined
  status?: string | undefined
  level?: 'milestone' | 'group' | 'task' | undefined
  /** Part of the name, detail or notes */
  search?: string | undefined
  /** Left out: as their trees are read, project by project */
  sort?:
    | 'id'
    | '-id'
    | 'name'
    | '-name'
    | 'status'
    | '-status'
    | 'complete'
    | '-complete'
    | 'startOn'
    | '-startOn'
    | 'finishOn'
    | '-finishOn'
    | 'createdAt'
    | '-createdAt'
    | 'activityAt'
    | '-activityAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ActionsGetPath = {
  id: number
}

export type ActionsCreatePath = {
  id: number
}

export type ActionsCreateBody = {
  name: string
  type?: string | undefined
  status?: string | undefined
  /** 1 is low, 3 is high */
  priority?: 1 | 2 | 3 | undefined
  /** Of one with others below, their mean; at most 100 */
  complete?: number | undefined
  detail?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  /** Planned work */
  durationSeconds?: number | undefined
  managerId?: number | null | undefined
  /** -1 is anybody */
  assignedId?: number | null | undefined
  contactId?: number | null | undefined
  clientAccess?: 'inherit' | 'hidden' | 'view' | 'modify' | undefined
  billable?: boolean | undefined
  billed?: boolean | undefined
  /** YYYY-MM-DD */
  startOn?: string | null | undefined
  /** YYYY-MM-DD */
  finishOn?: string | null | undefined
  /** An RRULE such as `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8`; empty for none */
  recurRule?: string | undefined
  /** Null at the top */
  parentId?: number | null | undefined
  /** From 1, among those with the same parent */
  position?: number | undefined
}

export type ActionsChangePath = {
  id: number
}

export type ActionsChangeBody = {
  name?: string | undefined
  type?: string | undefined
  status?: string | undefined
  /** 1 is low, 3 is high */
  priority?: 1 | 2 | 3 | undefined
  /** Of one with others below, their mean; at most 100 */
  complete?: number | undefined
  detail?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  /** Planned work */
  durationSeconds?: number | undefined
  managerId?: number | null | undefined
  /** -1 is anybody */
  assignedId?: number | null | undefined
  contactId?: number | null | undefined
  clientAccess?: 'inherit' | 'hidden' | 'view' | 'modify' | undefined
  billable?: boolean | undefined
  billed?: boolean | undefined
  /** YYYY-MM-DD */
  startOn?: string | null | undefined
  /** YYYY-MM-DD */
  finishOn?: string | null | undefined
  /** An RRULE such as `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8`; empty for none */
  recurRule?: string | undefined
  /** Null at the top */
  parentId?: number | null | undefined
  /** From 1, among those with the same parent */
  position?: number | undefined
}

export type ActionsRemovePath = {
  id: number
}

export type ActionsRemoveQuery = {
  /** Also with time that is on an invoice; default no */
  force?: 'yes' | 'no' | undefined
}

export type ActionsOfQueueEntryPath = {
  id: number
}

export type ActionsOfQueueEntryBody = {
  name?: string | undefined
  type?: string | undefined
  status?: string | undefined
  /** 1 is low, 3 is high */
  priority?: 1 | 2 | 3 | undefined
  /** Of one with others below, their mean; at most 100 */
  complete?: number | undefined
  detail?: string | undefined
  /** For the staff only */
  notes?: string | undefined
  /** Planned work */
  durationSeconds?: number | undefined
  managerId?: number | null | undefined
  /** -1 is anybody */
  assignedId?: number | null | undefined
  contactId?: number | null | undefined
  clientAccess?: 'inherit' | 'hidden' | 'view' | 'modify' | undefined
  billable?: boolean | undefined
  billed?: boolean | undefined
  /** YYYY-MM-DD */
  startOn?: string | null | undefined
  /** YYYY-MM-DD */
  finishOn?: string | null | undefined
  /** An RRULE such as `FREQ=WEEKLY;BYDAY=MO,WE;COUNT=8`; empty for none */
  recurRule?: string | undefined
  /** Null at the top */
  parentId?: number | null | undefined
  /** From 1, among those with the same parent */
  position?: number | undefined
  /** Else the client's own */
  projectId?: number | undefined
}

export type TimeLogsListQuery = {
  clientId?: number | undefined
  /** With its actions and the tickets that are linked to it */
  projectId?: number | undefined
  /** With everything below it */
  actionId?: number | undefined
  serviceId?: number | undefined
  staffId?: number | undefined
  /** `active`: a watch that runs */
  state?: 'active' | 'complete' | undefined
  billable?: boolean | undefined
  invoiced?: boolean | undefined
  /** First day of the start, in the server's zone */
  from?: string | undefined
  /** Last day of the start */
  to?: string | undefined
  /** By what the list is sorted, and then by id; with `-` from the last to the first; default -startedAt */
  sort?: 'id' | '-id' | 'startedAt' | '-startedAt' | 'createdAt' | '-createdAt' | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type TimeLogsGetPath = {
  id: number
}

export type TimeLogsCreateBody = {
  staffId?: number | undefined
  note?: string | undefined
  type?: string | undefined
  billable?: boolean | undefined
  /** ISO 8601, in UTC */
  startedAt?: string | undefined
  /** ISO 8601, in UTC */
  stoppedAt?: string | undefined
  /** Instead of `stoppedAt` */
  durationSeconds?: number | undefined
  parentType: 'client' | 'project' | 'action' | 'ticket'
  parentId: number
}

export type TimeLogsChangePath = {
  id: number
}

export type TimeLogsChangeBody = {
  staffId?: number | undefined
  note?: string | undefined
  type?: string | undefined
  billable?: boolean | undefined
  /** ISO 8601, in UTC */
  startedAt?: string | undefined
  /** ISO 8601, in UTC */
  stoppedAt?: string | undefined
  /** Instead of `stoppedAt` */
  durationSeconds?: number | undefined
}

export type TimeLogsStopPath = {
  id: number
}

export type TimeLogsStopBody = {
  /** ISO 8601, in UTC */
  stoppedAt?: string | undefined
}

export type TimeLogsRemovePath = {
  id: number
}

export type TimeLogsInvoiceBody = {
  ids: number[]
  invoiceId: number | null
}

export type TimeLogsTimesheetQuery = {
  clientId?: number | undefined
  /** With its actions and the tickets that are linked to it */
  projectId?: number | undefined
  /** With everything below it */
  actionId?: number | undefined
  serviceId?: number | undefined
  staffId?: number | undefined
  /** `active`: a watch that runs */
  state?: 'active' | 'complete' | undefined
  billable?: boolean | undefined
  invoiced?: boolean | undefined
  /** First day of the start, in the server's zone */
  from?: string | undefined
  /** Last day of the start */
  to?: string | undefined
  by: (
    | 'client'
    | 'project'
    | 'person'
    | 'service'
    | 'day'
    | 'month'
    | 'type'
    | 'billable'
    | 'invoiced')[]
}

export type TimesheetWeeksListQuery = {
  /** Every week of this member */
  staffId?: number | undefined
  /** A day of the first week; the last one without it */
  from?: string | undefined
  /** A day of the last week, at most 53 weeks; this one without it */
  to?: string | undefined
}

export type TimesheetWeeksSubmitPath = {
  staffId: number
  /** The Monday */
  week: string
}

export type TimesheetWeeksSubmitBody = Record<string, never>

export type TimesheetWeeksApprovePath = {
  staffId: number
  /** The Monday */
  week: string
}

export type TimesheetWeeksApproveBody = Record<string, never>

export type TimesheetWeeksLockPath = {
  staffId: number
  /** The Monday */
  week: string
}

export type TimesheetWeeksLockBody = Record<string, never>

export type TimesheetWeeksReopenPath = {
  staffId: number
  /** The Monday */
  week: string
}

export type TimesheetWeeksReopenBody = Record<string, never>

export type ProjectSettingsUpdateBody = {
  /** Whether the Remote API answers */
  api_active?: boolean | undefined
  /** Rows of a page where none are asked for */
  page_listing_limit?: number | undefined
  /** Threads of a page where none are asked for */
  thread_listing_limit?: number | undefined
  /** A reply to a ticket stops the time that its writer has running on it */
  timelog_ticketreply_autostop?: boolean | undefined
  /** Only where the reply leaves one of these statuses; none: always */
  timelog_ticketreply_autostop_onstatus?: string[] | undefined
  /** A project's dates are widened to those of its actions */
  'project.adjust_date'?: boolean | undefined
  /** The types of projects */
  'project.project_type'?: string[] | undefined
  /** The statuses of projects */
  'project.project_status'?: string[] | undefined
  /** A project may be assigned to anybody */
  'project.allow_assigned_any'?: boolean | undefined
  /** How many levels a tree of actions may have */
  'action.max_depth'?: number | undefined
  /** The dates of a parent are widened to those of what is below */
  'action.adjust_date'?: boolean | undefined
  /** When a new action starts: on that day, with its parent, or when its last sibling finishes */
  'action.date_start_offset'?: string | undefined
  /** Planned work of a new action, in seconds */
  'action.default_duration'?: number | undefined
  /** From the start to the finish of a new action, in seconds */
  'action.finish_offset'?: number | undefined
  /** The same, where the finish would be before the start */
  'action.finish_conflict'?: number | undefined
  /** The types of actions */
  'action.action_type'?: string[] | undefined
  /** The statuses of actions */
  'action.action_status'?: string[] | undefined
  /** Where a new action goes among its siblings */
  'action.insert_position'?: string | undefined
  /** An action may be assigned to anybody */
  'action.allow_assigned_any'?: boolean | undefined
  /** The status that an action takes at 100 %; empty for none */
  'action.status_oncomplete'?: string | undefined
  /** For how many days an action repeats where no end is given */
  'action.default_recurdays'?: number | undefined
  /** How many days before its finish an action is called expiring */
  'action.expiring_days'?: number | undefined
  /** Starting a watch stops the person's other ones */
  'timelog.autostop_timelog'?: boolean | undefined
  /** The types of time logs */
  'timelog.timelog_type'?: string[] | undefined
  /** What a type makes of the hourly rate */
  'timelog.type_rates'?: Record<string, string> | undefined
  /** The hourly rate, such as 75 or 75.50 */
  'billing.hourly_rate'?: string | undefined
  /** Billed time is rounded up to so many minutes; negative: down; 0: not */
  'billing.round_elapsed'?: number | undefined
  /** Whether the time of a new project is billable */
  'billing.default_billable_status'?: boolean | undefined
}

export type StaffRatesSetPath = {
  staffId: number
}

export type StaffRatesSetBody = {
  /** Per hour: `75` replaces the rate before it, `+10` and `-5%` change it */
  rate: string
}

export type StaffRatesDeletePath = {
  staffId: number
}

export type SessionsCreateBody = {
  username: string
  password: string
  /** Of the app, or a recovery code */
  code?: string | undefined
}

export type SessionsPasskeyOptionsBody = Record<string, never>

export type SessionsCreateByPasskeyBody = {
  response: AuthenticatorResponse
}

export type SessionsCreateByLinkBody = {
  token: string
}

export type SessionsListQuery = {
  staffId?: number | undefined
  /** Those of everybody; default false */
  all?: boolean | undefined
}

export type SessionsEndPath = {
  id: number
}

export type SessionsEndOthersBody = {
  /** Left out: the own ones */
  staffId?: number | undefined
}

export type MeSetPasswordBody = {
  current: string
  password: string
}

export type MeBeginOneTimeCodesBody = Record<string, never>

export type MeConfirmOneTimeCodesBody = {
  /** The six digits that the app shows */
  code: string
}

export type MeDeleteOneTimeCodesBody = {
  /** The six digits that the app shows */
  code: string
}

export type MeReplaceRecoveryCodesBody = Record<string, never>

export type MePasskeyOptionsBody = Record<string, never>

export type MeCreatePasskeyBody = {
  name: string
  response: AuthenticatorResponse
}

export type MeRenamePasskeyPath = {
  id: number
}

export type MeRenamePasskeyBody = {
  name: string
}

export type MeCreateTokenBody = {
  name: string
  /** ISO 8601, in UTC */
  expiresAt?: string | null | undefined
}

export type MeDeleteTokenPath = {
  id: number
}

export type MeDeletePasskeyPath = {
  id: number
}

export type SavedViewsListQuery = {
  /** Only of this page */
  page?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type SavedViewsGetPath = {
  id: number
}

export type SavedViewsCreateBody = {
  /** Which list it is of: `queue`, `outbound`, `projects` */
  page: string
  /** Unique among your own for the page, without regard to case */
  name: string
  /** The filters, as `q` of a list takes them */
  query?: string | undefined
  /** In their order, each once; none: those of the page */
  columns?: string[] | undefined
  /** Such as `-waiting`; empty: the order of the page */
  sort?: string | undefined
  /** Everybody sees it; only its owner changes it */
  shared?: boolean | undefined
}

export type SavedViewsUpdatePath = {
  id: number
}

export type SavedViewsUpdateBody = {
  /** Which list it is of: `queue`, `outbound`, `projects` */
  page?: string | undefined
  /** Unique among your own for the page, without regard to case */
  name?: string | undefined
  /** The filters, as `q` of a list takes them */
  query?: string | undefined
  /** In their order, each once; none: those of the page */
  columns?: string[] | undefined
  /** Such as `-waiting`; empty: the order of the page */
  sort?: string | undefined
  /** Everybody sees it; only its owner changes it */
  shared?: boolean | undefined
}

export type SavedViewsDeletePath = {
  id: number
}

export type StaffCreateBody = {
  email?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  roleId: number
  /** Whether the MD5 of the password is taken for a sign-in on the older faces */
  legacyLogin?: boolean | undefined
  /** How the WHMCS face writes numbers that its document prints in quotes */
  numbers?: 'documented' | 'native' | undefined
  /** Whether the WHMCS face writes every column as text */
  stringifyColumns?: boolean | undefined
  /** Whether failures of the Remote API carry their own HTTP status */
  httpStatus?: 'documented' | 'always-200' | undefined
  notes?: string | undefined
  signature?: string | undefined
  username: string
  /** At least 12 characters, none of those that everybody guesses first; never told again */
  password?: string | undefined
}

export type StaffUpdatePath = {
  id: number
}

export type StaffUpdateBody = {
  email?: string | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  roleId?: number | undefined
  /** Whether the MD5 of the password is taken for a sign-in on the older faces */
  legacyLogin?: boolean | undefined
  /** How the WHMCS face writes numbers that its document prints in quotes */
  numbers?: 'documented' | 'native' | undefined
  /** Whether the WHMCS face writes every column as text */
  stringifyColumns?: boolean | undefined
  /** Whether failures of the Remote API carry their own HTTP status */
  httpStatus?: 'documented' | 'always-200' | undefined
  notes?: string | undefined
  signature?: string | undefined
}

export type StaffSetPasswordPath = {
  id: number
}

export type StaffSetPasswordBody = {
  /** At least 12 characters, none of those that everybody guesses first; never told again */
  password: string
}

export type StaffResetSecondFactorsPath = {
  id: number
}

export type StaffResetSecondFactorsBody = Record<string, never>

export type StaffDisablePath = {
  id: number
}

export type StaffDisableBody = Record<string, never>

export type StaffEnablePath = {
  id: number
}

export type StaffEnableBody = Record<string, never>

export type RolesGetPath = {
  id: number
}

export type RolesCreateBody = {
  name: string
  /** Rights such as `services.read`, of a room (`services.*`), all (`*`), or without one (`!services.passwords`) */
  permissions: string[]
  /** Whoever signs in with this role and has none sets one up before anything else */
  requiresSecondFactor?: boolean | undefined
}

export type RolesUpdatePath = {
  id: number
}

export type RolesUpdateBody = {
  /** Rights such as `services.read`, of a room (`services.*`), all (`*`), or without one (`!services.passwords`) */
  permissions?: string[] | undefined
  /** Whoever signs in with this role and has none sets one up before anything else */
  requiresSecondFactor?: boolean | undefined
}

export type CredentialsCreateBody = {
  name: string
  /** Allowed is what any of them allows; none: the member's own role */
  roleIds?: number[] | undefined
  /** From where it may be used (CIDR); none: from anywhere */
  addresses?: string[] | undefined
  /** Of this API, on each node; null is no limit. What is left is told in `RateLimit` */
  requestsPerMinute?: number | null | undefined
  /** How the WHMCS face writes numbers that its document prints in quotes */
  numbers?: 'documented' | 'native' | undefined
  /** Whether the WHMCS face writes every column as text */
  stringifyColumns?: boolean | undefined
  /** Whether failures of the Remote API carry their own HTTP status */
  httpStatus?: 'documented' | 'always-200' | undefined
  /** ISO 8601, in UTC */
  expiresAt?: string | null | undefined
  staffId: number
}

export type CredentialsUpdatePath = {
  id: number
}

export type CredentialsUpdateBody = {
  name?: string | undefined
  /** Allowed is what any of them allows; none: the member's own role */
  roleIds?: number[] | undefined
  /** From where it may be used (CIDR); none: from anywhere */
  addresses?: string[] | undefined
  /** Of this API, on each node; null is no limit. What is left is told in `RateLimit` */
  requestsPerMinute?: number | null | undefined
  /** How the WHMCS face writes numbers that its document prints in quotes */
  numbers?: 'documented' | 'native' | undefined
  /** Whether the WHMCS face writes every column as text */
  stringifyColumns?: boolean | undefined
  /** Whether failures of the Remote API carry their own HTTP status */
  httpStatus?: 'documented' | 'always-200' | undefined
  /** ISO 8601, in UTC */
  expiresAt?: string | null | undefined
}

export type CredentialsRevokePath = {
  id: number
}

export type CredentialsRevokeBody = Record<string, never>

export type BansListQuery = {
  /** default in-force */
  which?: 'in-force' | 'all' | undefined
}

export type BansCreateBody = {
  face: Face
  address: string
  reason: string
  /** default null */
  expiresAt?: string | null | undefined
}

export type BansLiftPath = {
  id: number
}

export type BansLiftBody = Record<string, never>

export type AllowedAddressesCreateBody = {
  range: string
  note?: string | undefined
  faces?: Face[] | undefined
}

export type AllowedAddressesUpdatePath = {
  id: number
}

export type AllowedAddressesUpdateBody = {
  note?: string | undefined
  faces?: Face[] | undefined
}

export type AllowedAddressesDeletePath = {
  id: number
}

export type ActivityListQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
  clientId?: number | undefined
  /** The noun, such as `service` */
  subject?: string | undefined
  subjectId?: number | undefined
  /** Part of it, without regard to case */
  description?: string | undefined
  actorName?: string | undefined
  address?: string | undefined
  /** Inclusive */
  from?: string | undefined
  /** Exclusive */
  before?: string | undefined
}

export type ActivityVerifyBody = {
  /** `through` of the part before; 0 begins anew; default 0 */
  after?: number | undefined
}

export type ActivityLogBody = {
  description: string
  /** default null */
  clientId?: number | null | undefined
}

export type EventsListQuery = {
  /** What follows this position. A stream takes `Last-Event-ID` as well, and begins now without either; a list begins with the first event there is */
  after?: number | undefined
  /** Of a list: how many at most; default 100; at most 500 */
  limit?: number | undefined
  /** A comma list of kinds, such as `service.suspended,order.*` */
  kind?: string[] | undefined
  /** Of the record that they are about */
  subjectId?: number | undefined
  clientId?: number | undefined
}

export type MePutNoticesBody = {
  /** Empty: the e-mail address of the member */
  address?: string | undefined
  /** Of what needs a person */
  attention?: 'none' | 'critical' | 'all' | undefined
  /** Only of these; none: of all */
  attentionKinds?: (
    | 'cause'
    | 'lane'
    | 'worker'
    | 'scheduler'
    | 'brake'
    | 'disk'
    | 'key'
    | 'schedule'
    | 'webhook'
    | 'hold')[] | undefined
  /** Actions of theirs that are to finish soon, or should have */
  deadlines?: boolean | undefined
  /** Projects and actions that somebody else assigns to them */
  assignments?: boolean | undefined
  /** New tickets, and replies of clients, flagged to them or else in a department of theirs */
  tickets?: boolean | undefined
  /** Mails and webhooks that do not arrive; for who has `system.read` */
  trouble?: boolean | undefined
  delivery?: 'immediate' | 'daily' | undefined
  /** On their clock; at most 23 */
  dailyHour?: number | undefined
  /** An IANA name */
  timeZone?: string | undefined
  /** On their clock; what falls in quiet hours is told together later */
  quietFrom?: string | null | undefined
  quietTo?: string | null | undefined
  /** What is critical waits for nothing */
  wakeForCritical?: boolean | undefined
  /** Whether they are told too that something is over */
  tellOver?: boolean | undefined
}

export type StaffGetNoticesPath = {
  id: number
}

export type StaffPutNoticesPath = {
  id: number
}

export type StaffPutNoticesBody = {
  /** Empty: the e-mail address of the member */
  address?: string | undefined
  /** Of what needs a person */
  attention?: 'none' | 'critical' | 'all' | undefined
  /** Only of these; none: of all */
  attentionKinds?: (
    | 'cause'
    | 'lane'
    | 'worker'
    | 'scheduler'
    | 'brake'
    | 'disk'
    | 'key'
    | 'schedule'
    | 'webhook'
    | 'hold')[] | undefined
  /** Actions of theirs that are to finish soon, or should have */
  deadlines?: boolean | undefined
  /** Projects and actions that somebody else assigns to them */
  assignments?: boolean | undefined
  /** New tickets, and replies of clients, flagged to them or else in a department of theirs */
  tickets?: boolean | undefined
  /** Mails and webhooks that do not arrive; for who has `system.read` */
  trouble?: boolean | undefined
  delivery?: 'immediate' | 'daily' | undefined
  /** On their clock; at most 23 */
  dailyHour?: number | undefined
  /** An IANA name */
  timeZone?: string | undefined
  /** On their clock; what falls in quiet hours is told together later */
  quietFrom?: string | null | undefined
  quietTo?: string | null | undefined
  /** What is critical waits for nothing */
  wakeForCritical?: boolean | undefined
  /** Whether they are told too that something is over */
  tellOver?: boolean | undefined
}

export type MailsListQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
  state?: MailState | undefined
  /** Whom they are for */
  staffId?: number | undefined
}

export type MailsCreateBody = {
  subject: string
  /** As it stands; nothing of it is read as HTML */
  text: string
  /** Everybody who has an address without it */
  staffIds?: number[] | undefined
}

export type MailsGetPath = {
  id: number
}

export type MailsRetryPath = {
  id: number
}

export type MailSettingsUpdateBody = {
  /** Of the mail server; empty: nobody gets mail */
  host?: string | undefined
  /** at most 65535 */
  port?: number | undefined
  /** `starttls` and `tls` verify the certificate; `none` takes a password only to this machine */
  encryption?: 'starttls' | 'tls' | 'none' | undefined
  /** Empty: nobody signs in there */
  username?: string | undefined
  fromName?: string | undefined
  fromAddress?: string | undefined
  /** Where links in mails lead; empty: there are none */
  publicUrl?: string | undefined
  /** How many mails go out in a minute at most; at most 6000 */
  perMinute?: number | undefined
  /** Never told again; null takes it away */
  password?: string | null | undefined
}

export type MailTemplatesGetPath = {
  name: 'attention' | 'attention-over' | 'event' | 'digest' | 'test'
}

export type MailTemplatesUpdatePath = {
  name: 'attention' | 'attention-over' | 'event' | 'digest' | 'test'
}

export type MailTemplatesUpdateBody = {
  subject?: string | undefined
  /** A line all of whose placeholders are empty is left out */
  plain?: string | undefined
  /** Values are escaped in it */
  html?: string | undefined
}

export type MailTemplatesDeletePath = {
  name: 'attention' | 'attention-over' | 'event' | 'digest' | 'test'
}

export type MailTemplatesPreviewPath = {
  name: 'attention' | 'attention-over' | 'event' | 'digest' | 'test'
}

export type MailTemplatesPreviewBody = {
  subject?: string | undefined
  /** A line all of whose placeholders are empty is left out */
  plain?: string | undefined
  /** Values are escaped in it */
  html?: string | undefined
}

export type WebhooksGetPath = {
  id: number
}

export type WebhooksCreateBody = {
  url: string
  description?: string | undefined
  /** Kinds of events, or patterns such as `service.*`; none: all that its maker may know of */
  kinds?: string[] | undefined
  /** Only events of records of this number */
  subjectId?: number | null | undefined
  /** Only events that concern this client */
  clientId?: number | null | undefined
  /** Events of one record come in their order, each after the one before it was taken or given up */
  ordered?: boolean | undefined
  active?: boolean | undefined
  signatures?: WebhookSignatureScheme[] | undefined
}

export type WebhooksUpdatePath = {
  id: number
}

export type WebhooksUpdateBody = {
  url?: string | undefined
  description?: string | undefined
  /** Kinds of events, or patterns such as `service.*`; none: all that its maker may know of */
  kinds?: string[] | undefined
  /** Only events of records of this number */
  subjectId?: number | null | undefined
  /** Only events that concern this client */
  clientId?: number | null | undefined
  /** Events of one record come in their order, each after the one before it was taken or given up */
  ordered?: boolean | undefined
  active?: boolean | undefined
}

export type WebhooksDeletePath = {
  id: number
}

export type WebhooksRotateSecretPath = {
  id: number
}

export type WebhooksRotateSecretBody = {
  /** The present ones where it is left out */
  signatures?: WebhookSignatureScheme[] | undefined
  /** How long the old keys sign; default 24; at most 720 */
  keepHours?: number | undefined
}

export type WebhooksTestPath = {
  id: number
}

export type WebhooksTestBody = Record<string, never>

export type WebhooksReplayPath = {
  id: number
}

export type WebhooksReplayBody = {
  deliveryId?: number | undefined
  state?: 'delivered' | 'failed' | 'withheld' | undefined
  fromPosition?: number | undefined
  throughPosition?: number | undefined
  /** Queued then or later */
  from?: string | undefined
  /** ISO 8601, in UTC */
  before?: string | undefined
}

export type WebhookDeliveriesListQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
  webhookId?: number | undefined
  state?: WebhookDeliveryState | undefined
  kind?: string | undefined
  fromPosition?: number | undefined
  throughPosition?: number | undefined
  /** Queued then or later */
  from?: string | undefined
  /** ISO 8601, in UTC */
  before?: string | undefined
}

export type WebhookDeliveriesGetPath = {
  id: number
}

export type HoldBeginBody = {
  why?: string | undefined
}

export type HoldReleaseBody = {
  /** default  */
  run?: ('module_actions' | 'starts' | 'mails' | 'messages' | 'bulk_actions')[] | undefined
  /** default  */
  drop?: ('module_actions' | 'starts' | 'mails' | 'messages' | 'bulk_actions')[] | undefined
}

export type SchedulesGetPath = {
  name: string
}

export type SchedulesRunPath = {
  name: string
}

export type SchedulesRunBody = Record<string, never>

export type UsersListQuery = {
  /** The start of the e-mail address, first, last or full name, without regard to case */
  search?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type UsersGetPath = {
  id: number
}

export type UsersCreateBody = {
  firstName?: string | undefined
  lastName?: string | undefined
  email: string
  language?: string | undefined
  /** Without one nobody is let in yet */
  password?: string | undefined
}

export type UsersUpdatePath = {
  id: number
}

export type UsersUpdateBody = {
  firstName?: string | undefined
  lastName?: string | undefined
  email?: string | undefined
  language?: string | undefined
}

export type UsersDeletePath = {
  id: number
}

export type AnnouncementsListQuery = {
  published?: boolean | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type AnnouncementsGetPath = {
  id: number
}

export type AnnouncementsCreateBody = {
  title: string
  /** HTML, or whatever the portal shows */
  text: string
  /** Its own instant, which may be to come; now where it is left out */
  at?: string | undefined
  published?: boolean | undefined
}

export type AnnouncementsUpdatePath = {
  id: number
}

export type AnnouncementsUpdateBody = {
  title?: string | undefined
  /** HTML, or whatever the portal shows */
  text?: string | undefined
  /** Its own instant, which may be to come; now where it is left out */
  at?: string | undefined
  published?: boolean | undefined
}

export type AnnouncementsDeletePath = {
  id: number
}

export type ToDoItemsListQuery = {
  status?: 'New' | 'Pending' | 'In Progress' | 'Completed' | 'Postponed' | undefined
  /** All but the completed ones */
  incomplete?: boolean | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ToDoItemsGetPath = {
  id: number
}

export type ToDoItemsCreateBody = {
  /** YYYY-MM-DD */
  date: string
  title: string
  description?: string | undefined
  staffId?: number | null | undefined
  status?: 'New' | 'Pending' | 'In Progress' | 'Completed' | 'Postponed' | undefined
  /** YYYY-MM-DD */
  dueOn?: string | null | undefined
}

export type ToDoItemsUpdatePath = {
  id: number
}

export type ToDoItemsUpdateBody = {
  /** YYYY-MM-DD */
  date?: string | undefined
  title?: string | undefined
  description?: string | undefined
  staffId?: number | null | undefined
  status?: 'New' | 'Pending' | 'In Progress' | 'Completed' | 'Postponed' | undefined
  /** YYYY-MM-DD */
  dueOn?: string | null | undefined
}

export type ToDoItemsDeletePath = {
  id: number
}

export type BlockedSendersListQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type BlockedSendersGetPath = {
  id: number
}

export type BlockedSendersCreateBody = {
  email: string
}

export type BlockedSendersDeletePath = {
  id: number
}

export type ClientNotesListQuery = {
  clientId?: number | undefined
  sticky?: boolean | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type ClientNotesGetPath = {
  id: number
}

export type ClientNotesCreateBody = {
  text: string
  sticky?: boolean | undefined
  clientId: number
}

export type ClientNotesUpdatePath = {
  id: number
}

export type ClientNotesUpdateBody = {
  text?: string | undefined
  sticky?: boolean | undefined
}

export type ClientNotesDeletePath = {
  id: number
}

export type CancelRequestsListQuery = {
  serviceId?: number | undefined
  clientId?: number | undefined
  open?: boolean | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type CancelRequestsGetPath = {
  id: number
}

export type CancelRequestsCreateBody = {
  kind?: 'immediate' | 'end_of_period' | undefined
  reason?: string | undefined
  serviceId: number
}

export type CancelRequestsUpdatePath = {
  id: number
}

export type CancelRequestsUpdateBody = {
  kind?: 'immediate' | 'end_of_period' | undefined
  reason?: string | undefined
}

export type CancelRequestsCompletePath = {
  id: number
}

export type CancelRequestsDeletePath = {
  id: number
}

export type TldsListQuery = {
  name?: string | undefined
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type TldsGetPath = {
  id: number
}

export type TldsCreateBody = {
  /** Such as `com` */
  name: string
  label?: '' | 'hot' | 'new' | 'sale' | undefined
  position?: number | undefined
  /** The module that gets what is ordered; empty for none */
  registrar?: string | undefined
  idProtection?: boolean | undefined
  dnsManagement?: boolean | undefined
  emailForwarding?: boolean | undefined
  /** A transfer needs an authorisation code */
  eppRequired?: boolean | undefined
  grace?: {
    days: number | null
    fees: Record<string, string>
  } | undefined
  redemption?: {
    days: number | null
    fees: Record<string, string>
  } | undefined
  /** By id of the currency, then by years; all that there are */
  prices?: {
    register: Record<string, Record<string, string>>
    renew: Record<string, Record<string, string>>
    transfer: Record<string, Record<string, string>>
  } | undefined
}

export type TldsUpdatePath = {
  id: number
}

export type TldsUpdateBody = {
  /** Such as `com` */
  name?: string | undefined
  label?: '' | 'hot' | 'new' | 'sale' | undefined
  position?: number | undefined
  /** The module that gets what is ordered; empty for none */
  registrar?: string | undefined
  idProtection?: boolean | undefined
  dnsManagement?: boolean | undefined
  emailForwarding?: boolean | undefined
  /** A transfer needs an authorisation code */
  eppRequired?: boolean | undefined
  grace?: {
    days: number | null
    fees: Record<string, string>
  } | undefined
  redemption?: {
    days: number | null
    fees: Record<string, string>
  } | undefined
  /** By id of the currency, then by years; all that there are */
  prices?: {
    register: Record<string, Record<string, string>>
    renew: Record<string, Record<string, string>>
    transfer: Record<string, Record<string, string>>
  } | undefined
}

export type TldsDeletePath = {
  id: number
}

export type SignOnTokensCreateBody = {
  /** Its owner is signed in where no user is named */
  clientId?: number | undefined
  userId?: number | undefined
  /** Such as `clientarea:product_details`; the start page without one */
  destination?: string | undefined
  serviceId?: number | undefined
  domainId?: number | undefined
  /** For `sso:custom_redirect` */
  path?: string | undefined
}

export type SignOnTokensRedeemBody = {
  token: string
}

export type OauthCredentialsListQuery = {
  /** The filters in one text, with what is looked for: `status:Active client:7 since:2h "a text"` */
  q?: string | undefined
  /** A comma list of the fields that each item is to have; all where it is left out */
  fields?: string | undefined
  /** How many rows to pass over; default 0 */
  offset?: number | undefined
  /** How many rows to return at most; default 50; at most 500 */
  limit?: number | undefined
  /** The `nextCursor` of a page: what follows it, however far into the list, also when rows came or went meanwhile. In the order of that page, and without an `offset` */
  cursor?: string | undefined
}

export type OauthCredentialsCreateBody = {
  grantType: 'authorization_code' | 'single_sign_on'
  /** Such as `clientarea:sso` */
  scopes: string[]
  /** Needed for `authorization_code` */
  name?: string | undefined
  description?: string | undefined
  /** Needed for `single_sign_on` */
  serviceId?: number | null | undefined
  logoUri?: string | undefined
  redirectUris?: string[] | undefined
}

export type OauthCredentialsUpdatePath = {
  id: number
}

export type OauthCredentialsUpdateBody = {
  grantType?: 'authorization_code' | 'single_sign_on' | undefined
  /** Such as `clientarea:sso` */
  scopes?: string[] | undefined
  /** Needed for `authorization_code` */
  name?: string | undefined
  description?: string | undefined
  /** Needed for `single_sign_on` */
  serviceId?: number | null | undefined
  logoUri?: string | undefined
  redirectUris?: string[] | undefined
  resetSecret?: boolean | undefined
}

export type OauthCredentialsDeletePath = {
  id: number
}

/** The codes of problems that the server gives by itself; refusals of what was asked have their own. */
export type ProblemCode =
  | 'invalid'
  | 'unauthenticated'
  | 'sign_in_refused'
  | 'second_factor_required'
  | 'second_factor_wrong'
  | 'permission_refused'
  | 'no_api_access'
  | 'staff_disabled'
  | 'address_banned'
  | 'address_not_allowed'
  | 'csrf_token_wrong'
  | 'second_factor_not_set_up'
  | 'sign_in_again'
  | 'session_needed'
  | 'cross_site'
  | 'not_owner'
  | 'not_visible'
  | 'not_found'
  | 'method_not_allowed'
  | 'too_slow'
  | 'conflict'
  | 'idempotency_unanswered'
  | 'version_differs'
  | 'transition_refused'
  | 'in_use'
  | 'thread_closed'
  | 'ticket_linked'
  | 'project_archived'
  | 'file_too_large'
  | 'too_large'
  | 'unsupported_media_type'
  | 'expectation_failed'
  | 'refused'
  | 'rate_limited'
  | 'head_too_large'
  | 'internal'
  | 'busy'
  | 'unavailable'

/** Every operation of the API: what it takes and what it answers. */
export type Operations = {
  /** What answers here, and where to read on */
  'api.index': {
    answer: ApiIndex
  }
  /** This description (OpenAPI 3.1) */
  'api.description': {
    answer: Record<string, unknown>
  }
  /** Clients that match all the filters, by id unless something else is asked for. Needs the permission clients.read. */
  'clients.list': {
    query: ClientsListQuery
    answer: ClientAccountPage
  }
  /** One client, with who may sign in for it. Needs the permission clients.read. */
  'clients.get': {
    params: ClientsGetPath
    query: ClientsGetQuery
    answer: ClientAccountDetails
  }
  /** Enters a client; unless an owner is named, a user is made of its own name and e-mail address. Needs the permission clients.write. */
  'clients.create': {
    body: ClientsCreateBody
    answer: ClientCreated
  }
  /** Changes what is sent, and leaves the rest. Needs the permission clients.write. */
  'clients.update': {
    params: ClientsUpdatePath
    body: ClientsUpdateBody
    answer: ClientChanged
  }
  /** Closes the account; what the client holds goes on until it is ended. Needs the permission clients.write. */
  'clients.close': {
    params: ClientsClosePath
    query: ClientsCloseQuery
    answer: ClientChanged
  }
  /** Deletes a client for good, with its contacts, orders, services, domains and tickets; refused while a panel or a registrar still has something of it. Needs the permission clients.write. */
  'clients.delete': {
    params: ClientsDeletePath
    query: ClientsDeleteQuery
    answer: Done
  }
  /** Who may sign in for a client, the owner first. Needs the permission clients.read. */
  'clients.users': {
    params: ClientsUsersPath
    answer: ClientUsers
  }
  /** Lets a user sign in for a client: one that there is, by `userId`, or a new one with an `email`. Needs the permission clients.write. */
  'clients.addUser': {
    params: ClientsAddUserPath
    body: ClientsAddUserBody
    answer: ClientUser
  }
  /** Says what a user may do for a client, instead of what it was; owners may do everything. Needs the permission clients.write. */
  'clients.updateUser': {
    params: ClientsUpdateUserPath
    body: ClientsUpdateUserBody
    answer: ClientUser
  }
  /** The user may not sign in for this client any more, and stays for others; an owner cannot be removed. Needs the permission clients.write. */
  'clients.removeUser': {
    params: ClientsRemoveUserPath
    answer: Done
  }
  /** The contacts of a client, by id. Needs the permission clients.read. */
  'contacts.list': {
    params: ContactsListPath
    answer: Contacts
  }
  /** One contact. Needs the permission clients.read. */
  'contacts.get': {
    params: ContactsGetPath
    answer: Contact
  }
  /** Adds a contact to a client; it receives no e-mails but those that are switched on. Needs the permission clients.write. */
  'contacts.create': {
    params: ContactsCreatePath
    body: ContactsCreateBody
    answer: Contact
  }
  /** Changes what is sent, and leaves the rest. Needs the permission clients.write. */
  'contacts.update': {
    params: ContactsUpdatePath
    body: ContactsUpdateBody
    answer: Contact
  }
  /** Deletes a contact that no order and no ticket names, for good; projects forget it. Needs the permission clients.write. */
  'contacts.delete': {
    params: ContactsDeletePath
    answer: Done
  }
  /** What is asked of clients, or of who orders one product or add-on, by position. Needs the permission catalog.read. */
  'customFields.list': {
    query: CustomFieldsListQuery
    answer: CustomFields
  }
  /** One custom field. Needs the permission catalog.read. */
  'customFields.get': {
    params: CustomFieldsGetPath
    answer: CustomField
  }
  /** Defines a custom field. Needs the permission catalog.write. */
  'customFields.create': {
    body: CustomFieldsCreateBody
    answer: CustomField
  }
  /** Changes what is sent, and leaves the rest; what was filled in is sealed when it becomes a password. Needs the permission catalog.write. */
  'customFields.update': {
    params: CustomFieldsUpdatePath
    body: CustomFieldsUpdateBody
    answer: CustomField
  }
  /** Deletes a custom field with all that was filled in, for good. Needs the permission catalog.write. */
  'customFields.delete': {
    params: CustomFieldsDeletePath
    answer: Done
  }
  /** The currencies, by id. Needs the permission clients.read. */
  'currencies.list': {
    answer: Currencies
  }
  /** One currency. Needs the permission clients.read. */
  'currencies.get': {
    params: CurrenciesGetPath
    answer: Currency
  }
  /** Creates a currency; the first one is the default, and a later default takes its place. Needs the permission clients.write. */
  'currencies.create': {
    body: CurrenciesCreateBody
    answer: Currency
  }
  /** Changes what is sent, and leaves the rest; the default is moved by naming the new one. Needs the permission clients.write. */
  'currencies.update': {
    params: CurrenciesUpdatePath
    body: CurrenciesUpdateBody
    answer: Currency
  }
  /** Deletes a currency without clients and prices; the default is never deleted. Needs the permission clients.write. */
  'currencies.delete': {
    params: CurrenciesDeletePath
    answer: Done
  }
  /** The client groups, by id. Needs the permission clients.read. */
  'clientGroups.list': {
    answer: ClientGroups
  }
  /** One client group. Needs the permission clients.read. */
  'clientGroups.get': {
    params: ClientGroupsGetPath
    answer: ClientGroup
  }
  /** Creates a client group; its name is its own. Needs the permission clients.write. */
  'clientGroups.create': {
    body: ClientGroupsCreateBody
    answer: ClientGroup
  }
  /** Changes what is sent, and leaves the rest. Needs the permission clients.write. */
  'clientGroups.update': {
    params: ClientGroupsUpdatePath
    body: ClientGroupsUpdateBody
    answer: ClientGroup
  }
  /** Deletes a client group that has no clients. Needs the permission clients.write. */
  'clientGroups.delete': {
    params: ClientGroupsDeletePath
    answer: Done
  }
  /** Orders that match all the filters, the newest first, each with its items. Needs the permission orders.read. */
  'orders.list': {
    query: OrdersListQuery
    answer: OrderPage
  }
  /** Every status that orders have, and how many are in it. Needs the permission orders.read. */
  'orders.statuses': {
    answer: OrderStatuses
  }
  /** One order with its items. Needs the permission orders.read. */
  'orders.get': {
    params: OrdersGetPath
    answer: Order
  }
  /** What an order would cost; refused as the order would be, but stock is not looked at. Needs the permission orders.write. */
  'orders.quote': {
    body: OrdersQuoteBody
    answer: OrderQuote
  }
  /** Places an order; all that is in it is pending until it is accepted. Needs the permission orders.write. */
  'orders.create': {
    body: OrdersCreateBody
    answer: OrderPlaced
  }
  /** Accepts a pending order and has its modules set up what is in it, which needs `provisioning.write` besides. The first failure of a module is answered in its own words; the order is accepted all the same. Needs the permission orders.write. */
  'orders.accept': {
    params: OrdersAcceptPath
    body: OrdersAcceptBody
    answer: OrderChanged
  }
  /** Cancels a pending order and what is in it; nobody is contacted. Needs the permission orders.write. */
  'orders.cancel': {
    params: OrdersCancelPath
    answer: OrderChanged
  }
  /** Marks an order and what is in it as fraud; nobody is contacted. Needs the permission orders.write. */
  'orders.fraud': {
    params: OrdersFraudPath
    answer: OrderChanged
  }
  /** Sets an order and what is in it back to pending. Needs the permission orders.write. */
  'orders.pending': {
    params: OrdersPendingPath
    answer: OrderChanged
  }
  /** Deletes a cancelled or fraudulent order with its items, for good. Needs the permission orders.write. */
  'orders.delete': {
    params: OrdersDeletePath
    answer: Done
  }
  /** Services that match all the filters, by id. Needs the permission services.read. */
  'services.list': {
    query: ServicesListQuery
    answer: ServicePage
  }
  /** How many services have each status, the most first. Needs the permission services.read. */
  'services.counts': {
    answer: ServiceCounts
  }
  /** One service. Needs the permission services.read. */
  'services.get': {
    params: ServicesGetPath
    query: ServicesGetQuery
    answer: Service
  }
  /** Changes what is sent in the record, and leaves the rest; the panel is not contacted. Needs the permission services.write. */
  'services.update': {
    params: ServicesUpdatePath
    body: ServicesUpdateBody
    answer: ServiceChanged
  }
  /** What it would cost to change the product, the cycle or the options of a service now. Needs the permission orders.write. */
  'services.quoteUpgrade': {
    params: ServicesQuoteUpgradePath
    body: ServicesQuoteUpgradeBody
    answer: UpgradeQuote
  }
  /** Orders another product, cycle or options; the service changes when the order is accepted. Needs the permission orders.write. */
  'services.upgrade': {
    params: ServicesUpgradePath
    body: ServicesUpgradeBody
    answer: UpgradeOrdered
  }
  /** What happened to one service, newest first. Needs the permission services.read. */
  'services.history': {
    params: ServicesHistoryPath
    query: ServicesHistoryQuery
    answer: HistoryPage
  }
  /** Add-ons that match all the filters, by id. Needs the permission services.read. */
  'addons.list': {
    query: AddonsListQuery
    answer: AddonPage
  }
  /** One add-on. Needs the permission services.read. */
  'addons.get': {
    params: AddonsGetPath
    answer: Addon
  }
  /** Changes what is sent in the record, and leaves the rest; the panel is not contacted. Needs the permission services.write. */
  'addons.update': {
    params: AddonsUpdatePath
    body: AddonsUpdateBody
    answer: AddonChanged
  }
  /** Domain names that match all the filters, by id. Needs the permission services.read. */
  'domains.list': {
    query: DomainsListQuery
    answer: DomainNamePage
  }
  /** One domain name. Needs the permission services.read. */
  'domains.get': {
    params: DomainsGetPath
    answer: DomainName
  }
  /** Changes what is sent in the record, and leaves the rest; the registrar is not contacted. Needs the permission services.write. */
  'domains.update': {
    params: DomainsUpdatePath
    body: DomainsUpdateBody
    answer: DomainNameChanged
  }
  /** Asks the registrar about a name, or has it change something small, at once; what it changed stands in the record from then on. Needs the permission provisioning.write. */
  'domains.askRegistrar': {
    params: DomainsAskRegistrarPath
    body: DomainsAskRegistrarBody
    answer: RegistrarAnswer
  }
  /** What failed at a panel and is not settled, or was; whole, or in parts. Needs the permission provisioning.read. */
  'moduleQueue.list': {
    query: ModuleQueueListQuery
    answer: QueueEntries
  }
  /** What is held, by what it has in common; the largest group first. Needs the permission provisioning.read. */
  'moduleQueue.groups': {
    query: ModuleQueueGroupsQuery
    answer: QueueGroups
  }
  /** One entry, also a settled one, with each attempt and its calls, and its notes. Needs the permission provisioning.read. */
  'moduleQueue.get': {
    params: ModuleQueueGetPath
    answer: QueueEntryShown
  }
  /** The jobs that carried the action of an entry out, or are to; the newest first. Needs the permission provisioning.read. */
  'moduleQueue.jobs': {
    params: ModuleQueueJobsPath
    answer: QueueEntryJobs
  }
  /** The account that an entry is about, as far as we know it. Needs the permission provisioning.read. */
  'moduleQueue.account': {
    params: ModuleQueueAccountPath
    answer: QueueEntryAccount
  }
  /** Asks the panel what it has of the account of an entry; changes nothing. Needs the permission provisioning.write. */
  'moduleQueue.look': {
    params: ModuleQueueLookPath
    body: ModuleQueueLookBody
    answer: QueueEntrySeen
  }
  /** Writes something down about an entry, open or settled. Needs the permission provisioning.write. */
  'moduleQueue.addNote': {
    params: ModuleQueueAddNotePath
    body: ModuleQueueAddNoteBody
    answer: QueueEntryNote
  }
  /** Takes one's own note away. Needs the permission provisioning.write. */
  'moduleQueue.deleteNote': {
    params: ModuleQueueDeleteNotePath
    answer: Done
  }
  /** Tries an entry again now. Needs the permission provisioning.write. */
  'moduleQueue.retry': {
    params: ModuleQueueRetryPath
    body: ModuleQueueRetryBody
    answer: Retried
  }
  /** Tries all entries again that match; an empty filter is all there are. Needs the permission provisioning.write. */
  'moduleQueue.retryAll': {
    body: ModuleQueueRetryAllBody
    answer: Retried
  }
  /** Settles an entry: it was done in another way. Needs the permission provisioning.write. */
  'moduleQueue.resolve': {
    params: ModuleQueueResolvePath
    body: ModuleQueueResolveBody
    answer: QueueEntryClosed
  }
  /** Drops an entry: nobody wants it any more. Needs the permission provisioning.write. */
  'moduleQueue.cancel': {
    params: ModuleQueueCancelPath
    body: ModuleQueueCancelBody
    answer: QueueEntryClosed
  }
  /** Counts and keeps exactly what matches now, for an hour; nothing is done yet. Needs the permission provisioning.write. */
  'bulkActions.preview': {
    body: BulkActionsPreviewBody
    answer: BulkPreview
  }
  /** Bulk actions and previews, the newest first. Needs the permission provisioning.read. */
  'bulkActions.list': {
    query: BulkActionsListQuery
    answer: BulkActionPage
  }
  /** One bulk action, with how far it is. Needs the permission provisioning.read. */
  'bulkActions.get': {
    params: BulkActionsGetPath
    answer: BulkAction
  }
  /** What it acts on, by id, with what became of each. Needs the permission provisioning.read. */
  'bulkActions.items': {
    params: BulkActionsItemsPath
    query: BulkActionsItemsQuery
    answer: BulkItemPage
  }
  /** Begins, on exactly the set of the preview; a second time answers the same action. Needs the permission provisioning.write. */
  'bulkActions.commit': {
    params: BulkActionsCommitPath
    body: BulkActionsCommitBody
    answer: BulkAction
  }
  /** Ends it after the step that is under way; what was not reached stays as it was. Needs the permission provisioning.write. */
  'bulkActions.stop': {
    params: BulkActionsStopPath
    body: BulkActionsStopBody
    answer: BulkAction
  }
  /** What stands at the brake is meant: the rest passes it. Needs the permission provisioning.write. */
  'bulkActions.release': {
    params: BulkActionsReleasePath
    body: BulkActionsReleaseBody
    answer: BulkAction
  }
  /** Undoes what succeeded, by a bulk action of its own that begins at once. Needs the permission provisioning.write. */
  'bulkActions.undo': {
    params: BulkActionsUndoPath
    body: BulkActionsUndoBody
    answer: BulkAction
  }
  /** The lanes of panels, by name. Needs the permission provisioning.read. */
  'lanes.list': {
    answer: Lanes
  }
  /** One lane: its limits, what waits by action, and the last hour of its breaker. Needs the permission provisioning.read. */
  'lanes.get': {
    params: LanesGetPath
    answer: LaneDetail
  }
  /** Changes what is sent of the pace and the breaker of a lane, and leaves the rest. Needs the permission provisioning.write. */
  'lanes.update': {
    params: LanesUpdatePath
    body: LanesUpdateBody
    answer: Lane
  }
  /** Lets one command through a broken lane now; any other lane stays as it is. Needs the permission provisioning.write. */
  'lanes.probe': {
    params: LanesProbePath
    body: LanesProbeBody
    answer: Lane
  }
  /** When the lane is empty, at its pace or another one. Needs the permission provisioning.read. */
  'lanes.forecast': {
    params: LanesForecastPath
    query: LanesForecastQuery
    answer: Forecast
  }
  /** Nothing of the lane begins any more; what runs goes on. Needs the permission provisioning.write. */
  'lanes.pause': {
    params: LanesPausePath
    body: LanesPauseBody
    answer: Lane
  }
  /** Lets go of a lane that was paused by hand, and closes its breaker. Needs the permission provisioning.write. */
  'lanes.resume': {
    params: LanesResumePath
    body: LanesResumeBody
    answer: Lane
  }
  /** Whether a server is in maintenance: then nothing contacts it. Needs the permission provisioning.write. */
  'lanes.maintenance': {
    params: LanesMaintenancePath
    body: LanesMaintenanceBody
    answer: Lane
  }
  /** What happened in a lane, an outbound service (which needs `outbound.read`), a module or all panels, in time. Needs the permission provisioning.read. */
  'statistics.get': {
    query: StatisticsGetQuery
    answer: Statistics
  }
  /** What became of the turns of all lanes of panels lately. Needs the permission provisioning.read. */
  'statistics.lanes': {
    query: StatisticsLanesQuery
    answer: LaneHistory
  }
  /** What will be changed of the lane of a panel, in the order in which it comes. Needs the permission provisioning.read. */
  'laneScheduledChanges.list': {
    params: LaneScheduledChangesListPath
    answer: ScheduledChanges
  }
  /** Gives the lane of a panel another pace from an instant on. Needs the permission provisioning.write. */
  'laneScheduledChanges.create': {
    params: LaneScheduledChangesCreatePath
    body: LaneScheduledChangesCreateBody
    answer: ScheduledChange
  }
  /** Takes back what has not come yet. Needs the permission provisioning.write. */
  'laneScheduledChanges.remove': {
    params: LaneScheduledChangesRemovePath
    answer: Done
  }
  /** What will be changed of an outbound service, in the order in which it comes. Needs the permission outbound.read. */
  'outboundScheduledChanges.list': {
    params: OutboundScheduledChangesListPath
    answer: ScheduledChanges
  }
  /** Gives an outbound service another pace from an instant on. Needs the permission outbound.write. */
  'outboundScheduledChanges.create': {
    params: OutboundScheduledChangesCreatePath
    body: OutboundScheduledChangesCreateBody
    answer: ScheduledChange
  }
  /** Takes back what has not come yet. Needs the permission outbound.write. */
  'outboundScheduledChanges.remove': {
    params: OutboundScheduledChangesRemovePath
    answer: Done
  }
  /** The accounts that start outbound services, by name. Needs the permission outbound.read. */
  'outboundAccounts.list': {
    answer: OutboundAccounts
  }
  /** Makes an account, with its first API key. Needs the permission outbound.write. */
  'outboundAccounts.create': {
    body: OutboundAccountsCreateBody
    answer: OutboundAccountCreated
  }
  /** Gives an account another name. Needs the permission outbound.write. */
  'outboundAccounts.change': {
    params: OutboundAccountsChangePath
    body: OutboundAccountsChangeBody
    answer: OutboundAccount
  }
  /** Removes an account that has no services. Needs the permission outbound.write. */
  'outboundAccounts.remove': {
    params: OutboundAccountsRemovePath
    answer: OutboundAccountRemoved
  }
  /** The API keys of an account, by id, revoked ones too. Needs the permission outbound.read. */
  'outboundAccounts.keys': {
    params: OutboundAccountsKeysPath
    answer: OutboundApiKeys
  }
  /** Another API key beside those there are. Needs the permission outbound.write. */
  'outboundAccounts.addKey': {
    params: OutboundAccountsAddKeyPath
    body: OutboundAccountsAddKeyBody
    answer: OutboundKeyIssued
  }
  /** A new full key; those of before go on for a while. Needs the permission outbound.write. */
  'outboundAccounts.rotateKey': {
    params: OutboundAccountsRotateKeyPath
    body: OutboundAccountsRotateKeyBody
    answer: OutboundKeyIssued
  }
  /** Takes an API key away, on all nodes within a second. Needs the permission outbound.write. */
  'outboundAccounts.revokeKey': {
    params: OutboundAccountsRevokeKeyPath
    answer: OutboundApiKey
  }
  /** Outbound services with how each goes, by name. Needs the permission outbound.read. */
  'outboundServices.list': {
    query: OutboundServicesListQuery
    answer: OutboundServices
  }
  /** One outbound service. Needs the permission outbound.read. */
  'outboundServices.get': {
    params: OutboundServicesGetPath
    answer: OutboundService
  }
  /** Creates a service or replaces its settings: what is left out gets its default, but a pause and the password stay. Needs the permission outbound.write. */
  'outboundServices.put': {
    params: OutboundServicesPutPath
    body: OutboundServicesPutBody
    answer: OutboundServicePut
  }
  /** Changes what is given, such as the rate or a pause. Needs the permission outbound.write. */
  'outboundServices.patch': {
    params: OutboundServicesPatchPath
    body: OutboundServicesPatchBody
    answer: OutboundService
  }
  /** Purges a service for good and removes it. Needs the permission outbound.write. */
  'outboundServices.remove': {
    params: OutboundServicesRemovePath
    answer: OutboundServiceRemoved
  }
  /** Its workers that opened within a day and did not close, the last heard first, at most 500. Needs the permission outbound.read. */
  'outboundServices.workers': {
    params: OutboundServicesWorkersPath
    answer: OutboundWorkersSeen
  }
  /** What requests to its pages are signed with (Standard Webhooks); changes with its password. Needs the permission outbound.write. */
  'outboundServices.signingSecret': {
    params: OutboundServicesSigningSecretPath
    answer: OutboundSigningSecret
  }
  /** Queues starts, all or none; on disk when it answers. Needs the permission outbound.start. */
  'outboundStarts.create': {
    params: OutboundStartsCreatePath
    body: OutboundStartsCreateBody
    answer: OutboundStarted
  }
  /** What waits, in the order in which it begins; the page after a reference. Needs the permission outbound.read. */
  'outboundStarts.waiting': {
    params: OutboundStartsWaitingPath
    query: OutboundStartsWaitingQuery
    answer: OutboundWaitingStarts
  }
  /** What runs, in the order in which it was started; the page after a reference. Needs the permission outbound.read. */
  'outboundStarts.running': {
    params: OutboundStartsRunningPath
    query: OutboundStartsRunningQuery
    answer: OutboundRunningStarts
  }
  /** What became of starts; null for those that are not known (any more). Needs the permission outbound.read. */
  'outboundStarts.status': {
    body: OutboundStartsStatusBody
    answer: OutboundStarts
  }
  /** Takes back those that have not begun, and tells what became of the others. Needs the permission outbound.write. */
  'outboundStarts.cancel': {
    body: OutboundStartsCancelBody
    answer: OutboundCancelled
  }
  /** Runs that ended in a period, oldest first; the page after a reference. Needs the permission outbound.read. */
  'outboundStarts.finished': {
    query: OutboundStartsFinishedQuery
    answer: OutboundFinishedStarts
  }
  /** The queues of all services, by name, with exact counts of one moment. Needs the permission outbound.read. */
  'outboundQueues.list': {
    query: OutboundQueuesListQuery
    answer: OutboundQueues
  }
  /** The queue of one service. Needs the permission outbound.read. */
  'outboundQueues.get': {
    params: OutboundQueuesGetPath
    answer: OutboundQueue
  }
  /** When the queue of a service is empty, at its pace or another one. Needs the permission outbound.read. */
  'outboundQueues.forecast': {
    params: OutboundQueuesForecastPath
    query: OutboundQueuesForecastQuery
    answer: Forecast
  }
  /** Takes back what has not begun, all or what a preview counted: nothing of it begins after the answer. Needs the permission outbound.write. */
  'outboundQueues.purge': {
    params: OutboundQueuesPurgePath
    body: OutboundQueuesPurgeBody
    answer: OutboundPurge
  }
  /** The purges of a queue, newest first. Needs the permission outbound.read. */
  'outboundQueues.purges': {
    params: OutboundQueuesPurgesPath
    answer: OutboundPurges
  }
  /** What a purge took, oldest first; `next` is the `after` of the next page. Needs the permission outbound.read. */
  'outboundQueues.purged': {
    params: OutboundQueuesPurgedPath
    query: OutboundQueuesPurgedQuery
    answer: OutboundPurgedStarts
  }
  /** The starts of a purge wait again, in their old places. Needs the permission outbound.write. */
  'outboundQueues.undo': {
    params: OutboundQueuesUndoPath
    body: OutboundQueuesUndoBody
    answer: OutboundPurge
  }
  /** What a purge of the queue would take, for five minutes; held still meanwhile if that is asked for. Needs the permission outbound.write. */
  'outboundPurgePreviews.create': {
    params: OutboundPurgePreviewsCreatePath
    body: OutboundPurgePreviewsCreateBody
    answer: OutboundPurgePreview
  }
  /** Five minutes more from now on, for what it counted and what it holds. Needs the permission outbound.write. */
  'outboundPurgePreviews.extend': {
    params: OutboundPurgePreviewsExtendPath
    body: OutboundPurgePreviewsExtendBody
    answer: OutboundPurgePreviewExtended
  }
  /** Ends a preview: what it held goes on, unless it is paused or another preview holds it. Needs the permission outbound.write. */
  'outboundPurgePreviews.delete': {
    params: OutboundPurgePreviewsDeletePath
    answer: Done
  }
  /** Opens a session of a worker; one of the same name is gone then, and what it had begun is lost. Needs the permission outbound.start. */
  'outboundWork.open': {
    body: OutboundWorkOpenBody
    answer: OutboundSession
  }
  /** Waits for starts and takes them; those taken before and not acknowledged go back to their places. Needs the permission outbound.start. */
  'outboundWork.take': {
    body: OutboundWorkTakeBody
    answer: OutboundTaken
  }
  /** Begins what was taken; what was purged, lost or stopped meanwhile is missing from the answer. Needs the permission outbound.start. */
  'outboundWork.acknowledge': {
    body: OutboundWorkAcknowledgeBody
    answer: OutboundBegun
  }
  /** A sign of life; `alive` is false when everything was lost. Needs the permission outbound.start. */
  'outboundWork.heartbeat': {
    body: OutboundWorkHeartbeatBody
    answer: OutboundHeartbeat
  }
  /** Ends a start; `ended` is false when it had been lost or has ended. Needs the permission outbound.start. */
  'outboundWork.finish': {
    body: OutboundWorkFinishBody
    answer: OutboundEnded
  }
  /** Ends a session; what was begun and has not ended is lost. Needs the permission outbound.start. */
  'outboundWork.close': {
    body: OutboundWorkCloseBody
    answer: OutboundSessionClosed
  }
  /** Reports the end of a run whose first page answered 202. Needs the permission outbound.start. */
  'outboundWork.report': {
    body: OutboundWorkReportBody
    answer: OutboundEnded
  }
  /** The product groups, by position. Needs the permission catalog.read. */
  'productGroups.list': {
    answer: ProductGroups
  }
  /** One product group. Needs the permission catalog.read. */
  'productGroups.get': {
    params: ProductGroupsGetPath
    answer: ProductGroup
  }
  /** Creates a product group; without a slug one is made from the name. Needs the permission catalog.write. */
  'productGroups.create': {
    body: ProductGroupsCreateBody
    answer: ProductGroup
  }
  /** Changes what is sent, and leaves the rest. Needs the permission catalog.write. */
  'productGroups.update': {
    params: ProductGroupsUpdatePath
    body: ProductGroupsUpdateBody
    answer: ProductGroup
  }
  /** Deletes a product group that has no products. Needs the permission catalog.write. */
  'productGroups.delete': {
    params: ProductGroupsDeletePath
    answer: Done
  }
  /** The server groups, by id. Needs the permission catalog.read. */
  'serverGroups.list': {
    answer: ServerGroups
  }
  /** One server group. Needs the permission catalog.read. */
  'serverGroups.get': {
    params: ServerGroupsGetPath
    answer: ServerGroup
  }
  /** Creates a server group; its name is its own. Needs the permission catalog.write. */
  'serverGroups.create': {
    body: ServerGroupsCreateBody
    answer: ServerGroup
  }
  /** Changes what is sent, and leaves the rest; the servers are all or nothing. Needs the permission catalog.write. */
  'serverGroups.update': {
    params: ServerGroupsUpdatePath
    body: ServerGroupsUpdateBody
    answer: ServerGroup
  }
  /** Deletes a server group that no product and no add-on names; its servers stay. Needs the permission catalog.write. */
  'serverGroups.delete': {
    params: ServerGroupsDeletePath
    answer: Done
  }
  /** Products that match all the filters, by the position of their group and their own. Needs the permission catalog.read. */
  'products.list': {
    query: ProductsListQuery
    answer: ProductPage
  }
  /** One product. Needs the permission catalog.read. */
  'products.get': {
    params: ProductsGetPath
    query: ProductsGetQuery
    answer: Product
  }
  /** Creates a product; without a slug one is made from the name. Needs the permission catalog.write. */
  'products.create': {
    body: ProductsCreateBody
    answer: Done
  }
  /** Changes what is sent, and leaves the rest. Needs the permission catalog.write. */
  'products.update': {
    params: ProductsUpdatePath
    body: ProductsUpdateBody
    answer: Done
  }
  /** Deletes a product that nobody has or had, with its prices and custom fields; others are hidden. Needs the permission catalog.write. */
  'products.delete': {
    params: ProductsDeletePath
    answer: Done
  }
  /** The add-ons that can be ordered, by position. Needs the permission catalog.read. */
  'addonDefinitions.list': {
    query: AddonDefinitionsListQuery
    answer: AddonDefinitionPage
  }
  /** One add-on that can be ordered. Needs the permission catalog.read. */
  'addonDefinitions.get': {
    params: AddonDefinitionsGetPath
    query: AddonDefinitionsGetQuery
    answer: AddonDefinition
  }
  /** Defines an add-on. Needs the permission catalog.write. */
  'addonDefinitions.create': {
    body: AddonDefinitionsCreateBody
    answer: Done
  }
  /** Changes what is sent, and leaves the rest; prices and products are all or nothing. Needs the permission catalog.write. */
  'addonDefinitions.update': {
    params: AddonDefinitionsUpdatePath
    body: AddonDefinitionsUpdateBody
    answer: Done
  }
  /** Deletes an add-on that nobody has or had, with its prices and custom fields; others are hidden. Needs the permission catalog.write. */
  'addonDefinitions.delete': {
    params: AddonDefinitionsDeletePath
    answer: Done
  }
  /** The configurable options with their choices, by position. Needs the permission catalog.read. */
  'configOptions.list': {
    query: ConfigOptionsListQuery
    answer: ConfigOptionPage
  }
  /** One configurable option. Needs the permission catalog.read. */
  'configOptions.get': {
    params: ConfigOptionsGetPath
    answer: ConfigOption
  }
  /** Creates a configurable option; its kind stays. Needs the permission catalog.write. */
  'configOptions.create': {
    body: ConfigOptionsCreateBody
    answer: Done
  }
  /** Changes what is sent, and leaves the rest; choices and products are all or nothing. Needs the permission catalog.write. */
  'configOptions.update': {
    params: ConfigOptionsUpdatePath
    body: ConfigOptionsUpdateBody
    answer: Done
  }
  /** Deletes an option that no service has chosen from, with its choices; others are hidden. Needs the permission catalog.write. */
  'configOptions.delete': {
    params: ConfigOptionsDeletePath
    answer: Done
  }
  /** The servers, by id. Needs the permission catalog.read. */
  'servers.list': {
    query: ServersListQuery
    answer: ServerPage
  }
  /** One server. Needs the permission catalog.read. */
  'servers.get': {
    params: ServersGetPath
    query: ServersGetQuery
    answer: Server
  }
  /** Enters a server; its name is its own. Needs the permission catalog.write. */
  'servers.create': {
    body: ServersCreateBody
    answer: Done
  }
  /** Changes what is sent, and leaves the rest. Needs the permission catalog.write. */
  'servers.update': {
    params: ServersUpdatePath
    body: ServersUpdateBody
    answer: Done
  }
  /** Deletes a server that nothing was ever put on; others go out of use. Needs the permission catalog.write. */
  'servers.delete': {
    params: ServersDeletePath
    answer: Done
  }
  /** Asks the server whether it answers, for a few seconds, where it may be contacted. Needs the permission catalog.read. */
  'servers.test': {
    params: ServersTestPath
    answer: ServerAnswer
  }
  /** The payment methods, in use or not, by position. Needs the permission catalog.read. */
  'paymentMethods.list': {
    answer: PaymentMethods
  }
  /** One payment method, in use or not. Needs the permission catalog.read. */
  'paymentMethods.get': {
    params: PaymentMethodsGetPath
    answer: PaymentMethod
  }
  /** Takes a payment method into use, behind the others. Needs the permission catalog.write. */
  'paymentMethods.create': {
    body: PaymentMethodsCreateBody
    answer: PaymentMethod
  }
  /** Names or moves one that is in use; positions count from 0 among them. Needs the permission catalog.write. */
  'paymentMethods.update': {
    params: PaymentMethodsUpdatePath
    body: PaymentMethodsUpdateBody
    answer: PaymentMethod
  }
  /** Takes one out of use; it keeps its name for what was sold with it. Needs the permission catalog.write. */
  'paymentMethods.delete': {
    params: PaymentMethodsDeletePath
    answer: PaymentMethodDeleted
  }
  /** The modules with the settings that they ask of products and servers. Needs the permission catalog.read. */
  'modules.list': {
    answer: Modules
  }
  /** One module. Needs the permission catalog.read. */
  'modules.get': {
    params: ModulesGetPath
    answer: Module
  }
  /** Has the module of a service do something, and waits for its answer for a while. Needs the permission provisioning.write. */
  'modules.commandService': {
    params: ModulesCommandServicePath
    body: ModulesCommandServiceBody
    answer: CommandDone
  }
  /** Has the module of an add-on do something, and waits for its answer for a while. Needs the permission provisioning.write. */
  'modules.commandAddon': {
    params: ModulesCommandAddonPath
    body: ModulesCommandAddonBody
    answer: CommandDone
  }
  /** Has the module of a domain name do something, and waits for its answer for a while. Needs the permission provisioning.write. */
  'modules.commandDomain': {
    params: ModulesCommandDomainPath
    body: ModulesCommandDomainBody
    answer: CommandDone
  }
  /** One department. Needs the permission support.read. */
  'departments.get': {
    params: DepartmentsGetPath
    answer: Department
  }
  /** Makes a department. Needs the permission system.write. */
  'departments.create': {
    body: DepartmentsCreateBody
    answer: Done
  }
  /** Changes what is sent, and leaves the rest. Needs the permission system.write. */
  'departments.update': {
    params: DepartmentsUpdatePath
    body: DepartmentsUpdateBody
    answer: Done
  }
  /** Deletes a department where no ticket lies. Needs the permission system.write. */
  'departments.delete': {
    params: DepartmentsDeletePath
    answer: Done
  }
  /** Answers that the staff gives often, by id. Needs the permission support.read. */
  'predefinedReplies.list': {
    query: PredefinedRepliesListQuery
    answer: PredefinedReplyPage
  }
  /** One predefined reply. Needs the permission support.read. */
  'predefinedReplies.get': {
    params: PredefinedRepliesGetPath
    answer: PredefinedReply
  }
  /** Makes a predefined reply. Needs the permission support.write. */
  'predefinedReplies.create': {
    body: PredefinedRepliesCreateBody
    answer: PredefinedReply
  }
  /** Changes what is sent, and leaves the rest. Needs the permission support.write. */
  'predefinedReplies.update': {
    params: PredefinedRepliesUpdatePath
    body: PredefinedRepliesUpdateBody
    answer: PredefinedReply
  }
  /** Deletes a predefined reply; what was answered with it stays. Needs the permission support.write. */
  'predefinedReplies.delete': {
    params: PredefinedRepliesDeletePath
    answer: Done
  }
  /** Where tickets lie, and how many. Needs the permission support.read. */
  'tickets.departments': {
    answer: Departments
  }
  /** Tickets that match all the filters, the latest reply first. Needs the permission support.read. */
  'tickets.list': {
    query: TicketsListQuery
    answer: TicketPage
  }
  /** One ticket with its replies and notes. Needs the permission support.read. */
  'tickets.get': {
    params: TicketsGetPath
    answer: TicketThread
  }
  /** Opens a ticket for a client or a guest. Needs the permission support.write. */
  'tickets.open': {
    body: TicketsOpenBody
    answer: Done
  }
  /** Changes what is sent, and leaves the rest. Needs the permission support.write. */
  'tickets.change': {
    params: TicketsChangePath
    body: TicketsChangeBody
    answer: Done
  }
  /** Deletes a ticket for good, with all that was said about it. Needs the permission support.write. */
  'tickets.remove': {
    params: TicketsRemovePath
    answer: Done
  }
  /** A reply of the caller, or of the client or guest that is named. Needs the permission support.write. */
  'tickets.reply': {
    params: TicketsReplyPath
    body: TicketsReplyBody
    answer: Done
  }
  /** Deletes a reply for good. Needs the permission support.write. */
  'tickets.removeReply': {
    params: TicketsRemoveReplyPath
    answer: Done
  }
  /** A note of the caller, which only the staff sees. Needs the permission support.write. */
  'tickets.note': {
    params: TicketsNotePath
    body: TicketsNoteBody
    answer: Done
  }
  /** Attaches a file to the ticket, or to one of its replies or notes. Needs the permission support.write. */
  'tickets.attach': {
    params: TicketsAttachPath
    query: TicketsAttachQuery
    file: NonNullable<RequestInit['body']>
    answer: TicketAttachment
  }
  /** An attached file. Needs the permission support.read. */
  'tickets.download': {
    params: TicketsDownloadPath
    answer: Response
  }
  /** Posts of discussions, by number. Needs the permission projects.read. */
  'topics.list': {
    query: TopicsListQuery
    answer: TopicPage
  }
  /** Discussions by their first posts, what was active last first. Needs the permission projects.read. */
  'topics.threads': {
    query: TopicsThreadsQuery
    answer: TopicThreadPage
  }
  /** One post. Needs the permission projects.read. */
  'topics.get': {
    params: TopicsGetPath
    answer: Topic
  }
  /** A post in a thread, or the first one of a new thread with a title and a place. Needs the permission projects.write. */
  'topics.create': {
    body: TopicsCreateBody
    answer: Topic
  }
  /** Changes what is sent; place, status and access are those of the whole thread. Needs the permission projects.write. */
  'topics.change': {
    params: TopicsChangePath
    body: TopicsChangeBody
    answer: Topic
  }
  /** Deletes a post for good; with the first one the whole thread. Needs the permission projects.write. */
  'topics.remove': {
    params: TopicsRemovePath
    answer: Done
  }
  /** Versions of files, by number. Needs the permission projects.read. */
  'files.list': {
    query: FilesListQuery
    answer: ProjectFilePage
  }
  /** Files by their first versions, what was active last first. Needs the permission projects.read. */
  'files.threads': {
    query: FilesThreadsQuery
    answer: FileThreadPage
  }
  /** What is known of one version. Needs the permission projects.read. */
  'files.get': {
    params: FilesGetPath
    answer: ProjectFile
  }
  /** Stores the body as a version of a file, or as the first one of a new file with a place. Needs the permission projects.write. */
  'files.upload': {
    query: FilesUploadQuery
    file: NonNullable<RequestInit['body']>
    answer: ProjectFile
  }
  /** The very bytes of one version. Needs the permission projects.read. */
  'files.download': {
    params: FilesDownloadPath
    answer: Response
  }
  /** Changes what is sent; label, place, status and access are those of all versions. Needs the permission projects.write. */
  'files.change': {
    params: FilesChangePath
    body: FilesChangeBody
    answer: ProjectFile
  }
  /** Deletes a version for good; with the first one the whole file. Needs the permission projects.write. */
  'files.remove': {
    params: FilesRemovePath
    answer: Done
  }
  /** Which tickets belong to which projects and actions. Needs the permission projects.read. */
  'ticketLinks.list': {
    query: TicketLinksListQuery
    answer: TicketLinkPage
  }
  /** Tickets that belong to projects, the latest reply first; with `support.read` besides. Needs the permission projects.read. */
  'ticketLinks.tickets': {
    query: TicketLinksTicketsQuery
    answer: LinkedTicketPage
  }
  /** Links a ticket to a project or an action. Needs the permission projects.write. */
  'ticketLinks.create': {
    body: TicketLinksCreateBody
    answer: TicketLink
  }
  /** Links the same ticket to another place. Needs the permission projects.write. */
  'ticketLinks.change': {
    params: TicketLinksChangePath
    body: TicketLinksChangeBody
    answer: TicketLink
  }
  /** Removes a link; the ticket stays. Needs the permission projects.write. */
  'ticketLinks.remove': {
    params: TicketLinksRemovePath
    answer: Done
  }
  /** Projects that match all the filters and that the caller sees, what was active last first. Needs the permission projects.read. */
  'projects.list': {
    query: ProjectsListQuery
    answer: ProjectPage
  }
  /** One project. Needs the permission projects.read. */
  'projects.get': {
    params: ProjectsGetPath
    answer: Project
  }
  /** Makes a project. Needs the permission projects.write. */
  'projects.create': {
    body: ProjectsCreateBody
    answer: Project
  }
  /** Changes what is named. Needs the permission projects.write. */
  'projects.change': {
    params: ProjectsChangePath
    body: ProjectsChangeBody
    answer: Project
  }
  /** Makes a project like this one; what is named takes the place of what it has, and all dates move with the start. Needs the permission projects.write. */
  'projects.copy': {
    params: ProjectsCopyPath
    body: ProjectsCopyBody
    answer: Project
  }
  /** Deletes a project with all that is in it, for good. Needs the permission projects.write. */
  'projects.remove': {
    params: ProjectsRemovePath
    query: ProjectsRemoveQuery
    answer: Removed
  }
  /** Actions that match all the filters and that the caller sees, as their trees are read. Needs the permission projects.read. */
  'actions.list': {
    query: ActionsListQuery
    answer: ActionPage
  }
  /** One action. Needs the permission projects.read. */
  'actions.get': {
    params: ActionsGetPath
    answer: Action
  }
  /** Adds an action to a project. Needs the permission projects.write. */
  'actions.create': {
    params: ActionsCreatePath
    body: ActionsCreateBody
    answer: Action
  }
  /** Changes or moves an action. Needs the permission projects.write. */
  'actions.change': {
    params: ActionsChangePath
    body: ActionsChangeBody
    answer: Action
  }
  /** Deletes an action with everything below it and their time, for good. Needs the permission projects.write. */
  'actions.remove': {
    params: ActionsRemovePath
    query: ActionsRemoveQuery
    answer: Removed
  }
  /** Makes a task of an entry of the module queue: it carries the trace, and the two end together. Needs the permission projects.write. */
  'actions.ofQueueEntry': {
    params: ActionsOfQueueEntryPath
    body: ActionsOfQueueEntryBody
    answer: Action
  }
  /** Time logs that match all the filters and that the caller sees, what started last first. Needs the permission projects.read. */
  'timeLogs.list': {
    query: TimeLogsListQuery
    answer: TimeLogPage
  }
  /** One time log. Needs the permission projects.read. */
  'timeLogs.get': {
    params: TimeLogsGetPath
    answer: TimeLog
  }
  /** Enters time; without stop and duration a watch starts to run. Needs the permission projects.write. */
  'timeLogs.create': {
    body: TimeLogsCreateBody
    answer: TimeLog
  }
  /** Changes time that is not on an invoice. Needs the permission projects.write. */
  'timeLogs.change': {
    params: TimeLogsChangePath
    body: TimeLogsChangeBody
    answer: TimeLog
  }
  /** Stops a watch; one that has stopped stays as it is. Needs the permission projects.write. */
  'timeLogs.stop': {
    params: TimeLogsStopPath
    body: TimeLogsStopBody
    answer: TimeLog
  }
  /** Deletes time that is not on an invoice. Needs the permission projects.write. */
  'timeLogs.remove': {
    params: TimeLogsRemovePath
    answer: Removed
  }
  /** Puts time on an invoice, all or none, which locks it; null takes it off again. Needs the permission projects.write. */
  'timeLogs.invoice': {
    body: TimeLogsInvoiceBody
    answer: TimeInvoiced
  }
  /** Time added up, in the order in which the first of each began. Needs the permission projects.read. */
  'timeLogs.timesheet': {
    query: TimeLogsTimesheetQuery
    answer: Timesheet
  }
  /** Weeks of time with sums by day, the newest first; of all members those with time or that were handed in. Needs the permission projects.read. */
  'timesheetWeeks.list': {
    query: TimesheetWeeksListQuery
    answer: TimesheetWeeks
  }
  /** Hands a week in: its time logs are not changed from then on. Needs the permission projects.write. */
  'timesheetWeeks.submit': {
    params: TimesheetWeeksSubmitPath
    body: TimesheetWeeksSubmitBody
    answer: TimesheetWeekChanged
  }
  /** Approves a week that was handed in. Needs the permission projects.all. */
  'timesheetWeeks.approve': {
    params: TimesheetWeeksApprovePath
    body: TimesheetWeeksApproveBody
    answer: TimesheetWeekChanged
  }
  /** Locks a week that was approved. Needs the permission projects.all. */
  'timesheetWeeks.lock': {
    params: TimesheetWeeksLockPath
    body: TimesheetWeeksLockBody
    answer: TimesheetWeekChanged
  }
  /** Lets a week be changed again; once approved, only with projects.all. Needs the permission projects.write. */
  'timesheetWeeks.reopen': {
    params: TimesheetWeeksReopenPath
    body: TimesheetWeeksReopenBody
    answer: TimesheetWeekChanged
  }
  /** All settings of projects, those that nobody set as they are then. Needs the permission projects.read. */
  'projectSettings.get': {
    answer: ProjectSettings
  }
  /** Changes the settings that are sent, all or none, and leaves the rest. Needs the permission projects.all. */
  'projectSettings.update': {
    body: ProjectSettingsUpdateBody
    answer: ProjectSettings
  }
  /** What members of staff make of the hourly rate, by their ids; who has none is not listed. Needs the permission projects.read. */
  'staffRates.list': {
    answer: StaffRates
  }
  /** Says what a member of staff makes of the hourly rate. Needs the permission projects.all. */
  'staffRates.set': {
    params: StaffRatesSetPath
    body: StaffRatesSetBody
    answer: StaffRate
  }
  /** From now on the member makes nothing else of the hourly rate. Needs the permission projects.all. */
  'staffRates.delete': {
    params: StaffRatesDeletePath
    answer: StaffRateDeleted
  }
  /** How people can sign in from where this is asked */
  'sessions.methods': {
    answer: SignInMethods
  }
  /** Signs in with a password; who has a second factor sends its code too. The session is in the cookie of the answer */
  'sessions.create': {
    body: SessionsCreateBody
    answer: Me
  }
  /** What the browser hands to its authenticator to sign in with a passkey; good for five minutes */
  'sessions.passkeyOptions': {
    body: SessionsPasskeyOptionsBody
    answer: AuthenticatorOptions
  }
  /** Signs in with a passkey, which is both factors at once */
  'sessions.createByPasskey': {
    body: SessionsCreateByPasskeyBody
    answer: Me
  }
  /** Signs in with a link that the server printed; it counts once */
  'sessions.createByLink': {
    body: SessionsCreateByLinkBody
    answer: Me
  }
  /** Where one is signed in, latest used first; those of others need access.read */
  'sessions.list': {
    query: SessionsListQuery
    answer: Sessions
  }
  /** Signs out */
  'sessions.endCurrent': {
    answer: Done
  }
  /** Signs out there, from the next request on; those of others need access.write */
  'sessions.end': {
    params: SessionsEndPath
    answer: Done
  }
  /** Ends all sessions of a member but the one from which it is asked; those of others need access.write */
  'sessions.endOthers': {
    body: SessionsEndOthersBody
    answer: SessionsEnded
  }
  /** Who asks, and what they may */
  'me.get': {
    answer: Me
  }
  /** Another password, of at least 12 characters that nobody guesses first; other sessions are over */
  'me.setPassword': {
    body: MeSetPasswordBody
    answer: Done
  }
  /** What the member has set up beside the password */
  'me.secondFactors': {
    answer: SecondFactors
  }
  /** A secret for an app that shows codes (TOTP); it counts once a code was confirmed */
  'me.beginOneTimeCodes': {
    body: MeBeginOneTimeCodesBody
    answer: OneTimeCodeSecret
  }
  /** Shows that the app has the secret: from here on signing in asks for a code */
  'me.confirmOneTimeCodes': {
    body: MeConfirmOneTimeCodesBody
    answer: OneTimeCodesConfirmed
  }
  /** Takes one-time codes away again; asks for one, or for a recovery code */
  'me.deleteOneTimeCodes': {
    body: MeDeleteOneTimeCodesBody
    answer: Done
  }
  /** Ten new recovery codes; the old ones are worth nothing */
  'me.replaceRecoveryCodes': {
    body: MeReplaceRecoveryCodesBody
    answer: RecoveryCodes
  }
  /** What the browser hands to its authenticator to make a passkey; good for five minutes */
  'me.passkeyOptions': {
    body: MePasskeyOptionsBody
    answer: AuthenticatorOptions
  }
  /** Adds the passkey that an authenticator made */
  'me.createPasskey': {
    body: MeCreatePasskeyBody
    answer: PasskeyCreated
  }
  /** Gives a passkey another name */
  'me.renamePasskey': {
    params: MeRenamePasskeyPath
    body: MeRenamePasskeyBody
    answer: Done
  }
  /** The API tokens that act for whoever asks; those that are over, as long as nobody deletes them */
  'me.tokens': {
    answer: OwnTokens
  }
  /** An API token with the rights of whoever asks; it is told here and never again */
  'me.createToken': {
    body: MeCreateTokenBody
    answer: NewOwnToken
  }
  /** Deletes a token of whoever asks, from the next request on */
  'me.deleteToken': {
    params: MeDeleteTokenPath
    answer: Done
  }
  /** Takes a passkey away */
  'me.deletePasskey': {
    params: MeDeletePasskeyPath
    answer: Done
  }
  /** Your saved views and those that others share, by page and name */
  'savedViews.list': {
    query: SavedViewsListQuery
    answer: SavedViewPage
  }
  /** One saved view, your own or a shared one */
  'savedViews.get': {
    params: SavedViewsGetPath
    answer: SavedView
  }
  /** Saves a view of a list; a member has at most 200 */
  'savedViews.create': {
    body: SavedViewsCreateBody
    answer: SavedView
  }
  /** Changes what is sent of a view of yours, and leaves the rest */
  'savedViews.update': {
    params: SavedViewsUpdatePath
    body: SavedViewsUpdateBody
    answer: SavedView
  }
  /** Deletes a view of yours; a shared one of somebody else asks for `access.write` */
  'savedViews.delete': {
    params: SavedViewsDeletePath
    answer: Done
  }
  /** The members of staff, by user name; those who are disabled too. Needs the permission access.read. */
  'staff.list': {
    answer: Staff
  }
  /** Creates a member of staff; without a password only credentials act for them. Needs the permission access.write. */
  'staff.create': {
    body: StaffCreateBody
    answer: StaffMember
  }
  /** Changes a member of staff; what is left out stays. Needs the permission access.write. */
  'staff.update': {
    params: StaffUpdatePath
    body: StaffUpdateBody
    answer: StaffMember
  }
  /** Gives a member of staff another password. Needs the permission access.write. */
  'staff.setPassword': {
    params: StaffSetPasswordPath
    body: StaffSetPasswordBody
    answer: StaffPassword
  }
  /** Who has something set up beside the password; who is not in the list has nothing. Needs the permission access.read. */
  'staff.secondFactors': {
    answer: StaffSecondFactors
  }
  /** For a member who lost them: takes all second factors away, and ends every session. Needs the permission access.write. */
  'staff.resetSecondFactors': {
    params: StaffResetSecondFactorsPath
    body: StaffResetSecondFactorsBody
    answer: Done
  }
  /** From here on neither the member nor their credentials are let in. Needs the permission access.write. */
  'staff.disable': {
    params: StaffDisablePath
    body: StaffDisableBody
    answer: StaffMember
  }
  /** Lets a member of staff in again. Needs the permission access.write. */
  'staff.enable': {
    params: StaffEnablePath
    body: StaffEnableBody
    answer: StaffMember
  }
  /** The roles with their rights, by name. Needs the permission access.read. */
  'roles.list': {
    answer: Roles
  }
  /** One role. Needs the permission access.read. */
  'roles.get': {
    params: RolesGetPath
    answer: Role
  }
  /** Creates a role. Needs the permission access.write. */
  'roles.create': {
    body: RolesCreateBody
    answer: Role
  }
  /** Gives a role these rights instead of those that it has, or asks for a second factor. Needs the permission access.write. */
  'roles.update': {
    params: RolesUpdatePath
    body: RolesUpdateBody
    answer: Role
  }
  /** The API credentials, by number; those that were revoked too. Needs the permission access.read. */
  'credentials.list': {
    answer: Credentials
  }
  /** Creates an API credential; its secret is told here and never again. Needs the permission access.write. */
  'credentials.create': {
    body: CredentialsCreateBody
    answer: NewCredential
  }
  /** Changes an API credential; what is left out stays. Needs the permission access.write. */
  'credentials.update': {
    params: CredentialsUpdatePath
    body: CredentialsUpdateBody
    answer: Credential
  }
  /** Revokes an API credential for good; a second time changes nothing. Needs the permission access.write. */
  'credentials.revoke': {
    params: CredentialsRevokePath
    body: CredentialsRevokeBody
    answer: Credential
  }
  /** What programs called on the WHMCS face and it does not have, most called first. Needs the permission system.read. */
  'credentials.missingActions': {
    answer: MissingActions
  }
  /** The bans in force, or all there ever were, newest first. Needs the permission access.read. */
  'bans.list': {
    query: BansListQuery
    answer: Bans
  }
  /** Keeps an address away from one face. Needs the permission access.write. */
  'bans.create': {
    body: BansCreateBody
    answer: Ban
  }
  /** Ends a ban, and forgets the wrong guesses that led to it. Needs the permission access.write. */
  'bans.lift': {
    params: BansLiftPath
    body: BansLiftBody
    answer: Ban
  }
  /** From where each face listens; a face that no entry names listens to anybody. Needs the permission access.read. */
  'allowedAddresses.list': {
    answer: AllowedAddresses
  }
  /** Puts an address, a CIDR range or `10.1.*.*` on the list. Needs the permission access.write. */
  'allowedAddresses.create': {
    body: AllowedAddressesCreateBody
    answer: AllowedAddress
  }
  /** Changes the note or the faces of an entry; what is left out stays. Needs the permission access.write. */
  'allowedAddresses.update': {
    params: AllowedAddressesUpdatePath
    body: AllowedAddressesUpdateBody
    answer: AllowedAddress
  }
  /** Takes an entry off the list. Needs the permission access.write. */
  'allowedAddresses.delete': {
    params: AllowedAddressesDeletePath
    answer: AllowedAddressDeleted
  }
  /** The activity log, newest first. Needs the permission activity.read. */
  'activity.list': {
    query: ActivityListQuery
    answer: ActivityEvents
  }
  /** Whether the activity log is as it was written, a part at a time, for one caller at a time. Needs the permission activity.read. */
  'activity.verify': {
    body: ActivityVerifyBody
    answer: ActivityVerified
  }
  /** Writes a line of the caller's own into the activity log. Needs the permission activity.write. */
  'activity.log': {
    body: ActivityLogBody
    answer: ActivityLogged
  }
  /** What happened, oldest first, as far as the caller may know of it; with `Accept: text/event-stream` for as long as somebody listens */
  'events.list': {
    query: EventsListQuery
    answer: Events
  }
  /** Every kind of event with what it means, by name */
  'events.kinds': {
    answer: EventKinds
  }
  /** What needs a person, each with the one thing that mends it; the oldest first */
  'attention.list': {
    answer: Attention
  }
  /** What you are told of by mail, and when */
  'me.getNotices': {
    answer: Notices
  }
  /** All of that anew; what is left out is as it is at first, where nothing is told */
  'me.putNotices': {
    body: MePutNoticesBody
    answer: Notices
  }
  /** What a member of staff is told of by mail, and when. Needs the permission access.read. */
  'staff.getNotices': {
    params: StaffGetNoticesPath
    answer: Notices
  }
  /** All of that anew; what is left out is as it is at first. Needs the permission access.write. */
  'staff.putNotices': {
    params: StaffPutNoticesPath
    body: StaffPutNoticesBody
    answer: Notices
  }
  /** Your mails, and with `system.read` those to everybody; the newest first */
  'mails.list': {
    query: MailsListQuery
    answer: Mails
  }
  /** Writes a mail to the staff; answers how many are told. Needs the permission system.write. */
  'mails.create': {
    body: MailsCreateBody
    answer: MailsWritten
  }
  /** One mail with its text */
  'mails.get': {
    params: MailsGetPath
    answer: MailWithText
  }
  /** Sends a mail once more that was given up; one to somebody else asks for `system.write` */
  'mails.retry': {
    params: MailsRetryPath
    answer: MailWithText
  }
  /** The mail server of the installation; its password is told to nobody. Needs the permission system.read. */
  'mailSettings.get': {
    answer: MailSettings
  }
  /** Changes what is sent and leaves the rest; for another server the password is sent again. Needs the permission system.write. */
  'mailSettings.update': {
    body: MailSettingsUpdateBody
    answer: MailSettings
  }
  /** Sends one mail to whoever asks, at once, and tells what the mail server said. Needs the permission system.write. */
  'mailSettings.test': {
    answer: MailTested
  }
  /** What mails are made of, as it is now. Needs the permission system.read. */
  'mailTemplates.list': {
    answer: MailTemplates
  }
  /** One of them. Needs the permission system.read. */
  'mailTemplates.get': {
    params: MailTemplatesGetPath
    answer: MailTemplate
  }
  /** Changes what is sent, for all mails from now on; unknown placeholders are refused. Needs the permission system.write. */
  'mailTemplates.update': {
    params: MailTemplatesUpdatePath
    body: MailTemplatesUpdateBody
    answer: MailTemplate
  }
  /** Back to what is built in, which is the answer. Needs the permission system.write. */
  'mailTemplates.delete': {
    params: MailTemplatesDeletePath
    answer: MailTemplate
  }
  /** An example of the mail, with what is sent instead of what stands; nothing is changed. Needs the permission system.read. */
  'mailTemplates.preview': {
    params: MailTemplatesPreviewPath
    body: MailTemplatesPreviewBody
    answer: MailPreview
  }
  /** Webhooks with how each goes, at most 100. Needs the permission system.read. */
  'webhooks.list': {
    answer: Webhooks
  }
  /** One webhook. Needs the permission system.read. */
  'webhooks.get': {
    params: WebhooksGetPath
    answer: Webhook
  }
  /** Creates a webhook, which is told of what happens from then on, as far as its maker may know of it. Needs the permission system.write. */
  'webhooks.create': {
    body: WebhooksCreateBody
    answer: WebhookWithSecret
  }
  /** Changes what is given; whoever says where it goes, what it tells, or that it is active again answers for it with their rights. Needs the permission system.write. */
  'webhooks.update': {
    params: WebhooksUpdatePath
    body: WebhooksUpdateBody
    answer: Webhook
  }
  /** Deletes a webhook with all that waits for it; refused while a message is on its way. Needs the permission system.write. */
  'webhooks.delete': {
    params: WebhooksDeletePath
    answer: Done
  }
  /** Makes new keys; the old ones sign beside them for a while. Needs the permission system.write. */
  'webhooks.rotateSecret': {
    params: WebhooksRotateSecretPath
    body: WebhooksRotateSecretBody
    answer: WebhookWithSecret
  }
  /** Sends a message `webhook.tested` at once and answers what came back. Needs the permission system.write. */
  'webhooks.test': {
    params: WebhooksTestPath
    body: WebhooksTestBody
    answer: WebhookTested
  }
  /** Delivers once more what ended and matches all that is given, under the same ids. Needs the permission system.write. */
  'webhooks.replay': {
    params: WebhooksReplayPath
    body: WebhooksReplayBody
    answer: WebhookReplayed
  }
  /** Messages to webhooks, the newest first. Needs the permission system.read. */
  'webhookDeliveries.list': {
    query: WebhookDeliveriesListQuery
    answer: WebhookDeliveries
  }
  /** One message with what is sent and what came back. Needs the permission system.read. */
  'webhookDeliveries.get': {
    params: WebhookDeliveriesGetPath
    answer: WebhookDeliveryWhole
  }
  /** Whether the installation is held, why, and what waits in it. Needs the permission system.read. */
  'hold.get': {
    answer: Hold
  }
  /** Nothing leaves any more: no panel, page, webhook or mail server is asked, and workers get no starts. Needs the permission system.write. */
  'hold.begin': {
    body: HoldBeginBody
    answer: Hold
  }
  /** Lets it go. Of what waits, each kind is named to run or to be dropped, or nothing is let go (`work_waits`). Needs the permission system.write. */
  'hold.release': {
    body: HoldReleaseBody
    answer: Hold
  }
  /** The processes that have the database open, and how far a change of the secret key is. Needs the permission system.read. */
  'nodes.list': {
    answer: Nodes
  }
  /** What one node does for all at its times, with the last run and the next, by name. Needs the permission system.read. */
  'schedules.list': {
    answer: Schedules
  }
  /** One schedule, with its last run and the next. Needs the permission system.read. */
  'schedules.get': {
    params: SchedulesGetPath
    answer: Schedule
  }
  /** Asks for a run now: a node begins it within about a second, or when the run under way has ended. Needs the permission system.write. */
  'schedules.run': {
    params: SchedulesRunPath
    body: SchedulesRunBody
    answer: Schedule
  }
  /** People who sign in for clients, by id. Needs the permission clients.read. */
  'users.list': {
    query: UsersListQuery
    answer: UserPage
  }
  /** One user, with the clients for whom it may sign in. Needs the permission clients.read. */
  'users.get': {
    params: UsersGetPath
    answer: User
  }
  /** Makes a user, who may sign in for nobody yet. Needs the permission clients.write. */
  'users.create': {
    body: UsersCreateBody
    answer: User
  }
  /** Changes what is sent, and leaves the rest. Needs the permission clients.write. */
  'users.update': {
    params: UsersUpdatePath
    body: UsersUpdateBody
    answer: User
  }
  /** Deletes a user who may sign in for nobody. Needs the permission clients.write. */
  'users.delete': {
    params: UsersDeletePath
    answer: Done
  }
  /** Announcements, by id. Needs the permission support.read. */
  'announcements.list': {
    query: AnnouncementsListQuery
    answer: AnnouncementPage
  }
  /** One announcement. Needs the permission support.read. */
  'announcements.get': {
    params: AnnouncementsGetPath
    answer: Announcement
  }
  /** Makes a announcement. Needs the permission support.write. */
  'announcements.create': {
    body: AnnouncementsCreateBody
    answer: Announcement
  }
  /** Changes what is sent, and leaves the rest. Needs the permission support.write. */
  'announcements.update': {
    params: AnnouncementsUpdatePath
    body: AnnouncementsUpdateBody
    answer: Announcement
  }
  /** Deletes a announcement for good. Needs the permission support.write. */
  'announcements.delete': {
    params: AnnouncementsDeletePath
    answer: Done
  }
  /** To-do items of the staff, by id. Needs the permission support.read. */
  'toDoItems.list': {
    query: ToDoItemsListQuery
    answer: ToDoItemPage
  }
  /** One to-do item. Needs the permission support.read. */
  'toDoItems.get': {
    params: ToDoItemsGetPath
    answer: ToDoItem
  }
  /** Makes a to-do item. Needs the permission support.write. */
  'toDoItems.create': {
    body: ToDoItemsCreateBody
    answer: ToDoItem
  }
  /** Changes what is sent, and leaves the rest. Needs the permission support.write. */
  'toDoItems.update': {
    params: ToDoItemsUpdatePath
    body: ToDoItemsUpdateBody
    answer: ToDoItem
  }
  /** Deletes a to-do item for good. Needs the permission support.write. */
  'toDoItems.delete': {
    params: ToDoItemsDeletePath
    answer: Done
  }
  /** Senders whose tickets are not taken, by id. Needs the permission support.read. */
  'blockedSenders.list': {
    query: BlockedSendersListQuery
    answer: BlockedSenderPage
  }
  /** One blocked sender. Needs the permission support.read. */
  'blockedSenders.get': {
    params: BlockedSendersGetPath
    answer: BlockedSender
  }
  /** Makes a blocked sender. Needs the permission support.write. */
  'blockedSenders.create': {
    body: BlockedSendersCreateBody
    answer: BlockedSender
  }
  /** Deletes a blocked sender for good. Needs the permission support.write. */
  'blockedSenders.delete': {
    params: BlockedSendersDeletePath
    answer: Done
  }
  /** Notes on clients, by id. Needs the permission clients.read. */
  'clientNotes.list': {
    query: ClientNotesListQuery
    answer: ClientNotePage
  }
  /** One note on a client. Needs the permission clients.read. */
  'clientNotes.get': {
    params: ClientNotesGetPath
    answer: ClientNote
  }
  /** Makes a note on a client. Needs the permission clients.write. */
  'clientNotes.create': {
    body: ClientNotesCreateBody
    answer: ClientNote
  }
  /** Changes what is sent, and leaves the rest. Needs the permission clients.write. */
  'clientNotes.update': {
    params: ClientNotesUpdatePath
    body: ClientNotesUpdateBody
    answer: ClientNote
  }
  /** Deletes a note on a client for good. Needs the permission clients.write. */
  'clientNotes.delete': {
    params: ClientNotesDeletePath
    answer: Done
  }
  /** Wishes to cancel a service, by id. Needs the permission services.read. */
  'cancelRequests.list': {
    query: CancelRequestsListQuery
    answer: CancelRequestPage
  }
  /** One wish to cancel a service. Needs the permission services.read. */
  'cancelRequests.get': {
    params: CancelRequestsGetPath
    answer: CancelRequest
  }
  /** Makes a wish to cancel a service. Needs the permission services.write. */
  'cancelRequests.create': {
    body: CancelRequestsCreateBody
    answer: CancelRequest
  }
  /** Changes what is sent, and leaves the rest. Needs the permission services.write. */
  'cancelRequests.update': {
    params: CancelRequestsUpdatePath
    body: CancelRequestsUpdateBody
    answer: CancelRequest
  }
  /** Somebody has carried it out; the service itself is ended by its own operations. Needs the permission services.write. */
  'cancelRequests.complete': {
    params: CancelRequestsCompletePath
    answer: CancelRequest
  }
  /** Deletes a wish to cancel a service for good. Needs the permission services.write. */
  'cancelRequests.delete': {
    params: CancelRequestsDeletePath
    answer: Done
  }
  /** Top-level domains that are sold, by id. Needs the permission catalog.read. */
  'tlds.list': {
    query: TldsListQuery
    answer: TldPage
  }
  /** One top-level domain. Needs the permission catalog.read. */
  'tlds.get': {
    params: TldsGetPath
    answer: Tld
  }
  /** Sells a top-level domain from now on. Needs the permission catalog.write. */
  'tlds.create': {
    body: TldsCreateBody
    answer: Tld
  }
  /** Changes what is sent, and leaves the rest. Needs the permission catalog.write. */
  'tlds.update': {
    params: TldsUpdatePath
    body: TldsUpdateBody
    answer: Tld
  }
  /** Sells a top-level domain no longer; names that clients hold stay as they are. Needs the permission catalog.write. */
  'tlds.delete': {
    params: TldsDeletePath
    answer: Done
  }
  /** Makes a link that signs a user in at your portal: once, and within a minute. Needs the permission clients.write. */
  'signOnTokens.create': {
    body: SignOnTokensCreateBody
    answer: SignOnLink
  }
  /** For the portal: whom a link signs in, and where it leads; a second time it is nothing any more. Needs the permission clients.write. */
  'signOnTokens.redeem': {
    body: SignOnTokensRedeemBody
    answer: SignOn
  }
  /** Credentials of OAuth clients, by id. Needs the permission access.read. */
  'oauthCredentials.list': {
    query: OauthCredentialsListQuery
    answer: OAuthCredentialPage
  }
  /** Makes a credential of an OAuth client; its secret is told once. Needs the permission access.write. */
  'oauthCredentials.create': {
    body: OauthCredentialsCreateBody
    answer: OAuthCredentialTold
  }
  /** Changes what is sent, and leaves the rest. Needs the permission access.write. */
  'oauthCredentials.update': {
    params: OauthCredentialsUpdatePath
    body: OauthCredentialsUpdateBody
    answer: OAuthCredentialTold
  }
  /** Deletes a credential of an OAuth client for good. Needs the permission access.write. */
  'oauthCredentials.delete': {
    params: OauthCredentialsDeletePath
    answer: Done
  }
}

export const BASE = '/api/v1'

export const ROUTES = {
  'api.index': { method: 'GET', path: '' },
  'api.description': { method: 'GET', path: '/openapi.json' },
  'clients.list': { method: 'GET', path: '/clients' },
  'clients.get': { method: 'GET', path: '/clients/{id}' },
  'clients.create': { method: 'POST', path: '/clients' },
  'clients.update': { method: 'PATCH', path: '/clients/{id}' },
  'clients.close': { method: 'POST', path: '/clients/{id}/close' },
  'clients.delete': { method: 'DELETE', path: '/clients/{id}' },
  'clients.users': { method: 'GET', path: '/clients/{id}/users' },
  'clients.addUser': { method: 'POST', path: '/clients/{id}/users' },
  'clients.updateUser': { method: 'PATCH', path: '/clients/{id}/users/{userId}' },
  'clients.removeUser': { method: 'DELETE', path: '/clients/{id}/users/{userId}' },
  'contacts.list': { method: 'GET', path: '/clients/{id}/contacts' },
  'contacts.get': { method: 'GET', path: '/contacts/{id}' },
  'contacts.create': { method: 'POST', path: '/clients/{id}/contacts' },
  'contacts.update': { method: 'PATCH', path: '/contacts/{id}' },
  'contacts.delete': { method: 'DELETE', path: '/contacts/{id}' },
  'customFields.list': { method: 'GET', path: '/custom-fields' },
  'customFields.get': { method: 'GET', path: '/custom-fields/{id}' },
  'customFields.create': { method: 'POST', path: '/custom-fields' },
  'customFields.update': { method: 'PATCH', path: '/custom-fields/{id}' },
  'customFields.delete': { method: 'DELETE', path: '/custom-fields/{id}' },
  'currencies.list': { method: 'GET', path: '/currencies' },
  'currencies.get': { method: 'GET', path: '/currencies/{id}' },
  'currencies.create': { method: 'POST', path: '/currencies' },
  'currencies.update': { method: 'PATCH', path: '/currencies/{id}' },
  'currencies.delete': { method: 'DELETE', path: '/currencies/{id}' },
  'clientGroups.list': { method: 'GET', path: '/client-groups' },
  'clientGroups.get': { method: 'GET', path: '/client-groups/{id}' },
  'clientGroups.create': { method: 'POST', path: '/client-groups' },
  'clientGroups.update': { method: 'PATCH', path: '/client-groups/{id}' },
  'clientGroups.delete': { method: 'DELETE', path: '/client-groups/{id}' },
  'orders.list': { method: 'GET', path: '/orders' },
  'orders.statuses': { method: 'GET', path: '/order-statuses' },
  'orders.get': { method: 'GET', path: '/orders/{id}' },
  'orders.quote': { method: 'POST', path: '/orders/quote' },
  'orders.create': { method: 'POST', path: '/orders' },
  'orders.accept': { method: 'POST', path: '/orders/{id}/accept' },
  'orders.cancel': { method: 'POST', path: '/orders/{id}/cancel' },
  'orders.fraud': { method: 'POST', path: '/orders/{id}/fraud' },
  'orders.pending': { method: 'POST', path: '/orders/{id}/pending' },
  'orders.delete': { method: 'DELETE', path: '/orders/{id}' },
  'services.list': { method: 'GET', path: '/services' },
  'services.counts': { method: 'GET', path: '/services/counts' },
  'services.get': { method: 'GET', path: '/services/{id}' },
  'services.update': { method: 'PATCH', path: '/services/{id}' },
  'services.quoteUpgrade': { method: 'POST', path: '/services/{id}/upgrade/quote' },
  'services.upgrade': { method: 'POST', path: '/services/{id}/upgrade' },
  'services.history': { method: 'GET', path: '/services/{id}/history' },
  'addons.list': { method: 'GET', path: '/addons' },
  'addons.get': { method: 'GET', path: '/addons/{id}' },
  'addons.update': { method: 'PATCH', path: '/addons/{id}' },
  'domains.list': { method: 'GET', path: '/domains' },
  'domains.get': { method: 'GET', path: '/domains/{id}' },
  'domains.update': { method: 'PATCH', path: '/domains/{id}' },
  'domains.askRegistrar': { method: 'POST', path: '/domains/{id}/registrar' },
  'moduleQueue.list': { method: 'GET', path: '/module-queue' },
  'moduleQueue.groups': { method: 'GET', path: '/module-queue/groups' },
  'moduleQueue.get': { method: 'GET', path: '/module-queue/{id}' },
  'moduleQueue.jobs': { method: 'GET', path: '/module-queue/{id}/jobs' },
  'moduleQueue.account': { method: 'GET', path: '/module-queue/{id}/account' },
  'moduleQueue.look': { method: 'POST', path: '/module-queue/{id}/look' },
  'moduleQueue.addNote': { method: 'POST', path: '/module-queue/{id}/notes' },
  'moduleQueue.deleteNote': { method: 'DELETE', path: '/module-queue/{id}/notes/{noteId}' },
  'moduleQueue.retry': { method: 'POST', path: '/module-queue/{id}/retry' },
  'moduleQueue.retryAll': { method: 'POST', path: '/module-queue/retry' },
  'moduleQueue.resolve': { method: 'POST', path: '/module-queue/{id}/resolve' },
  'moduleQueue.cancel': { method: 'POST', path: '/module-queue/{id}/cancel' },
  'bulkActions.preview': { method: 'POST', path: '/bulk-actions' },
  'bulkActions.list': { method: 'GET', path: '/bulk-actions' },
  'bulkActions.get': { method: 'GET', path: '/bulk-actions/{id}' },
  'bulkActions.items': { method: 'GET', path: '/bulk-actions/{id}/items' },
  'bulkActions.commit': { method: 'POST', path: '/bulk-actions/{id}/commit' },
  'bulkActions.stop': { method: 'POST', path: '/bulk-actions/{id}/stop' },
  'bulkActions.release': { method: 'POST', path: '/bulk-actions/{id}/release' },
  'bulkActions.undo': { method: 'POST', path: '/bulk-actions/{id}/undo' },
  'lanes.list': { method: 'GET', path: '/lanes' },
  'lanes.get': { method: 'GET', path: '/lanes/{name}' },
  'lanes.update': { method: 'PATCH', path: '/lanes/{name}' },
  'lanes.probe': { method: 'POST', path: '/lanes/{name}/probe' },
  'lanes.forecast': { method: 'GET', path: '/lanes/{name}/forecast' },
  'lanes.pause': { method: 'POST', path: '/lanes/{name}/pause' },
  'lanes.resume': { method: 'POST', path: '/lanes/{name}/resume' },
  'lanes.maintenance': { method: 'POST', path: '/servers/{id}/maintenance' },
  'statistics.get': { method: 'GET', path: '/statistics' },
  'statistics.lanes': { method: 'GET', path: '/statistics/lanes' },
  'laneScheduledChanges.list': { method: 'GET', path: '/lanes/{name}/scheduled-changes' },
  'laneScheduledChanges.create': { method: 'POST', path: '/lanes/{name}/scheduled-changes' },
  'laneScheduledChanges.remove': { method: 'DELETE', path: '/lanes/{name}/scheduled-changes/{changeId}' },
  'outboundScheduledChanges.list': { method: 'GET', path: '/outbound/services/{id}/scheduled-changes' },
  'outboundScheduledChanges.create': { method: 'POST', path: '/outbound/services/{id}/scheduled-changes' },
  'outboundScheduledChanges.remove': { method: 'DELETE', path: '/outbound/services/{id}/scheduled-changes/{changeId}' },
  'outboundAccounts.list': { method: 'GET', path: '/outbound/accounts' },
  'outboundAccounts.create': { method: 'POST', path: '/outbound/accounts' },
  'outboundAccounts.change': { method: 'PATCH', path: '/outbound/accounts/{id}' },
  'outboundAccounts.remove': { method: 'DELETE', path: '/outbound/accounts/{id}' },
  'outboundAccounts.keys': { method: 'GET', path: '/outbound/accounts/{id}/keys' },
  'outboundAccounts.addKey': { method: 'POST', path: '/outbound/accounts/{id}/keys' },
  'outboundAccounts.rotateKey': { method: 'POST', path: '/outbound/accounts/{id}/keys/rotate' },
  'outboundAccounts.revokeKey': { method: 'DELETE', path: '/outbound/keys/{keyId}' },
  'outboundServices.list': { method: 'GET', path: '/outbound/services' },
  'outboundServices.get': { method: 'GET', path: '/outbound/services/{id}' },
  'outboundServices.put': { method: 'PUT', path: '/outbound/accounts/{accountId}/services/{name}' },
  'outboundServices.patch': { method: 'PATCH', path: '/outbound/services/{id}' },
  'outboundServices.remove': { method: 'DELETE', path: '/outbound/services/{id}' },
  'outboundServices.workers': { method: 'GET', path: '/outbound/services/{id}/workers' },
  'outboundServices.signingSecret': { method: 'GET', path: '/outbound/services/{id}/signing-secret' },
  'outboundStarts.create': { method: 'POST', path: '/outbound/services/{id}/starts' },
  'outboundStarts.waiting': { method: 'GET', path: '/outbound/services/{id}/starts' },
  'outboundStarts.running': { method: 'GET', path: '/outbound/services/{id}/starts/running' },
  'outboundStarts.status': { method: 'POST', path: '/outbound/starts/status' },
  'outboundStarts.cancel': { method: 'POST', path: '/outbound/starts/cancel' },
  'outboundStarts.finished': { method: 'GET', path: '/outbound/starts/finished' },
  'outboundQueues.list': { method: 'GET', path: '/outbound/queues' },
  'outboundQueues.get': { method: 'GET', path: '/outbound/services/{id}/queue' },
  'outboundQueues.forecast': { method: 'GET', path: '/outbound/services/{id}/forecast' },
  'outboundQueues.purge': { method: 'POST', path: '/outbound/services/{id}/queue/purge' },
  'outboundQueues.purges': { method: 'GET', path: '/outbound/services/{id}/purges' },
  'outboundQueues.purged': { method: 'GET', path: '/outbound/purges/{id}/starts' },
  'outboundQueues.undo': { method: 'POST', path: '/outbound/purges/{id}/undo' },
  'outboundPurgePreviews.create': { method: 'POST', path: '/outbound/services/{id}/purge-previews' },
  'outboundPurgePreviews.extend': { method: 'POST', path: '/outbound/purge-previews/{id}/extend' },
  'outboundPurgePreviews.delete': { method: 'DELETE', path: '/outbound/purge-previews/{id}' },
  'outboundWork.open': { method: 'POST', path: '/outbound/work/open' },
  'outboundWork.take': { method: 'POST', path: '/outbound/work/take' },
  'outboundWork.acknowledge': { method: 'POST', path: '/outbound/work/acknowledge' },
  'outboundWork.heartbeat': { method: 'POST', path: '/outbound/work/heartbeat' },
  'outboundWork.finish': { method: 'POST', path: '/outbound/work/finish' },
  'outboundWork.close': { method: 'POST', path: '/outbound/work/close' },
  'outboundWork.report': { method: 'POST', path: '/outbound/work/report' },
  'productGroups.list': { method: 'GET', path: '/product-groups' },
  'productGroups.get': { method: 'GET', path: '/product-groups/{id}' },
  'productGroups.create': { method: 'POST', path: '/product-groups' },
  'productGroups.update': { method: 'PATCH', path: '/product-groups/{id}' },
  'productGroups.delete': { method: 'DELETE', path: '/product-groups/{id}' },
  'serverGroups.list': { method: 'GET', path: '/server-groups' },
  'serverGroups.get': { method: 'GET', path: '/server-groups/{id}' },
  'serverGroups.create': { method: 'POST', path: '/server-groups' },
  'serverGroups.update': { method: 'PATCH', path: '/server-groups/{id}' },
  'serverGroups.delete': { method: 'DELETE', path: '/server-groups/{id}' },
  'products.list': { method: 'GET', path: '/products' },
  'products.get': { method: 'GET', path: '/products/{id}' },
  'products.create': { method: 'POST', path: '/products' },
  'products.update': { method: 'PATCH', path: '/products/{id}' },
  'products.delete': { method: 'DELETE', path: '/products/{id}' },
  'addonDefinitions.list': { method: 'GET', path: '/addon-definitions' },
  'addonDefinitions.get': { method: 'GET', path: '/addon-definitions/{id}' },
  'addonDefinitions.create': { method: 'POST', path: '/addon-definitions' },
  'addonDefinitions.update': { method: 'PATCH', path: '/addon-definitions/{id}' },
  'addonDefinitions.delete': { method: 'DELETE', path: '/addon-definitions/{id}' },
  'configOptions.list': { method: 'GET', path: '/config-options' },
  'configOptions.get': { method: 'GET', path: '/config-options/{id}' },
  'configOptions.create': { method: 'POST', path: '/config-options' },
  'configOptions.update': { method: 'PATCH', path: '/config-options/{id}' },
  'configOptions.delete': { method: 'DELETE', path: '/config-options/{id}' },
  'servers.list': { method: 'GET', path: '/servers' },
  'servers.get': { method: 'GET', path: '/servers/{id}' },
  'servers.create': { method: 'POST', path: '/servers' },
  'servers.update': { method: 'PATCH', path: '/servers/{id}' },
  'servers.delete': { method: 'DELETE', path: '/servers/{id}' },
  'servers.test': { method: 'POST', path: '/servers/{id}/test' },
  'paymentMethods.list': { method: 'GET', path: '/payment-methods' },
  'paymentMethods.get': { method: 'GET', path: '/payment-methods/{module}' },
  'paymentMethods.create': { method: 'POST', path: '/payment-methods' },
  'paymentMethods.update': { method: 'PATCH', path: '/payment-methods/{module}' },
  'paymentMethods.delete': { method: 'DELETE', path: '/payment-methods/{module}' },
  'modules.list': { method: 'GET', path: '/modules' },
  'modules.get': { method: 'GET', path: '/modules/{name}' },
  'modules.commandService': { method: 'POST', path: '/services/{id}/module-commands' },
  'modules.commandAddon': { method: 'POST', path: '/addons/{id}/module-commands' },
  'modules.commandDomain': { method: 'POST', path: '/domains/{id}/module-commands' },
  'departments.get': { method: 'GET', path: '/departments/{id}' },
  'departments.create': { method: 'POST', path: '/departments' },
  'departments.update': { method: 'PATCH', path: '/departments/{id}' },
  'departments.delete': { method: 'DELETE', path: '/departments/{id}' },
  'predefinedReplies.list': { method: 'GET', path: '/predefined-replies' },
  'predefinedReplies.get': { method: 'GET', path: '/predefined-replies/{id}' },
  'predefinedReplies.create': { method: 'POST', path: '/predefined-replies' },
  'predefinedReplies.update': { method: 'PATCH', path: '/predefined-replies/{id}' },
  'predefinedReplies.delete': { method: 'DELETE', path: '/predefined-replies/{id}' },
  'tickets.departments': { method: 'GET', path: '/departments' },
  'tickets.list': { method: 'GET', path: '/tickets' },
  'tickets.get': { method: 'GET', path: '/tickets/{id}' },
  'tickets.open': { method: 'POST', path: '/tickets' },
  'tickets.change': { method: 'PATCH', path: '/tickets/{id}' },
  'tickets.remove': { method: 'DELETE', path: '/tickets/{id}' },
  'tickets.reply': { method: 'POST', path: '/tickets/{id}/replies' },
  'tickets.removeReply': { method: 'DELETE', path: '/tickets/{id}/replies/{childId}' },
  'tickets.note': { method: 'POST', path: '/tickets/{id}/notes' },
  'tickets.attach': { method: 'POST', path: '/tickets/{id}/attachments', file: 'up' },
  'tickets.download': { method: 'GET', path: '/tickets/{id}/attachments/{childId}/content', file: 'down' },
  'topics.list': { method: 'GET', path: '/topics' },
  'topics.threads': { method: 'GET', path: '/topic-threads' },
  'topics.get': { method: 'GET', path: '/topics/{id}' },
  'topics.create': { method: 'POST', path: '/topics' },
  'topics.change': { method: 'PATCH', path: '/topics/{id}' },
  'topics.remove': { method: 'DELETE', path: '/topics/{id}' },
  'files.list': { method: 'GET', path: '/files' },
  'files.threads': { method: 'GET', path: '/file-threads' },
  'files.get': { method: 'GET', path: '/files/{id}' },
  'files.upload': { method: 'POST', path: '/files', file: 'up' },
  'files.download': { method: 'GET', path: '/files/{id}/content', file: 'down' },
  'files.change': { method: 'PATCH', path: '/files/{id}' },
  'files.remove': { method: 'DELETE', path: '/files/{id}' },
  'ticketLinks.list': { method: 'GET', path: '/ticket-links' },
  'ticketLinks.tickets': { method: 'GET', path: '/linked-tickets' },
  'ticketLinks.create': { method: 'POST', path: '/ticket-links' },
  'ticketLinks.change': { method: 'PATCH', path: '/ticket-links/{id}' },
  'ticketLinks.remove': { method: 'DELETE', path: '/ticket-links/{id}' },
  'projects.list': { method: 'GET', path: '/projects' },
  'projects.get': { method: 'GET', path: '/projects/{id}' },
  'projects.create': { method: 'POST', path: '/projects' },
  'projects.change': { method: 'PATCH', path: '/projects/{id}' },
  'projects.copy': { method: 'POST', path: '/projects/{id}/copy' },
  'projects.remove': { method: 'DELETE', path: '/projects/{id}' },
  'actions.list': { method: 'GET', path: '/actions' },
  'actions.get': { method: 'GET', path: '/actions/{id}' },
  'actions.create': { method: 'POST', path: '/projects/{id}/actions' },
  'actions.change': { method: 'PATCH', path: '/actions/{id}' },
  'actions.remove': { method: 'DELETE', path: '/actions/{id}' },
  'actions.ofQueueEntry': { method: 'POST', path: '/module-queue/{id}/task' },
  'timeLogs.list': { method: 'GET', path: '/time-logs' },
  'timeLogs.get': { method: 'GET', path: '/time-logs/{id}' },
  'timeLogs.create': { method: 'POST', path: '/time-logs' },
  'timeLogs.change': { method: 'PATCH', path: '/time-logs/{id}' },
  'timeLogs.stop': { method: 'POST', path: '/time-logs/{id}/stop' },
  'timeLogs.remove': { method: 'DELETE', path: '/time-logs/{id}' },
  'timeLogs.invoice': { method: 'POST', path: '/time-logs/invoice' },
  'timeLogs.timesheet': { method: 'GET', path: '/timesheet' },
  'timesheetWeeks.list': { method: 'GET', path: '/timesheet-weeks' },
  'timesheetWeeks.submit': { method: 'POST', path: '/timesheet-weeks/{staffId}/{week}/submit' },
  'timesheetWeeks.approve': { method: 'POST', path: '/timesheet-weeks/{staffId}/{week}/approve' },
  'timesheetWeeks.lock': { method: 'POST', path: '/timesheet-weeks/{staffId}/{week}/lock' },
  'timesheetWeeks.reopen': { method: 'POST', path: '/timesheet-weeks/{staffId}/{week}/reopen' },
  'projectSettings.get': { method: 'GET', path: '/project-settings' },
  'projectSettings.update': { method: 'PATCH', path: '/project-settings' },
  'staffRates.list': { method: 'GET', path: '/staff-rates' },
  'staffRates.set': { method: 'PUT', path: '/staff-rates/{staffId}' },
  'staffRates.delete': { method: 'DELETE', path: '/staff-rates/{staffId}' },
  'sessions.methods': { method: 'GET', path: '/sessions/methods' },
  'sessions.create': { method: 'POST', path: '/sessions' },
  'sessions.passkeyOptions': { method: 'POST', path: '/sessions/passkey-options' },
  'sessions.createByPasskey': { method: 'POST', path: '/sessions/passkey' },
  'sessions.createByLink': { method: 'POST', path: '/sessions/link' },
  'sessions.list': { method: 'GET', path: '/sessions' },
  'sessions.endCurrent': { method: 'DELETE', path: '/sessions/current' },
  'sessions.end': { method: 'DELETE', path: '/sessions/{id}' },
  'sessions.endOthers': { method: 'POST', path: '/sessions/end-others' },
  'me.get': { method: 'GET', path: '/me' },
  'me.setPassword': { method: 'PUT', path: '/me/password' },
  'me.secondFactors': { method: 'GET', path: '/me/second-factors' },
  'me.beginOneTimeCodes': { method: 'POST', path: '/me/one-time-codes' },
  'me.confirmOneTimeCodes': { method: 'POST', path: '/me/one-time-codes/confirm' },
  'me.deleteOneTimeCodes': { method: 'POST', path: '/me/one-time-codes/delete' },
  'me.replaceRecoveryCodes': { method: 'POST', path: '/me/recovery-codes' },
  'me.passkeyOptions': { method: 'POST', path: '/me/passkeys/options' },
  'me.createPasskey': { method: 'POST', path: '/me/passkeys' },
  'me.renamePasskey': { method: 'PATCH', path: '/me/passkeys/{id}' },
  'me.tokens': { method: 'GET', path: '/me/tokens' },
  'me.createToken': { method: 'POST', path: '/me/tokens' },
  'me.deleteToken': { method: 'DELETE', path: '/me/tokens/{id}' },
  'me.deletePasskey': { method: 'DELETE', path: '/me/passkeys/{id}' },
  'savedViews.list': { method: 'GET', path: '/saved-views' },
  'savedViews.get': { method: 'GET', path: '/saved-views/{id}' },
  'savedViews.create': { method: 'POST', path: '/saved-views' },
  'savedViews.update': { method: 'PATCH', path: '/saved-views/{id}' },
  'savedViews.delete': { method: 'DELETE', path: '/saved-views/{id}' },
  'staff.list': { method: 'GET', path: '/staff' },
  'staff.create': { method: 'POST', path: '/staff' },
  'staff.update': { method: 'PATCH', path: '/staff/{id}' },
  'staff.setPassword': { method: 'PUT', path: '/staff/{id}/password' },
  'staff.secondFactors': { method: 'GET', path: '/staff/second-factors' },
  'staff.resetSecondFactors': { method: 'POST', path: '/staff/{id}/reset-second-factors' },
  'staff.disable': { method: 'POST', path: '/staff/{id}/disable' },
  'staff.enable': { method: 'POST', path: '/staff/{id}/enable' },
  'roles.list': { method: 'GET', path: '/roles' },
  'roles.get': { method: 'GET', path: '/roles/{id}' },
  'roles.create': { method: 'POST', path: '/roles' },
  'roles.update': { method: 'PATCH', path: '/roles/{id}' },
  'credentials.list': { method: 'GET', path: '/credentials' },
  'credentials.create': { method: 'POST', path: '/credentials' },
  'credentials.update': { method: 'PATCH', path: '/credentials/{id}' },
  'credentials.revoke': { method: 'POST', path: '/credentials/{id}/revoke' },
  'credentials.missingActions': { method: 'GET', path: '/missing-actions' },
  'bans.list': { method: 'GET', path: '/bans' },
  'bans.create': { method: 'POST', path: '/bans' },
  'bans.lift': { method: 'POST', path: '/bans/{id}/lift' },
  'allowedAddresses.list': { method: 'GET', path: '/allowed-addresses' },
  'allowedAddresses.create': { method: 'POST', path: '/allowed-addresses' },
  'allowedAddresses.update': { method: 'PATCH', path: '/allowed-addresses/{id}' },
  'allowedAddresses.delete': { method: 'DELETE', path: '/allowed-addresses/{id}' },
  'activity.list': { method: 'GET', path: '/activity' },
  'activity.verify': { method: 'POST', path: '/activity/verify' },
  'activity.log': { method: 'POST', path: '/activity' },
  'events.list': { method: 'GET', path: '/events' },
  'events.kinds': { method: 'GET', path: '/events/kinds' },
  'attention.list': { method: 'GET', path: '/attention' },
  'me.getNotices': { method: 'GET', path: '/me/notices' },
  'me.putNotices': { method: 'PUT', path: '/me/notices' },
  'staff.getNotices': { method: 'GET', path: '/staff/{id}/notices' },
  'staff.putNotices': { method: 'PUT', path: '/staff/{id}/notices' },
  'mails.list': { method: 'GET', path: '/mails' },
  'mails.create': { method: 'POST', path: '/mails' },
  'mails.get': { method: 'GET', path: '/mails/{id}' },
  'mails.retry': { method: 'POST', path: '/mails/{id}/retry' },
  'mailSettings.get': { method: 'GET', path: '/mail-settings' },
  'mailSettings.update': { method: 'PATCH', path: '/mail-settings' },
  'mailSettings.test': { method: 'POST', path: '/mail-settings/test' },
  'mailTemplates.list': { method: 'GET', path: '/mail-templates' },
  'mailTemplates.get': { method: 'GET', path: '/mail-templates/{name}' },
  'mailTemplates.update': { method: 'PATCH', path: '/mail-templates/{name}' },
  'mailTemplates.delete': { method: 'DELETE', path: '/mail-templates/{name}' },
  'mailTemplates.preview': { method: 'POST', path: '/mail-templates/{name}/preview' },
  'webhooks.list': { method: 'GET', path: '/webhooks' },
  'webhooks.get': { method: 'GET', path: '/webhooks/{id}' },
  'webhooks.create': { method: 'POST', path: '/webhooks' },
  'webhooks.update': { method: 'PATCH', path: '/webhooks/{id}' },
  'webhooks.delete': { method: 'DELETE', path: '/webhooks/{id}' },
  'webhooks.rotateSecret': { method: 'POST', path: '/webhooks/{id}/rotate-secret' },
  'webhooks.test': { method: 'POST', path: '/webhooks/{id}/test' },
  'webhooks.replay': { method: 'POST', path: '/webhooks/{id}/replay' },
  'webhookDeliveries.list': { method: 'GET', path: '/webhook-deliveries' },
  'webhookDeliveries.get': { method: 'GET', path: '/webhook-deliveries/{id}' },
  'hold.get': { method: 'GET', path: '/hold' },
  'hold.begin': { method: 'POST', path: '/hold' },
  'hold.release': { method: 'POST', path: '/hold/release' },
  'nodes.list': { method: 'GET', path: '/nodes' },
  'schedules.list': { method: 'GET', path: '/schedules' },
  'schedules.get': { method: 'GET', path: '/schedules/{name}' },
  'schedules.run': { method: 'POST', path: '/schedules/{name}/run' },
  'users.list': { method: 'GET', path: '/users' },
  'users.get': { method: 'GET', path: '/users/{id}' },
  'users.create': { method: 'POST', path: '/users' },
  'users.update': { method: 'PATCH', path: '/users/{id}' },
  'users.delete': { method: 'DELETE', path: '/users/{id}' },
  'announcements.list': { method: 'GET', path: '/announcements' },
  'announcements.get': { method: 'GET', path: '/announcements/{id}' },
  'announcements.create': { method: 'POST', path: '/announcements' },
  'announcements.update': { method: 'PATCH', path: '/announcements/{id}' },
  'announcements.delete': { method: 'DELETE', path: '/announcements/{id}' },
  'toDoItems.list': { method: 'GET', path: '/to-do-items' },
  'toDoItems.get': { method: 'GET', path: '/to-do-items/{id}' },
  'toDoItems.create': { method: 'POST', path: '/to-do-items' },
  'toDoItems.update': { method: 'PATCH', path: '/to-do-items/{id}' },
  'toDoItems.delete': { method: 'DELETE', path: '/to-do-items/{id}' },
  'blockedSenders.list': { method: 'GET', path: '/blocked-senders' },
  'blockedSenders.get': { method: 'GET', path: '/blocked-senders/{id}' },
  'blockedSenders.create': { method: 'POST', path: '/blocked-senders' },
  'blockedSenders.delete': { method: 'DELETE', path: '/blocked-senders/{id}' },
  'clientNotes.list': { method: 'GET', path: '/client-notes' },
  'clientNotes.get': { method: 'GET', path: '/client-notes/{id}' },
  'clientNotes.create': { method: 'POST', path: '/client-notes' },
  'clientNotes.update': { method: 'PATCH', path: '/client-notes/{id}' },
  'clientNotes.delete': { method: 'DELETE', path: '/client-notes/{id}' },
  'cancelRequests.list': { method: 'GET', path: '/cancel-requests' },
  'cancelRequests.get': { method: 'GET', path: '/cancel-requests/{id}' },
  'cancelRequests.create': { method: 'POST', path: '/cancel-requests' },
  'cancelRequests.update': { method: 'PATCH', path: '/cancel-requests/{id}' },
  'cancelRequests.complete': { method: 'POST', path: '/cancel-requests/{id}/complete' },
  'cancelRequests.delete': { method: 'DELETE', path: '/cancel-requests/{id}' },
  'tlds.list': { method: 'GET', path: '/tlds' },
  'tlds.get': { method: 'GET', path: '/tlds/{id}' },
  'tlds.create': { method: 'POST', path: '/tlds' },
  'tlds.update': { method: 'PATCH', path: '/tlds/{id}' },
  'tlds.delete': { method: 'DELETE', path: '/tlds/{id}' },
  'signOnTokens.create': { method: 'POST', path: '/sign-on-tokens' },
  'signOnTokens.redeem': { method: 'POST', path: '/sign-on-tokens/redeem' },
  'oauthCredentials.list': { method: 'GET', path: '/oauth-credentials' },
  'oauthCredentials.create': { method: 'POST', path: '/oauth-credentials' },
  'oauthCredentials.update': { method: 'PATCH', path: '/oauth-credentials/{id}' },
  'oauthCredentials.delete': { method: 'DELETE', path: '/oauth-credentials/{id}' },
} as const satisfies Record<keyof Operations, { method: string; path: string; file?: 'up' | 'down' }>
