import { Refusal } from '../../../../base/refusal.ts'
import { MASK } from '../../../../base/secrets/sealed.ts'
import type { WallClock } from '../../../../base/wall-clock.ts'
import { PORTAL_SCOPES } from '../../../../clients/sign-on-token.ts'
import { OAUTH_GRANTS, type OAuthGrant } from '../../../../services/oauth-credential.ts'
import { valuesOf } from '../../../codec/php-value.ts'
import { action } from '../../action.ts'
import { flag, idFilter, integer, oneOf, raw, required, text, textFilter } from '../../parameters.ts'

const ALL = { offset: 0, limit: 10_000 }
const PARTIAL = 'the secret is shown once; there is no token endpoint, the portal knows the credentials'

const common = {
  name: text('Name; needed for authorization_code'),
  description: text('Description'),
  serviceId: idFilter('The service whose client signs on; needed for single_sign_on'),
  logoUri: raw('string', 'Address or path of a picture'),
  redirectUri: raw('string', 'Where users are sent back to'),
}

type Sent = { [Name in keyof typeof common]?: ReturnType<(typeof common)[Name]['decode']> }

const firstText = (sent: Sent['logoUri']) =>
  sent === undefined ? undefined : valuesOf(sent).find((one): one is string => typeof one === 'string')

const formOf = ({ name, description, serviceId, logoUri, redirectUri }: Sent) => ({
  ...{ name, description, serviceId, logoUri: firstText(logoUri) },
  redirectUris:
    redirectUri === undefined
      ? undefined
      : valuesOf(redirectUri).filter((one): one is string => typeof one === 'string' && one.trim() !== ''),
})

function grantOf(sent: string | undefined): OAuthGrant {
  const value = sent?.trim()
  if (!value) throw new Refusal('grant_required', 'A valid grant type is required.')
  const found = OAUTH_GRANTS.find((grant) => grant === value)
  if (!found) throw new Refusal('grant_unknown', `The requested grant type "${value.slice(0, 60)}" is invalid.`)
  return found
}

function scopesOf(sent: string | undefined): string[] {
  const scopes = (sent ?? '').slice(0, 2000).split(/[ ,]/).filter(Boolean)
  if (scopes.length === 0) throw new Refusal('scope_required', 'At least one valid scope is required.')
  const odd = scopes.find((scope) => !PORTAL_SCOPES.includes(scope))
  if (odd !== undefined) throw new Refusal('scope_unknown', `The requested scope "${odd.slice(0, 60)}" is invalid.`)
  return scopes
}

const refusals = {
  not_found: 'Invalid Credential ID provided.',
  oauth_service_unknown: 'A valid Service ID is required.',
  invalid: ({ facts }: Refusal) =>
    ({
      name: 'A name for the Client Credential is required.',
      serviceId: 'A service ID is required for the single sign-on grant type.',
    })[String(facts.field)],
}

/** Part A7 of the reference. */
export const createOAuthCredential = action({
  name: 'CreateOAuthCredential',
  reads: false,
  permission: 'access.write',
  about: 'Makes a credential of an OAuth client; its secret is told once',
  partial: PARTIAL,
  parameters: {
    grantType: required(text('authorization_code or single_sign_on')),
    scope: required(text('Scopes such as clientarea:sso, with blanks between')),
    ...common,
  },
  refusals,
  async answer({ actor, domain, quoted }, { grantType, scope, ...sent }) {
    const grant = grantOf(grantType)
    const form = { grantType: grant, scopes: scopesOf(scope), ...formOf(sent) }
    const { credential, secret } = await domain.oauthCredentials.create(actor, form)
    const { id, identifier } = credential
    return { credentialId: quoted(id), clientIdentifier: identifier, clientSecret: secret }
  },
})

