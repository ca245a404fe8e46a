import type { OutboundWaitingStart } from '@provisor/client'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client } from '../../app/api.ts'
import { useMay } from '../../app/session.ts'
import { act } from '../../app/toasts.tsx'
import { Empty } from '../../parts/empty.tsx'
import { count, length, moment } from '../../parts/format.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { More } from '../../parts/more.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { callText } from './call-text.ts'
import { endedTodayQuery } from './ended-today.ts'
import { useRowKeys } from './row-keys.ts'
import type { Service } from './service-query.ts'
import { waitingQuery } from './waiting-query.ts'

const COLUMNS = [
  { word: t.outbound.choose, isQuiet: true },
  { word: t.outbound.position, isNumber: true },
  { word: t.outbound.reference, isWide: true },
  { word: t.outbound.call },
  { word: t.outbound.age, isNumber: true, isWide: true },
  { word: t.outbound.begins, isNumber: true },
  { word: t.outbound.waitsFor, isWide: true },
]

const FIRST = 25
/** What the server answers at once. */
const MOST = 1000

/** What begins next, each with its place and when. */
export function Waiting({ service: { id, name, queue } }: { service: Service }) {
  const may = useMay()
  const [limit, setLimit] = useState(FIRST)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const starts = useQuery(waitingQuery(id, limit))
  const ended = useQuery(endedTodayQuery(id)).data
  const choose = (reference: string) =>
    setChosen(new Set(chosen.has(reference) ? [...chosen].filter((one) => one !== reference) : [...chosen, reference]))
  useRowKeys(choose)

  async function cancel(references: readonly string[]): Promise<void> {
    let purgeId: number | null = null
    const work = async () => {
      purgeId = (await client.outbound.starts.cancel({ references: [...references] })).purgeId
    }
    const undo = async () => purgeId !== null && client.outbound.queues.undo(purgeId)
    if (await act(work, t.outbound.purged(count(references.length)), undo)) setChosen(new Set())
  }

  return (
    <Read query={starts}>
      {({ items }) => {
        if (items.length === 0)
          return (
            <Empty
              text={ended ? t.outbound.nothingWaitsAny(count(ended)) : t.outbound.nothingWaits}
              command={`provisor outbound start ${name}`}
            />
          )
        const still = items.filter(({ reference }) => chosen.has(reference)).map(({ reference }) => reference)
        return (
          <>
            {may('outbound.write') && (
              <div className="chosen">
                <span className="qq">{still.length === 0 ? t.outbound.chooseHint : t.chosen(count(still.length))}</span>
                {still.length > 0 && (
                  <button type="button" className="btn sm" onClick={() => void cancel(still)}>
                    {t.outbound.cancel(count(still.length))}
                  </button>
                )}
              </div>
            )}
            <ListTable columns={COLUMNS}>
              {items.map((start) => (
                <Row
                  key={start.reference}
                  start={start}
                  isChosen={chosen.has(start.reference)}
                  {...(may('outbound.write') && { onChoose: choose })}
                />
              ))}
            </ListTable>
            <More
              shown={items.length}
              of={Math.max(items.length, queue.waiting)}
              {...(limit < MOST && { onMore: () => setLimit(Math.min(MOST, limit * 4)) })}
            />
          </>
        )
      }}
    </Read>
  )
}

type RowProps = { start: OutboundWaitingStart; isChosen: boolean; onChoose?: (reference: string) => void }

function Row({ start, isChosen, onChoose }: RowProps) {
  const { reference, position, call, ageMs, startsAt, waitsFor } = start
  return (
    <tr aria-selected={isChosen}>
      <td>
        {onChoose && (
          <input
            type="checkbox"
            aria-label={t.outbound.chooseOne(reference)}
            checked={isChosen}
            onChange={() => onChoose(reference)}
          />
        )}
      </td>
      <td className="n">{position === 0 ? t.outbound.inHand : count(position)}</td>
      <td className="mono q">{reference}</td>
      <td className="el">
        <Link to="/outbound/starts/$reference" params={{ reference }} data-row={reference}>
          {callText(call)}
        </Link>
      </td>
      <td className="n q">{length(ageMs)}</td>
      <td className="n b">{startsAt ? moment(startsAt) : '—'}</td>
      <td className="q">{t.outbound.waitsForOf[waitsFor]}</td>
    </tr>
  )
}
