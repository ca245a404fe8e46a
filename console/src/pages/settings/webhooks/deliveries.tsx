import type { WebhookDelivery } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { Choices } from '../../../parts/choices.tsx'
import { ListTable } from '../../../parts/list-table.tsx'
import { More } from '../../../parts/more.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
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
      <Choices
        className="scroll"
        tabs={STATES.map((one) => ({ value: one, word: t.webhooks.states[one ?? 'all'] }))}
        current={state}
        onChange={(next) => change({ state: next })}
      />
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
              <More shown={items.length} of={total} />
            </>
          )
        }
      </Read>
      {asking && <ReplayDialog id={webhookId} onClose={() => setAsking(false)} />}
    </section>
  )
}
