import { type Actor, authorize } from '../../access/actor.ts'
import { requireText } from '../../base/checks.ts'
import { randomToken } from '../../base/ids.ts'
import { merge, type Patch } from '../../base/merge.ts'
import { Invalid, NotFound } from '../../base/refusal.ts'
import { sameSecret } from '../../base/secrets/secrets.ts'
import { changesBetween, record } from '../../events/event.ts'
import type { KindOf } from '../../events/kinds.ts'
import type { OutboundTx, VerbParts } from '../parts.ts'
import { OutboundRefused } from '../refused.ts'
import type { NewAccount, NewKey } from './account.ts'
import { type ApiKey, accountName, type OutboundAccount } from './account.ts'
import { keyDigest } from './digests.ts'
import { mayManage } from './rights.ts'

const KEY_LENGTH = 32
const A_DAY_MS = 86_400_000

export function makeAccounts({ read, change, key: digestKey }: VerbParts) {
  async function issue(
    tx: OutboundTx,
    actor: Actor,
    account: OutboundAccount,
    { name, readOnly }: { name: string; readOnly: boolean },
    secret = randomToken(KEY_LENGTH),
  ): Promise<{ apiKey: ApiKey; key: string }> {
    const row = { accountId: account.id, name: requireText('key name', name, 100), readOnly, expiresAt: null }
    const digest = keyDigest(digestKey, account.id, secret)
    const id = await tx.outbound.keys.insert({ ...row, revokedAt: null, digest }, tx.at)
    await recordAccount(tx, actor, account, 'outbound_account.key_created', `API key ${row.name} added to`, {
      readOnly: [null, readOnly],
    })
    return { apiKey: { id, ...row, revokedAt: null, createdAt: tx.at }, key: secret }
  }

  return {
    /** By name. */
    async list(actor: Actor): Promise<OutboundAccount[]> {
      authorize(actor, 'outbound.read')
      return read.outbound.accounts.list()
    },

    async get(actor: Actor, id: number): Promise<OutboundAccount> {
      authorize(actor, 'outbound.read')
      const account = await read.outbound.accounts.get(id)
      if (!account) throw new NotFound('outbound account', id)
      return account
    },

    /** `key` is told this once. */
    async create(
      actor: Actor,
      { id: prescribed, key, ...input }: NewAccount,
    ): Promise<{ account: OutboundAccount; apiKey: ApiKey; key: string }> {
      mayManage(actor)
      const names = checkedNames(input)
      return change(async (tx) => {
        await requireFree(tx, names)
        const id = await tx.outbound.accounts.insert({ ...names, id: prescribed }, tx.at)
        const account = { id, ...names, createdAt: tx.at, updatedAt: tx.at }
        await recordAccount(tx, actor, account, 'outbound_account.created', 'Created', {})
        return { account, ...(await issue(tx, actor, account, { name: 'first', readOnly: false }, key)) }
      })
    },

    async update(
      actor: Actor,
      id: number,
      changes: Patch<Pick<OutboundAccount, 'cloudId' | 'username'>>,
    ): Promise<OutboundAccount> {
      mayManage(actor)
      return change(async (tx) => {
        const before = await lockAccount(tx, id)
        const names = checkedNames(merge({ cloudId: before.cloudId, username: before.username }, changes))
        const differences = changesBetween<object>(before, names)
        if (Object.keys(differences).length === 0) return before
        await requireFree(tx, names, id)
        await tx.outbound.accounts.update(id, names, tx.at)
        await recordAccount(tx, actor, before, 'outbound_account.updated', 'Changed', differences)
        return { ...before, ...names, updatedAt: tx.at }
      })
    },

    /** Refused (`account_in_use`) while it has services. */
    async delete(actor: Actor, id: number): Promise<void> {
      mayManage(actor)
      await change(async (tx) => {
        const account = await lockAccount(tx, id)
        const services = (await tx.outbound.services.list(id)).length
        if (services > 0) throw inUse(account, services)
        await tx.outbound.accounts.delete(id)
        await recordAccount(tx, actor, account, 'outbound_account.deleted', 'Removed', {})
      })
    },

    /** By id, revoked ones too. */
    async keys(actor: Actor, accountId: number): Promise<ApiKey[]> {
      authorize(actor, 'outbound.read')
      const keys = await read.outbound.keys.list(accountId)
      return keys.map(({ digest: _, ...apiKey }) => apiKey)
    },

    /** Whether it is one of those that are not revoked. */
    async isKey(actor: Actor, accountId: number, key: string): Promise<boolean> {
      mayManage(actor)
      const digest = keyDigest(digestKey, accountId, key)
      const keys = await read.outbound.keys.list(accountId)
      return keys.some((one) => sameSecret(digest, one.digest) && one.revokedAt === null)
    },

    async createKey(actor: Actor, accountId: number, wanted: NewKey): Promise<{ apiKey: ApiKey; key: string }> {
      mayManage(actor)
      return change(async (tx) => issue(tx, actor, await lockAccount(tx, accountId), wanted, wanted.key))
    },

    /** A new full key; the full ones of before go on for `graceMs` (a day when left out). */
    async rotateKey(
      actor: Actor,
      accountId: number,
      graceMs: number = A_DAY_MS,
    ): Promise<{ apiKey: ApiKey; key: string }> {
      mayManage(actor)
      if (!Number.isInteger(graceMs) || graceMs < 0) throw new Invalid('grace', 'a whole number, 0 or more', graceMs)
      return change(async (tx) => {
        const account = await lockAccount(tx, accountId)
        const until = tx.at + graceMs
        const goingOn = (await tx.outbound.keys.list(accountId)).filter(
          ({ readOnly, revokedAt, expiresAt }) => !readOnly && revokedAt === null && (expiresAt ?? until + 1) > until,
        )
        for (const { id } of goingOn) await tx.outbound.keys.update(id, { expiresAt: until })
        return issue(tx, actor, account, { name: `rotated ${new Date(tx.at).toISOString()}`, readOnly: false })
      })
    },

    async revokeKey(actor: Actor, keyId: number): Promise<ApiKey> {
      mayManage(actor)
      return change(async (tx) => {
        const apiKey = await tx.outbound.keys.lock(keyId)
        if (!apiKey) throw new NotFound('API key', keyId)
        if (apiKey.revokedAt !== null) return apiKey
        await tx.outbound.keys.update(keyId, { revokedAt: tx.at })
        const account = (await tx.outbound.accounts.get(apiKey.accountId))!
        await recordAccount(tx, actor, account, 'outbound_account.key_revoked', `API key ${apiKey.name} taken from`, {})
        return { ...apiKey, revokedAt: tx.at }
      })
    },
  }
}

