import type { QueueGroup } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { count } from '../../parts/format.ts'
import type { Offer, QueryKey } from '../../parts/query-bar.tsx'
import { t } from '../../texts/texts.ts'
import { lanesQuery } from '../lanes/lanes-query.ts'

/** What the API leaves out when it is asked for with a minus. */
const EXCLUDABLE = new Set(['class', 'server', 'module', 'action', 'cause', 'type', 'client'])

/** The filters of the queue, with the values that there are now and how many entries have each. */
export function useQueueKeys(): readonly QueryKey[] {
  const { data: groups } = useQuery({
    queryKey: ['queue-groups', ''],
    queryFn: ({ signal }) => client.moduleQueue.groups({}, { signal }),
  })
  const { data: lanes } = useQuery(lanesQuery)
  const held = groups?.items ?? []
  const servers = (lanes?.items ?? []).flatMap(({ name, serverName, module }) => {
    const id = /^server:(\d+)$/.exec(name)?.[1]
    return id === undefined ? [] : [{ value: id, word: serverName ?? name, module }]
  })
  const keys: QueryKey[] = [
    { name: 'class', word: t.queue.class, offers: tallied(held, ({ failureClass }) => failureClass, classWord) },
    {
      name: 'server',
      word: t.queue.server,
      offers: servers.map(({ module, ...offer }) => {
        const entries = sumOf(held.filter(({ serverId }) => String(serverId) === offer.value))
        return { ...offer, beside: entries === 0 ? module : `${module} · ${count(entries)}` }
      }),
    },
    { name: 'module', word: t.queue.module, offers: tallied(held, ({ module }) => module) },
    {
      name: 'action',
      word: t.queue.action,
      offers: [...new Set(held.flatMap(({ actions }) => actions))].sort().map((value) => ({ value, word: value })),
    },
    { name: 'cause', word: t.queue.cause, offers: tallied(held, ({ cause }) => cause) },
    { name: 'type', word: t.queue.type, offers: ['service', 'addon', 'domain'].map(asItIs) },
    { name: 'client', word: t.queue.client, offers: [] },
    { name: 'since', word: t.queue.since, offers: ['15m', '1h', '2h', '12h', '1d', '7d'].map(asItIs) },
    {
      name: 'attention',
      word: t.queue.attention,
      offers: [
        { value: 'true', word: t.queue.views.attention },
        { value: 'false', word: t.queue.views.retrying },
      ],
    },
  ]
  return keys.map((key) => ({ ...key, canExclude: EXCLUDABLE.has(key.name) }))
}

const asItIs = (value: string): Offer => ({ value, word: value })
const classWord = (value: string): string => (t.classes as Record<string, string>)[value] ?? value
const sumOf = (groups: readonly QueueGroup[]): number => groups.reduce((sum, { entries }) => sum + entries, 0)

function tallied(
  groups: readonly QueueGroup[],
  groupedBy: (group: QueueGroup) => string,
  wordOf: (value: string) => string = (value) => value,
): Offer[] {
  return [...Map.groupBy(groups, groupedBy)]
    .filter(([value]) => value !== '')
    .map(([value, those]) => ({ value, word: wordOf(value), beside: count(sumOf(those)) }))
}
