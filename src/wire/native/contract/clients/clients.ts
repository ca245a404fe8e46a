import * as z from 'zod'
import { CLIENT_SORTS, CLIENT_STATUSES } from '../../../../clients/client.ts'
import { USER_PERMISSIONS } from '../../../../clients/user.ts'
import { apiOperation } from '../operation.ts'
import {
  amount,
  calendarDate,
  commaList,
  done,
  filterText,
  flagText,
  id,
  idPath,
  idText,
  instant,
  oneOf,
  page,
  pageQuery,
  sentAmount,
  sortWord,
  text,
} from '../values.ts'

const line = text(255)

/** Who and where somebody is: of clients and contacts. */
export const contactDetails = {
  firstName: line,
  lastName: line,
  companyName: line,
  email: line,
  address1: line,
  address2: line,
  city: line,
  state: line,
  postcode: line,
  country: line.meta({ description: 'ISO 3166-1 alpha-2' }),
  phoneNumber: line,
  taxId: line,
}

/** Which kinds of e-mail somebody receives. */
export const emails = {
  general: z.boolean(),
  product: z.boolean(),
  domain: z.boolean(),
  invoice: z.boolean(),
  support: z.boolean(),
  affiliate: z.boolean(),
}

export const emailSwitches = z.object(emails).meta({ id: 'EmailSwitches' })

const choices = {
  marketing: z.boolean().meta({ description: 'Has asked for marketing e-mail' }),
  noLateFees: z.boolean(),
  noOverdueNotices: z.boolean(),
  taxExempt: z.boolean(),
  separateInvoices: z.boolean(),
  noAutomaticCharge: z.boolean(),
  noAutomaticClosing: z.boolean(),
  singleSignOn: z.boolean(),
  emailVerified: z.boolean(),
}

const details = {
  currencyId: id,
  groupId: id.nullable(),
  status: oneOf(CLIENT_STATUSES).meta({ id: 'ClientStatus' }),
  language: line.meta({ description: "Such as `english`; empty for the server's own" }),
  notes: text(65_535).meta({ description: 'For the staff only' }),
  paymentMethod: line.meta({ description: 'The favourite one; empty for none' }),
}

const customField = z.object({
  id,
  name: z.string(),
  value: z
    .string()
    .optional()
    .meta({ description: 'Empty where nothing was filled in; that of a secret is only there with `include=password`' }),
})

const client = z
  .object({
    id,
    uuid: z.string(),
    ...contactDetails,
    ...details,
    currency: z.string().meta({ description: 'Of the amounts, as ISO 4217' }),
    groupName: z.string().nullable(),
    credit: amount,
    preferences: z.object({ emails: emailSwitches, ...choices }).meta({ id: 'ClientPreferences' }),
    customFields: z.array(customField).meta({ description: 'All that clients are asked' }),
    createdOn: calendarDate,
    createdAt: instant,
    updatedAt: instant,
    lastLoginAt: instant.nullable(),
    lastLoginAddress: z.string(),
    version: z.int().meta({ description: 'Moves with every change; the ETag' }),
  })
  .meta({ id: 'ClientAccount', description: 'Who is served' })

const userPermission = oneOf(USER_PERMISSIONS).meta({ id: 'UserPermission' })
const permissions = z.array(userPermission).max(50)

/** Somebody who may sign in for a client. */
const clientUser = z
  .object({
    id,
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    isOwner: z.boolean(),
    permissions: z
      .array(userPermission)
      .meta({ description: 'What the user may do for this client; an owner everything' }),
  })
  .meta({ id: 'ClientUser', description: 'Somebody who may sign in for a client' })

const form = {
  ...contactDetails,
  ...details,
  credit: sentAmount.meta({ description: "In the client's currency" }),
  preferences: z.strictObject({ emails: z.strictObject(emails).partial(), ...choices }).partial(),
  customFields: z
    .array(z.strictObject({ id, value: text(10_000) }))
    .max(1000)
    .meta({ description: 'Those that are named; a ticked box is `on`' }),
  skipValidation: z.boolean().meta({
    description: 'Lifts what is required, except the e-mail address. What is sent must be well-formed all the same',
  }),
}

const include = commaList(['password']).optional().meta({
  description: '`password` adds the values of secret custom fields; it needs the permission services.passwords',
})

const userPath = z.strictObject({ id: idText, userId: idText })

const changed = z
  .object({ id, version: z.int() })
  .meta({ id: 'ClientChanged', description: 'Which client, and its version from now on' })

