import type { OAuthCredential } from '../../../../services/oauth-credential.ts'
import { oauthCredentials } from '../../contract/access/oauth-credentials.ts'
import { instantText } from '../../encode.ts'
import { handle } from '../../handler.ts'
import { BY_ID, listByKeyset } from '../../keyset.ts'

export const oauthCredentialHandlers = [
  handle(oauthCredentials.list, async ({ actor, domain }, { query: { offset, limit, cursor } }) => {
    const { rows, beside } = await listByKeyset(
      { offset, limit, cursor },
      { list: (page) => domain.oauthCredentials.list(actor, {}, page), ...BY_ID },
    )
    return { items: rows.map(encode), ...beside }
  }),
  handle(oauthCredentials.create, async ({ actor, domain }, { body }) => {
    const { credential, secret } = await domain.oauthCredentials.create(actor, body)
    return { ...encode(credential), secret }
  }),
  handle(oauthCredentials.update, async ({ actor, domain }, { params, body: { resetSecret, ...changes } }) => {
    const options = { resetSecret }
    const { credential, secret } = await domain.oauthCredentials.update(actor, params.id, changes, options)
    return { ...encode(credential), secret: secret ?? null }
  }),
  handle(oauthCredentials.delete, async ({ actor, domain }, { params: { id } }) => {
    await domain.oauthCredentials.delete(actor, id)
    return { id }
  }),
]

const encode = ({ secretDigest: _, createdAt, updatedAt, id, ...row }: OAuthCredential) => ({
  id,
  ...{ grantType: row.grantType, scopes: [...row.scopes], name: row.name, description: row.description },
  ...{ serviceId: row.serviceId, logoUri: row.logoUri, redirectUris: [...row.redirectUris] },
  identifier: row.identifier,
  ...{ createdAt: instantText(createdAt), updatedAt: instantText(updatedAt) },
})
