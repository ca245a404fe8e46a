import { Refusal } from '../../../../base/refusal.ts'
import type { QueueEntry } from '../../../../provisioning/queue/queue-entry.ts'
import { NO_REASON } from '../../../../provisioning/refused.ts'
import { SERVICE_TYPES } from '../../../../services/service-type.ts'
import type { Fields } from '../../../codec/tree.ts'
import { action, type WhmcsCall } from '../../action.ts'
import { instantText } from '../../encode.ts'
import { flag, idFilter, text, textFilter } from '../../parameters.ts'

/** Sections 3.1 and 4 of the reference: the failed module actions that are not settled yet. */
export const getModuleQueue = action({
  name: 'GetModuleQueue',
  reads: true,
  permission: 'provisioning.read',
  about: 'Failed module actions that are not settled yet',
  parameters: {
    relatedId: idFilter('Entries of the service, add-on or domain with this id'),
    serviceType: text('service, addon, domain, or empty for all'),
    moduleName: textFilter('Entries of this module, such as cpanel'),
    moduleAction: textFilter('Entries of this action, such as CreateAccount'),
    since: textFilter('Entries last tried at or after this time, Y-m-d or Y-m-d H:i:s'),
    attention: flag('Only what needs a person (extension)'),
  },
  async answer(call, { relatedId, serviceType, moduleName, moduleAction, since, attention }) {
    const entries = await call.domain.moduleQueue.list(call.actor, {
      serviceType: serviceTypeOf(serviceType),
      relatedId,
      module: moduleName,
      action: moduleAction,
      since: sinceInstant(call, since),
      attention: attention || undefined,
    })
    return { count: entries.length, queue: entries.map((entry) => queueFields(call, entry)) }
  },
})

function serviceTypeOf(sent: string | undefined) {
  if (!sent?.trim()) return undefined
  const found = SERVICE_TYPES.find((type) => type === sent.trim().toLowerCase())
  if (!found) throw new Refusal('invalid_service_type', 'Invalid Service Type')
  return found
}

function sinceInstant({ wallClock }: WhmcsCall, since: string | undefined): number | undefined {
  if (!since?.trim()) return undefined
  const instant = wallClock.parse(since.trim())
  if (instant === undefined) throw new Refusal('invalid_since', 'Invalid since: expected Y-m-d or Y-m-d H:i:s')
  return instant
}

function queueFields({ wallClock, quoted }: WhmcsCall, entry: QueueEntry): Fields {
  return {
    id: quoted(entry.id),
    serviceType: entry.serviceType,
    serviceId: quoted(entry.serviceId),
    moduleName: entry.module,
    moduleAction: entry.action,
    lastAttempt: instantText(wallClock, entry.lastAttemptAt),
    lastAttemptError: entry.lastError || NO_REASON,
    numRetries: quoted(entry.retries),
    completed: quoted(0),
    createdAt: instantText(wallClock, entry.createdAt),
    updatedAt: instantText(wallClock, entry.updatedAt),
  }
}