/** Part A7 of the reference: by id, or by identifier. */
export const updateOAuthCredential = action({
  name: 'UpdateOAuthCredential',
  reads: false,
  permission: 'access.write',
  about: 'Changes a credential of an OAuth client; what is not sent stays',
  partial: PARTIAL,
  parameters: {
    credentialId: required(idFilter('The credential')),
    clientApiIdentifier: textFilter('Or its identifier'),
    grantType: textFilter('authorization_code or single_sign_on'),
    scope: textFilter('Scopes instead of those that it has'),
    resetSecret: flag('Makes a new secret, and tells it'),
    ...common,
  },
  refusals,
  async answer(
    { actor, domain, quoted },
    { credentialId, clientApiIdentifier, grantType, scope, resetSecret, ...sent },
  ) {
    if (credentialId === undefined && clientApiIdentifier === undefined)
      throw new Refusal('credential_required', 'A Credential ID or Client Identifier is required.')
    const { rows } = await domain.oauthCredentials.list(actor, {}, ALL)
    const id = credentialId ?? rows.find(({ identifier }) => identifier === clientApiIdentifier)?.id
    if (id === undefined) throw new Refusal('identifier_unknown', 'Invalid Client Identifier provided.')
    const changes = {
      ...formOf(sent),
      grantType: grantType === undefined ? undefined : grantOf(grantType),
      scopes: scope === undefined ? undefined : scopesOf(scope),
    }
    const { secret } = await domain.oauthCredentials.update(actor, id, changes, { resetSecret })
    return { credentialId: quoted(id), ...(secret !== undefined && { newClientSecret: secret }) }
  },
})

/** Part A7 of the reference. */
export const deleteOAuthCredential = action({
  name: 'DeleteOAuthCredential',
  reads: false,
  permission: 'access.write',
  about: 'Deletes a credential of an OAuth client for good',
  parameters: { credentialId: required(idFilter('The credential')) },
  refusals,
  async answer({ actor, domain, quoted }, { credentialId = 0 }) {
    await domain.oauthCredentials.delete(actor, credentialId)
    return { credentialId: quoted(credentialId) }
  },
})

const SORTS = ['credentialId', 'name', 'createdAt'] as const

/** Part A7 of the reference. A bare list; secrets are masked. */
export const listOAuthCredentials = action({
  name: 'ListOAuthCredentials',
  reads: true,
  permission: 'access.read',
  about: 'The credentials of OAuth clients',
  partial: 'secrets are masked',
  parameters: {
    grantType: textFilter('Those of this grant type'),
    sortField: oneOf(SORTS, 'What to order by; the id when not given'),
    sortOrder: oneOf(['ASC', 'DESC'], 'Direction; ascending when not given'),
    limit: integer('So many at most'),
  },
  async answer({ actor, domain, wallClock }, { grantType, sortField, sortOrder, limit }) {
    const { rows } = await domain.oauthCredentials.list(actor, {}, ALL)
    const found = rows.filter((row) => grantType === undefined || row.grantType === grantType)
    const sorted = sortField === 'name' ? found.toSorted((a, b) => (a.name < b.name ? -1 : 1)) : found
    const shown = sortOrder === 'DESC' ? sorted.toReversed() : sorted
    return {
      clients: shown.slice(0, Math.max(0, limit ?? shown.length)).map((row) => ({
        credentialId: row.id,
        name: row.name,
        description: row.description,
        grantTypes: row.grantType,
        scope: row.scopes.join(' '),
        clientIdentifier: row.identifier,
        clientSecret: MASK,
        uuid: null,
        serviceId: row.serviceId ?? 0,
        logoUri: row.logoUri,
        redirectUri: [...row.redirectUris],
        rsaKeyPairId: 0,
        createdAt: spoken(row.createdAt, wallClock),
        updatedAt: spoken(row.updatedAt, wallClock),
      })),
    }
  },
})

const MONTHS = 'January February March April May June July August September October November December'.split(' ')

/** `18th November 2016 9:32:24am`. */
function spoken(at: number, wallClock: WallClock): string {
  const [date, time] = wallClock.format(at).split(' ') as [string, string]
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const [hour, ...rest] = time.split(':') as [string, string, string]
  const teen = day > 10 && day < 14
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')
  const half = Number(hour) < 12 ? 'am' : 'pm'
  return `${day}${ending} ${MONTHS[month - 1]} ${year} ${Number(hour) % 12 || 12}:${rest.join(':')}${half}`
}
