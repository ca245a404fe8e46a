import type { ApiKey, OutboundAccount } from '../../../../outbound/accounts/account.ts'
import type { AnswerOf } from '../../contract/operation.ts'
import { outboundAccounts } from '../../contract/outbound/accounts.ts'
import { instantText, orNull } from '../../encode.ts'
import { handle } from '../../handler.ts'

export const outboundAccountHandlers = [
  handle(outboundAccounts.list, async ({ actor, domain }) => ({
    items: (await domain.outbound.accounts.list(actor)).map(encodeAccount),
  })),
  handle(outboundAccounts.create, async ({ actor, domain }, { body }) => {
    const { account, apiKey, key } = await domain.outbound.accounts.create(actor, body)
    return { account: encodeAccount(account), apiKey: encodeKey(apiKey), key }
  }),
  handle(outboundAccounts.change, async ({ actor, domain }, { params, body }) =>
    encodeAccount(await domain.outbound.accounts.update(actor, params.id, body)),
  ),
  handle(outboundAccounts.remove, async ({ actor, domain }, { params }) => {
    await domain.outbound.accounts.delete(actor, params.id)
    return { id: params.id }
  }),
  handle(outboundAccounts.keys, async ({ actor, domain }, { params }) => ({
    items: (await domain.outbound.accounts.keys(actor, params.id)).map(encodeKey),
  })),
  handle(outboundAccounts.addKey, async ({ actor, domain }, { params, body }) =>
    encodeIssued(await domain.outbound.accounts.createKey(actor, params.id, body)),
  ),
  handle(outboundAccounts.rotateKey, async ({ actor, domain }, { params, body }) =>
    encodeIssued(await domain.outbound.accounts.rotateKey(actor, params.id, body.graceSeconds * 1000)),
  ),
  handle(outboundAccounts.revokeKey, async ({ actor, domain }, { params }) =>
    encodeKey(await domain.outbound.accounts.revokeKey(actor, params.keyId)),
  ),
]

const encodeAccount = ({
  createdAt,
  updatedAt,
  ...account
}: OutboundAccount): AnswerOf<typeof outboundAccounts.change> => ({
  ...account,
  createdAt: instantText(createdAt),
  updatedAt: instantText(updatedAt),
})

const encodeIssued = ({ apiKey, key }: { apiKey: ApiKey; key: string }) => ({ apiKey: encodeKey(apiKey), key })

const encodeKey = ({ createdAt, expiresAt, revokedAt, ...apiKey }: ApiKey) => ({
  ...apiKey,
  createdAt: instantText(createdAt),
  expiresAt: orNull(expiresAt, instantText),
  revokedAt: orNull(revokedAt, instantText),
})
