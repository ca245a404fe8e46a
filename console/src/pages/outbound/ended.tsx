import type { OutboundStart } from '@provisor/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { serverNow } from '../../app/requests.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { Empty } from '../../parts/empty.tsx'
import { Select } from '../../parts/field.tsx'
import { count, length, moment } from '../../parts/format.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { More } from '../../parts/more.tsx'
import { Read } from '../../parts/query-state.tsx'
import { midnightOf } from '../../parts/zoned.ts'
import { t } from '../../texts/outbound-texts.ts'
import { callText } from './call-text.ts'
import type { Service } from './service-query.ts'
import { StartState } from './start-state.tsx'

const COLUMNS = [
  { word: t.outbound.status },
  { word: t.outbound.call },
  { word: t.outbound.detail, isWide: true },
  { word: t.outbound.began, isNumber: true },
  { word: t.outbound.took, isNumber: true },
  { word: t.outbound.instance, isWide: true },
]

const HOUR = 3_600_000
const TODAY = 0

/** Today by the server's clock. */
function since(hours: number): string {
  const now = serverNow().getTime()
  return hours === TODAY ? midnightOf(now) : new Date(now - hours * HOUR).toISOString()
}

const PAGE = 100

/** Runs that ended today, or in the last hour, day or week, in the order in which they ended. */
export function Ended({ service: { id, name } }: { service: Service }) {
  const [hours, setHours] = useState(TODAY)
  const ended = useInfiniteQuery({
    queryKey: ['outbound-ended', id, hours],
    queryFn: async ({ pageParam: after, signal }) => {
      const before = new Date(serverNow().getTime() + HOUR).toISOString()
      const query = { serviceId: id, from: since(hours), before, limit: PAGE, ...(after && { after }) }
      return (await client.outbound.starts.finished(query, { signal })).items
    },
    initialPageParam: '',
    getNextPageParam: (last) => (last.length < PAGE ? undefined : last.at(-1)!.reference),
  })
  return (
    <>
      <Select
        label={t.outbound.endedIn}
        value={hours}
        onChange={({ target }) => setHours(Number(target.value))}
        options={[
          [TODAY, t.outbound.today],
          [1, t.outbound.lastHour],
          [24, t.outbound.lastDay],
          [168, t.outbound.lastWeek],
        ]}
      />
      <Read query={ended}>
        {({ pages }) => {
          const items = pages.flat()
          if (items.length === 0) return <Empty text={t.outbound.nothingEnded} />
          return (
            <>
              <Again id={id} name={name} failed={items.filter(({ status }) => status === 'COULDNOTRUN')} />
              <ListTable columns={COLUMNS}>
                {items.map((start) => (
                  <Row key={start.reference} start={start} />
                ))}
              </ListTable>
              <More shown={items.length} {...(ended.hasNextPage && { onMore: () => void ended.fetchNextPage() })} />
            </>
          )
        }}
      </Read>
    </>
  )
}

const Row = ({
  start: { reference, status, call, detail, startedAt, finishedAt, instanceId },
}: {
  start: OutboundStart
}) => (
  <tr>
    <td>
      <StartState status={status} />
    </td>
    <td className="el">
      <Link to="/outbound/starts/$reference" params={{ reference }}>
        {callText(call)}
      </Link>
    </td>
    <td className="q">{detail}</td>
    <td className="n">{startedAt ? moment(startedAt) : '—'}</td>
    <td className="n q">{startedAt && finishedAt ? length(Date.parse(finishedAt) - Date.parse(startedAt)) : '—'}</td>
    <td className="mono q">{instanceId}</td>
  </tr>
)

/** Of those that are shown, what could not run begins anew: starts of their own, which can be taken back. */
function Again({ id, name, failed }: { id: number; name: string; failed: readonly OutboundStart[] }) {
  const may = useMay()
  if (failed.length === 0 || !may('outbound.write')) return null
  const { create, cancel } = client.outbound.starts
  let references: string[] = []
  const start = async () => {
    references = (
      await create(
        id,
        failed.map(({ call }) => call),
      )
    ).references
  }
  const undo = () => cancel({ references })
  return (
    <p>
      <button
        type="button"
        className="btn sm"
        onClick={() => void act(start, t.outbound.started(count(failed.length), name), undo)}
      >
        {t.outbound.startFailed(count(failed.length))}
      </button>
    </p>
  )
}
