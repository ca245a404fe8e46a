import { action } from '../../action.ts'
import { count } from '../../parameters.ts'

/** Part A5 of the reference. */
export const getCancelledPackages = action({
  name: 'GetCancelledPackages',
  reads: true,
  permission: 'services.read',
  about: 'Wishes to cancel a service, by id, also those that were carried out',
  parameters: { limitstart: count(0, 'Rows to pass over'), limitnum: count(25, 'Rows to return') },
  async answer({ actor, domain, wallClock, quoted }, { limitstart, limitnum }) {
    const page = { offset: limitstart, limit: limitnum }
    const { total, rows } = await domain.cancelRequests.list(actor, {}, page)
    return {
      totalresults: total,
      startnumber: limitstart,
      numreturned: rows.length,
      packages: {
        package: rows.map((request) => ({
          id: quoted(request.id),
          date: wallClock.format(request.createdAt),
          relid: quoted(request.serviceId),
          reason: request.reason,
          type: request.kind === 'immediate' ? 'Immediate' : 'End of Billing Period',
          created_at: wallClock.format(request.createdAt),
          updated_at: wallClock.format(request.updatedAt),
        })),
      },
    }
  },
})