async function lockAccount(tx: OutboundTx, id: number): Promise<OutboundAccount> {
  const account = await tx.outbound.accounts.lock(id)
  if (!account) throw new NotFound('outbound account', id)
  return account
}

function checkedNames({ cloudId, username }: Pick<OutboundAccount, 'cloudId' | 'username'>) {
  if (!/^\d{1,9}-\d{1,9}-\d{1,9}$/.test(cloudId))
    throw new Invalid('cloud id', 'three numbers joined with -, such as 1-2-0', cloudId)
  const trimmed = requireText('username', username, 255)
  if (/[/:]/.test(trimmed)) throw new Invalid('username', 'a name without / and :', username)
  return { cloudId, username: trimmed }
}

async function requireFree(
  tx: OutboundTx,
  names: Pick<OutboundAccount, 'cloudId' | 'username'>,
  self?: number,
): Promise<void> {
  await tx.outbound.accounts.reserveNames()
  const holder = await tx.outbound.accounts.byName(names.cloudId, names.username)
  if (holder && holder.id !== self)
    throw new Invalid('username', 'a name that no other account has', accountName(names))
}

const inUse = (account: OutboundAccount, services: number) =>
  new OutboundRefused('account_in_use', `Account ${accountName(account)} has ${services} services: remove them first`, {
    account: account.id,
    services,
  })

const recordAccount = (
  tx: OutboundTx,
  actor: Actor,
  account: OutboundAccount,
  kind: KindOf<'outbound_account'>,
  words: string,
  changes: NonNullable<Parameters<typeof record>[2]['changes']>,
): Promise<void> =>
  record(tx, actor, {
    kind,
    subjectId: account.id,
    description: `${words} outbound account ${accountName(account)}`,
    changes,
  })
