import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { count, length, moment } from '../../parts/format.ts'
import { heldBackBy } from '../../parts/held-back-by.ts'
import { Places } from '../../parts/places.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { forecastQuery } from './forecast.ts'
import type { Service } from './service-query.ts'
import { waitingQuery } from './waiting-query.ts'

export function Facts({ service }: { service: Service }) {
  const { id, concurrency, startsPerSecond, meanRunMs, queue } = service
  const { data } = useQuery(forecastQuery(id))
  const first = useQuery({ ...waitingQuery(id, 25) }).data?.items[0]
  const { facts } = t.outbound
  return (
    <dl className="facts five">
      <Fact term={facts.waiting} note={first && t.outbound.oldest(length(first.ageMs))}>
        {count(queue.waiting)}
      </Fact>
      <Fact term={facts.running} note={<Places running={queue.running} concurrency={concurrency} />}>
        {count(queue.running)}
        <i>{concurrency === null ? '' : t.outbound.of(count(concurrency))}</i>
      </Fact>
      <Fact term={facts.begins} note={data && t.outbound.limitedBy[heldBackBy(data)]}>
        {data?.perSecond == null ? '—' : Number(data.perSecond.toPrecision(2))}
        <i>/s{startsPerSecond === null && data?.perSecond != null && ` ${t.outbound.unlimited}`}</i>
      </Fact>
      <Fact term={facts.oneRun} note={t.outbound.meanOfWeek}>
        {meanRunMs === null ? '—' : length(meanRunMs)}
      </Fact>
      <Fact
        term={facts.emptyAt}
        note={data?.emptyAt && t.outbound.in(length(Math.max(0, Date.parse(data.emptyAt) - Date.now())))}
      >
        {data?.emptyAt ? moment(data.emptyAt) : '—'}
      </Fact>
    </dl>
  )
}

const Fact = ({ term, note, children }: { term: string; note: ReactNode; children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>
      {children}
      <small>{note}</small>
    </dd>
  </div>
)
