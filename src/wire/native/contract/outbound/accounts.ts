import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { id, idPath, idText, instant, text } from '../values.ts'

const account = z
  .object({
    id,
    cloudId: z.string().meta({ description: 'Three numbers joined with `-`, such as `1-2-0`' }),
    username: z.string(),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'OutboundAccount' })

const apiKey = z
  .object({
    id,
    accountId: id,
    name: z.string(),
    readOnly: z.boolean().meta({ description: 'It may look, and change nothing' }),
    createdAt: instant,
    expiresAt: instant.nullable().meta({ description: 'The end of its grace, once another took over' }),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'OutboundApiKey' })

const issued = z
  .object({ apiKey, key: z.string().meta({ description: 'Told this once' }) })
  .meta({ id: 'OutboundKeyIssued' })

const names = { cloudId: text(40), username: text(255) }
const permission = 'outbound.write'
const DAY_S = 86_400

export const outboundAccounts = {
  list: apiOperation({
    id: 'outboundAccounts.list',
    method: 'GET',
    path: '/outbound/accounts',
    summary: 'The accounts that start outbound services, by name',
    permission: 'outbound.read',
    response: z.object({ items: z.array(account) }).meta({ id: 'OutboundAccounts' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'outboundAccounts.create',
    method: 'POST',
    path: '/outbound/accounts',
    summary: 'Makes an account, with its first API key',
    permission,
    body: z.strictObject(names),
    response: z.object({ account, apiKey, key: z.string() }).meta({ id: 'OutboundAccountCreated' }),
    errors: [],
  }),
  change: apiOperation({
    id: 'outboundAccounts.change',
    method: 'PATCH',
    path: '/outbound/accounts/{id}',
    summary: 'Gives an account another name',
    permission,
    params: idPath,
    body: z.strictObject(names).partial(),
    response: account,
    errors: ['not_found'],
  }),
  remove: apiOperation({
    id: 'outboundAccounts.remove',
    method: 'DELETE',
    path: '/outbound/accounts/{id}',
    summary: 'Removes an account that has no services',
    permission,
    params: idPath,
    response: z.object({ id }).meta({ id: 'OutboundAccountRemoved' }),
    errors: ['not_found', 'refused'],
  }),
  keys: apiOperation({
    id: 'outboundAccounts.keys',
    method: 'GET',
    path: '/outbound/accounts/{id}/keys',
    summary: 'The API keys of an account, by id, revoked ones too',
    permission: 'outbound.read',
    params: idPath,
    response: z.object({ items: z.array(apiKey) }).meta({ id: 'OutboundApiKeys' }),
    errors: [],
  }),
  addKey: apiOperation({
    id: 'outboundAccounts.addKey',
    method: 'POST',
    path: '/outbound/accounts/{id}/keys',
    summary: 'Another API key beside those there are',
    permission,
    params: idPath,
    body: z.strictObject({ name: text(100), readOnly: z.boolean().default(false) }),
    response: issued,
    errors: ['not_found'],
  }),
  rotateKey: apiOperation({
    id: 'outboundAccounts.rotateKey',
    method: 'POST',
    path: '/outbound/accounts/{id}/keys/rotate',
    summary: 'A new full key; those of before go on for a while',
    permission,
    params: idPath,
    body: z.strictObject({
      graceSeconds: z
        .int()
        .min(0)
        .max(365 * DAY_S)
        .default(DAY_S),
    }),
    response: issued,
    errors: ['not_found'],
  }),
  revokeKey: apiOperation({
    id: 'outboundAccounts.revokeKey',
    method: 'DELETE',
    path: '/outbound/keys/{keyId}',
    summary: 'Takes an API key away, on all nodes within a second',
    permission,
    params: z.strictObject({ keyId: idText }),
    response: apiKey,
    errors: ['not_found'],
  }),
}
