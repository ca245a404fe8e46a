import type { QueueEntry } from '@provisor/client'
import type { ReactNode } from 'react'
import { age, moment } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'

type QueueColumn = {
  readonly name: string
  readonly word: string
  /** A track of the rows' grid. */
  readonly width: string
  readonly isNumber?: boolean
  /** By what the list is sorted at a click. */
  readonly sort?: string
  /** Not on a phone. */
  readonly isWide?: boolean
  readonly of: (entry: QueueEntry) => ReactNode
}

/** What a row shows behind its name. */
export const COLUMNS: readonly QueueColumn[] = [
  {
    ...{ name: 'action', word: t.queue.action, width: 'minmax(110px, max-content)', isWide: true },
    of: ({ action }) => <span className="mono">{action}</span>,
  },
  {
    ...{ name: 'tries', word: t.queue.tries, width: '52px', isNumber: true, sort: 'retries' },
    of: ({ retries }) => retries + 1,
  },
  {
    ...{ name: 'age', word: t.queue.age, width: '84px', isNumber: true, sort: 'createdAt' },
    of: ({ createdAt }) => age(createdAt),
  },
  {
    ...{ name: 'next', word: t.queue.next, width: '100px', isNumber: true, sort: 'nextAttemptAt' },
    of: ({ nextAttemptAt }) => (nextAttemptAt ? moment(nextAttemptAt) : '—'),
  },
  {
    ...{ name: 'last', word: t.queue.last, width: '100px', isNumber: true, sort: 'lastAttemptAt', isWide: true },
    of: ({ lastAttemptAt }) => moment(lastAttemptAt),
  },
  {
    ...{ name: 'how', word: t.queue.how, width: 'minmax(110px, max-content)', isWide: true },
    of: ({ settled }) => (settled ? [t.queue.states[settled.resolution], settled.by].filter(Boolean).join(', ') : '—'),
  },
  {
    ...{ name: 'settled', word: t.queue.settled, width: '100px', isNumber: true, sort: 'settledAt' },
    of: ({ settled }) => (settled ? moment(settled.at) : '—'),
  },
  {
    ...{ name: 'class', word: t.queue.class, width: '110px', isWide: true },
    of: ({ failureClass }) => t.classes[failureClass],
  },
  {
    ...{ name: 'server', word: t.queue.server, width: '90px', isWide: true },
    of: ({ serverName, module }) => serverName ?? module,
  },
  {
    ...{ name: 'error', word: t.queue.error, width: 'minmax(160px, 1.4fr)', isWide: true },
    of: ({ lastError }) => <span className="mono">{lastError}</span>,
  },
  {
    ...{ name: 'id', word: t.queue.id, width: '64px', isNumber: true, sort: 'id', isWide: true },
    of: ({ id }) => id,
  },
]

export const DEFAULT_COLUMNS: readonly string[] = ['action', 'tries', 'age']

/** In the order of the names; what is no column is passed over. */
export const columnsNamed = (names: readonly string[]): QueueColumn[] =>
  names.flatMap((name) => COLUMNS.find((column) => column.name === name) ?? [])
