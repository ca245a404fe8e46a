import type { AttentionItem } from '@provisor/client'
import { lazy, Suspense, useState } from 'react'
import { serverPath } from '../../app/api.ts'
import { curlOf } from '../../app/code-of.ts'
import { copyText } from '../../app/copy.ts'
import { useMay } from '../../app/session.ts'
import { RowMenu } from '../../parts/row-menu.tsx'
import { t } from '../../texts/texts.ts'
import { actOnMany } from '../queue/on-many.ts'

const ManyDialog = lazy(async () => ({ default: (await import('../queue/many-dialog.tsx')).ManyDialog }))

/** What a cause is told by, from its id: `cause:<server>:<module>:<class>:<cause>`. */
export function partsOf({ id }: AttentionItem) {
  const [, serverId = '', module = '', failureClass = '', ...cause] = id.split(':')
  return { serverId, module, failureClass: failureClass as NonNullable<AttentionItem['class']>, cause: cause.join(':') }
}

/** What else can be done about all entries of a cause. */
export function CauseMenu({ item }: { item: AttentionItem }) {
  const may = useMay()
  const [asking, setAsking] = useState<'resolve' | 'makeTasks'>()
  const { serverId, ...rest } = partsOf(item)
  const filter = { ...rest, attention: true, ...(serverId !== '' && { serverId: Number(serverId) }) }
  const { title: why, count: total } = item
  const mayChange = may('provisioning.write')
  const actions = [
    ...(mayChange
      ? [
          { word: t.overview.retryAll, run: () => void actOnMany({ action: 'retry', filter, why }) },
          { word: t.overview.resolveAll, run: () => setAsking('resolve') },
        ]
      : []),
    ...(mayChange && may('projects.write') ? [{ word: t.overview.makeTasks, run: () => setAsking('makeTasks') }] : []),
    { word: t.apiCalls.title, run: () => copyText(callText(filter), t.apiCalls.copied) },
  ]
  return (
    <>
      <RowMenu of={why} actions={actions} />
      <Suspense>
        {asking && (
          <ManyDialog
            {...{ action: asking, total, filter, why }}
            onDone={() => setAsking(undefined)}
            onClose={() => setAsking(undefined)}
          />
        )}
      </Suspense>
    </>
  )
}

/** The list of its entries, as a call. */
function callText(filter: Record<string, string | number | boolean>): string {
  const query = new URLSearchParams(Object.entries(filter).map(([name, value]) => [name, String(value)]))
  return curlOf({
    method: 'GET',
    url: new URL(serverPath(`/api/v1/module-queue?${query}`), location.href).href,
    body: undefined,
  })
}
