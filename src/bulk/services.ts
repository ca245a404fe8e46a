import type { Permission } from '../access/permissions.ts'
import { requestCommand } from '../provisioning/commands.ts'
import { wouldBrake } from '../provisioning/operations/brake.ts'
import type { Service } from '../services/service.ts'
import { updateService } from '../services/update-service.ts'
import type { BulkTx } from './parts.ts'
import { type Done, skipped, succeeded, type Work } from './work.ts'

const needs: readonly Permission[] = ['services.read', 'provisioning.write']

const service = (id: number) => ({ type: 'service', id }) as const

export const SERVICE_WORKS = {
  suspend: {
    needs,
    undo: 'undoSuspend',
    act: (tx, tools, actor, { id }, { params, approved }) =>
      unlessIn(tx, id, ['Suspended'], async ({ serverId }) => {
        const approves = params.approve === true || approved
        if (!approves && (await wouldBrake(tx, tools, serverId)))
          return { is: 'braked', words: `Server ${serverId} had its suspensions and terminations of an hour` }
        const { reason } = params
        const operation = await requestCommand(tx, tools, service(id), {
          ...{ action: 'SuspendAccount', params: reason ? { reason } : {}, band: 'bulk', actor },
        })
        if (approves) await tx.operations.update(operation.id, { approved: true }, tx.at)
        return succeeded(operation.id)
      }),
  },
  unsuspend: {
    needs,
    act: (tx, tools, actor, { id }) =>
      unlessIn(tx, id, ['Active'], async () => {
        const asked = { action: 'UnsuspendAccount', band: 'bulk', actor } as const
        return succeeded((await requestCommand(tx, tools, service(id), asked)).id)
      }),
  },
  changePackage: {
    needs: [...needs, 'services.write'],
    act: (tx, tools, actor, { id }, { params: { productId } }) =>
      unlessIn(tx, id, ['Terminated', 'Cancelled', 'Fraud'], async (before) => {
        const changes = productId !== undefined && productId !== before.productId
        if (changes) await updateService(tx, tools, actor, id, { productId })
        const params = changes ? { fromProductId: before.productId } : {}
        const asked = { action: 'ChangePackage', params, band: 'bulk', actor } as const
        return succeeded((await requestCommand(tx, tools, service(id), asked)).id)
      }),
  },
  undoSuspend: {
    needs,
    async act(tx, tools, actor, { id, effectId }) {
      const held = await tx.services.lock(id)
      if (!held) return skipped('not_found', `Service ${id} is gone`)
      const suspension = effectId === null ? undefined : await tx.operations.lock(effectId)
      if ((await tx.operations.newestOf('service', id)) !== effectId || !suspension)
        return skipped('not_undone', 'Something else was asked of it since')
      const reason = suspension.params.reason ?? ''
      const changed = held.status === 'Suspended' ? held.suspensionReason !== reason : suspension.finishedAt !== null
      if (changed) return skipped('not_undone', 'Somebody changed it since')
      const asked = { action: 'UnsuspendAccount', band: 'bulk', actor } as const
      return succeeded((await requestCommand(tx, tools, service(id), asked)).id)
    },
  },
} as const satisfies Record<string, Work>

/** In some states there is nothing left to do, or nothing to do it to. */
async function unlessIn(
  tx: BulkTx,
  id: number,
  states: readonly Service['status'][],
  act: (service: Service) => Promise<Done>,
): Promise<Done> {
  const found = await tx.services.lock(id)
  if (!found) return skipped('not_found', `Service ${id} is gone`)
  return states.includes(found.status) ? skipped('in_state', `Service ${id} is ${found.status}`) : act(found)
}
