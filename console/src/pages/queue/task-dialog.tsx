import type { QueueEntryShown } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { said } from '../../app/toasts.tsx'
import { Check, Field, Select, TextField } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/texts.ts'

/** Anybody of the staff: an action of the projects takes this number for it. */
const ANYBODY = -1

/** What a person has to do about an entry, as an action of the projects that is linked to it. */
export function TaskDialog({ entry, name, onClose }: { entry: QueueEntryShown; name: string; onClose: () => void }) {
  const may = useMay()
  const staff = useQuery({
    queryKey: ['staff'],
    queryFn: ({ signal }) => client.staff.list({ signal }),
    enabled: may('access.read'),
  })
  const people = (staff.data?.items ?? [])
    .filter(({ active }) => active)
    .map(({ id, firstName, lastName, username }) => [id, `${firstName} ${lastName}`.trim() || username] as const)

  async function make(form: FormData): Promise<void> {
    const text = (field: string) => String(form.get(field) ?? '')
    await client.actions.ofQueueEntry(entry.id, {
      name: text('name'),
      // Without one the task says what failed.
      ...(text('detail') !== '' && { detail: text('detail') }),
      assignedId: Number(text('assignedId')),
      priority: form.has('high') ? 3 : 2,
      ...(text('finishOn') !== '' && { finishOn: text('finishOn') }),
    })
    said(t.queue.taskMade(name))
  }

  return (
    <FormDialog title={t.queue.taskOf(name)} submit={t.queue.makeTask} onSubmit={make} onClose={onClose}>
      <Field name="name" label={t.queue.taskName} defaultValue={`${entry.action} ${name}`} required maxLength={255} />
      <TextField name="detail" label={t.queue.taskDetail} maxLength={5000} />
      <Select name="assignedId" label={t.queue.assigned} options={[[ANYBODY, t.queue.anybody], ...people]} />
      <Field name="finishOn" label={t.queue.finishOn} type="date" />
      <Check name="high" label={t.queue.high} />
    </FormDialog>
  )
}
