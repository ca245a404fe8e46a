import type { Webhook } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../../app/api.ts'
import { count, moment, since } from '../../../parts/format.ts'
import { State } from '../../../parts/glyph.tsx'
import { t } from '../../../texts/told-texts.ts'
import { useSettingsSearch } from '../search.ts'

export const nameOf = ({ description, url }: Pick<Webhook, 'description' | 'url'>): string => description || url

/** How many messages of this state there are, and the newest. */
const useDeliveries = (webhookId: number, state: 'queued' | 'failed') =>
  useQuery({
    queryKey: ['webhook-deliveries', webhookId, state, 1],
    queryFn: ({ signal }) => client.webhookDeliveries.list({ webhookId, state, limit: 1 }, { signal }),
  }).data

export function EndpointRow({ webhook }: { webhook: Webhook }) {
  const { id, url, description, kinds } = webhook
  const { change } = useSettingsSearch()
  const queued = useDeliveries(id, 'queued')
  const failed = useDeliveries(id, 'failed')
  const last = failed?.items[0]
  return (
    <tr>
      <td>
        <button type="button" className="what" onClick={() => change({ open: String(id) }, true)}>
          <span className="b">{nameOf(webhook)}</span>
          {description !== '' && <span className="s qq mono from">{url}</span>}
          <span className="s qq from">{kinds.length === 0 ? t.webhooks.allKinds : kinds.join(', ')}</span>
        </button>
      </td>
      <td>
        <WebhookState webhook={webhook} />
      </td>
      <td className="n">{queued ? count(queued.total) : '—'}</td>
      <td className="n">
        {failed ? count(failed.total) : '—'}
        {last?.endedAt && (
          <span className="s qq from">
            {t.webhooks.lastFailed(
              since(last.endedAt),
              last.status === null ? t.webhooks.noAnswer : String(last.status),
            )}
          </span>
        )}
      </td>
    </tr>
  )
}

export function WebhookState({ webhook: { active, disabledWhy, failingSince } }: { webhook: Webhook }) {
  if (!active)
    return (
      <State glyph="paused" tone={disabledWhy ? 'warn' : 'neutral'}>
        {disabledWhy ? t.webhooks.disabledByServer : t.webhooks.off}
      </State>
    )
  if (failingSince)
    return (
      <State glyph="broken" tone="bad">
        {t.webhooks.failingSince(moment(failingSince))}
      </State>
    )
  return (
    <State glyph="active" tone="good">
      {t.webhooks.on}
    </State>
  )
}
