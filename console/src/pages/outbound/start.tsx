import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { client } from '../../app/api.ts'
import { usePlace } from '../../app/place.ts'
import { Empty } from '../../parts/empty.tsx'
import { momentOfMachine } from '../../parts/format.ts'
import { Page } from '../../parts/page.tsx'
import { Read } from '../../parts/query-state.tsx'
import { dayOf } from '../../parts/zoned.ts'
import { t } from '../../texts/outbound-texts.ts'
import { callText } from './call-text.ts'
import { servicesQuery } from './service-query.ts'
import { StartState } from './start-state.tsx'

/** One start: what became of it, and when. */
export function OutboundStartPage() {
  const { reference } = useParams({ from: '/inside/outbound/starts/$reference' })
  usePlace(reference)
  const start = useQuery({
    queryKey: ['outbound-start', reference],
    queryFn: async ({ signal }) => (await client.outbound.starts.status([reference], { signal })).items[0] ?? null,
  })
  const services = useQuery(servicesQuery).data
  return (
    <Read query={start}>
      {(shown) => {
        if (!shown)
          return (
            <Page title={reference}>
              <Empty text={t.outbound.unknownStart} />
            </Page>
          )
        const { serviceId, status, detail, call, instanceId, ...times } = shown
        return (
          <Page title={<span className="mono">{reference}</span>} sentence={<StartState status={status} />}>
            <dl className="kv">
              <dt>{t.outbound.service}</dt>
              <dd>
                <Link to="/outbound/$id" params={{ id: String(serviceId) }}>
                  {services?.find(({ id }) => id === serviceId)?.name ?? serviceId}
                </Link>
              </dd>
              <dt>{t.outbound.call}</dt>
              <dd>{callText(call)}</dd>
              <dt>{t.outbound.detail}</dt>
              <dd>{detail || '—'}</dd>
              <dt>{t.outbound.instance}</dt>
              <dd className="mono">{instanceId ?? '—'}</dd>
              {'token' in call && call.token && (
                <div className="both">
                  <dt>{t.outbound.token}</dt>
                  <dd>{call.token}</dd>
                </div>
              )}
              {(['enqueuedAt', 'startedAt', 'finishedAt', 'expiresAt'] as const).map((name) => (
                <div className="both" key={name}>
                  <dt>{t.outbound.times[name]}</dt>
                  <dd>{times[name] ? `${dayOf(times[name])} ${momentOfMachine(times[name])}` : '—'}</dd>
                </div>
              ))}
            </dl>
          </Page>
        )
      }}
    </Read>
  )
}
