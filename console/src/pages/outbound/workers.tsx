import { useQuery } from '@tanstack/react-query'
import { Empty } from '../../parts/empty.tsx'
import { age, count, moment } from '../../parts/format.ts'
import { t } from '../../texts/texts.ts'
import type { Service } from './service-query.ts'
import { waitingQuery } from './waiting-query.ts'

/** Who asks for work: how many, when last, and what they have in hand. */
export function Workers({ service: { id, kind, runner, workers, lastPollAt, queue } }: { service: Service }) {
  const { data } = useQuery(waitingQuery(id, 25))
  if (kind !== 'uas' || runner !== 'worker')
    return <Empty text={t.outbound.noWorkers[runner === 'http' ? 'http' : 'demonstration']} />
  const inHand = data?.items.filter(({ position }) => position === 0).length ?? 0
  return (
    <>
      {workers === 0 && <Empty text={t.outbound.nobodyPolls} />}
      <dl className="kv">
        <dt>{t.outbound.tabs.workers}</dt>
        <dd>{count(workers)}</dd>
        <dt>{t.outbound.lastPoll}</dt>
        <dd>{lastPollAt ? `${moment(lastPollAt)}, ${t.outbound.polled(age(lastPollAt))}` : '—'}</dd>
        <dt>{t.outbound.inHandNow}</dt>
        <dd>{count(inHand)}</dd>
        <dt>{t.outbound.running}</dt>
        <dd>{count(queue.running)}</dd>
      </dl>
    </>
  )
}
