import type { Actor } from '../access/actor.ts'
import { makeRecordVerbs } from '../access/record-verbs.ts'
import { requireLines, requireOneOf } from '../base/checks.ts'
import { NotFound } from '../base/refusal.ts'
import { CANCEL_KINDS, type CancelKind, type CancelRequest, type CancelRequestFilter } from './cancel-request.ts'
import { LONGEST_NOTES } from './checks.ts'
import type { ServiceParts, ServiceStores } from './parts.ts'
import { ServiceRefused } from './refused.ts'

type Draft = {
  serviceId: number
  kind?: CancelKind | undefined
  reason?: string | undefined
  completedAt?: null
}

export function makeCancelRequests<S extends ServiceStores>({
  read,
  transaction,
}: Pick<ServiceParts<S>, 'read' | 'transaction'>) {
  const verbs = makeRecordVerbs<ServiceStores, CancelRequest, CancelRequestFilter, Draft>({
    read,
    transaction,
    noun: 'Cancel request',
    kinds: {
      created: 'cancel_request.created',
      updated: 'cancel_request.updated',
      deleted: 'cancel_request.deleted',
    },
    rights: { read: 'services.read', write: 'services.write' },
    storeOf: ({ services }) => services.cancelRequests,
    async checked(tx, { serviceId, kind = 'end_of_period', reason = '', completedAt = null }, before) {
      const service = await tx.services.lock(serviceId)
      if (!service) throw new NotFound('Service', serviceId)
      if (!before && (await tx.services.cancelRequests.openOf(serviceId)) !== undefined)
        throw new ServiceRefused('cancel_requested', `Service ${serviceId} is to be cancelled already`, {
          service: serviceId,
        })
      return {
        serviceId,
        clientId: service.clientId,
        kind: requireOneOf('kind', CANCEL_KINDS, kind),
        reason: requireLines('reason', reason, LONGEST_NOTES),
        completedAt,
      }
    },
    titleOf: ({ serviceId, kind }) =>
      `service ${serviceId}, ${kind === 'immediate' ? 'at once' : 'at the end of the period'}`,
    clientIdOf: ({ clientId }) => clientId,
  })
  return {
    ...verbs,

    /** Somebody has carried it out; doing so twice changes nothing. */
    async complete(actor: Actor, id: number): Promise<CancelRequest> {
      return verbs.update(actor, id, (at, { completedAt }) => ({ completedAt: completedAt ?? at }))
    },
  }
}

export type CancelRequests = ReturnType<typeof makeCancelRequests>
