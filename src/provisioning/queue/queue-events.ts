import type { EventKind } from '../../events/kinds.ts'
import type { ServiceType } from '../../services/service-type.ts'

/** What becomes of a module action is told of the item that it acts on, so that the item's own history has it. */
export const PROVISIONING_EVENTS = {
  failed: {
    service: 'service.provisioning_failed',
    addon: 'addon.provisioning_failed',
    domain: 'domain.provisioning_failed',
  },
  retried: {
    service: 'service.provisioning_retried',
    addon: 'addon.provisioning_retried',
    domain: 'domain.provisioning_retried',
  },
  reopened: {
    service: 'service.provisioning_reopened',
    addon: 'addon.provisioning_reopened',
    domain: 'domain.provisioning_reopened',
  },
  noted: {
    service: 'service.provisioning_noted',
    addon: 'addon.provisioning_noted',
    domain: 'domain.provisioning_noted',
  },
  resolved: {
    service: 'service.provisioning_resolved',
    addon: 'addon.provisioning_resolved',
    domain: 'domain.provisioning_resolved',
  },
  succeeded: {
    service: 'service.provisioning_succeeded',
    addon: 'addon.provisioning_succeeded',
    domain: 'domain.provisioning_succeeded',
  },
} as const satisfies Record<string, Record<ServiceType, EventKind>>
