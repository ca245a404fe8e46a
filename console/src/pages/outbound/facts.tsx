import type { OutboundQueue } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { count, length, moment } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'

export function Facts({ queue }: { queue: OutboundQueue }) {
  const { serviceId, waiting, running, concurrency, startsPerSecond } = queue
  const { data } = useQuery({
    queryKey: ['outbound-forecast', serviceId],
    queryFn: ({ signal }) => client.outbound.queues.forecast(serviceId, {}, { signal }),
  })
  const { facts } = t.outbound
  return (
    <dl className="facts">
      <div>
        <dt>{facts.waiting}</dt>
        <dd>{count(waiting)}</dd>
      </div>
      <div>
        <dt>{facts.running}</dt>
        <dd>
          {count(running)}
          <i>{concurrency === null ? '' : t.outbound.of(count(concurrency))}</i>
        </dd>
      </div>
      <div>
        <dt>{facts.begins}</dt>
        <dd>
          {data?.perSecond == null ? '—' : `${Number(data.perSecond.toPrecision(2))}/s`}
          <i>{startsPerSecond === null ? t.outbound.unlimited : ''}</i>
          <small>{data && t.outbound.limitedBy[data.limitedBy]}</small>
        </dd>
      </div>
      <div>
        <dt>{facts.emptyAt}</dt>
        <dd>
          {data?.emptyAt ? moment(data.emptyAt) : '—'}
          <small>{data?.emptyAt && length(Math.max(0, Date.parse(data.emptyAt) - Date.now()))}</small>
        </dd>
      </div>
    </dl>
  )
}
