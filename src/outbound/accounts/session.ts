import { hmacKey, keyedDigest, sameSecret } from '../../base/secrets/secrets.ts'
import { OutboundRefused } from '../refused.ts'

/**
 * What a worker shows that it is the one who opened: the number of its lease, and a proof that it is one of this service.
 * Nothing of it is kept, so that any node can answer.
 */
export function makeSessions(key: Buffer) {
  const proofKey = hmacKey(key, 'outbound sessions')
  const proof = (serviceId: number, holderId: number) => keyedDigest(proofKey, String(serviceId), String(holderId))

  return {
    issue: (serviceId: number, holderId: number): string => `${holderId}.${proof(serviceId, holderId)}`,
    holderOf(serviceId: number, session: string): number {
      const [, number, shown] = /^(\d{1,15})\.([\w-]{43})$/.exec(session) ?? []
      const holderId = Number(number)
      if (number === undefined || !sameSecret(shown!, proof(serviceId, holderId))) throw sessionOver()
      return holderId
    },
  }
}

export const sessionOver = () =>
  new OutboundRefused(
    'session_over',
    'This session of a worker is over, or was never one of this service: open another',
  )
