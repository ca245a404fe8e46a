import type { QueueGroup } from '@provisor/client'
import { useMay } from '../../app/session.ts'
import { count } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'
import { actOnMany } from './on-many.ts'

/** Both have their way back, so both are done at once. */
const ACTIONS = ['retry', 'cancel'] as const

/** What all entries of a cause have in common, as a filter of the list and of bulk actions. */
export const filterOfGroup = ({ serverId, module, failureClass, cause }: QueueGroup) => ({
  ...{ module, failureClass, cause, attention: true },
  ...(serverId !== null && { serverId }),
})

export function GroupActions({ group }: { group: QueueGroup }) {
  const may = useMay()
  if (!may('provisioning.write')) return null
  const { entries, title } = group
  return (
    <p className="er more actions">
      {ACTIONS.map((action) => (
        <button
          key={action}
          type="button"
          className="btn sm"
          onClick={() => void actOnMany({ action, filter: filterOfGroup(group), why: title })}
        >
          {t.bulk.all(t.bulk.actions[action]!, count(entries))}
        </button>
      ))}
    </p>
  )
}