export const clients = {
  list: apiOperation({
    id: 'clients.list',
    method: 'GET',
    path: '/clients',
    summary: 'Clients that match all the filters, by id unless something else is asked for',
    permission: 'clients.read',
    query: z.strictObject({
      search: filterText.optional().meta({
        description:
          'The start of the e-mail address, first name, last name, full name or company, without regard to case',
      }),
      status: details.status.optional(),
      sort: sortWord(CLIENT_SORTS).optional(),
      orderBy: oneOf(CLIENT_SORTS).default('id').meta({ description: 'Another way to say `sort`, which wins' }),
      direction: oneOf(['asc', 'desc']).default('asc').meta({ description: 'Of `orderBy`' }),
      include,
      ...pageQuery,
    }),
    response: page(client).meta({ id: 'ClientAccountPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'clients.get',
    method: 'GET',
    path: '/clients/{id}',
    summary: 'One client, with who may sign in for it',
    permission: 'clients.read',
    params: idPath,
    query: z.strictObject({ include }),
    response: client
      .extend({ users: z.array(clientUser).meta({ description: 'The owner first' }) })
      .meta({ id: 'ClientAccountDetails', description: 'Who is served, and who may sign in' }),
    versioned: true,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'clients.create',
    method: 'POST',
    path: '/clients',
    summary: 'Enters a client; unless an owner is named, a user is made of its own name and e-mail address',
    permission: 'clients.write',
    body: z.strictObject({
      ...z.strictObject(form).partial().shape,
      email: contactDetails.email,
      ownerUserId: id.optional().meta({ description: 'An existing user who becomes the owner' }),
      password: text(255)
        .optional()
        .meta({ description: 'Of the user that is made; without one nobody is let in yet' }),
    }),
    response: z
      .object({ id, ownerUserId: id, version: z.int() })
      .meta({ id: 'ClientCreated', description: 'The client that was entered, and the user who owns it' }),
    versioned: true,
    errors: ['not_found', 'refused'],
  }),
  update: apiOperation({
    id: 'clients.update',
    method: 'PATCH',
    path: '/clients/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'clients.write',
    params: idPath,
    body: z.strictObject(form).partial(),
    response: changed,
    versioned: true,
    errors: ['not_found', 'refused'],
  }),
  close: apiOperation({
    id: 'clients.close',
    method: 'POST',
    path: '/clients/{id}/close',
    summary: 'Closes the account; what the client holds goes on until it is ended',
    permission: 'clients.write',
    params: idPath,
    query: z.strictObject({
      holdings: flagText
        .optional()
        .meta({ description: 'What the client holds ends too, in the records; no panel is told' }),
    }),
    response: changed,
    versioned: true,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'clients.delete',
    method: 'DELETE',
    path: '/clients/{id}',
    summary:
      'Deletes a client for good, with its contacts, orders, services, domains and tickets; refused while a panel or a registrar still has something of it',
    permission: 'clients.write',
    params: idPath,
    query: z.strictObject({
      users: flagText.optional().meta({ description: 'Users who sign in for nobody else go too' }),
    }),
    response: done,
    errors: ['not_found', 'refused'],
  }),
  users: apiOperation({
    id: 'clients.users',
    method: 'GET',
    path: '/clients/{id}/users',
    summary: 'Who may sign in for a client, the owner first',
    permission: 'clients.read',
    params: idPath,
    response: z.object({ items: z.array(clientUser) }).meta({ id: 'ClientUsers' }),
    errors: ['not_found'],
  }),
  addUser: apiOperation({
    id: 'clients.addUser',
    method: 'POST',
    path: '/clients/{id}/users',
    summary: 'Lets a user sign in for a client: one that there is, by `userId`, or a new one with an `email`',
    permission: 'clients.write',
    params: idPath,
    body: z
      .strictObject({
        userId: id,
        email: line,
        firstName: line,
        lastName: line,
        language: line,
        password: text(255).meta({ description: 'Of a new user; without one nobody is let in yet' }),
        permissions,
      })
      .partial(),
    response: clientUser,
    errors: ['not_found', 'refused'],
  }),
  updateUser: apiOperation({
    id: 'clients.updateUser',
    method: 'PATCH',
    path: '/clients/{id}/users/{userId}',
    summary: 'Says what a user may do for a client, instead of what it was; owners may do everything',
    permission: 'clients.write',
    params: userPath,
    body: z.strictObject({ permissions }),
    response: clientUser,
    errors: ['not_found', 'refused'],
  }),
  removeUser: apiOperation({
    id: 'clients.removeUser',
    method: 'DELETE',
    path: '/clients/{id}/users/{userId}',
    summary: 'The user may not sign in for this client any more, and stays for others; an owner cannot be removed',
    permission: 'clients.write',
    params: userPath,
    response: done,
    errors: ['not_found', 'refused'],
  }),
}
