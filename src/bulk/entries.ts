import type { Permission } from '../access/permissions.ts'
import { taskOfEntry } from '../projects/actions/queue-task.ts'
import { closeEntry, retryEntry } from '../provisioning/queue/queue-commands.ts'
import { reopenEntry, undoRetry } from '../provisioning/queue/undo-entry.ts'
import type { SettlingEntry } from '../provisioning/store.ts'
import type { BulkTx } from './parts.ts'
import { type Done, skipped, succeeded, type Work } from './work.ts'

const needs: readonly Permission[] = ['provisioning.read', 'provisioning.write']

export const ENTRY_WORKS = {
  retry: {
    needs,
    undo: 'undoRetry',
    act: (tx, tools, actor, { id }, { params, approved }) =>
      ifOpen(tx, id, async (entry) => {
        const how = { approve: params.approve === true || approved }
        return succeeded((await retryEntry(tx, tools, actor, entry, 'bulk', how)).id)
      }),
  },
  resolve: {
    needs,
    act: (tx, tools, actor, { id }, { params }) =>
      ifOpen(tx, id, async ({ operationId }) => {
        await closeEntry(tx, tools, actor, id, 'settled', params.note ?? '')
        return succeeded(operationId)
      }),
  },
  cancel: {
    needs,
    undo: 'undoCancel',
    act: (tx, tools, actor, { id }, { params }) =>
      ifOpen(tx, id, async ({ operationId }) => {
        await closeEntry(tx, tools, actor, id, 'cancelled', params.note ?? '')
        return succeeded(operationId)
      }),
  },
  /** One for each: it has the failure and its trace, and ends with its entry. */
  makeTasks: {
    needs: [...needs, 'projects.write'],
    act: (tx, tools, actor, { id }, { params: { projectId } }) =>
      ifOpen(tx, id, async () => {
        const already = await tx.actions.ofQueueEntry(id)
        if (already) return skipped('entry_is_a_task', `Queue entry ${id} is task ${already.id} already`)
        return succeeded((await taskOfEntry(tx, tools, actor, id, { projectId })).id)
      }),
  },
  undoRetry: {
    needs,
    async act(tx, tools, _, { id, effectId }) {
      const why = await undoRetry(tx, tools, id, effectId)
      return why === undefined ? succeeded(effectId) : skipped('not_undone', why)
    },
  },
  undoCancel: {
    needs,
    async act(tx, _, actor, { id, effectId }) {
      const why = await reopenEntry(tx, actor, id)
      return why === undefined ? succeeded(effectId) : skipped('not_undone', why)
    },
  },
} as const satisfies Record<string, Work>

/** Somebody may have ended it since the preview, or it succeeded. */
async function ifOpen(tx: BulkTx, id: number, act: (entry: SettlingEntry) => Promise<Done>): Promise<Done> {
  const entry = await tx.moduleQueue.get(id)
  if (!entry) return skipped('not_found', `Queue entry ${id} is gone`)
  const { settled } = entry
  return settled ? skipped('entry_settled', `Queue entry ${id} is ${settled.resolution}`) : act(entry)
}
