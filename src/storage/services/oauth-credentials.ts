import type { RecordStore } from '../../access/store.ts'
import type { OAuthCredential } from '../../services/oauth-credential.ts'
import type { Queries } from '../engine/database.ts'
import { recordStore } from '../engine/record-store.ts'

export const oauthCredentialStore = (q: Queries): RecordStore<OAuthCredential> =>
  recordStore<OAuthCredential>(q, {
    name: 'oauth_credentials',
    columns: {
      grantType: 'grant_type',
      name: 'name',
      description: 'description',
      scopes: 'scopes',
      identifier: 'identifier',
      secretDigest: 'secret_digest',
      serviceId: 'service_id',
      logoUri: 'logo_uri',
      redirectUris: 'redirect_uris',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    json: ['scopes', 'redirectUris'],
  })
