import { type Actor, SYSTEM } from '../access/actor.ts'
import { type AskerNow, actorAgain } from '../access/actor-again.ts'
import type { AccessStores } from '../access/store.ts'
import type { WebhookEndpoint } from './endpoint.ts'

type MadeBy = Pick<WebhookEndpoint, 'staffId' | 'credentialId'>

export const makerKey = ({ staffId, credentialId }: MadeBy): string => `${staffId}:${credentialId}`

export const madeBy = ({ kind, id, credentialId }: Actor): MadeBy =>
  kind === 'system' ? { staffId: null, credentialId: null } : { staffId: id, credentialId }

/** Whoever answers for an endpoint, with the rights of this moment; or why they may not sign in any more. */
export async function makerOf(read: AccessStores, { staffId, credentialId }: MadeBy, now: number): Promise<AskerNow> {
  if (staffId === null) return { actor: SYSTEM }
  const maker = { kind: 'staff' as const, id: staffId, name: '', address: 'local', credentialId }
  const found = await actorAgain(read, maker, now)
  return 'gone' in found ? { gone: `Its maker may not sign in any more: ${found.gone}` } : found
}
