import * as z from 'zod'
import { OAUTH_GRANTS } from '../../../../services/oauth-credential.ts'
import { apiOperation } from '../operation.ts'
import { done, id, idPath, instant, oneOf, page, pageQuery, text } from '../values.ts'

const details = {
  grantType: oneOf(OAUTH_GRANTS),
  scopes: z.array(text(100)).max(50).meta({ description: 'Such as `clientarea:sso`' }),
  name: text(255).meta({ description: 'Needed for `authorization_code`' }),
  description: text(1000),
  serviceId: id.nullable().meta({ description: 'Needed for `single_sign_on`' }),
  logoUri: text(1000),
  redirectUris: z.array(text(1000)).max(20),
}

const credential = z
  .object({ id, ...details, identifier: z.string(), createdAt: instant, updatedAt: instant })
  .meta({ id: 'OAuthCredential', description: 'A program of somebody else that may sign users of the portal in' })
const told = credential
  .extend({ secret: z.string().nullable().meta({ description: 'Told once, when it is made' }) })
  .meta({ id: 'OAuthCredentialTold' })

const form = z.strictObject(details).partial()
const read = 'access.read'
const write = 'access.write'

export const oauthCredentials = {
  list: apiOperation({
    id: 'oauthCredentials.list',
    method: 'GET',
    path: '/oauth-credentials',
    summary: 'Credentials of OAuth clients, by id',
    permission: read,
    query: z.strictObject(pageQuery),
    response: page(credential).meta({ id: 'OAuthCredentialPage' }),
    errors: [],
  }),
  create: apiOperation({
    id: 'oauthCredentials.create',
    method: 'POST',
    path: '/oauth-credentials',
    summary: 'Makes a credential of an OAuth client; its secret is told once',
    permission: write,
    body: form.required({ grantType: true, scopes: true }),
    response: told,
    errors: ['refused'],
  }),
  update: apiOperation({
    id: 'oauthCredentials.update',
    method: 'PATCH',
    path: '/oauth-credentials/{id}',
    summary: 'Changes what is sent, and leaves the rest',
    permission: write,
    params: idPath,
    body: form.extend({ resetSecret: z.boolean().optional() }),
    response: told,
    errors: ['not_found', 'refused'],
  }),
  delete: apiOperation({
    id: 'oauthCredentials.delete',
    method: 'DELETE',
    path: '/oauth-credentials/{id}',
    summary: 'Deletes a credential of an OAuth client for good',
    permission: write,
    params: idPath,
    response: done,
    errors: ['not_found'],
  }),
}
