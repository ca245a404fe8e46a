import type { Credential } from '../../../../access/credentials/credential.ts'
import { credentials } from '../../contract/access/credentials.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const credentialHandlers = [
  handle(credentials.list, async ({ actor, domain }) => ({
    items: (await domain.access.credentials.list(actor)).map(encodeCredential),
  })),
  handle(credentials.create, async ({ actor, domain }, { body }) => {
    const { credential, secret } = await domain.access.credentials.create(actor, body)
    return { credential: encodeCredential(credential), secret, token: `${credential.identifier}.${secret}` }
  }),
  handle(credentials.update, async ({ actor, domain }, { params, body }) =>
    encodeCredential(await domain.access.credentials.update(actor, params.id, body)),
  ),
  handle(credentials.revoke, async ({ actor, domain }, { params }) =>
    encodeCredential(await domain.access.credentials.revoke(actor, params.id)),
  ),
  handle(credentials.missingActions, async ({ actor, domain }) => ({
    items: (await domain.access.missingActions.list(actor)).map(({ lastAt, ...missing }) => ({
      ...missing,
      lastAt: instantText(lastAt),
    })),
  })),
]

const encodeCredential = (credential: Credential): AnswerOf<typeof credentials.update> => ({
  id: credential.id,
  identifier: credential.identifier,
  staffId: credential.staffId,
  name: credential.name,
  roleIds: [...credential.roleIds],
  addresses: [...credential.addresses],
  requestsPerMinute: credential.requestsPerMinute,
  numbers: credential.numbers,
  stringifyColumns: credential.stringifyColumns,
  httpStatus: credential.httpStatus,
  expiresAt: orNull(credential.expiresAt, instantText),
  revokedAt: orNull(credential.revokedAt, instantText),
  passwordsBlankedAt: orNull(credential.passwordsBlankedAt, instantText),
  createdAt: instantText(credential.createdAt),
})
