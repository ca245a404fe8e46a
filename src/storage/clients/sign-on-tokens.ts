import type { SignOnToken } from '../../clients/sign-on-token.ts'
import type { ClientStore } from '../../clients/store.ts'
import type { Queries } from '../engine/database.ts'
import { insertRow } from '../engine/insert.ts'
import { sql } from '../engine/sql.ts'

export const signOnTokenStore = (q: Queries): ClientStore['signOnTokens'] => ({
  insert: (token, at) =>
    insertRow(q, sql`sign_on_tokens`, {
      ...{ digest: token.digest, user_id: token.userId, client_id: token.clientId, destination: token.destination },
      ...{ service_id: token.serviceId, domain_id: token.domainId, path: token.path, expires_at: token.expiresAt },
      created_at: at,
    }),
  lockByDigest: (digest) =>
    q.get<SignOnToken>(sql`SELECT id, user_id AS "userId", client_id AS "clientId", destination,
      service_id AS "serviceId", domain_id AS "domainId", path, expires_at AS "expiresAt", used_at AS "usedAt",
      created_at AS "createdAt" FROM sign_on_tokens WHERE digest = ${digest} ${q.phrases.forUpdate}`),
  async use(id, at) {
    await q.run(sql`UPDATE sign_on_tokens SET used_at = ${at} WHERE id = ${id}`)
  },
  async prune(through, limit) {
    const gone = await q.all(sql`DELETE FROM sign_on_tokens WHERE id IN
      (SELECT id FROM sign_on_tokens WHERE expires_at <= ${through} LIMIT ${limit}) RETURNING id`)
    return gone.length
  },
})
