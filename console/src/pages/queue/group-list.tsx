import type { QueueGroup } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import ChevronDown from 'lucide-react/icons/chevron-down'
import ChevronRight from 'lucide-react/icons/chevron-right'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { FixButton } from '../../parts/fix-button.tsx'
import { age, count } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { EntryList } from './entry-list.tsx'
import { filterOfGroup, GroupActions } from './group-actions.tsx'
import { useQueueSearch } from './search.ts'
import { SelectionBar } from './selection-bar.tsx'

/** Of each cause to begin with. */
const SHOWN = 25

/** What is held, by what mends it: the largest cause first. */
export function GroupList({ q }: { q: string }) {
  const groups = useQuery({
    queryKey: ['queue-groups', q],
    queryFn: ({ signal }) => client.moduleQueue.groups(q === '' ? {} : { q }, { signal }),
  })
  return (
    <Read query={groups}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="quiet pad">{q === '' ? t.queue.empty : t.queue.emptyFiltered(q)}</p>
        ) : (
          <>
            {items.map((group, index) => (
              <Group
                key={[group.serverId, group.module, group.failureClass, group.cause].join()}
                group={group}
                first={index === 0}
              />
            ))}
            <SelectionBar matching={undefined} />
          </>
        )
      }
    </Read>
  )
}

function Group({ group, first }: { group: QueueGroup; first: boolean }) {
  const [isOpen, setOpen] = useState(first)
  const { list } = useQueueSearch()
  const { title, entries, failureClass, actions, module, serverName, firstAt, fix } = group
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <div data-group={title}>
      <div className="gr">
        <button
          type="button"
          className="dis"
          aria-expanded={isOpen}
          aria-label={title}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={14} />
        </button>
        <span className="gn">{count(entries)}</span>
        <div className="el">
          <h2 className="b el gt">{title}</h2>
          <span className="s qq el">
            {[t.classes[failureClass], actions.join(', '), serverName ?? module].join(' · ')}
          </span>
        </div>
        <span className="s qq n">{age(firstAt)}</span>
        <FixButton fix={fix} about={title} primary={first} small />
      </div>
      {isOpen && <GroupActions group={group} />}
      {isOpen && <EntryList filter={filterOfGroup(group)} sort={list.sort} why={title} first={SHOWN} />}
    </div>
  )
}
