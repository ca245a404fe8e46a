import type { QueueGroup } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { FixButton } from '../../parts/fix-button.tsx'
import { age, count } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { EntryHead, EntryRows, useRowKeys } from './entry-list.tsx'
import { GroupActions } from './group-actions.tsx'

/** What is held, by what mends it: the largest cause first. */
export function GroupList() {
  const groups = useQuery({
    queryKey: ['queue-groups'],
    queryFn: ({ signal }) => client.moduleQueue.groups({}, { signal }),
  })
  useRowKeys()
  return (
    <Read query={groups}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="quiet pad">{t.queue.empty}</p>
        ) : (
          items.map((group, index) => (
            <Group
              key={[group.serverId, group.module, group.failureClass, group.cause].join()}
              group={group}
              first={index === 0}
            />
          ))
        )
      }
    </Read>
  )
}

function Group({ group, first }: { group: QueueGroup; first: boolean }) {
  const [isOpen, setOpen] = useState(first)
  const { title, entries, failureClass, actions, module, serverName, firstAt, fix } = group
  const Chevron = isOpen ? ChevronDown : ChevronRight
  return (
    <section aria-label={title}>
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
      {isOpen && <GroupRows group={group} />}
    </section>
  )
}

const SHOWN = 25

function GroupRows({ group: { serverId, module, failureClass, cause, entries } }: { group: QueueGroup }) {
  const [limit, setLimit] = useState(SHOWN)
  const filter = { module, failureClass, cause, attention: true, ...(serverId !== null && { serverId }) }
  const rows = useQuery({
    queryKey: ['queue', filter, limit],
    queryFn: ({ signal }) => client.moduleQueue.list({ ...filter, sort: 'createdAt', limit }, { signal }),
  })
  return (
    <Read query={rows}>
      {({ items }) => (
        <>
          <EntryHead />
          <EntryRows entries={items} />
          {entries > items.length && items.length < 500 && (
            <p className="er more">
              <button type="button" className="acc b" onClick={() => setLimit(Math.min(500, limit * 4))}>
                {t.queue.more(count(entries - items.length))}
              </button>
            </p>
          )}
        </>
      )}
    </Read>
  )
}
