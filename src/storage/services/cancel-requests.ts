import type { CancelRequest, CancelRequestFilter } from '../../services/cancel-request.ts'
import type { ServiceStore } from '../../services/store.ts'
import type { Queries } from '../engine/database.ts'
import { recordStore } from '../engine/record-store.ts'
import { sql } from '../engine/sql.ts'

export const cancelRequestStore = (q: Queries): ServiceStore['cancelRequests'] => ({
  ...recordStore<CancelRequest, CancelRequestFilter>(q, {
    name: 'cancel_requests',
    columns: {
      serviceId: 'service_id',
      clientId: 'client_id',
      kind: 'kind',
      reason: 'reason',
      completedAt: 'completed_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    matching: ({ serviceId, clientId, open }) => [
      serviceId === undefined ? undefined : sql`service_id = ${serviceId}`,
      clientId === undefined ? undefined : sql`client_id = ${clientId}`,
      open === undefined ? undefined : open ? sql`completed_at IS NULL` : sql`completed_at IS NOT NULL`,
    ],
  }),
  async openOf(serviceId) {
    const row = await q.get<{ id: number }>(
      sql`SELECT id FROM cancel_requests WHERE service_id = ${serviceId} AND completed_at IS NULL`,
    )
    return row?.id
  },
})
