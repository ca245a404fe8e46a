import { randomBytes } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { makeRecordVerbs } from '../access/record-verbs.ts'
import { requireOneOf, requireText } from '../base/checks.ts'
import type { Patch } from '../base/merge.ts'
import { Invalid } from '../base/refusal.ts'
import { keyedDigest } from '../base/secrets/secrets.ts'
import { PORTAL_SCOPES } from '../clients/sign-on-token.ts'
import { OAUTH_GRANTS, type OAuthCredential, type OAuthGrant } from './oauth-credential.ts'
import type { ServiceParts, ServiceStores } from './parts.ts'
import { ServiceRefused } from './refused.ts'

export type OAuthForm = {
  grantType: OAuthGrant
  scopes: readonly string[]
  name?: string | undefined
  description?: string | undefined
  serviceId?: number | null | undefined
  logoUri?: string | undefined
  redirectUris?: readonly string[] | undefined
}
type Draft = OAuthForm & Partial<Pick<OAuthCredential, 'identifier' | 'secretDigest'>>

type Parts<S extends ServiceStores> = Pick<ServiceParts<S>, 'read' | 'transaction'> & { digestKey: Buffer }

export function makeOAuthCredentials<S extends ServiceStores>({ read, transaction, digestKey }: Parts<S>) {
  const verbs = makeRecordVerbs<ServiceStores, OAuthCredential, Record<never, never>, Draft>({
    read,
    transaction,
    noun: 'OAuth credential',
    kinds: {
      created: 'oauth_credential.created',
      updated: 'oauth_credential.updated',
      deleted: 'oauth_credential.deleted',
    },
    rights: { read: 'access.read', write: 'access.write' },
    storeOf: ({ services }) => services.oauthCredentials,
    async checked(tx, { grantType, scopes, serviceId = null, ...form }) {
      const { name = '', description = '', logoUri = '', redirectUris = [], identifier = '', secretDigest = '' } = form
      requireOneOf('grantType', OAUTH_GRANTS, grantType)
      const odd = scopes.find((scope) => !PORTAL_SCOPES.includes(scope))
      if (odd !== undefined || scopes.length === 0)
        throw new Invalid('scopes', `some of ${PORTAL_SCOPES.join(', ')}`, odd)
      if (grantType === 'authorization_code' && name.trim() === '')
        throw new Invalid('name', 'a name, for authorization_code')
      if (grantType === 'single_sign_on' && serviceId === null)
        throw new Invalid('serviceId', 'a service, for single_sign_on')
      if (serviceId !== null && !(await tx.services.get(serviceId)))
        throw new ServiceRefused('oauth_service_unknown', `There is no service ${serviceId}`, { service: serviceId })
      return {
        ...{ grantType, scopes, serviceId, identifier, secretDigest },
        name: requireText('name', name, 255, 0),
        description: requireText('description', description, 1000, 0),
        logoUri: requireText('logoUri', logoUri, 1000, 0),
        redirectUris: redirectUris.slice(0, 20).map((uri) => requireText('redirectUris', uri, 1000)),
      }
    },
    titleOf: ({ name, description, grantType }) => name || description || grantType,
  })
  const newSecret = () => {
    const secret = randomBytes(64).toString('base64')
    return { secret, secretDigest: keyedDigest(digestKey, 'oauth secret', secret) }
  }
  return {
    ...verbs,

    async create(actor: Actor, form: OAuthForm): Promise<{ credential: OAuthCredential; secret: string }> {
      const { secret, secretDigest } = newSecret()
      const identifier = `PROVISOR.${randomBytes(16).toString('base64')}`
      return { credential: await verbs.create(actor, { ...form, identifier, secretDigest }), secret }
    },

    /** With `resetSecret` the one before is worth nothing any more, and the new one is told. */
    async update(
      actor: Actor,
      id: number,
      changes: Patch<OAuthForm>,
      { resetSecret = false }: { resetSecret?: boolean | undefined } = {},
    ): Promise<{ credential: OAuthCredential; secret: string | undefined }> {
      if (!resetSecret) return { credential: await verbs.update(actor, id, changes), secret: undefined }
      const { secret, secretDigest } = newSecret()
      return { credential: await verbs.update(actor, id, { ...changes, secretDigest }), secret }
    },
  }
}

export type OAuthCredentials = ReturnType<typeof makeOAuthCredentials>
