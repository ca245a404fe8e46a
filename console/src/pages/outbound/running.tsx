import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client } from '../../app/api.ts'
import { Empty } from '../../parts/empty.tsx'
import { age, moment } from '../../parts/format.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { More } from '../../parts/more.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { callText } from './call-text.ts'
import type { Service } from './service-query.ts'

const COLUMNS = [
  { word: t.outbound.reference, isWide: true },
  { word: t.outbound.call },
  { word: t.outbound.began, isNumber: true },
  { word: t.outbound.runsFor, isNumber: true },
  { word: t.outbound.instance, isWide: true },
]

/** What runs now, the longest first. */
export function Running({ service: { id, queue } }: { service: Service }) {
  const starts = useQuery({
    queryKey: ['outbound-running', id],
    queryFn: ({ signal }) => client.outbound.starts.running(id, { limit: 200 }, { signal }),
  })
  return (
    <Read query={starts}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty text={t.outbound.nothingRuns} />
        ) : (
          <>
            <ListTable columns={COLUMNS}>
              {items.map(({ reference, call, startedAt, instanceId }) => (
                <tr key={reference}>
                  <td className="mono q">{reference}</td>
                  <td className="el">
                    <Link to="/outbound/starts/$reference" params={{ reference }}>
                      {callText(call)}
                    </Link>
                  </td>
                  <td className="n">{startedAt && moment(startedAt)}</td>
                  <td className="n b">{startedAt && age(startedAt)}</td>
                  <td className="mono q">{instanceId}</td>
                </tr>
              ))}
            </ListTable>
            <More shown={items.length} of={Math.max(items.length, queue.running)} />
          </>
        )
      }
    </Read>
  )
}
