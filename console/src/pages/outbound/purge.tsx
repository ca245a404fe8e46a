import type { OutboundPurge } from '@provisor/client'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import Download from 'lucide-react/icons/download'
import { useState } from 'react'
import { usePlace } from '../../app/place.ts'
import { act } from '../../app/toasts.tsx'
import { Field } from '../../parts/field.tsx'
import { count, length, moment, momentOfMachine } from '../../parts/format.ts'
import { ListTable } from '../../parts/list-table.tsx'
import { More } from '../../parts/more.tsx'
import { Page } from '../../parts/page.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/outbound-texts.ts'
import { callText } from './call-text.ts'
import { canStream, MOST_KEPT, openFile, writePurge } from './purge-file.ts'
import { purgedPage } from './purged.ts'
import { purgesQuery } from './purges-query.ts'
import { canBeUndone, UndoPurge } from './undo-purge.tsx'
import '../../style/outbound.page.css'

const COLUMNS = [
  { word: t.outbound.reference },
  { word: t.outbound.call },
  { word: t.outbound.token, isWide: true },
  { word: t.outbound.waitedSince, isNumber: true, isWide: true },
]

/** What one purge took, each of it, and the way back. */
export function PurgePage() {
  const { id, purge } = useParams({ from: '/inside/outbound/$id/purges/$purge' })
  usePlace(t.outbound.purgeNo(Number(purge)))
  const purges = useQuery(purgesQuery(Number(id)))
  return (
    <Read query={purges}>
      {({ items }) => {
        const shown = items.find((one) => one.id === Number(purge))
        return shown ? <Shown serviceId={id} purge={shown} /> : <p className="page quiet">{t.outbound.noPurge}</p>
      }}
    </Read>
  )
}

function Shown({ serviceId, purge }: { serviceId: string; purge: OutboundPurge }) {
  const { id, count: took, by, at, why, undoUntil } = purge
  return (
    <Page
      title={t.outbound.purgedTitle(count(took))}
      sentence={
        <>
          {by}, {moment(at)}
          {why && `: ${why}`} ·{' '}
          <Link to="/outbound/$id" params={{ id: serviceId }}>
            {t.outbound.toService}
          </Link>
        </>
      }
      actions={
        <button type="button" className="btn" onClick={() => void download(purge)}>
          <Download size={15} /> CSV
        </button>
      }
    >
      <div className="undo-bar">
        {canBeUndone(purge) && undoUntil && (
          <p>
            <b>{t.outbound.undoFor2(length(Date.parse(undoUntil) - Date.now()))}</b> {t.outbound.waitAgain(count(took))}
          </p>
        )}
        <UndoPurge purge={purge} isPrimary />
      </div>
      <Taken id={id} of={took} />
    </Page>
  )
}

/** Written as it comes where the browser can; else as much as it may keep, which is said. */
async function download({ id, count: took }: OutboundPurge): Promise<void> {
  const most = canStream() ? Number.POSITIVE_INFINITY : MOST_KEPT
  const opening = openFile(`purge-${id}.csv`)
  if ((await opening.catch(() => null)) === undefined) return
  let rows = 0
  await act(
    async () => {
      rows = await writePurge(id, (await opening)!, most)
    },
    () => (rows < took ? t.outbound.csvPart(count(rows), count(took)) : t.outbound.csvMade),
  )
}

function Taken({ id, of }: { id: number; of: number }) {
  const [text, setText] = useState('')
  const taken = useInfiniteQuery({
    queryKey: ['outbound-purged', id, text],
    queryFn: ({ pageParam, signal }) => purgedPage(id, pageParam, text, signal),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    staleTime: 'static',
  })
  return (
    <section>
      <Field label={t.outbound.find} type="search" value={text} onChange={({ target }) => setText(target.value)} />
      <Read query={taken}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          return (
            <>
              <ListTable columns={COLUMNS}>
                {items.map(({ reference, call, enqueuedAt }) => (
                  <tr key={reference}>
                    <td className="mono">
                      <Link to="/outbound/starts/$reference" params={{ reference }}>
                        {reference}
                      </Link>
                    </td>
                    <td className="el">{call && callText(call)}</td>
                    <td className="q">{call && 'token' in call ? call.token : ''}</td>
                    <td className="n q">{enqueuedAt && `${moment(enqueuedAt)} (${momentOfMachine(enqueuedAt)})`}</td>
                  </tr>
                ))}
              </ListTable>
              <More
                shown={items.length}
                {...(text === '' && { of })}
                {...(taken.hasNextPage && { onMore: () => void taken.fetchNextPage() })}
              />
            </>
          )
        }}
      </Read>
    </section>
  )
}
