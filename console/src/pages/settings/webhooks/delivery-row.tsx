import type { WebhookDelivery } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { client } from '../../../app/api.ts'
import { useMay } from '../../../app/session.ts'
import { act } from '../../../app/toasts.tsx'
import { count, moment } from '../../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../../parts/glyph.tsx'
import { Read } from '../../../parts/query-state.tsx'
import { t } from '../../../texts/told-texts.ts'
import '../../../style/entry.page.css'

const LOOKS: Record<WebhookDelivery['state'], [GlyphName, Tone]> = {
  queued: ['waiting', 'neutral'],
  delivered: ['done', 'good'],
  failed: ['failed', 'bad'],
  withheld: ['cancelled', 'neutral'],
}

export function DeliveryRow({ delivery }: { delivery: WebhookDelivery }) {
  const { id, webhookId, kind, position, state, attempts, status, nextAt, attemptedAt, createdAt } = delivery
  const may = useMay()
  const [open, setOpen] = useState(false)
  const [glyph, tone] = LOOKS[state]
  return (
    <>
      <tr>
        <td>
          <button type="button" className="what" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span className="b mono">{kind}</span>
            <span className="s qq from">#{count(position)}</span>
          </button>
        </td>
        <td>
          <State glyph={state === 'queued' && attempts > 0 ? 'retrying' : glyph} tone={tone}>
            {t.webhooks.states[state]}
            {status !== null && <span className={status < 300 ? 'pillc' : 'pillc bad'}>{status}</span>}
          </State>
          {nextAt !== null && <span className="s qq sub from">{t.queue.triedAgain(moment(nextAt))}</span>}
        </td>
        <td className="n">{count(attempts)}</td>
        <td className="n q">{moment(attemptedAt ?? createdAt)}</td>
        <td className="n">
          {may('system.write') && state !== 'queued' && (
            <button
              type="button"
              className="btn sm"
              onClick={() =>
                void act(() => client.webhooks.replay(webhookId, { deliveryId: id }), t.webhooks.oneReplayed(kind))
              }
            >
              {t.webhooks.replay}
            </button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={5}>
            <Exchange id={id} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What was sent and what came back. */
function Exchange({ id }: { id: number }) {
  const delivery = useQuery({
    queryKey: ['webhook-delivery', id],
    queryFn: ({ signal }) => client.webhookDeliveries.get(id, { signal }),
  })
  return (
    <Read query={delivery}>
      {({ url, body, messageId, status, answer }) => (
        <div className="ra">
          <div>
            <div className="rh">
              <span className="b">{t.queue.request}</span>
            </div>
            <pre className="code">
              POST {url}
              {`\nwebhook-id: ${messageId}\n\n`}
              {body ?? t.webhooks.hidden}
            </pre>
          </div>
          <div>
            <div className="rh">
              <span className="b">{t.queue.answer}</span>
              {status !== null && <span className={status < 300 ? 'pillc' : 'pillc bad'}>{status}</span>}
            </div>
            <pre className="code">{answer || '—'}</pre>
          </div>
        </div>
      )}
    </Read>
  )
}
