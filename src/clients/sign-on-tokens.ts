import { randomBytes } from 'node:crypto'
import { type Actor, authorize } from '../access/actor.ts'
import { requireText } from '../base/checks.ts'
import { inSteps } from '../base/housekeeping.ts'
import { Invalid, NotFound } from '../base/refusal.ts'
import { keyedDigest } from '../base/secrets/secrets.ts'
import type { Transaction } from '../base/transaction.ts'
import { record } from '../events/event.ts'
import type { ClientStores } from './create-client.ts'
import { ClientRefused } from './refused.ts'
import { CUSTOM_REDIRECT, PORTAL_SCOPES, type SignOnToken } from './sign-on-token.ts'

const LIFE_MS = 60_000
const STEP = 200

export type SignOnAsked = {
  clientId?: number | undefined
  userId?: number | undefined
  destination?: string | undefined
  serviceId?: number | undefined
  domainId?: number | undefined
  path?: string | undefined
}

type Parts = {
  transaction: Transaction<ClientStores>
  digestKey: Buffer
  /** Where the provider's own portal is; empty for none. */
  portalUrl: string
}

/** Links that sign a user in at the provider's portal: once, and within a minute. The portal redeems them. */
export function makeSignOnTokens({ transaction, digestKey, portalUrl }: Parts) {
  const digestOf = (token: string) => keyedDigest(digestKey, 'sign-on token', token)
  return {
    /** Of a client without a user that of its owner. The token is told once. */
    async create(actor: Actor, asked: SignOnAsked): Promise<{ token: string; url: string; expiresAt: number }> {
      authorize(actor, 'clients.write')
      const destination = (asked.destination ?? '').trim()
      if (destination !== '' && destination !== CUSTOM_REDIRECT && !PORTAL_SCOPES.includes(destination))
        throw new Invalid('destination', `${CUSTOM_REDIRECT} or one of ${PORTAL_SCOPES.join(', ')}`, destination)
      const path = requireText('path', asked.path ?? '', 1000, 0)
      return transaction(async (tx) => {
        const { userId, clientId } = await whoOf(tx, asked)
        if (portalUrl === '') throw new ClientRefused('no_portal', 'no portal address is set')
        const token = randomBytes(20).toString('hex')
        const expiresAt = tx.at + LIFE_MS
        const { serviceId = null, domainId = null } = asked
        const row = { userId, clientId, destination, serviceId, domainId, path, expiresAt, digest: digestOf(token) }
        const id = await tx.clients.signOnTokens.insert(row, tx.at)
        await record(tx, actor, {
          kind: 'sign_on_token.created',
          subjectId: id,
          clientId,
          description: `A link that signs user ${userId} in at the portal was made`,
        })
        const url = new URL('oauth/singlesignon.php', portalUrl.endsWith('/') ? portalUrl : `${portalUrl}/`)
        url.searchParams.set('access_token', token)
        return { token, url: url.href, expiresAt }
      })
    },

    /** For the portal: whom it signs in. A second time, and after its minute, it is nothing any more. */
    async redeem(actor: Actor, token: string): Promise<SignOnToken> {
      authorize(actor, 'clients.write')
      return transaction(async (tx) => {
        const found = await tx.clients.signOnTokens.lockByDigest(digestOf(token))
        if (!found || found.usedAt !== null || found.expiresAt <= tx.at)
          throw new ClientRefused('token_unknown', 'This link is not known, was used, or is too old')
        await tx.clients.signOnTokens.use(found.id, tx.at)
        await record(tx, actor, {
          kind: 'sign_on_token.redeemed',
          subjectId: found.id,
          clientId: found.clientId,
          description: `User ${found.userId} signed in at the portal by a link`,
        })
        return { ...found, usedAt: tx.at }
      })
    },

    /** Those whose minute is long over, in small steps. */
    prune: (stopping?: () => boolean) =>
      inSteps(STEP, () => transaction((tx) => tx.clients.signOnTokens.prune(tx.at - 86_400_000, STEP)), stopping),
  }
}

async function whoOf(tx: ClientStores, { clientId, userId }: SignOnAsked) {
  if (clientId === undefined) {
    if (userId === undefined) throw new ClientRefused('nobody_named', 'A client or a user is named')
    if (!(await tx.clients.users.get(userId))) throw new NotFound('User', userId)
    return { userId, clientId: null }
  }
  const client = await tx.clients.get(clientId)
  if (!client) throw new NotFound('Client', clientId)
  if (!client.preferences.singleSignOn)
    throw new ClientRefused('sign_on_off', `Client ${clientId} is not signed in by links`, { client: clientId })
  if (userId !== undefined && !(await tx.clients.users.get(userId))) throw new NotFound('User', userId)
  const users = await tx.clients.users.ofClient(clientId)
  const user = userId === undefined ? users.find(({ isOwner }) => isOwner) : users.find(({ id }) => id === userId)
  if (!user) throw new ClientRefused('user_not_of_client', `User ${userId} may not sign in for client ${clientId}`)
  return { userId: user.id, clientId }
}
