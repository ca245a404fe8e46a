import type { QueueGroup } from '@provisor/client'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'

/** Both have their way back, so both are done at once: on exactly what was counted, as a record that goes on by itself. */
const ACTIONS = ['retry', 'cancel'] as const

export function GroupActions({
  group: { serverId, module, failureClass, cause, entries, title },
}: {
  group: QueueGroup
}) {
  const may = useMay()
  if (!may('provisioning.write')) return null
  const filter = { module, failureClass, cause, attention: true, ...(serverId !== null && { serverId }) }

  function begin(action: (typeof ACTIONS)[number]): void {
    let id: number | undefined
    const word = t.bulk.actions[action]!
    void act(
      async () => {
        const preview = await client.bulkActions.preview({
          noun: 'moduleQueue',
          action,
          filter,
          why: title.slice(0, 500),
        })
        id = preview.id
        await client.bulkActions.commit(id, preview.token)
      },
      t.bulk.begun(word, count(entries)),
      () => client.bulkActions.undo(id!),
    )
  }

  return (
    <p className="er more actions">
      {ACTIONS.map((action) => (
        <button key={action} type="button" className="btn sm" onClick={() => begin(action)}>
          {t.bulk.all(t.bulk.actions[action]!, count(entries))}
        </button>
      ))}
    </p>
  )
}
