import type { WebhookDelivery } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { count } from '../../../parts/format.ts'
import { ListTable } from '../../../parts/list-table.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/settings-texts.ts'
import { useSettingsSearch } from '../search.ts'
import { DeliveryRow } from './delivery-row.tsx'
import { ReplayDialog } from './endpoint-dialogs.tsx'

const STATES = [undefined, 'queued', 'delivered', 'failed', 'withheld'] as const
const COLUMNS = [
  { word: t.webhooks.message },
  { word: t.lanes.state },
  { word: t.webhooks.tries, isNumber: true, isWide: true },
  { word: t.webhooks.at, isNumber: true, isWide: true },
  { word: t.lanes.actions, isQuiet: true },
]
const SHOWN = 100

const isState = (word: string | undefined): word is WebhookDelivery['state'] =>
  STATES.some((state) => state !== undefined && state === word)

/** Each message with what became of it, the newest first. */
export function Deliveries({ webhookId }: { webhookId: number }) {
  const { search, change } = useSettingsSearch()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const state = isState(search.state) ? search.state : undefined
  const deliveries = useQuery({
    queryKey: ['webhook-deliveries', webhookId, state, SHOWN],
    queryFn: ({ signal }) =>
      client.webhookDeliveries.list({ webhookId, limit: SHOWN, ...(state !== undefined && { state }) }, { signal }),
  })
  return (
    <section className="sec" aria-label={t.webhooks.messages}>
      <header>
        <h2>{t.webhooks.messages}</h2>
        {may('system.write') && (
          <span className="actions more">
            <button
              type="button"
              className="btn sm"
              onClick={() =>
                void act(() => client.webhooks.replay(webhookId, { state: 'failed' }), t.webhooks.failedReplayed)
              }
            >
              {t.webhooks.replayFailed}
            </button>
            <button type="button" className="btn sm" onClick={() => setAsking(true)}>
              {t.webhooks.replayRange}…
            </button>
          </span>
        )}
      </header>
      <div className="tabs scroll">
        {STATES.map((one) => (
          <button
            key={one ?? 'all'}
            type="button"
            aria-current={state === one ? 'page' : undefined}
            onClick={() => change({ state: one })}
          >
            {t.webhooks.states[one ?? 'all']}
          </button>
        ))}
      </div>
      <Read query={deliveries}>
        {({ items, total }) =>
          items.length === 0 ? (
            <p className="quiet">{t.webhooks.noMessages}</p>
          ) : (
            <>
              <ListTable columns={COLUMNS}>
                {items.map((delivery) => (
                  <DeliveryRow key={delivery.id} delivery={delivery} />
                ))}
              </ListTable>
              {total > items.length && (
                <p className="older qq">{t.activity.shown(count(items.length), count(total))}</p>
              )}
            </>
          )
        }
      </Read>
      {asking && <ReplayDialog id={webhookId} onClose={() => setAsking(false)} />}
    </section>
  )
}
