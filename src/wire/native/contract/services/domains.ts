import * as z from 'zod'
import { CONTACT_ROLES, REGISTRAR_ASKS } from '../../../../provisioning/panel/registrar-ask.ts'
import { DOMAIN_KINDS, DOMAIN_SORTS } from '../../../../services/domains/domain.ts'
import { DOMAIN_STATUSES } from '../../../../services/domains/domain-status.ts'
import { apiOperation } from '../operation.ts'
import {
  amount,
  calendarDate,
  filterText,
  id,
  idPath,
  idText,
  instant,
  oneOf,
  page,
  pageQuery,
  sentAmount,
  sentDate,
  sortWord,
  text,
} from '../values.ts'

const kind = oneOf(DOMAIN_KINDS).meta({ id: 'DomainKind', description: 'How it came to us' })
const status = oneOf(DOMAIN_STATUSES).meta({ id: 'DomainStatus' })
const switches = {
  dnsManagement: z.boolean(),
  emailForwarding: z.boolean(),
  idProtection: z.boolean(),
  doNotRenew: z.boolean(),
}

const domain = z
  .object({
    id,
    clientId: id,
    orderId: id.nullable(),
    kind,
    name: z.string(),
    registrar: z.string().meta({ description: 'Its module; empty where none looks after it' }),
    serverId: id.nullable().meta({ description: "The registrar's server; null until something is asked of it" }),
    periodYears: z.int().min(1),
    status,
    currency: z.string().meta({ description: "Of the amounts: the client's, as ISO 4217" }),
    firstPayment: amount,
    recurring: amount,
    paymentMethod: z.string(),
    paymentMethodName: z.string().nullable(),
    registeredOn: calendarDate.nullable(),
    expiresOn: calendarDate.nullable(),
    nextDueOn: calendarDate.nullable(),
    subscriptionId: z.string(),
    promoId: id.nullable(),
    ...switches,
    nameservers: z.array(z.string()).meta({ description: 'In order' }),
    notes: z.string(),
    createdAt: instant,
    updatedAt: instant,
    version: z.int().meta({ description: 'Moves with every change; the ETag' }),
  })
  .meta({ id: 'DomainName', description: 'A domain name that is registered for a client' })

const line = text(255)

/** What a person may correct in the record. */
const form = {
  kind,
  name: line,
  registrar: line.meta({ description: 'A module; empty for none' }),
  serverId: id.nullable(),
  periodYears: z.int().min(1).max(10),
  status: status.meta({ description: 'A correction: the registrar is not told, commands that wait for it end' }),
  firstPayment: sentAmount,
  recurring: sentAmount,
  paymentMethod: line,
  registeredOn: sentDate.nullable(),
  expiresOn: sentDate.nullable(),
  nextDueOn: sentDate.nullable(),
  subscriptionId: line,
  promoId: id.nullable(),
  ...switches,
  nameservers: z.array(line).max(5).meta({ description: 'In order, instead of those that it has' }),
  notes: text(65_535),
}

const contactMaps = z.partialRecord(z.enum(CONTACT_ROLES), z.record(text(60), line.nullable()))

const registrarAsk = z
  .strictObject({
    what: oneOf(REGISTRAR_ASKS),
    nameservers: z.array(line).max(5).optional().meta({ description: 'For `set_nameservers`' }),
    locked: z.boolean().optional().meta({ description: 'For `set_lock`' }),
    contacts: contactMaps
      .optional()
      .meta({ description: 'For `set_contacts`; names of fields are the registrar’s own' }),
    on: z.boolean().optional().meta({ description: 'For `set_id_protection`' }),
    tag: line.optional().meta({ description: 'For `release`' }),
  })
  .meta({ id: 'RegistrarAsk' })

export const domains = {
  list: apiOperation({
    id: 'domains.list',
    method: 'GET',
    path: '/domains',
    summary: 'Domain names that match all the filters, by id',
    permission: 'services.read',
    query: z.strictObject({
      clientId: idText.optional(),
      name: filterText.optional().meta({ description: 'The whole name, without regard to case' }),
      registrar: filterText.optional().meta({ description: 'Its module' }),
      status: status.optional(),
      sort: sortWord(DOMAIN_SORTS).default('id'),
      ...pageQuery,
    }),
    response: page(domain).meta({ id: 'DomainNamePage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'domains.get',
    method: 'GET',
    path: '/domains/{id}',
    summary: 'One domain name',
    permission: 'services.read',
    params: idPath,
    response: domain,
    versioned: true,
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'domains.update',
    method: 'PATCH',
    path: '/domains/{id}',
    summary: 'Changes what is sent in the record, and leaves the rest; the registrar is not contacted',
    permission: 'services.write',
    params: idPath,
    body: z.strictObject(form).partial(),
    response: z
      .object({ id, version: z.int() })
      .meta({ id: 'DomainNameChanged', description: 'Which domain name, and its version from now on' }),
    versioned: true,
    errors: ['not_found', 'refused'],
  }),
  askRegistrar: apiOperation({
    id: 'domains.askRegistrar',
    method: 'POST',
    path: '/domains/{id}/registrar',
    summary:
      'Asks the registrar about a name, or has it change something small, at once; what it changed stands in the record from then on',
    permission: 'provisioning.write',
    params: idPath,
    body: registrarAsk,
    response: z
      .object({
        nameservers: z.array(z.string()).optional(),
        locked: z.boolean().optional(),
        contacts: contactMaps.optional(),
        eppCode: z.string().optional().meta({ description: 'Missing where the registrar sends it to the holder' }),
      })
      .meta({ id: 'RegistrarAnswer', description: 'What was asked for' }),
    errors: ['not_found', 'refused'],
  }),
}
