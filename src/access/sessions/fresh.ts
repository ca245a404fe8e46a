import { Refusal } from '../../base/refusal.ts'
import type { Tx } from '../../base/transaction.ts'
import type { Actor } from '../actor.ts'
import type { AccessStores } from '../store.ts'

/** So long after signing in somebody is taken to be there still, and nobody else at a screen that was left. */
const FRESH_MS = 15 * 60_000

/** A page that was left open, or a session that was taken over, changes nothing about how its member signs in. */
export async function requireFresh(tx: Tx<AccessStores>, actor: Actor): Promise<void> {
  const session = await tx.access.sessions.get(actor.sessionId!)
  if (session && tx.at - session.createdAt <= FRESH_MS) return
  throw new Refusal('sign_in_again', 'It is a while ago that you signed in: sign in again, and then change it')
}
