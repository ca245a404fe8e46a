import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { done, filterText, id, idPath, instant, page, pageQuery, text } from '../values.ts'
import { include } from './shapes.ts'

const line = text(255)

const details = {
  name: line,
  hostname: line,
  ipAddress: line,
  assignedIps: text(65_535).meta({ description: 'One address a line' }),
  module: text(64).meta({ description: 'The system name of the module that speaks to it' }),
  username: line,
  secure: z.boolean().meta({ description: 'Spoken to over TLS' }),
  port: z.int().min(1).max(65_535).nullable().meta({ description: "Null for the module's own" }),
  maxAccounts: z.int().min(0).meta({ description: '0 for no limit' }),
  active: z.boolean(),
  maintenance: z.boolean().meta({ description: 'Nothing contacts it, and nothing new is placed on it' }),
  nameservers: z.array(line).max(20),
}

const secret = z.string().optional().meta({ description: 'Only with `include=password`' })

const server = z
  .object({
    id,
    ...details,
    hasPassword: z.boolean(),
    hasAccessHash: z.boolean(),
    password: secret,
    accessHash: secret,
    settings: z.array(
      z
        .object({ name: z.string(), isSecret: z.boolean(), value: secret })
        .meta({ id: 'ServerSetting', description: 'The value of a secret is only there with `include=password`' }),
    ),
    activeServices: z.int().meta({ description: 'Active and suspended services and add-ons on it' }),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'Server', description: 'A panel that holds accounts' })

const form = z
  .strictObject({
    ...details,
    password: text(10_000).meta({ description: 'Kept sealed; an empty one takes it away' }),
    accessHash: text(65_535).meta({ description: 'Kept sealed; an empty one takes it away' }),
    settings: z
      .array(z.strictObject({ name: line, value: text(65_535) }))
      .max(100)
      .meta({ description: 'Those that are named; an empty text takes one away' }),
  })
  .partial()

export const servers = {
  list: apiOperation({
    id: 'servers.list',
    method: 'GET',
    path: '/servers',
    summary: 'The servers, by id',
    permission: 'catalog.read',
    query: z.strictObject({ module: filterText.optional(), ...pageQuery }),
    response: page(server).meta({ id: 'ServerPage' }),
    errors: [],
  }),
  get: apiOperation({
    id: 'servers.get',
    method: 'GET',
    path: '/servers/{id}',
    summary: 'One server',
    permission: 'catalog.read',
    params: idPath,
    query: z.strictObject({ include }),
    response: server,
    errors: ['not_found'],
  }),
  create: apiOperation({
    id: 'servers.create',
    method: 'POST',
    path: '/servers',
    summary: 'Enters a server; its name is its own',
    permission: 'catalog.write',
    body: form.required({ name: true, module: true }),
    response: done,
    errors: [],
  }),
  update: apiOperation({
    id: 'servers.update',
    method: 'PATCH',
    path: '/servers/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: 'catalog.write',
    params: idPath,
    body: form,
    response: done,
    errors: ['not_found'],
  }),
  delete: apiOperation({
    id: 'servers.delete',
    method: 'DELETE',
    path: '/servers/{id}',
    summary: 'Deletes a server that nothing was ever put on; others go out of use',
    permission: 'catalog.write',
    params: idPath,
    response: done,
    errors: ['not_found', 'in_use'],
  }),
  test: apiOperation({
    id: 'servers.test',
    method: 'POST',
    path: '/servers/{id}/test',
    summary: 'Asks the server whether it answers, for a few seconds, where it may be contacted',
    permission: 'catalog.read',
    params: idPath,
    response: z
      .object({
        answers: z.boolean().nullable().meta({ description: 'Null where nobody asked' }),
        why: z.string().meta({ description: "The panel's own words when it does not, or why nobody asked" }),
        explanation: z.string().meta({ description: 'What that means or what mends it; may be empty' }),
      })
      .meta({ id: 'ServerAnswer' }),
    errors: ['not_found'],
  }),
}
