import type { Webhooks as Answer } from '@provisor/client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { client } from '../../../app/api.ts'
import { usePlace } from '../../../app/place.ts'
import { useMay } from '../../../app/session.ts'
import { CopyText } from '../../../parts/copy-text.tsx'
import { Empty } from '../../../parts/empty.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { OnceDialog } from '../../../parts/once-dialog.tsx'
import { Page } from '../../../parts/page.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
import { useSettingsSearch } from '../search.ts'
import { EndpointRow } from './endpoint-row.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'

const Endpoint = lazy(async () => ({ default: (await import('./endpoint.tsx')).Endpoint }))

const COLUMNS = [
  { word: t.webhooks.url },
  { word: t.lanes.state },
  { word: t.webhooks.waits, isNumber: true },
  { word: t.webhooks.failed, isNumber: true, isWide: true },
]

/** Addresses that are told what happens; one that is open has its messages. */
export function Webhooks() {
  const { search } = useSettingsSearch()
  const webhooks = useQuery({ queryKey: ['webhooks'], queryFn: ({ signal }) => client.webhooks.list({ signal }) })
  const opened = webhooks.data?.items.find(({ id }) => String(id) === search.open)
  if (!opened) return <List webhooks={webhooks} />
  return (
    <Suspense>
      <Endpoint key={opened.id} webhook={opened} />
    </Suspense>
  )
}

function List({ webhooks }: { webhooks: UseQueryResult<Answer> }) {
  usePlace(t.titles.webhooks)
  const may = useMay()
  const [making, setMaking] = useState(false)
  const [secret, setSecret] = useState<string>()
  return (
    <Page
      title={t.titles.webhooks}
      sentence={t.webhooks.sentence}
      actions={
        may('system.write') && (
          <button type="button" className="btn p" onClick={() => setMaking(true)}>
            {t.webhooks.create}
          </button>
        )
      }
    >
      <Read query={webhooks}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty text={t.webhooks.empty} command="provisor webhook create --url https://" />
          ) : (
            <ListTable columns={COLUMNS}>
              {items.map((webhook) => (
                <EndpointRow key={webhook.id} webhook={webhook} />
              ))}
            </ListTable>
          )
        }
      </Read>
      {making && <WebhookDialog onMade={setSecret} onClose={() => setMaking(false)} />}
      {secret !== undefined && (
        <OnceDialog title={t.webhooks.secret} sentence={t.webhooks.secretHint} onClose={() => setSecret(undefined)}>
          <CopyText text={secret} />
        </OnceDialog>
      )}
    </Page>
  )
}
