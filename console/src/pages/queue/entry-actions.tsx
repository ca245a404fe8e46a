import type { QueueEntryShown } from '@provisor/client'
import Check from 'lucide-react/icons/check'
import RefreshCw from 'lucide-react/icons/refresh-cw'
import SquareKanban from 'lucide-react/icons/square-kanban'
import { type ReactNode, useState } from 'react'
import { useActions } from '../../app/actions.ts'
import { client } from '../../app/api.ts'
import { useKeys } from '../../app/keys.ts'
import { useMay } from '../../app/session.ts'
import { act, said } from '../../app/toasts.tsx'
import { TextField } from '../../parts/field.tsx'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { t } from '../../texts/texts.ts'
import { nameOf } from './entry-rows.tsx'
import { TaskDialog } from './task-dialog.tsx'

type Asking = 'resolve' | 'task' | undefined

/** What can be done about an entry: at once where nothing has to be said, else asked for. */
export function EntryActions({ entry }: { entry: QueueEntryShown }) {
  const may = useMay()
  const [asking, setAsking] = useState<Asking>()
  const { id, settled } = entry
  const isOff = settled !== null || !may('provisioning.write')
  const name = nameOf(entry)
  const retry = () => void act(() => client.moduleQueue.retry(id), t.queue.retried(name))
  const drop = () => void act(() => client.moduleQueue.cancel(id), t.queue.dropped(name))
  const mayMakeTasks = may('projects.write')
  useKeys(
    isOff
      ? {}
      : {
          r: retry,
          e: () => setAsking('resolve'),
          m: drop,
          ...(mayMakeTasks && { t: () => setAsking('task') }),
        },
  )
  useActions(
    isOff
      ? []
      : [
          { word: t.queue.retryOf(name), key: 'r', run: retry },
          { word: t.queue.resolveOf(name), key: 'e', run: () => setAsking('resolve') },
          { word: t.queue.taskOf(name), key: 't', run: () => setAsking('task') },
          { word: t.queue.dropOf(name), key: 'm', run: drop },
        ].slice(0, mayMakeTasks ? 4 : 2),
  )
  if (isOff) return null
  const close = () => setAsking(undefined)
  return (
    <div className="acts2">
      <Action icon={<RefreshCw size={15} />} word={t.queue.retry} work={retry} primary />
      <Action icon={<Check size={15} />} word={t.queue.resolve} work={() => setAsking('resolve')} />
      {mayMakeTasks && <Action icon={<SquareKanban size={15} />} word={t.queue.task} work={() => setAsking('task')} />}
      <Action word={t.queue.drop} work={drop} />
      {asking === 'resolve' && <ResolveDialog id={id} name={name} onClose={close} />}
      {asking === 'task' && <TaskDialog entry={entry} name={name} onClose={close} />}
    </div>
  )
}

/** It was done in another way: which one is for whoever reads the activity log. */
function ResolveDialog({ id, name, onClose }: { id: number; name: string; onClose: () => void }) {
  async function resolve(form: FormData): Promise<void> {
    await client.moduleQueue.resolve(id, { note: String(form.get('note') ?? '') })
    said(t.queue.resolved(name))
  }
  return (
    <FormDialog title={t.queue.resolveOf(name)} submit={t.queue.resolveIt} onSubmit={resolve} onClose={onClose}>
      <TextField name="note" label={t.queue.note} hint={t.queue.noteHint} maxLength={500} />
    </FormDialog>
  )
}

type ActionProps = { icon?: ReactNode; word: string; work: () => void; primary?: boolean }

const Action = ({ icon, word, work, primary = false }: ActionProps) => (
  <button type="button" className={primary ? 'btn p' : 'btn'} onClick={work}>
    {icon}
    {word}
  </button>
)
