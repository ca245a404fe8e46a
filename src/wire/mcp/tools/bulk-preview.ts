import * as z from 'zod'
import type { BulkItemShown } from '../../../bulk/bulk.ts'
import {
  BULK_STATES,
  type BulkAction,
  type BulkNoun,
  type BulkParams,
  type BulkVerb,
  waitingOf,
} from '../../../bulk/bulk-action.ts'
import type { GivenFilter } from '../../../bulk/filter.ts'
import type { ToolCall } from '../tool.ts'
import { count, cut, instantOrNull, untrusted } from '../values.ts'

export const bulkFields = {
  bulkActionId: z.int(),
  action: z.string(),
  state: z.enum(BULK_STATES),
  total: z.int().describe('Exactly so many are acted on, whatever comes later'),
  succeeded: z.int(),
  failed: z.int(),
  skipped: z.int(),
  waiting: z.int(),
  held: z.string().describe('Why it stands still and goes on later'),
  why: z.string(),
  endedAt: z.string().nullable(),
}

export const bulkOutput = z.object({
  ...bulkFields,
  sample: z.array(z.object({ id: z.int(), name: untrusted().nullable() })).describe('Some of them'),
  token: z.string().optional().describe('Of a preview: good for an hour, once, with the same arguments'),
})

export const encodeBulk = (action: BulkAction) => ({
  bulkActionId: action.id,
  ...{ action: action.action, state: action.state, total: action.total },
  ...{ succeeded: action.succeeded, failed: action.failed, skipped: action.skipped, waiting: waitingOf(action) },
  held: cut(action.held || action.stoppedBecause),
  why: action.why,
  endedAt: instantOrNull(action.endedAt),
})

type Form = {
  noun: BulkNoun
  action: BulkVerb
  filter: GivenFilter
  params?: BulkParams | undefined
  why: string
}

type State = { id: number; token: string }

/** The first step of whatever is done to many: the set is counted and kept. */
export async function previewBulk({ actor, domain }: ToolCall, form: Form) {
  const { token, sample, ...action } = await domain.bulk.preview(actor, form)
  return {
    text: `${form.action} would act on ${count(action.total, 'record')}`,
    data: { ...encodeBulk(action), sample: sample.map(encodeItem) },
    state: { id: action.id, token } satisfies State,
    expiresAt: action.expiresAt,
  }
}

/** The second one: it begins, on exactly that set. */
export async function commitBulk({ actor, domain }: ToolCall, { id, token }: State) {
  const action = await domain.bulk.commit(actor, id, token)
  return {
    text: `Bulk action ${id} acts on ${count(action.total, 'record')}: see bulk_status; bulk_stop stops it`,
    data: { ...encodeBulk(action), sample: [] },
  }
}

const encodeItem = ({ id, name }: BulkItemShown) => ({ id, name: name === null ? null : cut(name, 200) })
