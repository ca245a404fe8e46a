import { useQuery } from '@tanstack/react-query'
import { client } from '../../app/api.ts'
import { queries } from '../../app/live.ts'
import { act } from '../../app/toasts.tsx'
import { moment } from '../../parts/format.ts'
import { Pill } from '../../parts/glyph.tsx'
import { Read } from '../../parts/query-state.tsx'
import { t } from '../../texts/me-texts.ts'
import { browserOf } from './browser-of.ts'

const QUERY = ['my-sessions']
const MOST = 20

/** Where one is signed in. */
export function OwnSessions() {
  const sessions = useQuery({ queryKey: QUERY, queryFn: ({ signal }) => client.sessions.list({}, { signal }) })
  async function end(work: () => Promise<unknown>, said: string): Promise<void> {
    await act(work, said)
    await queries.invalidateQueries({ queryKey: QUERY })
  }
  return (
    <section className="part">
      <div>
        <h2>{t.me.sessions}</h2>
        <p className="s qq">{t.me.sessionsAbout}</p>
      </div>
      <Read query={sessions}>
        {({ items }) => (
          <div className="inner">
            <ul className="rows">
              {items.slice(0, MOST).map(({ id, agent, address, usedAt, isCurrent }) => (
                <li key={id}>
                  <span className="b">{browserOf(agent)}</span>
                  <span className="qq">
                    <span className="mono">{address}</span> · {t.me.usedAt(moment(usedAt))}
                  </span>
                  {isCurrent ? (
                    <Pill glyph="active" tone="good">
                      {t.me.thisOne}
                    </Pill>
                  ) : (
                    <button
                      type="button"
                      className="btn sm"
                      aria-label={`${t.me.end} ${browserOf(agent)} ${address}`}
                      onClick={() => void end(() => client.sessions.end(id), t.me.ended(browserOf(agent)))}
                    >
                      {t.me.end}
                    </button>
                  )}
                </li>
              ))}
            </ul>
            {items.length > MOST && <p className="qq">{t.me.words.more(items.length - MOST)}</p>}
            {items.length > 1 && (
              <button
                type="button"
                className="btn"
                onClick={() => void end(() => client.sessions.endOthers(), t.me.othersEnded)}
              >
                {t.me.endOthers}
              </button>
            )}
          </div>
        )}
      </Read>
    </section>
  )
}
