import type { QueueEntryShown } from '@provisor/client'
import { length, moment } from '../../parts/format.ts'
import { Glyph } from '../../parts/glyph.tsx'
import { t } from '../../texts/texts.ts'

type Attempt = QueueEntryShown['attempts'][number]
type Traced = {
  method: string
  url: string
  request: string
  status: number | null
  reason: string
  answer: string
  durationMs: number
  startedAt: number
  end: string
}

/** Each try with what was sent and what came back, masked as it is stored; the newest first. */
export function Attempts({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <section aria-label={t.queue.attempts}>
      <h3 className="bb">
        {t.queue.attempts} <span className="qq">{attempts.length}</span>
      </h3>
      {attempts
        .map((attempt, index) => <OneAttempt key={attempt.startedAt} attempt={attempt} number={index + 1} />)
        .toReversed()}
    </section>
  )
}

function OneAttempt({ attempt, number }: { attempt: Attempt; number: number }) {
  const { looked, outcome, durationMs, startedAt, trace } = attempt
  const good = outcome === 'done' || outcome === 'already'
  const said = outcome in t.classes ? t.classes[outcome as keyof typeof t.classes] : outcome
  return (
    <div className="att">
      <div className="ar">
        <span className={good ? 'st good' : 'st bad'}>
          <Glyph name={good ? 'done' : 'failed'} />
          <b className="b">{t.queue.attempt(number)}</b>
        </span>
        <span className="q">{looked ? t.queue.looked : t.queue.asked}</span>
        <span className="q">{said}</span>
        <span className="n q">{length(durationMs)}</span>
        <span className="n qq">{moment(startedAt)}</span>
      </div>
      {trace.length === 0 && <p className="s qq">{t.queue.noTrace}</p>}
      {(trace as Traced[]).map((call) => (
        <Call key={`${call.startedAt} ${call.method} ${call.url}`} call={call} />
      ))}
    </div>
  )
}

const Call = ({ call: { method, url, request, status, reason, answer, durationMs, end } }: { call: Traced }) => (
  <div className="ra">
    <div>
      <div className="rh">
        <span className="b">{t.queue.request}</span>
      </div>
      <pre className="code">
        {method} {url}
        {request && `\n\n${request}`}
      </pre>
    </div>
    <div>
      <div className="rh">
        <span className="b">{t.queue.answer}</span>
        {status !== null && <span className="pillc">{status}</span>}
        <span className="qq">{length(durationMs)}</span>
      </div>
      <pre className="code">{answer || reason || end}</pre>
    </div>
  </div>
)
