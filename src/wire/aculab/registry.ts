import type { Endpoint } from './endpoint.ts'
import { applicationStatus } from './endpoints/application-status.ts'
import { MANAGEMENT } from './endpoints/management.ts'
import { getQueue, outboundQueues, purgeQueue } from './endpoints/queues.ts'
import { reportDelete, reportDownload, reportProgress, reportStart } from './endpoints/reports.ts'
import { serviceCancel } from './endpoints/service-cancel.ts'
import { serviceStart } from './endpoints/service-start.ts'
import { serviceStatus } from './endpoints/service-status.ts'

/** Everything that this face answers. */
export const ENDPOINTS: readonly Endpoint[] = [
  outboundQueues,
  getQueue,
  purgeQueue,
  serviceStart,
  serviceCancel,
  serviceStatus,
  applicationStatus,
  reportStart,
  reportProgress,
  reportDownload,
  reportDelete,
  ...MANAGEMENT,
]
