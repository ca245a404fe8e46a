import { useQuery } from '@tanstack/react-query'
import { count } from '../../parts/format.ts'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/texts.ts'
import { QueueTable, queuesQuery } from './queue-table.tsx'

export function Outbound() {
  const queues = useQuery(queuesQuery)
  return (
    <div className="page">
      <Read query={queues}>
        {(items) => (
          <>
            <div className="head">
              <div>
                <h1>{t.nav.outbound}</h1>
                <p>
                  {t.outbound.sentence(
                    count(items.reduce((sum, { waiting }) => sum + waiting, 0)),
                    count(items.length),
                  )}
                </p>
              </div>
            </div>
            <QueueTable queues={items} />
          </>
        )}
      </Read>
    </div>
  )
}
