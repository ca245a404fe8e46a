import * as z from 'zod'
import { apiOperation } from '../operation.ts'
import { id, idPath, instant, moment, text } from '../values.ts'
import { answerStyle } from './style.ts'

const details = {
  name: text(100),
  roleIds: z
    .array(id)
    .max(100)
    .meta({ description: "Allowed is what any of them allows; none: the member's own role" }),
  addresses: z.array(text(64)).max(100).meta({ description: 'From where it may be used (CIDR); none: from anywhere' }),
  requestsPerMinute: z
    .int()
    .min(1)
    .max(1_000_000)
    .nullable()
    .meta({ description: 'Of this API, on each node; null is no limit. What is left is told in `RateLimit`' }),
  ...answerStyle,
}

const credential = z
  .object({
    id,
    identifier: z.string(),
    staffId: id,
    ...details,
    expiresAt: instant.nullable(),
    revokedAt: instant.nullable(),
    passwordsBlankedAt: instant
      .nullable()
      .meta({ description: 'When a service password was first left out of an answer to it' }),
    createdAt: instant,
  })
  .meta({ id: 'Credential' })

const permission = 'access.write'
const changeable = z.strictObject({ ...details, expiresAt: moment.nullable() }).partial()

export const credentials = {
  list: apiOperation({
    id: 'credentials.list',
    method: 'GET',
    path: '/credentials',
    summary: 'The API credentials, by number; those that were revoked too',
    permission: 'access.read',
    response: z.object({ items: z.array(credential) }).meta({ id: 'Credentials' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'credentials.create',
    method: 'POST',
    path: '/credentials',
    summary: 'Creates an API credential; its secret is told here and never again',
    permission,
    body: changeable.extend({ name: text(100), staffId: id }),
    response: z
      .object({
        credential,
        secret: z.string(),
        token: z.string().meta({ description: 'Identifier and secret, as a bearer token of this API' }),
      })
      .meta({ id: 'NewCredential' }),
    errors: ['not_found'],
  }),
  update: apiOperation({
    id: 'credentials.update',
    method: 'PATCH',
    path: '/credentials/{id}',
    summary: 'Changes an API credential; what is left out stays',
    permission,
    params: idPath,
    body: changeable,
    response: credential,
    errors: ['not_found'],
  }),
  revoke: apiOperation({
    id: 'credentials.revoke',
    method: 'POST',
    path: '/credentials/{id}/revoke',
    summary: 'Revokes an API credential for good; a second time changes nothing',
    permission,
    params: idPath,
    body: z.strictObject({}),
    response: credential,
    errors: ['not_found'],
  }),
  missingActions: apiOperation({
    id: 'credentials.missingActions',
    method: 'GET',
    path: '/missing-actions',
    summary: 'What programs called on the WHMCS face and it does not have, most called first',
    permission: 'system.read',
    response: z
      .object({
        items: z.array(
          z.object({
            face: z.string(),
            credentialId: z.int().min(0).meta({ description: '0 for a sign-in with a password' }),
            action: z.string(),
            calls: z.int().min(1),
            lastAt: instant,
          }),
        ),
      })
      .meta({ id: 'MissingActions' }),
    errors: [],
  }),
}
