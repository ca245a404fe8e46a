import { toMinor } from '../base/money.ts'
import { NO_RENEWALS } from './orders/order.ts'
import type { NewAddon, NewDomain, NewOrder, NewService } from './store.ts'

// What a record says before anything is said about it. What it cannot be without is left to whoever makes it.

const nothing = toMinor(0)

export const BLANK_ORDER = {
  contactId: null,
  staffId: null,
  amount: nothing,
  nameservers: [],
  promoCode: '',
  ipAddress: '',
  notes: '',
  renewals: NO_RENEWALS,
  upgrade: null,
  renewedAt: null,
} satisfies Partial<NewOrder>

export const BLANK_SERVICE = {
  orderId: null,
  serverId: null,
  quantity: 1,
  domain: '',
  username: '',
  passwordSealed: null,
  firstPayment: nothing,
  recurring: nothing,
  registeredOn: null,
  nextDueOn: null,
  billingDay: null,
  nextInvoiceOn: null,
  terminatedOn: null,
  suspensionReason: '',
  overrideAutoSuspend: false,
  overrideSuspendUntil: null,
  subscriptionId: '',
  promoId: 0,
  ns1: '',
  ns2: '',
  dedicatedIp: '',
  assignedIps: '',
  notes: '',
  diskUsedMb: 0,
  diskLimitMb: 0,
  bandwidthUsedMb: 0,
  bandwidthLimitMb: 0,
  usageAt: null,
  customFields: {},
  configOptions: {},
} satisfies Partial<NewService>

export const BLANK_ADDON = {
  orderId: null,
  definitionId: null,
  serverId: null,
  name: '',
  quantity: 1,
  setup: nothing,
  recurring: nothing,
  tax: false,
  registeredOn: null,
  nextDueOn: null,
  billingDay: null,
  nextInvoiceOn: null,
  terminatedOn: null,
  notes: '',
} satisfies Partial<NewAddon>

export const BLANK_DOMAIN = {
  orderId: null,
  registrar: '',
  serverId: null,
  periodYears: 1,
  firstPayment: nothing,
  recurring: nothing,
  registeredOn: null,
  expiresOn: null,
  nextDueOn: null,
  billingDay: null,
  subscriptionId: '',
  promoId: 0,
  dnsManagement: false,
  emailForwarding: false,
  idProtection: false,
  doNotRenew: false,
  nameservers: [],
  eppCodeSealed: null,
  notes: '',
} satisfies Partial<NewDomain>
