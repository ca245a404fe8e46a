import * as z from 'zod'
import { SYSTEM } from '../../access/actor.ts'
import { Invalid } from '../../base/refusal.ts'
import { type ApiKey, accountName, type OutboundAccount, parseSignInName } from '../../outbound/accounts/account.ts'
import { localOperation } from '../operation.ts'
import { isoText } from './instant.ts'
import { accountNamed } from './outbound-names.ts'

const account = z.string()

export const outboundAccountCreate = localOperation(z.object({ account }), async ({ domain }, { account: text }) => {
  const named = parseSignInName(text)
  if (!named || named.service !== null)
    throw new Invalid('account', 'a name such as 1-2-0/bob@example.com: three numbers, a slash and a user', text)
  const { cloudId, username } = named
  const made = await domain.outbound.accounts.create(SYSTEM, { cloudId, username })
  return { ...shown(made.account), apiKey: shownKey(made.apiKey), key: made.key }
})

export const outboundAccountList = localOperation(z.object({}), async ({ domain }) => {
  const { accounts, services } = domain.outbound
  const all = await services.list(SYSTEM)
  return Promise.all(
    (await accounts.list(SYSTEM)).map(async (each) => ({
      ...shown(each),
      services: all.filter(({ accountId }) => accountId === each.id).length,
      keys: (await accounts.keys(SYSTEM, each.id)).filter(({ revokedAt }) => revokedAt === null).length,
    })),
  )
})

export const outboundAccountRemove = localOperation(z.object({ account }), async ({ domain }, { account: text }) => {
  const found = await accountNamed(domain, text)
  await domain.outbound.accounts.delete(SYSTEM, found.id)
  return shown(found)
})

export const outboundKeyList = localOperation(z.object({ account }), async ({ domain }, { account: text }) => {
  const { id } = await accountNamed(domain, text)
  return (await domain.outbound.accounts.keys(SYSTEM, id)).map(shownKey)
})

export const outboundKeyCreate = localOperation(
  z.object({ account, name: z.string(), readOnly: z.boolean().default(false) }),
  async ({ domain }, { account: text, name, readOnly }) => {
    const { id } = await accountNamed(domain, text)
    const { apiKey, key } = await domain.outbound.accounts.createKey(SYSTEM, id, { name, readOnly })
    return { ...shownKey(apiKey), account: text, key }
  },
)

const HOUR_MS = 3_600_000

/** A new key; those before it go on for a while, so that nobody has to change all clients at once. */
export const outboundKeyRotate = localOperation(
  z.object({ account, graceHours: z.number().nonnegative().max(8760).default(24) }),
  async ({ domain }, { account: text, graceHours }) => {
    const { id } = await accountNamed(domain, text)
    const { apiKey, key } = await domain.outbound.accounts.rotateKey(SYSTEM, id, Math.round(graceHours * HOUR_MS))
    return { ...shownKey(apiKey), account: text, key, graceHours }
  },
)

export const outboundKeyRevoke = localOperation(
  z.object({ id: z.number().int().positive() }),
  async ({ domain }, { id }) => shownKey(await domain.outbound.accounts.revokeKey(SYSTEM, id)),
)

const shown = ({ id, createdAt, ...named }: OutboundAccount) => ({
  id,
  account: accountName(named),
  createdAt: isoText(createdAt),
})

const shownKey = ({ id, name, readOnly, createdAt, expiresAt, revokedAt }: ApiKey) => ({
  id,
  name,
  readOnly,
  createdAt: isoText(createdAt),
  expiresAt: isoText(expiresAt),
  revokedAt: isoText(revokedAt),
})
