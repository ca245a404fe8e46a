import * as z from 'zod'
import { isUndoable } from '../../../bulk/bulk.ts'
import { BULK_NOUNS, BULK_VERBS } from '../../../bulk/bulk-action.ts'
import { changes, reads, twoSteps } from '../tool.ts'
import { count, cut, id, limit, TOKEN, text, untrusted } from '../values.ts'
import { bulkFields, bulkOutput, commitBulk, encodeBulk, previewBulk } from './bulk-preview.ts'

const one = z.strictObject({ bulkActionId: id })
const shown = z.object(bulkFields)

export const bulkTools = [
  twoSteps({
    name: 'bulk_run',
    title: 'Act on many',
    description:
      'Acts on everything that matches: retry, resolve, cancel or makeTasks of moduleQueue; suspend, unsuspend or ' +
      'changePackage of services. The first call counts and keeps the set, the second acts on exactly it. Panels are asked.',
    needs: ['provisioning.read', 'provisioning.write'],
    effect: { destructive: true, idempotent: true, openWorld: true },
    input: z.strictObject({
      noun: z.enum(BULK_NOUNS),
      action: z.enum(BULK_VERBS),
      ids: z.array(id).min(1).max(1000).optional().describe('These ones'),
      q: text(500)
        .min(1)
        .optional()
        .describe(
          'Filters of the list of the noun, such as `serverId:3 action:SuspendAccount` or `status:Active clientId:7`',
        ),
      reason: text(255).optional().describe('Of suspend: clients read it'),
      productId: id.optional().describe('Of changePackage: the product that they get'),
      projectId: id.optional().describe('Of makeTasks: where they go'),
      why: text(500).min(1).describe('For the activity log'),
      token: TOKEN,
    }),
    output: bulkOutput,
    preview: (call, { noun, action, ids, q, why, ...params }) =>
      previewBulk(call, { noun, action, filter: { ids, q }, params, why }),
    commit: (call, _, state) => commitBulk(call, state),
  }),

  reads({
    name: 'bulk_status',
    title: 'Bulk actions',
    description: 'The last bulk actions, or one with what it failed on.',
    needs: ['provisioning.read'],
    input: z.strictObject({ bulkActionId: id.optional(), limit: limit(50, 10) }),
    output: z.object({
      total: z.int(),
      items: z.array(shown.extend({ undoable: z.boolean() })),
      failures: z.array(z.object({ id: z.int(), name: untrusted().nullable(), code: z.string(), words: untrusted() })),
    }),
    run: async ({ actor, domain }, { bulkActionId, limit }) => {
      const page = { offset: 0, limit }
      const { total, rows } =
        bulkActionId === undefined
          ? await domain.bulk.list(actor, {}, page)
          : { total: 1, rows: [await domain.bulk.get(actor, bulkActionId)] }
      const failed =
        bulkActionId === undefined ? [] : (await domain.bulk.items(actor, bulkActionId, { state: 'failed' }, page)).rows
      return {
        text: count(total, 'bulk action'),
        data: {
          total,
          items: rows.map((action) => ({ ...encodeBulk(action), undoable: isUndoable(action) })),
          failures: failed.map(({ id, name, code, words }) => ({
            ...{ id, code },
            name: name === null ? null : cut(name, 200),
            words: cut(words),
          })),
        },
      }
    },
  }),

  changes({
    name: 'bulk_stop',
    title: 'Stop a bulk action',
    description: 'Ends it after the step that is under way: what was not reached stays as it was.',
    needs: ['provisioning.read', 'provisioning.write'],
    effect: { destructive: false, idempotent: true, openWorld: false },
    input: one,
    output: shown,
    run: async ({ actor, domain }, { bulkActionId }) => {
      const action = await domain.bulk.stop(actor, bulkActionId)
      return { text: `Bulk action ${bulkActionId} is ${action.state}`, data: encodeBulk(action) }
    },
  }),

  changes({
    name: 'bulk_undo',
    title: 'Undo a bulk action',
    description: 'Undoes a retry, cancel or suspend of many that has ended, by a bulk action of its own. Once.',
    needs: ['provisioning.read', 'provisioning.write'],
    effect: { destructive: false, idempotent: false, openWorld: true },
    input: one.extend({ why: text(500).optional() }),
    output: shown,
    run: async ({ actor, domain }, { bulkActionId, why }) => {
      const action = await domain.bulk.undo(actor, bulkActionId, why)
      return { text: `Bulk action ${action.id} undoes ${bulkActionId}`, data: encodeBulk(action) }
    },
  }),
]
