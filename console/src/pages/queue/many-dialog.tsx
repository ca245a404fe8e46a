import type { BulkActionsPreviewBody } from '@provisor/client'
import { Field, TextField } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'
import { beginOnMany, saidBegun } from './on-many.ts'

type Props = {
  action: 'resolve' | 'makeTasks'
  total: number
  filter: BulkActionsPreviewBody['filter']
  why: string
  onDone: () => void
  onClose: () => void
}

/** More than so many are typed, because nothing takes them back. */
const UNTYPED = 100

/** What has no way back and is done to many: with a word why, and where they are very many with their number. */
export function ManyDialog({ action, total, filter, why, onDone, onClose }: Props) {
  const title = t.bulk.title(t.bulk.actions[action]!, count(total), t.bulk.nouns.moduleQueue)
  async function begin(form: FormData): Promise<void> {
    const note = String(form.get('note') ?? '')
    const begun = await beginOnMany({
      ...{ action, filter, why: note || why },
      ...(action === 'resolve' && note !== '' && { params: { note } }),
    })
    saidBegun(action, begun.total)
    onDone()
  }
  return (
    <FormDialog title={title} submit={title} onSubmit={begin} onClose={onClose} isDanger={total > UNTYPED}>
      <p className="q">{action === 'resolve' ? t.queue.resolveMany : t.queue.tasksMany}</p>
      <TextField
        name="note"
        label={t.queue.note}
        hint={action === 'resolve' ? t.queue.noteHint : t.queue.whyHint}
        maxLength={500}
      />
      {total > UNTYPED && (
        <Field label={t.queue.typeNumber(String(total))} required autoComplete="off" pattern={String(total)} />
      )}
    </FormDialog>
  )
}
