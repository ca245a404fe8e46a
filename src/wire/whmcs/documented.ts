import { findAction } from './registry.ts'

/** The groups of the public index. */
export type ActionGroup =
  | 'Addons'
  | 'Affiliates'
  | 'Authentication'
  | 'Billing'
  | 'Client'
  | 'Domains'
  | 'Module'
  | 'Orders'
  | 'Products'
  | 'Project Management'
  | 'Servers'
  | 'Service'
  | 'Support'
  | 'System'
  | 'Tickets'
  | 'Users'

/** Every action of the public index, by its group. */
const NAMES: Readonly<Record<ActionGroup, string>> = {
  Addons: 'UpdateClientAddon',
  Affiliates: 'AffiliateActivate GetAffiliates',
  Authentication: `CreateOAuthCredential CreateSsoToken DeleteOAuthCredential ListOAuthCredentials UpdateOAuthCredential
    ValidateLogin`,
  Billing: `AcceptQuote AddBillableItem AddCredit AddInvoicePayment AddPayMethod AddTransaction ApplyCredit CapturePayment
    CreateInvoice CreateQuote DeletePayMethod DeleteQuote GenInvoices GetCredits GetInvoice GetInvoices GetPayMethods GetQuotes
    GetTransactions SendQuote UpdateInvoice UpdatePayMethod UpdateQuote UpdateTransaction`,
  Client: `AddClient AddContact CloseClient DeleteClient DeleteContact GetCancelledPackages GetClientGroups GetClientPassword
    GetClients GetClientsAddons GetClientsDetails GetClientsDomains GetClientsProducts GetContacts GetEmails UpdateClient
    UpdateContact`,
  Domains: `CreateOrUpdateTLD DomainGetLockingStatus DomainGetNameservers DomainGetWhoisInfo DomainRegister DomainRelease
    DomainRenew DomainRequestEPP DomainToggleIdProtect DomainTransfer DomainUpdateLockingStatus DomainUpdateNameservers
    DomainUpdateWhoisInfo DomainWhois GetRegistrars GetTLDPricing UpdateClientDomain`,
  Module: `ActivateModule DeactivateModule GetModuleConfigurationParameters GetModuleQueue UpdateModuleConfiguration`,
  Orders: `AcceptOrder AddOrder CancelOrder DeleteOrder FraudOrder GetOrderStatuses GetOrders GetProducts GetPromotions
    OrderFraudCheck PendingOrder`,
  Products: 'AddProduct',
  'Project Management': `AddProjectMessage AddProjectTask CreateProject DeleteProjectTask EndTaskTimer GetProject GetProjects
    StartTaskTimer UpdateProject UpdateProjectTask`,
  Servers: 'GetHealthStatus GetServers',
  Service: `ModuleChangePackage ModuleChangePw ModuleCreate ModuleCustom ModuleSuspend ModuleTerminate ModuleUnsuspend
    UpdateClientProduct UpgradeProduct`,
  Support: `AddAnnouncement AddCancelRequest AddClientNote AddTicketNote AddTicketReply BlockTicketSender DeleteAnnouncement
    DeleteTicket DeleteTicketNote DeleteTicketReply GetAnnouncements MergeTicket OpenTicket UpdateTicket UpdateTicketReply`,
  System: `AddBannedIp DecryptPassword EncryptPassword GetActivityLog GetAdminDetails GetAdminUsers GetAutomationLog
    GetConfigurationValue GetCurrencies GetEmailTemplates GetPaymentMethods GetStaffOnline GetStats GetToDoItemStatuses
    GetToDoItems LogActivity SendAdminEmail SendEmail SetConfigurationValue TriggerNotificationEvent UpdateAdminNotes
    UpdateAnnouncement UpdateToDoItem WhmcsDetails`,
  Tickets: `GetSupportDepartments GetSupportStatuses GetTicket GetTicketAttachment GetTicketCounts GetTicketNotes
    GetTicketPredefinedCats GetTicketPredefinedReplies GetTickets`,
  Users: `AddUser CreateClientInvite DeleteUserClient GetPermissionsList GetUserPermissions GetUsers ResetPassword UpdateUser
    UpdateUserPermissions`,
}

const GROUPS = Object.keys(NAMES) as ActionGroup[]
const namesOf = (group: ActionGroup) => NAMES[group].split(/\s+/)
const BY_NAME = new Map(GROUPS.flatMap((group) => namesOf(group).map((name) => [name, group] as const)))

const DOCUMENTED = new Set([...BY_NAME.keys()].map((name) => name.toLowerCase()))

/** The group in which the index lists the action. */
export function groupOf(name: string): ActionGroup {
  const group = BY_NAME.get(name)
  if (!group) throw new Error(`The public index has no action ${name}`)
  return group
}

const READING = /^(get|list|domainget|domainwhois|whmcsdetails|encryptpassword|decryptpassword)/

/** Whether a documented action reads, answered or not: by the documents' index. Undefined for what is none. */
export function documentedKind(name: string): { reads: boolean } | undefined {
  const key = name.trim().toLowerCase()
  return DOCUMENTED.has(key) ? { reads: READING.test(key) } : undefined
}

/** Why an action of this group is refused. Those without a reason of their own are only not built yet. */
const REASONS: Partial<Record<ActionGroup, string>> = {
  Affiliates: 'There is no affiliate system',
  Billing: 'There is no billing engine',
}
const NO_MAIL = 'No mail goes to clients yet'
/** The same of single actions. */
const OWN_REASONS: Readonly<Record<string, string>> = {
  GetPromotions: 'There is no billing engine',
  OrderFraudCheck: 'There are no fraud checks',
  GetEmails: NO_MAIL,
  GetEmailTemplates: NO_MAIL,
  SendEmail: NO_MAIL,
  CreateClientInvite: NO_MAIL,
  ResetPassword: NO_MAIL,
}
const NOT_YET = 'Not built yet'

export type Coverage = { name: string; group: ActionGroup; state: 'full' | 'partial' | 'refused'; reason: string }

/** How far each documented action is answered. */
export const coverage = (): Coverage[] =>
  GROUPS.flatMap((group) =>
    namesOf(group).map((name): Coverage => {
      const action = findAction(name)
      if (!action) return { name, group, state: 'refused', reason: OWN_REASONS[name] ?? REASONS[group] ?? NOT_YET }
      return action.partial
        ? { name, group, state: 'partial', reason: action.partial }
        : { name, group, state: 'full', reason: action.about }
    }),
  )
