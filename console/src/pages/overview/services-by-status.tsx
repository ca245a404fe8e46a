import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { count } from '../../parts/format.ts'
import { type GlyphName, State, type Tone } from '../../parts/glyph.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/operate-texts.ts'

type Status = Awaited<ReturnType<typeof client.services.counts>>['items'][number]['status']

const LOOKS: Record<Status, readonly [GlyphName, Tone, colour: string]> = {
  Active: ['active', 'good', 'good-mark'],
  Pending: ['waiting', 'acc', 'accent'],
  Suspended: ['paused', 'warn', 'warn-mark'],
  Fraud: ['failed', 'bad', 'bad-mark'],
  Completed: ['done', 'neutral', 'text-2'],
  Terminated: ['none', 'neutral', 'mark'],
  Cancelled: ['cancelled', 'neutral', 'rule'],
}

/** How many services have each status, as a bar and its legend. */
export function ServicesByStatus() {
  const counts = useQuery({
    queryKey: ['service-counts'],
    queryFn: ({ signal }) => client.services.counts({ signal }),
    meta: { slow: true },
  })
  return (
    <section>
      <Read query={counts}>
        {({ items }) => (
          <>
            <header className="sh">
              <h2>{t.overview.services}</h2>
              <span className="qq">{count(items.reduce((sum, { count: n }) => sum + n, 0))}</span>
            </header>
            <div
              className="stack"
              role="img"
              aria-label={items.map(({ status, count: n }) => `${count(n)} ${t.overview.statuses[status]}`).join(', ')}
            >
              {items.map(({ status, count: n }) => (
                <i key={status} style={{ flex: n, background: `var(--${LOOKS[status][2]})` }} />
              ))}
            </div>
            <ul className="statuses">
              {items.map(({ status, count: n }) => (
                <li key={status}>
                  <State glyph={LOOKS[status][0]} tone={LOOKS[status][1]}>
                    {t.overview.statuses[status]}
                  </State>{' '}
                  <b>{count(n)}</b>
                </li>
              ))}
            </ul>
          </>
        )}
      </Read>
    </section>
  )
}
